package io.github.taosspring.benchmarks.scan;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

import io.github.taosspring.benchmarks.replay.DataSet;

/**
 * Reads by JDBC, the same for either driver.
 * <p>
 * The vendor's driver sometimes does not send the fetch that it then waits for: its
 * reader can empty the queue of blocks after the event loop found it full, but before the
 * event loop notes that fetching has paused. Such a scan is marked as given up.
 */
final class JdbcScanner implements Scanner {

	/** Code of the vendor's driver for a block that did not come in time. */
	private static final int FETCH_TIMEOUT = 0x231e;

	private final Connection connection;

	private final String sql;

	private final boolean tagged;

	/** Whether the time is read as a Timestamp and not as a long. */
	private final boolean timestamps;

	JdbcScanner(String url, Properties properties, DataSet dataSet, long rows, boolean timestamps) throws SQLException {
		properties.setProperty("user", "root");
		properties.setProperty("password", "taosdata");
		this.connection = DriverManager.getConnection(url, properties);
		this.sql = dataSet.sql(rows);
		this.tagged = dataSet == DataSet.TAGGED;
		this.timestamps = timestamps;
	}

	@Override
	public Totals scan() throws SQLException {
		Totals totals = new Totals();
		try (Statement statement = this.connection.createStatement();
				ResultSet rows = statement.executeQuery(this.sql)) {
			while (rows.next()) {
				totals.rows++;
				totals.integers += this.timestamps ? rows.getTimestamp(1).getTime() : rows.getLong(1);
				totals.floats += rows.getFloat(2);
				totals.integers += rows.getInt(3);
				totals.floats += rows.getFloat(4);
				if (this.tagged) {
					totals.integers += rows.getInt(5);
					totals.characters += rows.getString(6).length() + rows.getString(7).length();
				}
			}
		}
		catch (SQLException ex) {
			if (!isFetchTimeout(ex)) {
				throw ex;
			}
			totals.gaveUp = true;
		}
		return totals;
	}

	private static boolean isFetchTimeout(SQLException ex) {
		return ex.getErrorCode() == FETCH_TIMEOUT;
	}

	@Override
	public void close() throws SQLException {
		this.connection.close();
	}

}
