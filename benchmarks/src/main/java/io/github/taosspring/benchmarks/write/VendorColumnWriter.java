package io.github.taosspring.benchmarks.write;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import com.taosdata.jdbc.TaosPrepareStatement;

import io.github.taosspring.benchmarks.replay.DataSet;

/**
 * Writes by the vendor's extended API, column by column, for each table.
 */
final class VendorColumnWriter implements RowWriter {

	private final Connection connection;

	private final TaosPrepareStatement statement;

	private final Shape shape;

	VendorColumnWriter(int port, Shape shape) throws SQLException {
		Properties properties = new Properties();
		properties.setProperty("user", "root");
		properties.setProperty("password", "taosdata");
		this.connection = DriverManager.getConnection("jdbc:TAOS-WS://127.0.0.1:" + port + "/", properties);
		this.statement = this.connection.prepareStatement(Shape.USING_INSERT).unwrap(TaosPrepareStatement.class);
		this.shape = shape;
	}

	@Override
	public long write() throws SQLException {
		int count = this.shape.rowsPerTable();
		for (int table = 0; table < this.shape.tables(); table++) {
			this.statement.setTableName(this.shape.name(table));
			this.statement.setTagInt(0, this.shape.groupId(table));
			this.statement.setTagString(1, this.shape.location(table));
			List<Long> timestamps = new ArrayList<>(count);
			List<Float> currents = new ArrayList<>(count);
			List<Integer> voltages = new ArrayList<>(count);
			List<Float> phases = new ArrayList<>(count);
			for (int i = 0; i < count; i++) {
				long row = this.shape.row(table, i);
				timestamps.add(DataSet.timestamp(row));
				currents.add(DataSet.current(row));
				voltages.add(DataSet.voltage(row));
				phases.add(DataSet.phase(row));
			}
			this.statement.setTimestamp(0, timestamps);
			this.statement.setFloat(1, currents);
			this.statement.setInt(2, voltages);
			this.statement.setFloat(3, phases);
			this.statement.columnDataAddBatch();
		}
		this.statement.columnDataExecuteBatch();
		return this.statement.getUpdateCount();
	}

	@Override
	public void close() throws SQLException {
		this.statement.close();
		this.connection.close();
	}

}
