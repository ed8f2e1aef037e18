package io.github.taosspring.client.jdbc;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;

import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosDataException;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosProgrammingException;
import io.github.taosspring.client.TaosSchemalessException;
import io.github.taosspring.client.TaosTimeoutException;

/**
 * Makes SQLExceptions: the subclass that frameworks go by, always with an SQLState, with
 * the server's code as the vendor code and the connector's exception as the cause.
 */
final class JdbcErrors {

	private JdbcErrors() {
	}

	static SQLException from(TaosException ex) {
		return from(ex, String.valueOf(ex.getMessage()));
	}

	static SQLException from(TaosException ex, String message) {
		String state = ex.sqlState();
		int code = ex.code();
		if ("0A000".equals(state)) {
			return new SQLFeatureNotSupportedException(message, state, code, ex);
		}
		if ("28000".equals(state) || "42501".equals(state)) {
			return new SQLInvalidAuthorizationSpecException(message, state, code, ex);
		}
		if ("23502".equals(state)) {
			return new SQLIntegrityConstraintViolationException(message, state, code, ex);
		}
		if (ex instanceof TaosTimeoutException) {
			return new SQLTimeoutException(message, state, code, ex);
		}
		if (ex instanceof TaosConnectionException) {
			// a failure to connect may pass; a statement or result that went with its
			// connection
			// never comes back, and sending the statement again may do it twice
			return "08001".equals(state) ? new SQLTransientConnectionException(message, state, code, ex)
					: new SQLNonTransientConnectionException(message, state, code, ex);
		}
		if (ex instanceof TaosProgrammingException) {
			return new SQLSyntaxErrorException(message, state, code, ex);
		}
		if (ex instanceof TaosDataException || ex instanceof TaosSchemalessException || state.startsWith("22")) {
			return new SQLDataException(message, state, code, ex);
		}
		if (ex.isRetryable()) {
			return new SQLTransientException(message, state, code, ex);
		}
		return new SQLException(message, state, code, ex);
	}

	static SQLFeatureNotSupportedException unsupported(String what) {
		return new SQLFeatureNotSupportedException(what + " is not supported", "0A000");
	}

	static SQLException connectionClosed() {
		return new SQLNonTransientConnectionException("The connection is closed", "08003");
	}

	static SQLException statementClosed() {
		return new SQLException("The statement is closed", "HY010");
	}

	static SQLException cursor(String message) {
		return new SQLException(message, "24000");
	}

	static SQLException invalid(String message) {
		return new SQLException(message, "HY024");
	}

	static SQLException columnIndex(int column, int columns) {
		return new SQLException("There is no column " + column + ", the result has " + columns, "07009");
	}

	static SQLException outOfRange(String message) {
		return new SQLDataException(message, "22003");
	}

	static SQLException conversion(String message) {
		return new SQLDataException(message, "22018");
	}

}
