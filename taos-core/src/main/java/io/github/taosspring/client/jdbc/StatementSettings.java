package io.github.taosspring.client.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.ZoneOffset;

import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.sql.SqlLiteral;
import org.jspecify.annotations.Nullable;

/**
 * What can be set about a statement, and what is the same for all.
 */
abstract class StatementSettings implements Statement {

	private int queryTimeout;

	private long maxRows;

	private int fetchSize;

	private boolean poolable;

	private boolean closeOnCompletion;

	/**
	 * Throw an exception if the statement or its connection is closed.
	 */
	abstract void checkOpen() throws SQLException;

	/**
	 * Return the time allowed, which is the network timeout if that is shorter.
	 * @param network the network timeout in milliseconds, 0 for none
	 * @return the milliseconds, 0 for the client's own
	 */
	final long timeoutMillis(int network) {
		long query = this.queryTimeout * 1000L;
		return (query == 0 || (network != 0 && network < query)) ? network : query;
	}

	final long rowLimit() {
		return this.maxRows;
	}

	final int fetchHint() {
		return this.fetchSize;
	}

	final boolean closesOnCompletion() {
		return this.closeOnCompletion;
	}

	@Override
	public int getQueryTimeout() throws SQLException {
		checkOpen();
		return this.queryTimeout;
	}

	/**
	 * Set the time allowed for the reply and, counted anew, for each block of rows. A
	 * shorter network timeout of the connection goes before it. What takes longer fails
	 * with an {@link java.sql.SQLTimeoutException}; of a statement that writes it is then
	 * unknown whether it took effect.
	 * @param seconds the time in seconds, 0 for the client's own, which is never without
	 * limit
	 */
	@Override
	public void setQueryTimeout(int seconds) throws SQLException {
		checkOpen();
		this.queryTimeout = checkNotNegative("query timeout", seconds);
	}

	@Override
	public int getMaxRows() throws SQLException {
		return (int) Math.min(Integer.MAX_VALUE, getLargeMaxRows());
	}

	/**
	 * Set how many rows of a query can be read. The server is not told: rows after them
	 * stay there and are freed when the result set is closed, so that a LIMIT in the
	 * statement's text is cheaper.
	 * @param max the rows, 0 for all
	 */
	@Override
	public void setMaxRows(int max) throws SQLException {
		setLargeMaxRows(max);
	}

	@Override
	public long getLargeMaxRows() throws SQLException {
		checkOpen();
		return this.maxRows;
	}

	@Override
	public void setLargeMaxRows(long max) throws SQLException {
		checkOpen();
		if (max < 0) {
			throw JdbcErrors.invalid("The number of rows must not be negative, was " + max);
		}
		this.maxRows = max;
	}

	@Override
	public int getMaxFieldSize() throws SQLException {
		checkOpen();
		return 0;
	}

	@Override
	public void setMaxFieldSize(int max) throws SQLException {
		checkOpen();
		if (max != 0) {
			throw JdbcErrors.unsupported("Cutting values to a maximal size");
		}
	}

	@Override
	public int getFetchSize() throws SQLException {
		checkOpen();
		return this.fetchSize;
	}

	/**
	 * Take a hint that has no effect: the server sizes the blocks, and no more than two
	 * of a result are held here.
	 * @param rows kept for {@link #getFetchSize()}
	 */
	@Override
	public void setFetchSize(int rows) throws SQLException {
		checkOpen();
		this.fetchSize = checkNotNegative("fetch size", rows);
	}

	private static int checkNotNegative(String what, int value) throws SQLException {
		if (value < 0) {
			throw JdbcErrors.invalid("The " + what + " must not be negative, was " + value);
		}
		return value;
	}

	@Override
	public int getFetchDirection() throws SQLException {
		checkOpen();
		return ResultSet.FETCH_FORWARD;
	}

	@Override
	public void setFetchDirection(int direction) throws SQLException {
		checkOpen();
		if (direction != ResultSet.FETCH_FORWARD) {
			throw JdbcErrors.unsupported("A fetch direction other than forward");
		}
	}

	@Override
	public int getResultSetType() {
		return ResultSet.TYPE_FORWARD_ONLY;
	}

	@Override
	public int getResultSetConcurrency() {
		return ResultSet.CONCUR_READ_ONLY;
	}

	@Override
	public int getResultSetHoldability() {
		return ResultSet.HOLD_CURSORS_OVER_COMMIT;
	}

	@Override
	public void setEscapeProcessing(boolean enable) throws SQLException {
		checkOpen();
	}

	@Override
	public void setCursorName(String name) throws SQLException {
		throw JdbcErrors.unsupported("Statement.setCursorName");
	}

	@Override
	public boolean isPoolable() throws SQLException {
		checkOpen();
		return this.poolable;
	}

	@Override
	public void setPoolable(boolean poolable) throws SQLException {
		checkOpen();
		this.poolable = poolable;
	}

	@Override
	public @Nullable SQLWarning getWarnings() throws SQLException {
		checkOpen();
		return null;
	}

	@Override
	public void clearWarnings() throws SQLException {
		checkOpen();
	}

	@Override
	public void closeOnCompletion() throws SQLException {
		checkOpen();
		this.closeOnCompletion = true;
	}

	@Override
	public boolean isCloseOnCompletion() throws SQLException {
		checkOpen();
		return this.closeOnCompletion;
	}

	static void checkNoKeys(int autoGeneratedKeys) throws SQLException {
		if (autoGeneratedKeys != NO_GENERATED_KEYS) {
			throw noKeys();
		}
	}

	private static SQLException noKeys() {
		return JdbcErrors.unsupported("Returning generated keys");
	}

	@Override
	public boolean execute(String sql, int[] columns) throws SQLException {
		throw noKeys();
	}

	@Override
	public boolean execute(String sql, String[] columns) throws SQLException {
		throw noKeys();
	}

	@Override
	public int executeUpdate(String sql, int[] columns) throws SQLException {
		throw noKeys();
	}

	@Override
	public int executeUpdate(String sql, String[] columns) throws SQLException {
		throw noKeys();
	}

	@Override
	public ResultSet getGeneratedKeys() throws SQLException {
		throw noKeys();
	}

	@Override
	public String enquoteLiteral(String value) throws SQLException {
		try {
			return SqlLiteral.of(value, ZoneOffset.UTC);
		}
		catch (TaosInterfaceException ex) {
			throw JdbcErrors.from(ex);
		}
	}

	@Override
	public String enquoteNCharLiteral(String value) throws SQLException {
		return enquoteLiteral(value);
	}

	@Override
	public String enquoteIdentifier(String identifier, boolean alwaysQuote) throws SQLException {
		if (!alwaysQuote && isSimpleIdentifier(identifier)) {
			return identifier;
		}
		try {
			return SqlLiteral.identifier(identifier);
		}
		catch (TaosInterfaceException ex) {
			throw JdbcErrors.from(ex);
		}
	}

	@Override
	public <T> T unwrap(Class<T> type) throws SQLException {
		return JdbcWrapper.unwrap(type, this);
	}

	@Override
	public boolean isWrapperFor(Class<?> type) {
		return JdbcWrapper.isWrapperFor(type, this);
	}

}
