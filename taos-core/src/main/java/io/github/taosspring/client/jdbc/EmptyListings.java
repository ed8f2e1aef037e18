package io.github.taosspring.client.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import io.github.taosspring.client.TaosColumn;
import org.jspecify.annotations.Nullable;

/**
 * The listings of what TDengine does not have, or does not tell: each is empty, with the
 * columns that JDBC prescribes. Tag indexes exist but are no indexes of rows.
 */
abstract class EmptyListings implements DatabaseMetaData {

	/**
	 * Make the result of a listing.
	 * @param columns the columns
	 * @param rows the rows, a value a column
	 */
	abstract ResultSet listing(List<TaosColumn> columns, Iterable<@Nullable Object[]> rows) throws SQLException;

	private ResultSet empty(List<TaosColumn> columns) throws SQLException {
		return listing(columns, List.of());
	}

	@Override
	public ResultSet getAttributes(@Nullable String catalog, @Nullable String schemaPattern,
			@Nullable String typeNamePattern, @Nullable String attributeNamePattern) throws SQLException {
		return empty(ListingColumns.ATTRIBUTES);
	}

	/**
	 * Return an empty listing: client information is given when connecting.
	 */
	@Override
	public ResultSet getClientInfoProperties() throws SQLException {
		return empty(ListingColumns.CLIENT_INFO);
	}

	@Override
	public ResultSet getColumnPrivileges(@Nullable String catalog, @Nullable String schema, @Nullable String table,
			@Nullable String columnNamePattern) throws SQLException {
		return empty(ListingColumns.COLUMN_PRIVILEGES);
	}

	@Override
	public ResultSet getCrossReference(@Nullable String parentCatalog, @Nullable String parentSchema,
			@Nullable String parentTable, @Nullable String foreignCatalog, @Nullable String foreignSchema,
			@Nullable String foreignTable) throws SQLException {
		return empty(ListingColumns.FOREIGN_KEYS);
	}

	@Override
	public ResultSet getExportedKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
			throws SQLException {
		return empty(ListingColumns.FOREIGN_KEYS);
	}

	@Override
	public ResultSet getImportedKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
			throws SQLException {
		return empty(ListingColumns.FOREIGN_KEYS);
	}

	@Override
	public ResultSet getFunctionColumns(@Nullable String catalog, @Nullable String schemaPattern,
			@Nullable String functionNamePattern, @Nullable String columnNamePattern) throws SQLException {
		return empty(ListingColumns.FUNCTION_COLUMNS);
	}

	@Override
	public ResultSet getIndexInfo(@Nullable String catalog, @Nullable String schema, @Nullable String table,
			boolean unique, boolean approximate) throws SQLException {
		return empty(ListingColumns.INDEXES);
	}

	@Override
	public ResultSet getProcedures(@Nullable String catalog, @Nullable String schemaPattern,
			@Nullable String procedureNamePattern) throws SQLException {
		return empty(ListingColumns.PROCEDURES);
	}

	@Override
	public ResultSet getProcedureColumns(@Nullable String catalog, @Nullable String schemaPattern,
			@Nullable String procedureNamePattern, @Nullable String columnNamePattern) throws SQLException {
		return empty(ListingColumns.PROCEDURE_COLUMNS);
	}

	@Override
	public ResultSet getPseudoColumns(@Nullable String catalog, @Nullable String schemaPattern,
			@Nullable String tableNamePattern, @Nullable String columnNamePattern) throws SQLException {
		return empty(ListingColumns.PSEUDO_COLUMNS);
	}

	/**
	 * Return an empty listing: databases hold tables directly, and are catalogs.
	 */
	@Override
	public ResultSet getSchemas() throws SQLException {
		return empty(ListingColumns.SCHEMAS);
	}

	@Override
	public ResultSet getSchemas(@Nullable String catalog, @Nullable String schemaPattern) throws SQLException {
		return getSchemas();
	}

	@Override
	public ResultSet getSuperTypes(@Nullable String catalog, @Nullable String schemaPattern,
			@Nullable String typeNamePattern) throws SQLException {
		return empty(ListingColumns.SUPER_TYPES);
	}

	@Override
	public ResultSet getTablePrivileges(@Nullable String catalog, @Nullable String schemaPattern,
			@Nullable String tableNamePattern) throws SQLException {
		return empty(ListingColumns.TABLE_PRIVILEGES);
	}

	@Override
	public ResultSet getUDTs(@Nullable String catalog, @Nullable String schemaPattern, @Nullable String typeNamePattern,
			int @Nullable [] types) throws SQLException {
		return empty(ListingColumns.USER_TYPES);
	}

	@Override
	public ResultSet getVersionColumns(@Nullable String catalog, @Nullable String schema, @Nullable String table)
			throws SQLException {
		return empty(ListingColumns.VERSION_COLUMNS);
	}

}
