package io.github.taosspring.embedded;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.taosdata.jdbc.TaosPrepareStatement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The prepared statements of TDengine's own JDBC driver against the embedded server, in
 * each of the ways in which the driver binds.
 */
@Timeout(120)
class VendorStatementTests {

	private static final long T = 1704067200000L;

	private static EmbeddedTaosServer server;

	@BeforeAll
	static void start() throws SQLException {
		server = EmbeddedTaosServer.builder().start();
		try (Connection connection = connect("", ""); Statement statement = connection.createStatement()) {
			statement.executeUpdate("create database vs keep 36500");
		}
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	private static Connection connect(String database, String properties) throws SQLException {
		return DriverManager.getConnection("jdbc:TAOS-WS://127.0.0.1:" + server.port() + "/" + database + properties,
				"root", "taosdata");
	}

	private static void run(String... statements) throws SQLException {
		try (Connection connection = connect("vs", ""); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.executeUpdate(sql);
			}
		}
	}

	private static List<List<Object>> rows(String sql) throws SQLException {
		List<List<Object>> rows = new ArrayList<>();
		try (Connection connection = connect("vs", "");
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(sql)) {
			while (result.next()) {
				List<Object> row = new ArrayList<>();
				for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
					Object value = result.getObject(i);
					row.add((value instanceof byte[] bytes) ? new String(bytes, java.nio.charset.StandardCharsets.UTF_8)
							: value);
				}
				rows.add(row);
			}
		}
		return rows;
	}

	@Test
	void bindsRowsOfTablesThatItCreates() throws SQLException {
		run("create stable rows_st (ts timestamp, v int, s varchar(8)) tags (g int, loc varchar(8))");
		try (Connection connection = connect("vs", "");
				TaosPrepareStatement statement = (TaosPrepareStatement) connection
					.prepareStatement("insert into ? using rows_st tags (?, ?) values (?, ?, ?)")) {
			for (int table = 0; table < 3; table++) {
				statement.setTableName("vs.Rows_" + table);
				statement.setTagInt(0, table);
				statement.setTagString(1, "loc" + table);
				for (int row = 0; row < 4; row++) {
					statement.setTimestamp(1, new Timestamp(T + row));
					statement.setInt(2, 10 * table + row);
					if (row == 3) {
						statement.setNull(3, Types.VARCHAR);
					}
					else {
						statement.setString(3, "r" + row);
					}
					statement.addBatch();
				}
				// by row the driver binds one table at a time
				statement.executeBatch();
			}
		}
		assertThat(rows("select tbname, v, s, g, loc from rows_st order by v")).hasSize(12)
			.contains(List.of("Rows_0", 0, "r0", 0, "loc0"), Arrays.asList("Rows_2", 23, null, 2, "loc2"));
	}

	@Test
	void bindsColumns() throws SQLException {
		run("create stable columns_st (ts timestamp, v int, d double, b bool, s varchar(8), n nchar(8),"
				+ " u bigint unsigned) tags (g int, loc varchar(8))");
		try (Connection connection = connect("vs", "");
				TaosPrepareStatement statement = (TaosPrepareStatement) connection
					.prepareStatement("insert into ? using columns_st tags (?, ?) values (?, ?, ?, ?, ?, ?, ?)")) {
			for (int table = 0; table < 2; table++) {
				statement.setTableName("columns_" + table);
				statement.setTagInt(0, table);
				statement.setTagString(1, "loc" + table);
				statement.setTimestamp(0, List.of(T, T + 1, T + 2));
				statement.setInt(1, Arrays.asList(table, null, 2));
				statement.setDouble(2, Arrays.asList(0.5, 1.5, null));
				statement.setBoolean(3, Arrays.asList(true, null, false));
				statement.setString(4, Arrays.asList("a", "", null), 8);
				statement.setNString(5, Arrays.asList("涛思", null, "😀"), 8);
				statement.setBigInteger(6, Arrays.asList(new BigInteger("18446744073709551615"), null, BigInteger.ONE));
				statement.columnDataAddBatch();
			}
			statement.columnDataExecuteBatch();
		}
		assertThat(rows("select v, d, b, s, n, u from columns_st where g = 1 order by ts")).containsExactly(
				List.of(1, 0.5, true, "a", "涛思", new BigInteger("18446744073709551615")),
				Arrays.asList(null, 1.5, null, "", null, null),
				Arrays.asList(2, null, false, null, "😀", BigInteger.ONE));
		assertThat(rows("select count(*) from columns_st")).containsExactly(List.of(6L));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "?pbsMode=line" })
	void bindsTheTableNameAsAColumn(String properties) throws SQLException {
		String name = "named" + properties.length();
		run("create stable " + name + " (ts timestamp, v int) tags (g int, loc varchar(8))");
		try (Connection connection = connect("vs", properties);
				PreparedStatement statement = connection
					.prepareStatement("insert into " + name + " (tbname, ts, v, g, loc) values (?, ?, ?, ?, ?)")) {
			for (int row = 0; row < 6; row++) {
				statement.setString(1, "Kept_" + name + "_" + row % 3);
				statement.setTimestamp(2, new Timestamp(T + row));
				statement.setInt(3, row);
				statement.setInt(4, row % 3);
				statement.setString(5, "loc" + row % 3);
				statement.addBatch();
			}
			statement.executeBatch();
		}
		assertThat(rows("select tbname, v, g, loc from " + name + " order by v")).hasSize(6)
			.contains(List.of("Kept_" + name + "_2", 5, 2, "loc2"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "?pbsMode=line" })
	void bindsEveryTypeToATableThatExists(String properties) throws SQLException {
		String name = "types" + properties.length();
		run("create table " + name + " (ts timestamp, b bool, i8 tinyint, i16 smallint, i32 int, i64 bigint,"
				+ " u8 tinyint unsigned, u16 smallint unsigned, u32 int unsigned, u64 bigint unsigned, f float,"
				+ " d double, s varchar(16), n nchar(16), vb varbinary(16), t timestamp)");
		try (Connection connection = connect("vs", properties);
				PreparedStatement statement = connection.prepareStatement(
						"insert into " + name + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
			statement.setTimestamp(1, new Timestamp(T));
			statement.setBoolean(2, true);
			statement.setByte(3, (byte) -128);
			statement.setShort(4, (short) -32768);
			statement.setInt(5, Integer.MIN_VALUE);
			statement.setLong(6, Long.MIN_VALUE);
			statement.setShort(7, (short) 255);
			statement.setInt(8, 65535);
			statement.setLong(9, 4294967295L);
			statement.setObject(10, new BigInteger("18446744073709551615"));
			statement.setFloat(11, 0.1f);
			statement.setDouble(12, 0.1);
			statement.setString(13, "it's");
			statement.setNString(14, "涛思 😀");
			statement.setBytes(15, new byte[] { 0, (byte) 0xff });
			statement.setTimestamp(16, new Timestamp(-1));
			assertThat(statement.executeUpdate()).isEqualTo(1);
		}
		try (Connection connection = connect("vs", "");
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select * from " + name)) {
			assertThat(row.next()).isTrue();
			assertThat(row.getTimestamp(1)).isEqualTo(new Timestamp(T));
			assertThat(row.getBoolean(2)).isTrue();
			assertThat(row.getInt(3)).isEqualTo(-128);
			assertThat(row.getInt(4)).isEqualTo(-32768);
			assertThat(row.getInt(5)).isEqualTo(Integer.MIN_VALUE);
			assertThat(row.getLong(6)).isEqualTo(Long.MIN_VALUE);
			assertThat(row.getInt(7)).isEqualTo(255);
			assertThat(row.getInt(8)).isEqualTo(65535);
			assertThat(row.getLong(9)).isEqualTo(4294967295L);
			assertThat(row.getObject(10)).isEqualTo(new BigInteger("18446744073709551615"));
			assertThat(row.getFloat(11)).isEqualTo(0.1f);
			assertThat(row.getDouble(12)).isEqualTo(0.1);
			assertThat(row.getString(13)).isEqualTo("it's");
			assertThat(row.getString(14)).isEqualTo("涛思 😀");
			assertThat(row.getBytes(15)).isEqualTo(new byte[] { 0, (byte) 0xff });
			assertThat(row.getTimestamp(16)).isEqualTo(new Timestamp(-1));
			assertThat(row.next()).isFalse();
		}
	}

	@Test
	void writesInTheBackgroundAsTheDriversEfficientModeDoes() throws SQLException {
		run("create stable background (ts timestamp, v int) tags (g int)");
		try (Connection connection = connect("vs",
				"?asyncWrite=stmt&batchSizeByRow=100&cacheSizeByRow=10000" + "&backendWriteThreadNum=2");
				PreparedStatement statement = connection
					.prepareStatement("ASYNC_INSERT INTO background (tbname, ts, v, g) VALUES (?, ?, ?, ?)")) {
			for (int row = 0; row < 2000; row++) {
				statement.setString(1, "background_" + row % 10);
				statement.setTimestamp(2, new Timestamp(T + row));
				statement.setInt(3, row);
				statement.setInt(4, row % 10);
				statement.addBatch();
			}
			statement.executeBatch();
			statement.executeUpdate();
		}
		assertThat(rows("select count(*), sum(v) from background")).containsExactly(List.of(2000L, 1999000L));
	}

	@Test
	void queriesWithParameters() throws SQLException {
		run("create table asked (ts timestamp, i int, d double, s varchar(16), n nchar(16), b bool)",
				"insert into asked values (" + T + ", 1, 0.5, 'it''s', '一', true) (" + (T + 1)
						+ ", 2, 1.5, 'two', '二', false) (" + (T + 2) + ", 3, 2.5, null, null, null)");
		try (Connection connection = connect("vs", "");
				PreparedStatement statement = connection.prepareStatement(
						"select i from asked where ts >= ? and i < ? and s = ? and n in (?, '二') and b = ?")) {
			statement.setTimestamp(1, new Timestamp(T));
			statement.setInt(2, 3);
			statement.setString(3, "it's");
			statement.setNString(4, "一");
			statement.setBoolean(5, true);
			try (ResultSet row = statement.executeQuery()) {
				assertThat(row.next()).isTrue();
				assertThat(row.getInt(1)).isEqualTo(1);
				assertThat(row.next()).isFalse();
			}
			statement.setTimestamp(1, new Timestamp(T));
			statement.setInt(2, 3);
			statement.setString(3, "two");
			statement.setNString(4, "一");
			statement.setBoolean(5, false);
			try (ResultSet row = statement.executeQuery()) {
				assertThat(row.next()).isTrue();
				assertThat(row.getInt(1)).isEqualTo(2);
			}
		}
		try (Connection connection = connect("vs", "");
				PreparedStatement statement = connection
					.prepareStatement("select sum(i) from asked where d > ? limit ?")) {
			statement.setDouble(1, 1);
			statement.setInt(2, 5);
			try (ResultSet row = statement.executeQuery()) {
				assertThat(row.next()).isTrue();
				assertThat(row.getLong(1)).isEqualTo(5);
			}
		}
	}

	@Test
	void mixesLiteralsAndParameters() throws SQLException {
		run("create stable mixed (ts timestamp, v int, s varchar(8)) tags (g int, loc varchar(8))");
		try (Connection connection = connect("vs", "");
				PreparedStatement statement = connection
					.prepareStatement("insert into mixed (tbname, ts, v, s, g, loc) values (?, ?, 7, ?, ?, 'Oslo')")) {
			statement.setString(1, "mixed_1");
			statement.setTimestamp(2, new Timestamp(T));
			statement.setString(3, "x");
			statement.setInt(4, 1);
			statement.addBatch();
			statement.executeBatch();
		}
		assertThat(rows("select tbname, v, s, g, loc from mixed"))
			.containsExactly(List.of("mixed_1", 7, "x", 1, "Oslo"));
	}

	@Test
	void failsWithTDenginesCode() throws SQLException {
		run("create table failing (ts timestamp, s varchar(4))");
		try (Connection connection = connect("vs", "")) {
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> connection.prepareStatement("insert into nosuch values (?, ?)"))
				.withMessageContaining("(0x22b):Table does not exist");
			try (PreparedStatement statement = connection.prepareStatement("insert into failing values (?, ?)")) {
				statement.setTimestamp(1, new Timestamp(T));
				statement.setString(2, "too long");
				assertThatExceptionOfType(SQLException.class).isThrownBy(statement::executeUpdate)
					.withMessageContaining("Value too long for column/tag");
			}
			try (PreparedStatement statement = connection.prepareStatement("insert into failing values (?, ?)")) {
				statement.setTimestamp(1, new Timestamp(T));
				statement.setString(2, "fits");
				assertThat(statement.executeUpdate()).isEqualTo(1);
			}
		}
		assertThat(rows("select s from failing")).containsExactly(List.of("fits"));
	}

}
