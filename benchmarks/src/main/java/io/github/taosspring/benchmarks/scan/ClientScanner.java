package io.github.taosspring.benchmarks.scan;

import io.github.taosspring.benchmarks.replay.DataSet;
import io.github.taosspring.client.Block;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosResult;

/**
 * Reads by {@link TaosClient}, block by block or with the result's cursor. Each value is
 * first asked whether it is NULL, as an application would.
 */
final class ClientScanner implements Scanner {

	private final TaosClient client;

	private final String sql;

	private final boolean tagged;

	private final boolean cursor;

	ClientScanner(int port, DataSet dataSet, long rows, boolean cursor) {
		this.client = TaosClient.connect("taos+ws://127.0.0.1:" + port);
		this.sql = dataSet.sql(rows);
		this.tagged = dataSet == DataSet.TAGGED;
		this.cursor = cursor;
	}

	@Override
	public Totals scan() {
		Totals totals = new Totals();
		try (TaosResult result = this.client.query(this.sql)) {
			if (this.cursor) {
				readCursor(result, totals);
			}
			else {
				for (Block block : result.blocks()) {
					read(block, totals);
				}
			}
		}
		return totals;
	}

	private void read(Block block, Totals totals) {
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

	private void readCursor(TaosResult result, Totals totals) {
		while (result.next()) {
			totals.rows++;
			if (!result.isNull(0)) {
				totals.integers += result.getLong(0);
			}
			if (!result.isNull(1)) {
				totals.floats += result.getFloat(1);
			}
			if (!result.isNull(2)) {
				totals.integers += result.getInt(2);
			}
			if (!result.isNull(3)) {
				totals.floats += result.getFloat(3);
			}
			if (this.tagged) {
				if (!result.isNull(4)) {
					totals.integers += result.getInt(4);
				}
				String location = result.getString(5);
				if (location != null) {
					totals.characters += location.length();
				}
				String table = result.getString(6);
				if (table != null) {
					totals.characters += table.length();
				}
			}
		}
	}

	@Override
	public void close() {
		this.client.close();
	}

}
