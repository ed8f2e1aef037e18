package io.github.taosspring.benchmarks.point;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/**
 * Reads by a JDBC driver, a connection being borrowed for each statement.
 */
final class PoolReader implements PointReader {

	private final HikariDataSource dataSource;

	PoolReader(String url, int connections) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(url);
		config.setUsername("root");
		config.setPassword("taosdata");
		config.setMaximumPoolSize(connections);
		config.setMinimumIdle(connections);
		this.dataSource = new HikariDataSource(config);
	}

	@Override
	public int voltage(int table) throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(PointReader.sql(table))) {
			if (!rows.next()) {
				throw new IllegalStateException("No row of table " + table);
			}
			return rows.getInt(3);
		}
	}

	@Override
	public void close() {
		this.dataSource.close();
	}

}
