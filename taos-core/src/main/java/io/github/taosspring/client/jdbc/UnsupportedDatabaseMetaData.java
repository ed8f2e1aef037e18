package io.github.taosspring.client.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The listings of databases, tables and columns, which come later. Each refuses by name.
 */
abstract class UnsupportedDatabaseMetaData implements DatabaseMetaData {

	@Override
	public ResultSet getAttributes(String label, String value, String value2, String value3) throws SQLException {
		throw JdbcErrors.unsupported("DatabaseMetaData.getAttributes");
	}

	@Override
	public ResultSet getBestRowIdentifier(String label, String value, String value2, int length, boolean value4)
			throws SQLException {
		throw JdbcErrors.unsupported("DatabaseMetaData.getBestRowIdentifier");
	}

	@Override
	public ResultSet getCatalogs() throws SQLException {
		throw JdbcErrors.unsupported("DatabaseMetaData.getCatalogs");
	}

	@Override
	public ResultSet getClientInfoProperties() throws SQLException {
		throw JdbcErrors.unsupported("DatabaseMetaData.getClientInfoProperties");
	}

	@Override
	public ResultSet getColumnPrivileges(String label, String value, String value2, String value3) throws SQLException {
		throw JdbcErrors.unsupported("DatabaseMetaData.getColumnPrivileges");
	}

	@Override
	public ResultSet getColumns(String label, String value, String value2, String value3) throws SQLException {
		throw JdbcErrors.unsupported("DatabaseMetaData.getColumns");
	}

	@Override
	public ResultSet getCrossReference(String label, String value, String value2, String value3, String value4,
			String value5) throws SQLException {
		throw JdbcErrors.unsupported("DatabaseMetaData.getCrossReference");
	}

	@Override
	public ResultSet getExportedKeys(String label, String value, String value2) throws SQLException {
		throw JdbcErrors.unsupported("DatabaseMetaData.getExportedKeys");
	}

	@Override
	public ResultSet getFunctionColumns(String label, String value, String value2, String value3) throws SQLException {
		throw JdbcErrors.unsupported("DatabaseMetaData.getFunctionColumns");
	}

	@Override
	public ResultSet getFunctions(String label, String value, String value2) throws SQLException {
		throw JdbcErrors.unsupported("DatabaseMetaData.getFunctions");
	}

	@Override
	public ResultSet getImportedKeys(String label, String value, String value2) throws SQLException {
		throw JdbcErrors.unsupported("DatabaseMetaData.getImportedKeys");
	}

	@Override
	public ResultSet getIndexInfo(String label, String value, String value2, boolean value3, boolean value4)
			throws SQLException {
		throw JdbcErrors.unsupported("DatabaseMetaData.getIndexInfo");
	}

	@Override
	public ResultSet getPrimaryKeys(String label, String value, String value2) throws SQLException {
		throw JdbcErrors.unsupported("DatabaseMetaData.getPrimaryKeys");
	}

	@Override
	public ResultSet getProcedureColumns(String label, String value, String value2, String value3) throws SQLException {
		throw JdbcErrors.unsupported("DatabaseMetaData.getProcedureColumns");
	}

	@Override
	public ResultSet getProcedures(String label, String value, String value2) throws SQLException {
		throw JdbcErrors.unsupported("DatabaseMetaData.getProcedures");
	}

	@Override
	public ResultSet getPseudoColumns(String label, String value, String value2, String value3) throws SQLException {
		throw JdbcErrors.unsupported("DatabaseMetaData.getPseudoColumns");
	}

	@Override
	public ResultSet getSchemas() throws SQLException {
		throw JdbcErrors.unsupported("DatabaseMetaData.getSchemas");
	}

	@Override
	public ResultSet getSchemas(String label, String value) throws SQLException {
		throw JdbcErrors.unsupported("DatabaseMetaData.getSchemas");
	}

	@Override
	public ResultSet getSuperTables(String label, String value, String value2) throws SQLException {
		throw JdbcErrors.unsupported("DatabaseMetaData.getSuperTables");
	}

	@Override
	public ResultSet getSuperTypes(String label, String value, String value2) throws SQLException {
		throw JdbcErrors.unsupported("DatabaseMetaData.getSuperTypes");
	}

	@Override
	public ResultSet getTablePrivileges(String label, String value, String value2) throws SQLException {
		throw JdbcErrors.unsupported("DatabaseMetaData.getTablePrivileges");
	}

	@Override
	public ResultSet getTableTypes() throws SQLException {
		throw JdbcErrors.unsupported("DatabaseMetaData.getTableTypes");
	}

	@Override
	public ResultSet getTables(String label, String value, String value2, String[] value3) throws SQLException {
		throw JdbcErrors.unsupported("DatabaseMetaData.getTables");
	}

	@Override
	public ResultSet getTypeInfo() throws SQLException {
		throw JdbcErrors.unsupported("DatabaseMetaData.getTypeInfo");
	}

	@Override
	public ResultSet getUDTs(String label, String value, String value2, int[] value3) throws SQLException {
		throw JdbcErrors.unsupported("DatabaseMetaData.getUDTs");
	}

	@Override
	public ResultSet getVersionColumns(String label, String value, String value2) throws SQLException {
		throw JdbcErrors.unsupported("DatabaseMetaData.getVersionColumns");
	}

}
