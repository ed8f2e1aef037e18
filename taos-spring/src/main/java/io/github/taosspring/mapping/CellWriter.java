package io.github.taosspring.mapping;

import io.github.taosspring.client.statement.BatchColumn;

/**
 * Appends the value of one property to its column or tag. Chosen once for a type and a
 * table. Immutable and thread-safe.
 */
@FunctionalInterface
interface CellWriter {

	/**
	 * Append the value of a row.
	 * @param row the record or bean
	 * @param column where to append
	 * @throws RuntimeException if the value does not fit; the caller adds where
	 */
	void write(Object row, BatchColumn column);

}
