package io.github.taosspring.embedded.protocol;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosProgrammingException;
import io.github.taosspring.client.TaosProtocol;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.TaosSession;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What users do with a client, a session and JDBC must not depend on the protocol. With
 * the system property {@code taos.test.url}, a real TDengine is the server.
 */
@ParameterizedClass
@EnumSource(value = TaosProtocol.class, names = { "WEBSOCKET", "REST" })
@Timeout(120)
class ProtocolTests {

	private static final String DATABASE = "protocol_tests";

	private static @Nullable EmbeddedTaosServer embedded;

	private static TaosClientOptions server;

	@Parameter
	TaosProtocol protocol;

	private TaosClient client;

	@BeforeAll
	static void startServer() {
		String url = System.getProperty("taos.test.url");
		embedded = (url == null) ? EmbeddedTaosServer.builder().start() : null;
		server = TaosClientOptions.fromUrl((embedded != null) ? embedded.url() : String.valueOf(url));
	}

	@AfterAll
	static void stopServer() {
		if (embedded != null) {
			embedded.close();
		}
	}

	@BeforeEach
	void createDatabase() {
		try (TaosClient setUp = TaosClient.create(options().build())) {
			setUp.execute("drop database if exists " + DATABASE);
			setUp.execute("create database " + DATABASE + " vgroups 1 buffer 3 keep 36500");
		}
		this.client = TaosClient.create(options().database(DATABASE).build());
	}

	@AfterEach
	void dropDatabase() {
		this.client.execute("drop database if exists " + DATABASE);
		this.client.close();
	}

	private TaosClientOptions.Builder options() {
		return server.toBuilder().protocol(this.protocol).timeZone(ZoneId.of("Asia/Shanghai"));
	}

	private List<List<@Nullable Object>> query(String sql) {
		return this.client.query(sql).toLists();
	}

	@Test
	void valuesOfEveryTypeArriveUnchanged() {
		this.client.execute("create table t (ts timestamp, a bool, b tinyint, c smallint, d int, e bigint, "
				+ "f tinyint unsigned, g smallint unsigned, h int unsigned, i bigint unsigned, j float, k double, "
				+ "l varchar(64), m nchar(32), n varbinary(32), o geometry(128), p timestamp, q decimal(18,4), "
				+ "r decimal(38,10))");
		this.client.execute("insert into t values (1704067200000, true, -128, -32768, -2147483648, "
				+ "-9223372036854775808, 255, 65535, 4294967295, 18446744073709551615, -3.4e38, 0.1, "
				+ "'quote \\' \\\" back \\\\ tab\\t', '涛思 😀é', '\\x00ff10', 'POINT(1 2)', -1, "
				+ "-99999999999999.9999, 9999999999999999999999999999.9999999999)");
		this.client.execute("insert into t values (1704067201000, null, null, null, null, null, null, null, null, "
				+ "null, null, null, null, null, null, null, null, null, null)");
		this.client.execute("insert into t values (1704067202000, false, 0, 0, 0, 0, 0, 0, 0, 0, -0.0, 1e21, '', '', "
				+ "'', null, 253402300799999, -0.0001, 0.0000000001)");
		List<List<@Nullable Object>> rows = query("select * from t");
		assertThat(rows).hasSize(3);
		byte[] point = (byte[]) rows.get(0).get(15);
		assertThat(point).hasSize(21).startsWith(1, 1, 0, 0, 0);
		assertThat((byte[]) rows.get(0).get(14)).containsExactly(0, 255, 16);
		assertThat((byte[]) rows.get(2).get(14)).isEmpty();
		rows.get(0).set(14, null);
		rows.get(0).set(15, null);
		rows.get(2).set(14, null);
		assertThat(rows.get(0)).containsExactly(Instant.parse("2024-01-01T00:00:00Z"), true, (byte) -128,
				(short) -32768, Integer.MIN_VALUE, Long.MIN_VALUE, (short) 255, 65535, 4294967295L,
				new BigInteger("18446744073709551615"), -3.4e38f, 0.1, "quote ' \" back \\ tab\t", "涛思 😀é", null, null,
				Instant.ofEpochMilli(-1), new BigDecimal("-99999999999999.9999"),
				new BigDecimal("9999999999999999999999999999.9999999999"));
		assertThat(rows.get(1).subList(1, 19)).containsOnlyNulls();
		assertThat(rows.get(2)).containsExactly(Instant.parse("2024-01-01T00:00:02Z"), false, (byte) 0, (short) 0, 0,
				0L, (short) 0, 0, 0L, BigInteger.ZERO, -0.0f, 1e21, "", "", null, null,
				Instant.parse("9999-12-31T23:59:59.999Z"), new BigDecimal("-0.0001"), new BigDecimal("0.0000000001"));
	}

