package io.github.taosspring.client.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import org.jspecify.annotations.Nullable;

/**
 * The listings of databases, tables and columns, read from the server when they are asked
 * for.
 * <p>
 * A database is a catalog; there are no schemas, so that a schema other than
 * {@code null}, empty or {@code %} matches nothing. Names match in the case in which they
 * are stored, which is lower case unless they were created in back-quotes.
 */
abstract class SchemaListings extends EmptyListings {

	private final SchemaReader reader;

	SchemaListings(SchemaReader reader) {
		this.reader = reader;
	}

	private static boolean isNoSchema(@Nullable String pattern) {
		return NamePattern.of(pattern).matches("");
	}

	/**
	 * Return the databases, those of the system included.
	 */
	@Override
	public ResultSet getCatalogs() throws SQLException {
		List<@Nullable Object[]> rows = new ArrayList<>();
		for (String name : this.reader.databases().keySet()) {
			rows.add(new @Nullable Object[] { name });
		}
		return listing(ListingColumns.CATALOGS, rows);
	}

	@Override
	public ResultSet getTableTypes() throws SQLException {
		List<@Nullable Object[]> rows = new ArrayList<>();
		for (TableKind kind : TableKind.values()) {
			rows.add(new @Nullable Object[] { kind.jdbcName() });
		}
		return listing(ListingColumns.TABLE_TYPES, rows);
	}

	/**
	 * Return tables, by type, database and name.
	 * @param types of {@link #getTableTypes()}; {@code STABLE} stands for
	 * {@code SUPER TABLE}
	 */
	@Override
	public ResultSet getTables(@Nullable String catalog, @Nullable String schemaPattern,
			@Nullable String tableNamePattern, String @Nullable [] types) throws SQLException {
		List<TableEntry> tables = tables(catalog, schemaPattern, NamePattern.of(tableNamePattern), TableKind.of(types));
		tables.sort(Comparator.comparing(TableEntry::kind)
			.thenComparing(TableEntry::database)
			.thenComparing(TableEntry::name));
		return listing(ListingColumns.TABLES,
				() -> tables.stream()
					.map((table) -> new @Nullable Object[] { table.database(), null, table.name(),
							table.kind().jdbcName(), table.comment(), null, null, null, null, null })
					.iterator());
	}

	private List<TableEntry> tables(@Nullable String catalog, @Nullable String schemaPattern, NamePattern names,
			Set<TableKind> kinds) throws SQLException {
		if (!isNoSchema(schemaPattern) || "".equals(catalog)) {
			return new ArrayList<>();
		}
		return this.reader.tables(catalog, names, kinds);
	}

	/**
	 * Return child tables with their super tables.
	 */
	@Override
	public ResultSet getSuperTables(@Nullable String catalog, @Nullable String schemaPattern,
			@Nullable String tableNamePattern) throws SQLException {
		List<TableEntry> tables = tables(catalog, schemaPattern, NamePattern.of(tableNamePattern),
				EnumSet.of(TableKind.CHILD_TABLE));
		tables.sort(Comparator.comparing(TableEntry::database).thenComparing(TableEntry::name));
		return listing(ListingColumns.SUPER_TABLES,
				() -> tables.stream()
					.map((table) -> new @Nullable Object[] { table.database(), null, table.name(), table.superTable() })
					.iterator());
	}

	/**
	 * Return columns and, after those of each table, its tags: {@code IS_TAG}, behind the
	 * columns that JDBC prescribes, tells them apart, and {@code REMARKS} is {@code TAG}.
	 * {@code COLUMN_SIZE} of a text is the length declared, bytes for VARCHAR and
	 * characters for NCHAR. The columns of a view are not listed.
	 */
	@Override
	public ResultSet getColumns(@Nullable String catalog, @Nullable String schemaPattern,
			@Nullable String tableNamePattern, @Nullable String columnNamePattern) throws SQLException {
		NamePattern columnNames = NamePattern.of(columnNamePattern);
		List<TableEntry> tables = tables(catalog, schemaPattern, NamePattern.of(tableNamePattern),
				EnumSet.complementOf(EnumSet.of(TableKind.VIEW)));
		tables.sort(Comparator.comparing(TableEntry::database).thenComparing(TableEntry::name));
		Map<String, TaosPrecision> databases = tables.isEmpty() ? Map.of() : this.reader.databases();
		Map<TableEntry, List<DescribedColumn>> described = describe(tables);
		return listing(ListingColumns.COLUMNS, () -> tables.stream().flatMap((table) -> {
			List<DescribedColumn> columns = described.getOrDefault(structureOf(table), List.of());
			TaosPrecision time = databases.getOrDefault(table.database(), TaosPrecision.MILLISECOND);
			List<@Nullable Object[]> rows = new ArrayList<>();
			for (int i = 0; i < columns.size(); i++) {
				if (columnNames.matches(columns.get(i).column().name())) {
					rows.add(column(table, columns.get(i), i + 1, time));
				}
			}
			return rows.stream();
		}).iterator());
	}

