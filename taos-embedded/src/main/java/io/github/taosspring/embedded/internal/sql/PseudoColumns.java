package io.github.taosspring.embedded.internal.sql;

import java.util.Map;
import java.util.Set;

/**
 * The names of pseudo columns that start with an underscore.
 */
final class PseudoColumns {

	private static final Map<String, PseudoColumnKind> KINDS = Map.ofEntries(
			Map.entry("_c0", PseudoColumnKind.ROW_TIMESTAMP), Map.entry("_rowts", PseudoColumnKind.ROW_TIMESTAMP),
			Map.entry("_tags", PseudoColumnKind.TAGS), Map.entry("_wstart", PseudoColumnKind.WINDOW_START),
			Map.entry("_wend", PseudoColumnKind.WINDOW_END), Map.entry("_wduration", PseudoColumnKind.WINDOW_DURATION),
			Map.entry("_qstart", PseudoColumnKind.QUERY_START), Map.entry("_qend", PseudoColumnKind.QUERY_END),
			Map.entry("_qduration", PseudoColumnKind.QUERY_DURATION),
			Map.entry("_irowts", PseudoColumnKind.INTERPOLATED_TIMESTAMP),
			Map.entry("_irowts_origin", PseudoColumnKind.INTERPOLATED_ORIGIN),
			Map.entry("_isfilled", PseudoColumnKind.IS_FILLED), Map.entry("_flow", PseudoColumnKind.FORECAST_LOW),
			Map.entry("_fhigh", PseudoColumnKind.FORECAST_HIGH),
			Map.entry("_frowts", PseudoColumnKind.FORECAST_TIMESTAMP));

	private PseudoColumns() {
	}

	static Set<String> names() {
		return KINDS.keySet();
	}

	static PseudoColumnKind kind(String name) {
		PseudoColumnKind kind = KINDS.get(name);
		if (kind == null) {
			throw new IllegalArgumentException("No pseudo column: " + name);
		}
		return kind;
	}

}
