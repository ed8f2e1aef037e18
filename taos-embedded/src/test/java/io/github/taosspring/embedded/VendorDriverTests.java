package io.github.taosspring.embedded;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * TDengine's own JDBC driver against the embedded server, over WebSocket and REST: it
 * knows the protocols from their other end.
 */
@Timeout(120)
class VendorDriverTests {

	private static final String WS = "TAOS-WS";

	private static final String REST = "TAOS-RS";

	private static EmbeddedTaosServer server;

	@BeforeAll
	static void start() {
		server = EmbeddedTaosServer.builder().start();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	private static Connection connect(String protocol, String database) throws SQLException {
		return DriverManager.getConnection("jdbc:" + protocol + "://127.0.0.1:" + server.port() + "/" + database,
				"root", "taosdata");
	}

	@ParameterizedTest
	@ValueSource(strings = { WS, REST })
	void createsWritesAndReads(String protocol) throws SQLException {
		String database = "vd_basic_" + protocol.substring(5).toLowerCase(java.util.Locale.ROOT);
		try (Connection connection = connect(protocol, ""); Statement statement = connection.createStatement()) {
			statement.executeUpdate("create database " + database);
			statement.executeUpdate("create stable " + database
					+ ".meters (ts timestamp, v int, f float) tags (loc varchar(20), g int)");
			int affected = statement.executeUpdate("insert into " + database + ".d1 using " + database
					+ ".meters tags('Oslo', 1) values (1704067200000, 1, 1.5) (1704067201000, 2, null) " + database
					+ ".d2 using " + database + ".meters tags('Bergen', 2) values (1704067200000, 3, 2.5)");
			assertThat(affected).isEqualTo(3);
			try (ResultSet rows = statement
				.executeQuery("select ts, v, f, loc, g from " + database + ".meters order by v")) {
				assertThat(rows.next()).isTrue();
				assertThat(rows.getTimestamp("ts")).isEqualTo(new Timestamp(1704067200000L));
				assertThat(rows.getInt(2)).isEqualTo(1);
				assertThat(rows.getFloat(3)).isEqualTo(1.5f);
				assertThat(rows.getString(4)).isEqualTo("Oslo");
				assertThat(rows.next()).isTrue();
				rows.getFloat(3);
				assertThat(rows.wasNull()).isTrue();
				assertThat(rows.next()).isTrue();
				assertThat(rows.getInt("g")).isEqualTo(2);
				assertThat(rows.next()).isFalse();
			}
			try (ResultSet rows = statement.executeQuery("select count(*), sum(v) from " + database + ".meters")) {
				assertThat(rows.next()).isTrue();
				assertThat(rows.getLong(1)).isEqualTo(3);
				assertThat(rows.getLong(2)).isEqualTo(6);
			}
		}
	}

	/**
	 * The smallest values are null to the driver's REST side, from a real server as well.
	 */
	@ParameterizedTest
	@ValueSource(strings = { WS, REST })
	void readsEveryType(String protocol) throws SQLException {
		String database = "vd_types_" + protocol.substring(5).toLowerCase(java.util.Locale.ROOT);
		try (Connection connection = connect(protocol, ""); Statement statement = connection.createStatement()) {
			statement.executeUpdate("create database " + database);
			statement.executeUpdate("create table " + database + ".t (ts timestamp, b bool, i8 tinyint, i16 smallint,"
					+ " i32 int, i64 bigint, u8 tinyint unsigned, u16 smallint unsigned, u32 int unsigned,"
					+ " u64 bigint unsigned, f float, d double, s varchar(40), n nchar(40), vb varbinary(16))");
			statement.executeUpdate("insert into " + database + ".t values (1704067200000, true, -127, -32767,"
					+ " -2147483647, -9223372036854775807, 255, 65535, 4294967295, 18446744073709551615, 0.1, 0.1,"
					+ " 'it''s \"ascii\"', '涛思数据 😀', '\\x00ff10') (1704067201000, null, null, null, null, null,"
					+ " null, null, null, null, null, null, null, null, null)");
			try (ResultSet rows = statement.executeQuery("select * from " + database + ".t")) {
				assertThat(rows.next()).isTrue();
				assertThat(rows.getBoolean("b")).isTrue();
				assertThat(rows.getByte("i8")).isEqualTo((byte) -127);
				assertThat(rows.getShort("i16")).isEqualTo((short) -32767);
				assertThat(rows.getInt("i32")).isEqualTo(-2147483647);
				assertThat(rows.getLong("i64")).isEqualTo(-9223372036854775807L);
				assertThat(rows.getShort("u8")).isEqualTo((short) 255);
				assertThat(rows.getInt("u16")).isEqualTo(65535);
				assertThat(rows.getLong("u32")).isEqualTo(4294967295L);
				assertThat(new BigInteger(String.valueOf(rows.getObject("u64"))))
					.isEqualTo(new BigInteger("18446744073709551615"));
				assertThat(rows.getFloat("f")).isEqualTo(0.1f);
				assertThat(rows.getDouble("d")).isEqualTo(0.1);
				assertThat(rows.getString("s")).isEqualTo("it's \"ascii\"");
				assertThat(rows.getString("n")).isEqualTo("涛思数据 😀");
				if (protocol.equals(WS)) {
					assertThat(rows.getBytes("vb")).isEqualTo(new byte[] { 0, (byte) 0xff, 0x10 });
				}
				else {
					assertThat(rows.getString("vb")).contains("00ff10");
				}
				assertThat(rows.next()).isTrue();
				ResultSetMetaData columns = rows.getMetaData();
				for (int i = 2; i <= columns.getColumnCount(); i++) {
					assertThat(rows.getObject(i)).as(columns.getColumnLabel(i)).isNull();
				}
				assertThat(rows.next()).isFalse();
			}
		}
	}

	/**
	 * Over REST the driver knows no decimals: it gives null, from a real server as well.
	 */
	@Test
	void readsDecimals() throws SQLException {
		String database = "vd_dec";
		try (Connection connection = connect(WS, ""); Statement statement = connection.createStatement()) {
			statement.executeUpdate("create database " + database);
			statement
				.executeUpdate("create table " + database + ".t (ts timestamp, a decimal(18,4), b decimal(38,10))");
			statement.executeUpdate("insert into " + database
					+ ".t values (1704067200000, '-99999999999999.9999', '9999999999999999999999999999.9999999999')");
			try (ResultSet rows = statement.executeQuery("select a, b from " + database + ".t")) {
				assertThat(rows.next()).isTrue();
				assertThat(rows.getBigDecimal(1)).isEqualTo(new BigDecimal("-99999999999999.9999"));
				assertThat(rows.getBigDecimal(2)).isEqualTo(new BigDecimal("9999999999999999999999999999.9999999999"));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { WS, REST })
	void readsNanoseconds(String protocol) throws SQLException {
		String database = "vd_ns_" + protocol.substring(5).toLowerCase(java.util.Locale.ROOT);
		try (Connection connection = connect(protocol, ""); Statement statement = connection.createStatement()) {
			statement.executeUpdate("create database " + database + " precision 'ns'");
			statement.executeUpdate("create table " + database + ".t (ts timestamp, v int)");
			statement.executeUpdate("insert into " + database + ".t values (1704067200123456789, 1)");
			try (ResultSet rows = statement.executeQuery("select ts from " + database + ".t")) {
				assertThat(rows.next()).isTrue();
				assertThat(rows.getTimestamp(1).toInstant()).isEqualTo(Instant.parse("2024-01-01T00:00:00.123456789Z"));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { WS, REST })
	void failsWithTDenginesCode(String protocol) throws SQLException {
		try (Connection connection = connect(protocol, ""); Statement statement = connection.createStatement()) {
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.executeQuery("selec 1"))
				.withMessageContaining("syntax error near")
				.satisfies((failure) -> assertThat(failure.getErrorCode() & 0xffff).isEqualTo(0x2600));
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> statement.executeQuery("select * from information_schema.nosuch"))
				.satisfies((failure) -> assertThat(failure.getErrorCode() & 0xffff).isNotZero());
			// the connection is of use afterwards
			try (ResultSet rows = statement.executeQuery("select 1")) {
				assertThat(rows.next()).isTrue();
			}
		}
	}

	@Test
	void refusesWrongPasswords() {
		String url = "jdbc:" + WS + "://127.0.0.1:" + server.port() + "/";
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> DriverManager.getConnection(url, "root", "wrong"))
			.withMessageContaining("Authentication failure");
	}

	@Test
	void readsManyBlocks() throws SQLException {
		try (Connection connection = connect(WS, ""); Statement statement = connection.createStatement()) {
			statement.executeUpdate("create database vd_big");
			statement.executeUpdate("create table vd_big.t (ts timestamp, v int, s varchar(16))");
			for (int part = 0; part < 5; part++) {
				StringBuilder insert = new StringBuilder("insert into vd_big.t values");
				for (int i = part * 4000; i < (part + 1) * 4000; i++) {
					insert.append(" (")
						.append(1704067200000L + i)
						.append(',')
						.append(i)
						.append(",'s")
						.append(i)
						.append("')");
				}
				assertThat(statement.executeUpdate(insert.toString())).isEqualTo(4000);
			}
			try (ResultSet rows = statement.executeQuery("select ts, v, s from vd_big.t")) {
				int count = 0;
				while (rows.next()) {
					assertThat(rows.getInt(2)).isEqualTo(count);
					assertThat(rows.getString(3)).isEqualTo("s" + count);
					count++;
				}
				assertThat(count).isEqualTo(20_000);
			}
		}
	}

	@Test
	void connectionsWorkSideBySide() throws Exception {
		try (Connection connection = connect(WS, ""); Statement statement = connection.createStatement()) {
			statement.executeUpdate("create database vd_many");
			statement.executeUpdate("create stable vd_many.s (ts timestamp, v int) tags (g int)");
		}
		ExecutorService executor = Executors.newFixedThreadPool(4);
		try {
			List<Callable<Integer>> writers = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				int table = i;
				writers.add(() -> write(table));
			}
			int written = 0;
			for (Future<Integer> writer : executor.invokeAll(writers, 60, TimeUnit.SECONDS)) {
				written += writer.get();
			}
			assertThat(written).isEqualTo(400);
		}
		finally {
			executor.shutdownNow();
		}
		try (Connection connection = connect(REST, "vd_many");
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select g, count(*) from vd_many.s group by g order by g")) {
			for (int i = 0; i < 4; i++) {
				assertThat(rows.next()).isTrue();
				assertThat(rows.getInt(1)).isEqualTo(i);
				assertThat(rows.getInt(2)).isEqualTo(100);
			}
		}
	}

	private static int write(int table) throws SQLException {
		try (Connection connection = connect(WS, "vd_many"); Statement statement = connection.createStatement()) {
			int written = 0;
			for (int i = 0; i < 100; i++) {
				written += statement.executeUpdate("insert into t" + table + " using s tags(" + table + ") values ("
						+ (1704067200000L + i) + "," + i + ")");
			}
			return written;
		}
	}

	@Test
	void readsBytesOfGeometryAndJsonTags() throws SQLException {
		try (Connection connection = connect(WS, ""); Statement statement = connection.createStatement()) {
			statement.executeUpdate("create database vd_json");
			statement.executeUpdate("create stable vd_json.s (ts timestamp, g geometry(64)) tags (info json)");
			statement.executeUpdate("insert into vd_json.t using vd_json.s tags('{\"k\":\"v\",\"n\":1}')"
					+ " values (1704067200000, 'POINT(1 2)')");
			try (ResultSet rows = statement.executeQuery("select g, info from vd_json.s")) {
				assertThat(rows.next()).isTrue();
				assertThat(rows.getBytes(1)).hasSize(21).startsWith(1, 1, 0, 0, 0);
				Object info = rows.getObject(2);
				assertThat((info instanceof byte[] bytes) ? new String(bytes, StandardCharsets.UTF_8) : info)
					.isEqualTo("{\"k\":\"v\",\"n\":1}");
			}
		}
	}

}
