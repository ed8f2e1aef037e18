package io.github.taosspring.embedded.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.taosspring.client.jdbc.TaosDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What tools read of databases, tables and columns.
 */
class DatabaseMetaDataTests {

	private static final String DATABASE = "jdbc_metadata";

	private static TestServer server;

	private static TaosDataSource dataSource;

	private static Connection connection;

	private static DatabaseMetaData metadata;

	@BeforeAll
	static void createTables() throws SQLException {
		server = new TestServer();
		dataSource = server.dataSource(null);
		connection = dataSource.getConnection();
		metadata = connection.getMetaData();
		try (Statement statement = connection.createStatement()) {
			statement.execute("drop database if exists " + DATABASE);
			statement.execute("create database " + DATABASE + " vgroups 1 buffer 3 keep 36500 precision 'us'");
			statement.execute("use " + DATABASE);
			statement.execute("create stable meters (ts timestamp, pk int primary key, small tinyint unsigned, "
					+ "v float, note varchar(20), wide nchar(10), big decimal(20, 4), money decimal(10, 2), "
					+ "bin varbinary(7)) tags (location nchar(20), grp int)");
			statement.execute("create table a_1 using meters tags ('Oslo', 1)");
			statement.execute("create table ab1 using meters tags ('Bergen', 2)");
			statement.execute("create table `Mixed` (ts timestamp, `Value` bigint unsigned) comment 'mine'");
			statement.execute("create stable plain (ts timestamp, v int) tags (j json)");
		}
	}