	@Test
	void columnsAreDescribedAlike() {
		this.client.execute("create table t (ts timestamp, l varchar(64), m nchar(32), q decimal(18,4), "
				+ "r decimal(38,10), i bigint unsigned)");
		try (TaosResult result = this.client.query("select * from t")) {
			assertThat(result.columns()).containsExactly(new TaosColumn("ts", TaosType.TIMESTAMP, 8, 0, 0),
					new TaosColumn("l", TaosType.VARCHAR, 64, 0, 0), new TaosColumn("m", TaosType.NCHAR, 32, 0, 0),
					new TaosColumn("q", TaosType.DECIMAL64, 8, 18, 4),
					new TaosColumn("r", TaosType.DECIMAL, 16, 38, 10),
					new TaosColumn("i", TaosType.BIGINT_UNSIGNED, 8, 0, 0));
			assertThat(result.toLists()).isEmpty();
		}
	}

	@Test
	void tagsInJsonComeAsTheServerWritesThem() {
		this.client.execute("create table s (ts timestamp, v int) tags (info json)");
		this.client.execute("create table s1 using s tags ('{\"k\":\"文字 \\\\\"q\\\\\"\",\"n\":1.5,\"a\":null}')");
		this.client.execute("insert into s1 values (1704067200000, 1) (1704067201000, 2)");
		List<List<@Nullable Object>> rows = query("select info, v, info->'n', tbname from s order by ts");
		assertThat(rows).hasSize(2);
		assertThat((String) rows.get(0).get(0)).contains("\"文字 \\\"q\\\"\"").startsWith("{").endsWith("}");
		assertThat(rows.get(1)).isEqualTo(Arrays.asList(rows.get(0).get(0), 2, rows.get(0).get(2), "s1"));
		assertThat(new BigDecimal((String) rows.get(0).get(2))).isEqualByComparingTo("1.5");
	}

	@Test
	void everyPrecisionIsExact() {
		for (TaosPrecision precision : TaosPrecision.values()) {
			String name = DATABASE + "_" + precision.sqlName();
			this.client.execute("create database " + name + " vgroups 1 buffer 3 keep 36500 precision '"
					+ precision.sqlName() + "'");
			try {
				long value = 1704067200L * precision.unitsPerSecond() + precision.unitsPerSecond() - 1;
				this.client.execute("create table " + name + ".t (ts timestamp, v int)");
				this.client.execute("insert into " + name + ".t values (" + value + ", 1) (0, null) (-1, 2)");
				try (TaosResult result = this.client.query("select ts from " + name + ".t order by ts desc")) {
					assertThat(result.precision()).isEqualTo(precision);
					assertThat(result.next()).isTrue();
					assertThat(result.block().getLong(0, result.rowInBlock())).isEqualTo(value);
					assertThat(result.next()).isTrue();
					assertThat(result.next()).isTrue();
					assertThat(result.block().getLong(0, result.rowInBlock())).isEqualTo(-1);
					assertThat(result.next()).isFalse();
				}
			}
			finally {
				this.client.execute("drop database " + name);
			}
		}
	}

