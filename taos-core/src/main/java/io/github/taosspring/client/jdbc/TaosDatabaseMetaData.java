package io.github.taosspring.client.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import java.util.List;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosVersion;
import io.github.taosspring.client.TaosLimits;
import org.jspecify.annotations.Nullable;

/**
 * Describes the server and this driver.
 */
final class TaosDatabaseMetaData extends DatabaseCapabilities {

	private final TaosConnection connection;

	TaosDatabaseMetaData(TaosConnection connection) {
		super(new SchemaReader(connection));
		this.connection = connection;
	}

	@Override
	ResultSet listing(List<TaosColumn> columns, Iterable<@Nullable Object[]> rows) throws SQLException {
		this.connection.checkOpen();
		return new TaosResultSet(new TaosStatement(this.connection), new MemoryResult(columns, rows.iterator()), 0, 0);
	}

	@Override
	public String getDatabaseProductName() {
		return "TDengine";
	}

	@Override
	public String getDatabaseProductVersion() throws SQLException {
		return version().toString();
	}

	@Override
	public int getDatabaseMajorVersion() throws SQLException {
		return version().number(0);
	}

	@Override
	public int getDatabaseMinorVersion() throws SQLException {
		return version().number(1);
	}

	private TaosVersion version() throws SQLException {
		this.connection.checkOpen();
		try {
			return this.connection.session().serverVersion();
		}
		catch (TaosException ex) {
			throw JdbcErrors.from(ex);
		}
	}

	@Override
	public String getDriverName() {
		return DriverVersion.NAME;
	}

	@Override
	public String getDriverVersion() {
		return DriverVersion.VERSION;
	}

	@Override
	public int getDriverMajorVersion() {
		return DriverVersion.MAJOR;
	}

	@Override
	public int getDriverMinorVersion() {
		return DriverVersion.MINOR;
	}

	@Override
	public int getJDBCMajorVersion() {
		return 4;
	}

	@Override
	public int getJDBCMinorVersion() {
		return 3;
	}

	/**
	 * Return the URL without the password.
	 */
	@Override
	public String getURL() {
		return TaosDriver.PREFIX + this.connection.options().toString().substring("taos+".length());
	}

	@Override
	public String getUserName() {
		return this.connection.options().user();
	}

	@Override
	public Connection getConnection() {
		return this.connection;
	}

	@Override
	public boolean isReadOnly() throws SQLException {
		return this.connection.isReadOnly();
	}

	@Override
	public String getIdentifierQuoteString() {
		return "`";
	}

	@Override
	public String getCatalogTerm() {
		return "database";
	}

	@Override
	public String getCatalogSeparator() {
		return ".";
	}

	@Override
	public String getSchemaTerm() {
		return "";
	}

	@Override
	public String getProcedureTerm() {
		return "";
	}

	@Override
	public String getSearchStringEscape() {
		return "\\";
	}

	@Override
	public String getExtraNameCharacters() {
		return "";
	}

	@Override
	public String getSQLKeywords() {
		return ServerWords.KEYWORDS;
	}

	@Override
	public String getNumericFunctions() {
		return ServerWords.NUMERIC_FUNCTIONS;
	}

	@Override
	public String getStringFunctions() {
		return ServerWords.STRING_FUNCTIONS;
	}

	@Override
	public String getSystemFunctions() {
		return ServerWords.SYSTEM_FUNCTIONS;
	}

	@Override
	public String getTimeDateFunctions() {
		return ServerWords.TIME_FUNCTIONS;
	}

	@Override
	public int getSQLStateType() {
		return sqlStateSQL;
	}

	@Override
	public RowIdLifetime getRowIdLifetime() {
		return RowIdLifetime.ROWID_UNSUPPORTED;
	}

	@Override
	public int getDefaultTransactionIsolation() {
		return Connection.TRANSACTION_NONE;
	}

	@Override
	public boolean supportsTransactionIsolationLevel(int level) {
		return level == Connection.TRANSACTION_NONE;
	}

	@Override
	public int getResultSetHoldability() {
		return ResultSet.HOLD_CURSORS_OVER_COMMIT;
	}

	@Override
	public boolean supportsResultSetHoldability(int holdability) {
		return holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT;
	}

	@Override
	public boolean supportsResultSetType(int type) {
		return type == ResultSet.TYPE_FORWARD_ONLY;
	}

	@Override
	public boolean supportsResultSetConcurrency(int type, int concurrency) {
		return type == ResultSet.TYPE_FORWARD_ONLY && concurrency == ResultSet.CONCUR_READ_ONLY;
	}

	@Override
	public int getMaxCatalogNameLength() {
		return TaosLimits.DATABASE_NAME_BYTES;
	}

	@Override
	public int getMaxTableNameLength() {
		return TaosLimits.TABLE_NAME_BYTES;
	}

	@Override
	public int getMaxColumnNameLength() {
		return TaosLimits.COLUMN_NAME_BYTES;
	}

	@Override
	public int getMaxColumnsInTable() {
		return TaosLimits.COLUMNS;
	}

	@Override
	public int getMaxColumnsInSelect() {
		return TaosLimits.COLUMNS;
	}

	@Override
	public int getMaxRowSize() {
		return TaosLimits.ROW_BYTES;
	}

	@Override
	public int getMaxStatementLength() {
		return TaosLimits.SQL_BYTES;
	}

	@Override
	public int getMaxBinaryLiteralLength() {
		return 0;
	}

	@Override
	public int getMaxCharLiteralLength() {
		return 0;
	}

	@Override
	public int getMaxColumnsInGroupBy() {
		return 0;
	}

	@Override
	public int getMaxColumnsInIndex() {
		return 0;
	}

	@Override
	public int getMaxColumnsInOrderBy() {
		return 0;
	}

	@Override
	public int getMaxConnections() {
		return 0;
	}

	@Override
	public int getMaxCursorNameLength() {
		return 0;
	}

	@Override
	public int getMaxIndexLength() {
		return 0;
	}

	@Override
	public int getMaxProcedureNameLength() {
		return 0;
	}

	@Override
	public int getMaxSchemaNameLength() {
		return 0;
	}

	@Override
	public int getMaxStatements() {
		return 0;
	}

	@Override
	public int getMaxTablesInSelect() {
		return 0;
	}

	@Override
	public int getMaxUserNameLength() {
		return TaosLimits.USER_NAME_BYTES;
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