	@AfterAll
	static void dropTables() throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute("drop database " + DATABASE);
		}
		connection.close();
		dataSource.close();
		server.close();
	}

	private static List<List<Object>> read(ResultSet rows, String... labels) throws SQLException {
		List<List<Object>> result = new ArrayList<>();
		try (rows) {
			while (rows.next()) {
				List<Object> row = new ArrayList<>();
				for (String label : labels) {
					row.add(rows.getObject(label));
				}
				result.add(row);
			}
		}
		return result;
	}

	private static List<Object> names(ResultSet rows, String label) throws SQLException {
		return read(rows, label).stream().map((row) -> row.get(0)).toList();
	}

	private static List<Object> row(Object... values) {
		return Arrays.asList(values);
	}

	@Test
	void databasesAreCatalogsAndThereAreNoSchemas() throws SQLException {
		assertThat(names(metadata.getCatalogs(), "TABLE_CAT")).contains(DATABASE, "information_schema")
			.isSortedAccordingTo((a, b) -> a.toString().compareTo(b.toString()));
		assertThat(names(metadata.getSchemas(), "TABLE_SCHEM")).isEmpty();
		assertThat(names(metadata.getSchemas(DATABASE, "%"), "TABLE_CATALOG")).isEmpty();
	}

	@Test
	void tablesAreListedByKindAndName() throws SQLException {
		assertThat(names(metadata.getTableTypes(), "TABLE_TYPE")).containsExactly("CHILD TABLE", "SUPER TABLE",
				"SYSTEM TABLE", "TABLE", "VIEW");
		assertThat(read(metadata.getTables(DATABASE, null, null, null), "TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME",
				"TABLE_TYPE", "REMARKS"))
			.containsExactly(row(DATABASE, null, "a_1", "CHILD TABLE", null),
					row(DATABASE, null, "ab1", "CHILD TABLE", null), row(DATABASE, null, "meters", "SUPER TABLE", null),
					row(DATABASE, null, "plain", "SUPER TABLE", null), row(DATABASE, null, "Mixed", "TABLE", "mine"));
		assertThat(names(metadata.getTables(DATABASE, "", "%", new String[] { "TABLE", "VIEW" }), "TABLE_NAME"))
			.containsExactly("Mixed");
		assertThat(names(metadata.getTables(DATABASE, null, "%", new String[] { "STABLE" }), "TABLE_NAME"))
			.containsExactly("meters", "plain");
		assertThat(names(metadata.getTables(DATABASE, null, "%", new String[] { "ALIAS" }), "TABLE_NAME")).isEmpty();
		assertThat(names(metadata.getTables(null, null, "meters", new String[] { "SUPER TABLE" }), "TABLE_CAT"))
			.contains(DATABASE);
		assertThat(names(metadata.getTables("nosuch", null, null, null), "TABLE_NAME")).isEmpty();
		assertThat(names(metadata.getTables("", null, null, null), "TABLE_NAME")).isEmpty();
		assertThat(names(metadata.getTables(DATABASE, "public", null, null), "TABLE_NAME")).isEmpty();
	}

	@Test
	void namesArePatternsThatCanBeEscaped() throws SQLException {
		assertThat(tables("a_1")).containsExactly("a_1", "ab1");
		assertThat(tables("a\\_1")).containsExactly("a_1");
		assertThat(tables("a\\_%")).containsExactly("a_1");
		assertThat(tables("%e%")).containsExactly("meters", "Mixed");
		assertThat(tables("m%")).containsExactly("meters");
		assertThat(tables("Mixed")).containsExactly("Mixed");
		assertThat(tables("mixed")).isEmpty();
		assertThat(tables("it's")).isEmpty();
		assertThat(tables("")).isEmpty();
		assertThat(tables("a%".repeat(60))).isEmpty();
	}

	private static List<Object> tables(String pattern) throws SQLException {
		return names(metadata.getTables(DATABASE, null, pattern, null), "TABLE_NAME");
	}

	@Test
	void childTablesAreListedWithTheirSuperTable() throws SQLException {
		assertThat(read(metadata.getSuperTables(DATABASE, null, "%"), "TABLE_NAME", "SUPERTABLE_NAME"))
			.containsExactly(row("a_1", "meters"), row("ab1", "meters"));
	}

	@Test
	void columnsTellTypesSizesAndTags() throws SQLException {
		assertThat(read(metadata.getColumns(DATABASE, null, "meters", null), "ORDINAL_POSITION", "COLUMN_NAME",
				"DATA_TYPE", "TYPE_NAME", "COLUMN_SIZE", "DECIMAL_DIGITS", "CHAR_OCTET_LENGTH", "NULLABLE",
				"IS_NULLABLE", "REMARKS", "IS_TAG"))
			.containsExactly(row(1, "ts", Types.TIMESTAMP, "TIMESTAMP", 26, 6, null, 0, "NO", null, "NO"),
					row(2, "pk", Types.INTEGER, "INT", 10, 0, null, 0, "NO", "COMPOSITE KEY", "NO"),
					row(3, "small", Types.SMALLINT, "TINYINT UNSIGNED", 3, 0, null, 1, "YES", null, "NO"),
					row(4, "v", Types.REAL, "FLOAT", 7, null, null, 1, "YES", null, "NO"),
					row(5, "note", Types.VARCHAR, "VARCHAR", 20, null, 20, 1, "YES", null, "NO"),
					row(6, "wide", Types.NVARCHAR, "NCHAR", 10, null, 40, 1, "YES", null, "NO"),
					row(7, "big", Types.DECIMAL, "DECIMAL", 20, 4, null, 1, "YES", null, "NO"),
					row(8, "money", Types.DECIMAL, "DECIMAL", 10, 2, null, 1, "YES", null, "NO"),
					row(9, "bin", Types.VARBINARY, "VARBINARY", 7, null, 7, 1, "YES", null, "NO"),
					row(10, "location", Types.NVARCHAR, "NCHAR", 20, null, 80, 1, "YES", "TAG", "YES"),
					row(11, "grp", Types.INTEGER, "INT", 10, 0, null, 1, "YES", "TAG", "YES"));
	}

	@Test
	void childTablesHaveTheColumnsAndTagsOfTheirSuperTable() throws SQLException {
		assertThat(
				read(metadata.getColumns(DATABASE, null, "a%", "%o%"), "TABLE_NAME", "COLUMN_NAME", "ORDINAL_POSITION"))
			.containsExactly(row("a_1", "note", 5), row("a_1", "money", 8), row("a_1", "location", 10),
					row("ab1", "note", 5), row("ab1", "money", 8), row("ab1", "location", 10));
		assertThat(read(metadata.getColumns(DATABASE, null, "Mixed", "Value"), "TYPE_NAME", "DATA_TYPE", "COLUMN_SIZE",
				"NUM_PREC_RADIX"))
			.containsExactly(row("BIGINT UNSIGNED", Types.NUMERIC, 20, 10));
		assertThat(read(metadata.getColumns(DATABASE, null, "plain", "j"), "TYPE_NAME", "IS_TAG"))
			.containsExactly(row("JSON", "YES"));
		assertThat(read(metadata.getColumns(DATABASE, null, "nosuch", null), "COLUMN_NAME")).isEmpty();
	}

	@Test
	void thePrimaryKeyIsTheTimeAndTheCompositeKey() throws SQLException {
		assertThat(read(metadata.getPrimaryKeys(DATABASE, null, "a_1"), "TABLE_CAT", "TABLE_NAME", "COLUMN_NAME",
				"KEY_SEQ"))
			.containsExactly(row(DATABASE, "a_1", "pk", 2), row(DATABASE, "a_1", "ts", 1));
		assertThat(names(metadata.getPrimaryKeys(DATABASE, null, "Mixed"), "COLUMN_NAME")).containsExactly("ts");
		assertThat(names(metadata.getPrimaryKeys(DATABASE, null, "meters"), "COLUMN_NAME")).containsExactly("pk", "ts");
		assertThat(names(metadata.getBestRowIdentifier(DATABASE, null, "meters", DatabaseMetaData.bestRowSession, true),
				"COLUMN_NAME"))
			.containsExactly("ts", "pk");
	}

	@Test
	void whatTDengineHasNotIsEmptyWithTheRightColumns() throws SQLException {
		isEmpty(metadata.getIndexInfo(DATABASE, null, "meters", false, false), 13, "NON_UNIQUE", "FILTER_CONDITION");
		isEmpty(metadata.getImportedKeys(DATABASE, null, "meters"), 14, "PKTABLE_CAT", "DEFERRABILITY");
		isEmpty(metadata.getExportedKeys(DATABASE, null, "meters"), 14, "FKTABLE_NAME");
		isEmpty(metadata.getCrossReference(DATABASE, null, "a", DATABASE, null, "b"), 14, "KEY_SEQ");
		isEmpty(metadata.getProcedures(null, null, "%"), 9, "PROCEDURE_NAME", "SPECIFIC_NAME");
		isEmpty(metadata.getProcedureColumns(null, null, "%", "%"), 20, "COLUMN_TYPE");
		isEmpty(metadata.getFunctionColumns(null, null, "%", "%"), 17, "FUNCTION_NAME");
		isEmpty(metadata.getUDTs(null, null, "%", null), 7, "BASE_TYPE");
		isEmpty(metadata.getAttributes(null, null, "%", "%"), 21, "ATTR_NAME");
		isEmpty(metadata.getSuperTypes(null, null, "%"), 6, "SUPERTYPE_NAME");
		isEmpty(metadata.getTablePrivileges(null, null, "%"), 7, "GRANTEE");
		isEmpty(metadata.getColumnPrivileges(null, null, "%", "%"), 8, "GRANTEE");
		isEmpty(metadata.getVersionColumns(null, null, "meters"), 8, "PSEUDO_COLUMN");
		isEmpty(metadata.getPseudoColumns(null, null, "%", "%"), 12, "COLUMN_USAGE");
		isEmpty(metadata.getClientInfoProperties(), 4, "MAX_LEN");
		isEmpty(metadata.getFunctions(null, null, "nosuch"), 6, "FUNCTION_TYPE");
	}

	private static void isEmpty(ResultSet rows, int columns, String... labels) throws SQLException {
		try (rows) {
			assertThat(rows.getMetaData().getColumnCount()).isEqualTo(columns);
			for (String label : labels) {
				assertThat(rows.findColumn(label)).isPositive();
			}
			assertThat(rows.next()).isFalse();
		}
	}

	@Test
	void everyTypeIsListedByItsCode() throws SQLException {
		List<List<Object>> types = read(metadata.getTypeInfo(), "DATA_TYPE", "TYPE_NAME", "LITERAL_PREFIX",
				"UNSIGNED_ATTRIBUTE", "CREATE_PARAMS");
		assertThat(types).contains(row(Types.TIMESTAMP, "TIMESTAMP", "'", false, null),
				row(Types.NUMERIC, "BIGINT UNSIGNED", null, true, null),
				row(Types.VARCHAR, "VARCHAR", "'", false, "length"),
				row(Types.DECIMAL, "DECIMAL", null, false, "precision,scale"));
		assertThat(types.stream().map((type) -> (Integer) type.get(0)).toList()).isSorted();
		assertThat(types).hasSize(19);
	}

}
