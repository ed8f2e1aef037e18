package io.github.taosspring.benchmarks.write;

import io.github.taosspring.benchmarks.replay.DataSet;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.statement.BatchColumn;
import io.github.taosspring.client.statement.BatchSchema;
import io.github.taosspring.client.statement.BatchWriter;
import io.github.taosspring.client.statement.ColumnBatch;

/**
 * Writes by {@link ColumnBatch}, row by row or the columns of a table one after the
 * other.
 */
final class ColumnBatchWriter implements RowWriter {

	private final TaosClient client;

	private final BatchWriter writer;

	private final ColumnBatch batch;

	private final Shape shape;

	private final boolean columnWise;

	ColumnBatchWriter(int port, Shape shape, boolean columnWise) {
		this.client = TaosClient.connect("taos+ws://127.0.0.1:" + port);
		this.writer = BatchWriter.of(this.client);
		this.batch = ColumnBatch.of(BatchSchema.superTable("meters", TaosPrecision.MILLISECOND)
			.tag("groupid", TaosType.INT, 0)
			.tag("location", TaosType.VARCHAR, 24)
			.column("ts", TaosType.TIMESTAMP, 0)
			.column("current", TaosType.FLOAT, 0)
			.column("voltage", TaosType.INT, 0)
			.column("phase", TaosType.FLOAT, 0)
			.build());
		this.shape = shape;
		this.columnWise = columnWise;
	}

	@Override
	public long write() {
		this.batch.clear();
		for (int table = 0; table < this.shape.tables(); table++) {
			if (this.columnWise) {
				begin(table);
				appendColumns(table);
			}
			else {
				appendRows(table);
			}
		}
		return this.writer.write(this.batch).orThrow().rows();
	}

	private void begin(int table) {
		if (this.batch.beginTable(this.shape.name(table))) {
			this.batch.tag(0).appendInt(this.shape.groupId(table));
			this.batch.tag(1).appendString(this.shape.location(table));
		}
	}

	private void appendRows(int table) {
		BatchColumn timestamps = this.batch.column(0);
		BatchColumn currents = this.batch.column(1);
		BatchColumn voltages = this.batch.column(2);
		BatchColumn phases = this.batch.column(3);
		for (int i = 0; i < this.shape.rowsPerTable(); i++) {
			begin(table);
			long row = this.shape.row(table, i);
			timestamps.appendLong(DataSet.timestamp(row));
			currents.appendFloat(DataSet.current(row));
			voltages.appendInt(DataSet.voltage(row));
			phases.appendFloat(DataSet.phase(row));
			this.batch.endRow();
		}
	}

	private void appendColumns(int table) {
		int count = this.shape.rowsPerTable();
		long first = this.shape.row(table, 0);
		for (int i = 0; i < count; i++) {
			this.batch.column(0).appendLong(DataSet.timestamp(first + i));
		}
		for (int i = 0; i < count; i++) {
			this.batch.column(1).appendFloat(DataSet.current(first + i));
		}
		for (int i = 0; i < count; i++) {
			this.batch.column(2).appendInt(DataSet.voltage(first + i));
		}
		for (int i = 0; i < count; i++) {
			this.batch.column(3).appendFloat(DataSet.phase(first + i));
		}
		this.batch.endRows(count);
	}

	@Override
	public void close() {
		this.client.close();
	}

}
