package io.github.taosspring.boot.datasource;

import java.sql.Connection;
import java.sql.SQLException;

import com.zaxxer.hikari.HikariDataSource;

/**
 * A HikariCP pool whose connections begin in the database of the options: HikariCP does
 * not see a {@code USE}, and puts a catalog back only if it has one itself, so that the
 * next borrower would write to another's database.
 */
final class TaosPool extends HikariDataSource {

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		try {
			reset(connection);
			return connection;
		}
		catch (SQLException ex) {
			evictConnection(connection);
			throw ex;
		}
	}

	/**
	 * Costs nothing if the database is the right one.
	 */
	private void reset(Connection connection) throws SQLException {
		String catalog = getCatalog();
		if (catalog == null) {
			connection.endRequest();
		}
		else {
			connection.setCatalog(catalog);
		}
	}

}
