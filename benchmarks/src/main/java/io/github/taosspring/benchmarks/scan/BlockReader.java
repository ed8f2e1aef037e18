package io.github.taosspring.benchmarks.scan;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.benchmarks.replay.DataSet;
import io.github.taosspring.client.Block;

/**
 * Reads every value of blocks. Each value is first asked whether it is NULL, as an
 * application would.
 */
public final class BlockReader {

	private final boolean tagged;

	/**
	 * Create a reader.
	 * @param dataSet the rows' kind
	 */
	public BlockReader(DataSet dataSet) {
		this.tagged = dataSet == DataSet.TAGGED;
	}

	/**
	 * Read a column after the other.
	 * @param block the block
	 * @param totals where to add
	 */
	public void readColumns(Block block, Totals totals) {
		int rows = block.rows();
		totals.rows += rows;
		totals.integers += sumLongs(block, 0, rows) + sumInts(block, 2, rows);
		totals.floats += sumFloats(block, 1, rows) + sumFloats(block, 3, rows);
		if (this.tagged) {
			totals.integers += sumInts(block, 4, rows);
			totals.characters += sumLengths(block, 5, rows) + sumLengths(block, 6, rows);
		}
	}

	private static long sumLongs(Block block, int column, int rows) {
		long sum = 0;
		for (int row = 0; row < rows; row++) {
			if (!block.isNull(column, row)) {
				sum += block.getLong(column, row);
			}
		}
		return sum;
	}

	private static long sumInts(Block block, int column, int rows) {
		long sum = 0;
		for (int row = 0; row < rows; row++) {
			if (!block.isNull(column, row)) {
				sum += block.getInt(column, row);
			}
		}
		return sum;
	}

	private static double sumFloats(Block block, int column, int rows) {
		double sum = 0;
		for (int row = 0; row < rows; row++) {
			if (!block.isNull(column, row)) {
				sum += block.getFloat(column, row);
			}
		}
		return sum;
	}

	private static long sumLengths(Block block, int column, int rows) {
		long sum = 0;
		for (int row = 0; row < rows; row++) {
			String text = block.getString(column, row);
			if (text != null) {
				sum += text.length();
			}
		}
		return sum;
	}

	/**
	 * Read a row after the other.
	 * @param block the block
	 * @param totals where to add
	 */
	public void readRows(Block block, Totals totals) {
		int rows = block.rows();
		totals.rows += rows;
		for (int row = 0; row < rows; row++) {
			if (!block.isNull(0, row)) {
				totals.integers += block.getLong(0, row);
			}
			if (!block.isNull(1, row)) {
				totals.floats += block.getFloat(1, row);
			}
			if (!block.isNull(2, row)) {
				totals.integers += block.getInt(2, row);
			}
			if (!block.isNull(3, row)) {
				totals.floats += block.getFloat(3, row);
			}
			if (this.tagged) {
				if (!block.isNull(4, row)) {
					totals.integers += block.getInt(4, row);
				}
				totals.characters += length(block.getString(5, row)) + length(block.getString(6, row));
			}
		}
	}

	private static int length(@Nullable String text) {
		return (text != null) ? text.length() : 0;
	}

}
