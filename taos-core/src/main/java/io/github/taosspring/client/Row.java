package io.github.taosspring.client;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One row with values of its own, in the types of {@link Block#getObject}. Immutable,
 * valid for ever, thread-safe.
 */
public interface Row {

	/**
	 * Return the columns.
	 * @return the columns in order
	 */
	List<TaosColumn> columns();

	/**
	 * Return a value.
	 * @param column the column, from 0
	 * @return the value, {@code null} for NULL
	 */
	@Nullable Object get(int column);

	/**
	 * Return a value by its column's label, the exact one first, then the first that
	 * differs in case only.
	 * @param label the label
	 * @return the value, {@code null} for NULL
	 * @throws TaosInterfaceException if there is no such column
	 */
	@Nullable Object get(String label);

	/**
	 * Return the values by label, in column order; of equal labels the first counts.
	 * @return a new map
	 */
	Map<String, @Nullable Object> toMap();

	/**
	 * Return the values in column order.
	 * @return a new list
	 */
	List<@Nullable Object> toList();

	/**
	 * Return the rows of a block, each made when it is asked for.
	 * @param block the block
	 * @return a view on the block, of its size; asking for a row fails once the block is
	 * no longer valid
	 */
	static List<Row> of(Block block) {
		return new BlockRows(block);
	}

	/**
	 * Return a row of a block.
	 * @param labels the labels of the block's columns
	 * @param block the block
	 * @param row the row, from 0
	 * @return the row, which does not need the block any more
	 */
	static Row of(ColumnLabels labels, Block block, int row) {
		return new DefaultRow(labels, block, row);
	}

}