	@Test
	void theZoneOfTheConnectionReadsLiterals() {
		this.client.execute("create table t (ts timestamp, v int)");
		this.client.execute("insert into t values ('2024-01-01 08:00:00', 1)");
		assertThat(query("select ts from t")).containsExactly(List.of(Instant.parse("2024-01-01T00:00:00Z")));
		assertThat((String) query("select timezone()").get(0).get(0)).contains("+0800");
		// local mean time, whose seconds the adapter does not print
		assertThat(query("select cast(-3000000000000 as timestamp)"))
			.containsExactly(List.of(Instant.ofEpochMilli(-3_000_000_000_000L)));
	}

	@Test
	void manyRowsComeInOrder() {
		int count = 10_000;
		this.client.execute("create table t (ts timestamp, v int, s varchar(16))");
		for (int from = 0; from < count; from += 2000) {
			StringBuilder sql = new StringBuilder("insert into t values");
			for (int i = from; i < from + 2000; i++) {
				sql.append(" (")
					.append(1704067200000L + i)
					.append(", ")
					.append(i)
					.append(", 'row ")
					.append(i)
					.append("')");
			}
			assertThat(this.client.execute(sql.toString())).isEqualTo(2000);
		}
		try (TaosResult result = this.client.query("select v, s from t")) {
			int expected = 0;
			while (result.next()) {
				assertThat(result.getInt(0)).isEqualTo(expected);
				assertThat(result.getString(1)).isEqualTo("row " + expected);
				expected++;
			}
			assertThat(expected).isEqualTo(count);
		}
		for (int i = 0; i < 20; i++) {
			try (TaosResult result = this.client.query("select v, s from t")) {
				assertThat(result.next()).isTrue();
			}
		}
		assertThat(query("select count(*) from t")).containsExactly(List.of((long) count));
	}

	@Test
	void threadsShareAClient() throws Exception {
		this.client.execute("create table t (ts timestamp, v int)");
		this.client.execute("insert into t values (1704067200000, 7)");
		List<CompletableFuture<Void>> all = new ArrayList<>();
		for (int thread = 0; thread < 8; thread++) {
			int number = thread;
			all.add(CompletableFuture.runAsync(() -> {
				for (int i = 0; i < 10; i++) {
					assertThat(query("select v + " + number + " from t"))
						.containsExactly(List.of((double) (7 + number)));
				}
			}));
		}
		for (CompletableFuture<Void> each : all) {
			each.get(60, TimeUnit.SECONDS);
		}
	}

