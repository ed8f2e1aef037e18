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

	private final BlockReader reader;

	private final boolean cursor;

	ClientScanner(int port, DataSet dataSet, long rows, boolean cursor) {
		this.client = TaosClient.connect("taos+ws://127.0.0.1:" + port);
		this.sql = dataSet.sql(rows);
		this.tagged = dataSet == DataSet.TAGGED;
		this.reader = new BlockReader(dataSet);
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
					this.reader.readColumns(block, totals);
				}
			}
		}
		return totals;
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
