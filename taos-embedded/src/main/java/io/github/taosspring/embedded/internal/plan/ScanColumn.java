package io.github.taosspring.embedded.internal.plan;

import io.github.taosspring.embedded.internal.vector.ColumnType;

/**
 * A column that a scan reads.
 *
 * @param kind where it comes from
 * @param slot the slot of a column or tag
 * @param type its type
 */
public record ScanColumn(Kind kind, int slot, ColumnType type) {

	/** Origins of columns. */
	public enum Kind {

		/** A column of the rows. */
		DATA,

		/** A tag of the table. */
		TAG,

		/** The name of the table. */
		TABLE_NAME

	}

}
