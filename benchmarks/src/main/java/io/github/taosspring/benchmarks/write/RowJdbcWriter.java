package io.github.taosspring.benchmarks.write;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.Properties;

import io.github.taosspring.benchmarks.replay.DataSet;

/**
 * Writes row by row through {@link PreparedStatement#addBatch()}, the same for either
 * driver.
 */
final class RowJdbcWriter implements RowWriter {

	private final Connection connection;

	private final PreparedStatement statement;

	private final Shape shape;

	private final boolean efficient;

	private final int rowsPerBatch;

	/**
	 * Prepare the statement.
	 * @param rowsPerBatch after how many rows the batch is executed
	 * @param efficient whether {@code executeUpdate} waits for the rows that
	 * {@code executeBatch} only hands over (the vendor's efficient-write mode)
	 */
	RowJdbcWriter(String url, Properties properties, Shape shape, int rowsPerBatch, boolean efficient)
			throws SQLException {
		properties.setProperty("user", "root");
		properties.setProperty("password", "taosdata");
		this.connection = DriverManager.getConnection(url, properties);
		this.statement = this.connection.prepareStatement(Shape.NAMED_INSERT);
		this.shape = shape;
		this.rowsPerBatch = rowsPerBatch;
		this.efficient = efficient;
	}

	@Override
	public long write() throws SQLException {
		PreparedStatement target = this.statement;
		long written = 0;
		int batched = 0;
		for (int table = 0; table < this.shape.tables(); table++) {
			String name = this.shape.name(table);
			int groupId = this.shape.groupId(table);
			String location = this.shape.location(table);
			for (int i = 0; i < this.shape.rowsPerTable(); i++) {
				long row = this.shape.row(table, i);
				target.setString(1, name);
				target.setInt(2, groupId);
				target.setString(3, location);
				target.setTimestamp(4, new Timestamp(DataSet.timestamp(row)));
				target.setFloat(5, DataSet.current(row));
				target.setInt(6, DataSet.voltage(row));
				target.setFloat(7, DataSet.phase(row));
				target.addBatch();
				if (++batched == this.rowsPerBatch) {
					written += execute(target);
					batched = 0;
				}
			}
		}
		return (batched > 0) ? written + execute(target) : written;
	}

	private long execute(PreparedStatement target) throws SQLException {
		int[] counts = target.executeBatch();
		if (this.efficient) {
			return target.executeUpdate();
		}
		long rows = 0;
		for (int count : counts) {
			// drivers that know only that an item was written count it as a row
			rows += (count == Statement.SUCCESS_NO_INFO) ? 1 : count;
		}
		return rows;
	}

	@Override
	public void close() throws SQLException {
		this.statement.close();
		this.connection.close();
	}

}
