package io.github.taosspring.client.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.sql.SqlLiteral;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server what databases, tables and columns there are. Nothing is kept: each
 * call asks anew.
 */
final class SchemaReader {

	private static final String SCHEMA = "information_schema";

	private final TaosConnection connection;

	SchemaReader(TaosConnection connection) {
		this.connection = connection;
	}

	/**
	 * Return the databases in the order of their names, each with its unit of time.
	 */
	Map<String, TaosPrecision> databases() throws SQLException {
		Map<String, TaosPrecision> databases = new TreeMap<>();
		read("select name, `precision` from " + SCHEMA + ".ins_databases",
				(row) -> databases.put(row.getString(1), precision(row.getString(2))));
		return databases;
	}

	private static TaosPrecision precision(@Nullable String name) {
		for (TaosPrecision precision : TaosPrecision.values()) {
			if (precision.sqlName().equals(name)) {
				return precision;
			}
		}
		// the system's own databases have none here and answer in milliseconds
		return TaosPrecision.MILLISECOND;
	}

	/**
	 * Return the tables in no order.
	 * @param database the database, {@code null} for all
	 * @param names which names
	 * @param kinds which kinds
	 */
	List<TableEntry> tables(@Nullable String database, NamePattern names, Set<TableKind> kinds) throws SQLException {
		List<TableEntry> tables = new ArrayList<>();
		if (kinds.contains(TableKind.SUPER_TABLE)) {
			read("select db_name, stable_name, table_comment from " + SCHEMA + ".ins_stables"
					+ where(database, names, "stable_name"),
					(row) -> add(tables, names, new TableEntry(row.getString(1), row.getString(2),
							TableKind.SUPER_TABLE, null, row.getString(3))));
		}
		String types = kinds.stream()
			.flatMap((kind) -> kind.serverTypes().stream())
			.map((type) -> "'" + type + "'")
			.collect(Collectors.joining(", "));
		if (!types.isEmpty()) {
			read("select db_name, table_name, type, stable_name, table_comment from " + SCHEMA + ".ins_tables"
					+ where(database, names, "table_name") + " and type in (" + types + ")", (row) -> {
						TableKind kind = TableKind.ofServerType(row.getString(3));
						if (kind != null) {
							add(tables, names, new TableEntry(row.getString(1), row.getString(2), kind,
									row.getString(4), row.getString(5)));
						}
					});
		}
		if (kinds.contains(TableKind.VIEW) && hasViews()) {
			read("select db_name, view_name from " + SCHEMA + ".ins_views" + where(database, names, "view_name"),
					(row) -> add(tables, names,
							new TableEntry(row.getString(1), row.getString(2), TableKind.VIEW, null, null)));
		}
		return tables;
	}

	private static void add(List<TableEntry> tables, NamePattern names, TableEntry table) {
		if (names.matches(table.name())) {
			tables.add(table);
		}
	}

	/**
	 * Return whether the server's version knows views at all.
	 */
	private boolean hasViews() throws SQLException {
		int[] found = new int[1];
		read("select table_name from " + SCHEMA + ".ins_tables where db_name = '" + SCHEMA
				+ "' and table_name = 'ins_views'", (row) -> found[0]++);
		return found[0] > 0;
	}

	private static String where(@Nullable String database, NamePattern names, String column) {
		String condition = (database != null) ? "db_name = " + SqlLiteral.of(database, ZoneOffset.UTC)
				: "db_name is not null";
		return " where " + condition + names.condition(column);
	}

	/**
	 * Return the columns and then the tags of a table.
	 * @return the columns, empty if the table was dropped meanwhile
	 */
	List<DescribedColumn> describe(TableEntry table) throws SQLException {
		List<DescribedColumn> columns = new ArrayList<>();
		boolean hasTime = table.kind() != TableKind.SYSTEM_TABLE && table.kind() != TableKind.VIEW;
		try {
			read("describe " + SqlLiteral.identifier(table.database()) + "." + SqlLiteral.identifier(table.name()),
					(row) -> columns.add(DescribedColumn.of(row.getString(1), row.getString(2), row.getInt(3),
							note(row), hasTime && columns.isEmpty())));
		}
		catch (SQLSyntaxErrorException ex) {
			if (!"42S02".equals(ex.getSQLState())) {
				throw ex;
			}
		}
		return columns;
	}

	private static String note(ResultSet row) throws SQLException {
		String note = row.getString(4);
		return (note != null) ? note : "";
	}

	/**
	 * Return the names of the functions that users have added.
	 */
	List<String> functions() throws SQLException {
		List<String> names = new ArrayList<>();
		read("select name from " + SCHEMA + ".ins_functions", (row) -> names.add(row.getString(1)));
		return names;
	}

	private void read(String sql, RowReader reader) throws SQLException {
		try (Statement statement = this.connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				reader.read(rows);
			}
		}
	}

	@FunctionalInterface
	private interface RowReader {

		void read(ResultSet row) throws SQLException;

	}

}
