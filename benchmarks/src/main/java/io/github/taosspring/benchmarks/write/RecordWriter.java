package io.github.taosspring.benchmarks.write;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.benchmarks.replay.DataSet;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.core.TaosTemplate;
import io.github.taosspring.mapping.SuperTable;
import io.github.taosspring.mapping.TableName;
import io.github.taosspring.mapping.Tag;
import io.github.taosspring.mapping.Ts;

/**
 * Writes records through {@link TaosTemplate}. The records are there before: what is
 * measured is what mapping them costs.
 */
final class RecordWriter implements RowWriter {

	private final TaosClient client;

	private final TaosTemplate template;

	private final List<Reading> readings;

	RecordWriter(int port, Shape shape) {
		this.client = TaosClient.connect("taos+ws://127.0.0.1:" + port);
		this.template = new TaosTemplate(this.client);
		this.readings = new ArrayList<>(shape.rows());
		for (int table = 0; table < shape.tables(); table++) {
			for (int i = 0; i < shape.rowsPerTable(); i++) {
				long row = shape.row(table, i);
				this.readings.add(new Reading(shape.name(table), shape.groupId(table), shape.location(table),
						Instant.ofEpochMilli(DataSet.timestamp(row)), DataSet.current(row), DataSet.voltage(row),
						DataSet.phase(row)));
			}
		}
	}

	@Override
	public long write() {
		return this.template.insertAll(this.readings).written();
	}

	@Override
	public void close() {
		this.client.close();
	}

	/**
	 * A smart meter's row.
	 *
	 * @param table the child table
	 * @param groupid a tag
	 * @param location a tag
	 * @param ts when
	 * @param current a value
	 * @param voltage a value
	 * @param phase a value
	 */
	@SuperTable("meters")
	record Reading(@TableName String table, @Tag int groupid, @Tag String location, @Ts Instant ts, float current,
			int voltage, float phase) {

	}

}
