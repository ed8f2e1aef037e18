package io.github.taosspring.client.statement;

/**
 * What becomes of a column whose value is NULL in a row that is written. Whether the row
 * exists already makes the difference: TDengine writes by timestamp.
 */
public enum NullPolicy {

	/** The column becomes NULL. */
	NULL,

	/** The column keeps what it has, as by {@link BatchColumn#appendUnset()}. */
	UNSET

}
