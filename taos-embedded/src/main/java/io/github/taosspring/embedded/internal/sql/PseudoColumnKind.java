package io.github.taosspring.embedded.internal.sql;

/**
 * Columns that every table or window has.
 */
public enum PseudoColumnKind {

	/** {@code tbname}. */
	TBNAME,

	/** {@code _rowts} and {@code _c0}: the primary timestamp. */
	ROW_TIMESTAMP,

	/** {@code _tags}: all tags. */
	TAGS,

	/** {@code _wstart}. */
	WINDOW_START,

	/** {@code _wend}. */
	WINDOW_END,

	/** {@code _wduration}. */
	WINDOW_DURATION,

	/** {@code _qstart}. */
	QUERY_START,

	/** {@code _qend}. */
	QUERY_END,

	/** {@code _qduration}. */
	QUERY_DURATION,

	/** {@code _irowts}. */
	INTERPOLATED_TIMESTAMP,

	/** {@code _irowts_origin}. */
	INTERPOLATED_ORIGIN,

	/** {@code _isfilled}. */
	IS_FILLED,

	/** {@code _flow}. */
	FORECAST_LOW,

	/** {@code _fhigh}. */
	FORECAST_HIGH,

	/** {@code _frowts}. */
	FORECAST_TIMESTAMP

}
