package io.github.taosspring.benchmarks.write;

import io.github.taosspring.benchmarks.replay.DataSet;
import io.github.taosspring.client.TaosClient;

/**
 * Writes texts with many rows, each near the server's limit of a megabyte.
 */
final class SqlTextWriter implements RowWriter {

	private static final int LIMIT = 1_000_000;

	private final TaosClient client;

	private final Shape shape;

	private final StringBuilder sql = new StringBuilder(LIMIT + 1000);

	SqlTextWriter(int port, Shape shape) {
		this.client = TaosClient.connect("taos+ws://127.0.0.1:" + port);
		this.shape = shape;
	}

	@Override
	public long write() {
		long written = 0;
		begin();
		for (int table = 0; table < this.shape.tables(); table++) {
			begin(table);
			for (int i = 0; i < this.shape.rowsPerTable(); i++) {
				long row = this.shape.row(table, i);
				this.sql.append('(').append(DataSet.timestamp(row)).append(',').append(DataSet.current(row));
				this.sql.append(',').append(DataSet.voltage(row)).append(',').append(DataSet.phase(row)).append(')');
				if (this.sql.length() > LIMIT) {
					written += this.client.execute(this.sql.toString());
					begin();
					begin(table);
				}
			}
		}
		return written + this.client.execute(this.sql.toString());
	}

	private void begin() {
		this.sql.setLength(0);
		this.sql.append("insert into");
	}

	private void begin(int table) {
		this.sql.append(' ').append(this.shape.name(table)).append(" using meters tags (");
		this.sql.append(this.shape.groupId(table)).append(",'").append(this.shape.location(table)).append("') values ");
	}

	@Override
	public void close() {
		this.client.close();
	}

}