	/**
	 * Describe each structure once: child tables share that of their super table.
	 */
	private Map<TableEntry, List<DescribedColumn>> describe(List<TableEntry> tables) throws SQLException {
		Map<TableEntry, List<DescribedColumn>> described = new HashMap<>();
		for (TableEntry table : tables) {
			TableEntry structure = structureOf(table);
			if (!described.containsKey(structure)) {
				described.put(structure, this.reader.describe(structure));
			}
		}
		return described;
	}

	private static TableEntry structureOf(TableEntry table) {
		String name = (table.superTable() != null) ? table.superTable() : table.name();
		TableKind kind = (table.superTable() != null) ? TableKind.SUPER_TABLE : table.kind();
		return new TableEntry(table.database(), name, kind, null, null);
	}

	private static @Nullable Object[] column(TableEntry table, DescribedColumn described, int ordinal,
			TaosPrecision time) {
		TaosColumn column = described.column();
		boolean number = JdbcTypes.isNumber(column.type());
		boolean systemTable = table.kind() == TableKind.SYSTEM_TABLE;
		int nullable = described.key() ? columnNoNulls : (systemTable ? columnNullableUnknown : columnNullable);
		String isNullable = described.key() ? "NO" : (systemTable ? "" : "YES");
		String remarks = described.tag() ? "TAG" : ((described.key() && ordinal > 1) ? "COMPOSITE KEY" : null);
		return new @Nullable Object[] { table.database(), null, table.name(), column.name(),
				JdbcTypes.sqlType(column.type()), column.type().sqlName(), JdbcTypes.precision(column, time), null,
				JdbcTypes.hasScale(column.type()) ? JdbcTypes.scale(column, time) : null, number ? 10 : null, nullable,
				remarks, null, null, null, JdbcTypes.octets(column), ordinal, isNullable, null, null, null, null, "NO",
				"NO", described.tag() ? "YES" : "NO" };
	}

	/**
	 * Return the time of a table and, where it has one, the composite key beside it; for
	 * a super table those of its child tables, each of which has its own.
	 */
	@Override
	public ResultSet getPrimaryKeys(@Nullable String catalog, @Nullable String schema, String table)
			throws SQLException {
		List<KeyColumn> keys = keys(catalog, schema, table);
		keys.sort(Comparator.comparing((KeyColumn key) -> key.described().column().name()));
		List<@Nullable Object[]> rows = new ArrayList<>();
		for (KeyColumn key : keys) {
			rows.add(new @Nullable Object[] { key.table().database(), null, key.table().name(),
					key.described().column().name(), key.sequence(), null });
		}
		return listing(ListingColumns.PRIMARY_KEYS, rows);
	}

	/**
	 * Return the columns of the primary key.
	 */
	@Override
	public ResultSet getBestRowIdentifier(@Nullable String catalog, @Nullable String schema, String table, int scope,
			boolean nullable) throws SQLException {
		List<@Nullable Object[]> rows = new ArrayList<>();
		for (KeyColumn key : keys(catalog, schema, table)) {
			TaosColumn column = key.described().column();
			TaosPrecision time = this.reader.databases()
				.getOrDefault(key.table().database(), TaosPrecision.MILLISECOND);
			rows.add(new @Nullable Object[] { bestRowSession, column.name(), JdbcTypes.sqlType(column.type()),
					column.type().sqlName(), JdbcTypes.precision(column, time), null,
					JdbcTypes.hasScale(column.type()) ? JdbcTypes.scale(column, time) : null, bestRowNotPseudo });
		}
		return listing(ListingColumns.ROW_IDENTIFIER, rows);
	}

	private List<KeyColumn> keys(@Nullable String catalog, @Nullable String schema, String table) throws SQLException {
		Set<TableKind> kinds = EnumSet.of(TableKind.TABLE, TableKind.CHILD_TABLE, TableKind.SUPER_TABLE);
		List<KeyColumn> keys = new ArrayList<>();
		for (TableEntry entry : tables(catalog, schema, NamePattern.exactly(table), kinds)) {
			int sequence = 0;
			for (DescribedColumn column : this.reader.describe(structureOf(entry))) {
				if (column.key()) {
					keys.add(new KeyColumn(entry, column, ++sequence));
				}
			}
		}
		return keys;
	}

	/**
	 * Return the functions that users have added; {@link #getNumericFunctions()} and its
	 * kin name those of the server.
	 */
	@Override
	public ResultSet getFunctions(@Nullable String catalog, @Nullable String schemaPattern,
			@Nullable String functionNamePattern) throws SQLException {
		List<@Nullable Object[]> rows = new ArrayList<>();
		if (isNoSchema(schemaPattern) && (catalog == null || catalog.isEmpty())) {
			NamePattern names = NamePattern.of(functionNamePattern);
			for (String name : this.reader.functions().stream().filter(names::matches).sorted().toList()) {
				rows.add(new @Nullable Object[] { null, null, name, null, functionNoTable, name });
			}
		}
		return listing(ListingColumns.FUNCTIONS, rows);
	}

	@Override
	public ResultSet getTypeInfo() throws SQLException {
		return listing(ListingColumns.TYPE_INFO, TypeInfo.rows());
	}

	/**
	 * A column of a primary key.
	 *
	 * @param table its table
	 * @param described the column
	 * @param sequence its place in the key, from 1
	 */
	private record KeyColumn(TableEntry table, DescribedColumn described, int sequence) {

	}

}