	@Test
	void anUpdateCountsAndAQueryMayNameItsColumnAlike() {
		assertThat(this.client.execute("create table t (ts timestamp, v int)")).isZero();
		assertThat(this.client.execute("insert into t values (1, 1) (2, 2) (3, 3)")).isEqualTo(3);
		assertThat(query("select cast(5 as int) as affected_rows")).containsExactly(List.of(5));
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> this.client.query("insert into t values (4, 4)"))
			.withMessageContaining("affected 1 rows");
	}

	@Test
	void errorsOfTheServerAreAlike() {
		assertThatExceptionOfType(TaosProgrammingException.class).isThrownBy(() -> this.client.query("selec 1"))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(0x2600))
			.satisfies((ex) -> assertThat(ex.sqlState()).isEqualTo("42601"));
		assertThatExceptionOfType(TaosProgrammingException.class)
			.isThrownBy(() -> this.client.query("select * from nothing", QueryOptions.DEFAULTS.reqId(4711)))
			.satisfies((ex) -> assertThat(ex.sqlState()).isEqualTo("42S02"))
			.satisfies((ex) -> assertThat(ex.reqId()).isEqualTo(4711));
		assertThat(query("select 1")).containsExactly(List.of(1L));
	}

	@Test
	void anUnknownDatabaseIsAnError() {
		String name = "no_such_database";
		try (TaosClient other = TaosClient.create(options().database(name).build())) {
			assertThatExceptionOfType(TaosException.class).isThrownBy(() -> other.query("select 1"))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(0x0388));
		}
		try (TaosSession session = this.client.openSession()) {
			assertThatExceptionOfType(TaosException.class).isThrownBy(() -> session.use(name))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(0x0388));
			assertThat(session.database()).isEqualTo(DATABASE);
			session.execute("create table still_here (ts timestamp, v int)");
		}
	}

	@Test
	void aWrongPasswordIsAnErrorOfConnecting() {
		try (TaosClient other = TaosClient.create(options().password("wrong-one").build())) {
			assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> other.query("select 1"))
				.satisfies((ex) -> assertThat(ex.sqlState()).isEqualTo("28000"))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(0x0357))
				.satisfies((ex) -> assertThat(ex.isRetryable()).isFalse())
				.satisfies((ex) -> assertThat(ex.toString()).doesNotContain("wrong-one"));
		}
	}

	@Test
	void aSessionKeepsItsDatabase() {
		String other = DATABASE + "_other";
		this.client.execute("create database " + other + " vgroups 1 buffer 3");
		try (TaosSession session = this.client.openSession()) {
			session.execute("create table t (ts timestamp, v int)");
			session.use(other);
			session.execute("create table t (ts timestamp, v int)");
			session.execute("insert into t values (now, 1)");
			assertThat(session.query("select database()").toLists()).containsExactly(List.of(other));
			assertThat(session.query("select count(*) from t").toLists()).containsExactly(List.of(1L));
			session.execute("USE " + DATABASE.toUpperCase());
			assertThat(session.database()).isEqualTo(DATABASE);
			assertThat(session.query("select v from t").toLists()).isEmpty();
			assertThat(session.isValid(Duration.ofSeconds(30))).isTrue();
			assertThat(session.serverVersion().number(0)).isEqualTo(3);
		}
		finally {
			this.client.execute("drop database " + other);
		}
	}

	@Test
	void jdbcReadsAndWrites() throws SQLException {
		String url = "jdbc:taos:" + this.protocol.scheme(false) + "://" + server.endpoints().get(0) + "/" + DATABASE;
		try (Connection connection = DriverManager.getConnection(url, server.user(), "taosdata")) {
			assertThat(connection.isValid(30)).isTrue();
			assertThat(connection.getCatalog()).isEqualTo(DATABASE);
			Timestamp start = Timestamp.from(Instant.parse("2024-01-01T00:00:00.123Z"));
			try (Statement statement = connection.createStatement()) {
				assertThat(statement.execute("create table t (ts timestamp, v int, s nchar(16), b varbinary(8))"))
					.isFalse();
			}
			try (PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?, ?, ?)")) {
				insert.setTimestamp(1, start);
				insert.setInt(2, 42);
				insert.setString(3, "it's 😀");
				insert.setBytes(4, "bytes".getBytes(StandardCharsets.US_ASCII));
				assertThat(insert.executeUpdate()).isEqualTo(1);
			}
			try (PreparedStatement select = connection.prepareStatement("select * from t where v = ?")) {
				select.setInt(1, 42);
				try (ResultSet rows = select.executeQuery()) {
					assertThat(rows.getMetaData().getColumnCount()).isEqualTo(4);
					assertThat(rows.next()).isTrue();
					assertThat(rows.getTimestamp("ts")).isEqualTo(start);
					assertThat(rows.getInt("v")).isEqualTo(42);
					assertThat(rows.getString("s")).isEqualTo("it's 😀");
					assertThat(rows.getBytes("b")).isEqualTo("bytes".getBytes(StandardCharsets.US_ASCII));
					assertThat(rows.next()).isFalse();
				}
			}
		}
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> DriverManager.getConnection(url, server.user(), "wrong-one"))
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("28000"));
	}

}
