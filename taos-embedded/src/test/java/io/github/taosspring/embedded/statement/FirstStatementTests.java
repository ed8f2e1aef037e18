package io.github.taosspring.embedded.statement;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.TaosSession;
import io.github.taosspring.client.TaosTimeoutException;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.statement.BatchSchema;
import io.github.taosspring.client.statement.BatchWriter;
import io.github.taosspring.client.statement.BoundStatement;
import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.client.statement.NullPolicy;
import io.github.taosspring.client.statement.StatementOptions;
import io.github.taosspring.client.statement.TypedParameter;
import io.github.taosspring.client.statement.WriteOptions;
import io.github.taosspring.client.statement.WriteResult;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import io.github.taosspring.embedded.fault.Fault;
import io.github.taosspring.embedded.journal.RecordedRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of bound statements and batches with a server that has none of the second kind:
 * the embedded one that claims to be 3.3.2, or the one that {@code -Dtaos.test.url}
 * names.
 */
@Timeout(120)
class FirstStatementTests {

	private static final String DATABASE = "first_statement_tests";

	private static final Instant TS = Instant.parse("2026-11-27T00:00:00Z");

	private static final long MILLIS = TS.toEpochMilli();

	private static @Nullable EmbeddedTaosServer embedded;

	private static TaosClientOptions server;

	private TaosClient client;

	private TaosSession session;

	@BeforeAll
	static void startServer() {
		String url = System.getProperty("taos.test.url");
		embedded = (url == null) ? EmbeddedTaosServer.builder().version("3.3.2.0").start() : null;
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
		create("ms");
		this.client.execute("create stable meters (ts timestamp, voltage int, note varchar(20)) "
				+ "tags (location nchar(20), g int)");
	}

	private void create(String precision) {
		if (embedded != null) {
			embedded.journal().clear();
		}
		try (TaosClient setUp = TaosClient.create(server)) {
			setUp.execute("drop database if exists " + DATABASE);
			setUp.execute(
					"create database " + DATABASE + " vgroups 2 buffer 3 keep 36500 precision '" + precision + "'");
		}
		this.client = TaosClient.create(server.toBuilder().database(DATABASE).build());
		this.session = this.client.openSession();
	}

	@AfterEach
	void dropDatabase() {
		this.session.close();
		this.client.execute("drop database if exists " + DATABASE);
		this.client.close();
		if (embedded != null) {
			embedded.faults().clear();
		}
	}

	private List<List<@Nullable Object>> query(String sql) {
		return this.client.query(sql).toLists();
	}

	private BoundStatement prepare(String sql) {
		return BoundStatement.prepare(this.session, sql);
	}

	@Test
	void theServerIsOfTheFirstKind() {
		assertThat(this.client.serverVersion().toString()).startsWith("3.3.2");
	}

	@Test
	void rowsOfSeveralTablesGoInOneExecute() {
		try (BoundStatement insert = prepare(
				"insert into meters (tbname, g, ts, location, voltage) values (?, ?, ?, ?, ?)")) {
			assertThat(insert.fields().stream().map((field) -> field.role() + " " + field.column().name()))
				.containsExactly("TABLE_NAME tbname", "TAG g", "COLUMN ts", "TAG location", "COLUMN voltage");
			assertThat(insert.fields().get(3).column().length()).isEqualTo(20);
			insert.batch().appendRow("D_A1", 7, TS, "奥斯陆 😀", 1);
			insert.batch().appendRow("d_a1", null, TS, null, 2);
			insert.batch().appendRow("D_A1", 8, TS.plusMillis(1), "ignored", null);
			assertThat(insert.execute()).isEqualTo(3);
			insert.batch().appendRow("d_a1", 8, TS.plusMillis(2), "ignored", 3);
			assertThat(insert.execute()).isEqualTo(1);
		}
		assertThat(query("select tbname, ts, voltage, location, g from meters order by tbname, ts")).containsExactly(
				Arrays.asList("D_A1", TS, 1, "奥斯陆 😀", 7), Arrays.asList("D_A1", TS.plusMillis(1), null, "奥斯陆 😀", 7),
				Arrays.asList("d_a1", TS, 2, null, null), Arrays.asList("d_a1", TS.plusMillis(2), 3, null, null));
	}

	@Test
	void withoutTagsTheTablesMustBeThere() {
		this.client.execute("create table `D1` using meters tags ('Oslo', 1)");
		try (BoundStatement insert = prepare("insert into meters (ts, tbname, voltage) values (?, ?, ?)")) {
			insert.batch().appendRow(TS, "D1", 1);
			assertThat(insert.execute()).isEqualTo(1);
			insert.batch().appendRow(TS, "nosuch", 1);
			assertThatExceptionOfType(TaosException.class).isThrownBy(insert::execute)
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(0x2603));
			insert.batch().clear();
			insert.batch().appendRow(TS.plusMillis(1), "D1", 2);
			assertThat(insert.execute()).isEqualTo(1);
		}
		assertThat(query("select voltage from meters order by ts")).containsExactly(List.of(1), List.of(2));
	}

	@Test
	void allTypesThatARawBlockCarriesArrive() {
		this.client.execute("create stable types (ts timestamp, b bool, t tinyint, s smallint, i int, l bigint, "
				+ "tu tinyint unsigned, su smallint unsigned, iu int unsigned, lu bigint unsigned, f float, d double, "
				+ "v varchar(20), n nchar(20), x varbinary(8), p geometry(64), other timestamp) tags (j json)");
		byte[] point = java.util.HexFormat.of().parseHex("0101000000000000000000f03f0000000000000040");
		try (BoundStatement insert = prepare(
				"insert into ? using types tags (?) values " + "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
			insert.batch()
				.appendRow("T1", "{\"k\":\"v\"}", TS, true, -128, -32768, Integer.MIN_VALUE, Long.MIN_VALUE + 1, 255,
						65535, 4294967295L, new java.math.BigInteger("18446744073709551615"), 0.5f, -0.25, "it's ü",
						"涛思😀", new byte[] { 0, -1 }, point, TS.minusSeconds(5_000_000_000L));
			@Nullable Object[] nulls = new Object[19];
			nulls[0] = "T1";
			nulls[1] = "{\"k\":\"v\"}";
			nulls[2] = TS.plusMillis(1);
			insert.batch().appendRow(nulls);
			assertThat(insert.execute()).isEqualTo(2);
		}
		List<@Nullable Object> row = query("select * from types order by ts").get(0);
		assertThat(row.subList(0, 14)).containsExactly(TS, true, (byte) -128, (short) -32768, Integer.MIN_VALUE,
				Long.MIN_VALUE + 1, (short) 255, 65535, 4294967295L, new java.math.BigInteger("18446744073709551615"),
				0.5f, -0.25, "it's ü", "涛思😀");
		assertThat((byte[]) row.get(14)).containsExactly(0, -1);
		assertThat((byte[]) row.get(15)).isEqualTo(point);
		assertThat(row.get(16)).isEqualTo(TS.minusSeconds(5_000_000_000L));
		assertThat(query("select * from types order by ts").get(1).subList(1, 17)).containsOnlyNulls();
		assertThat(query("select tbname, j->'k' from types limit 1").toString()).contains("T1", "v");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			insert into plain values (?, 1)                           | and one list of values that are all
			insert into ? using meters (g) tags (5) (ts, voltage) values (?, ?) | with tags that are all
			insert into d1 using meters tags (?, 5) values (?, ?, ?)  | with tags that are all
			select voltage from meters                                | without any parameter
			insert into dec values (?, ?)                             | of type DECIMAL
			""")
	void whatIsBeyondItIsRefusedByName(String sql, String what) {
		this.client.execute("create table plain (ts timestamp, v int)");
		this.client.execute("create table dec (ts timestamp, x decimal(10, 2))");
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> prepare(sql))
			.withMessageContaining(what)
			.withMessageContaining("needs TDengine 3.3.3.0 or newer (stmt2)")
			.satisfies((ex) -> assertThat(ex.sqlState()).isEqualTo("0A000"));
		assertThat(query("select 1")).hasSize(1);
	}

	@Test
	void columnsCannotBeLeftAsTheyAre() {
		this.client.execute("create table t1 (ts timestamp, v int)");
		try (BoundStatement insert = BoundStatement.prepare(this.session, "insert into t1 values (?, ?)",
				StatementOptions.DEFAULTS.nullPolicy(NullPolicy.UNSET))) {
			insert.batch().appendRow(TS, 1);
			assertThat(insert.execute()).isEqualTo(1);
			insert.batch().appendRow(TS, null);
			assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(insert::execute)
				.withMessageContaining("UNSET")
				.withMessageContaining("stmt2");
		}
		assertThat(query("select v from t1")).containsExactly(List.of(1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ms", "us", "ns" })
	void timestampsKeepThePrecisionOfTheDatabase(String precision) {
		dropDatabase();
		create(precision);
		this.client.execute("create stable st (ts timestamp, v int) tags (g int)");
		Instant time = TS
			.plusNanos(precision.equals("ns") ? 123_456_789 : precision.equals("us") ? 123_456_000 : 123_000_000);
		ColumnBatch batch = ColumnBatch.of(BatchWriter.of(this.client).schema("st"));
		batch.appendRow("a", time, 1, 1);
		batch.appendRow("b", time, 2, 2);
		assertThat(BatchWriter.of(this.client).write(batch).rows()).isEqualTo(2);
		assertThat(query("select ts, v from st order by v")).containsExactly(List.of(time, 1), List.of(time, 2));
	}

	@Test
	void timestampsBeyondNanosecondsAreRefused() {
		this.client.execute("create table t1 (ts timestamp, other timestamp)");
		try (BoundStatement insert = prepare("insert into t1 values (?, ?)")) {
			insert.batch().appendRow(TS, Instant.parse("2300-01-01T00:00:00Z"));
			assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(insert::execute)
				.withMessageContaining("1677 to 2262");
			insert.batch().clear();
			insert.batch().appendRow(TS, Instant.parse("1700-01-01T00:00:00Z"));
			assertThat(insert.execute()).isEqualTo(1);
		}
		assertThat(query("select other from t1")).containsExactly(List.of(Instant.parse("1700-01-01T00:00:00Z")));
	}

	@Test
	void aQueryCanRunAgainWhileItsLastResultIsRead() {
		this.client.execute("create table t1 (ts timestamp, v int)");
		StringBuilder rows = new StringBuilder("insert into t1 values");
		for (int i = 0; i < 10_000; i++) {
			rows.append(" (").append(MILLIS + i).append(", ").append(i).append(')');
		}
		this.client.execute(rows.toString());
		BoundStatement query = prepare("select v from t1 where v >= ? order by ts");
		try (TaosResult first = query.query(0)) {
			assertThat(first.next()).isTrue();
			assertThat(query.query(9_999).toLists()).containsExactly(List.of(9_999));
			try (TaosResult second = query.query(1)) {
				assertThat(second.next()).isTrue();
			}
			query.close();
			int count = 1;
			while (first.next()) {
				assertThat(first.getInt(0)).isEqualTo(count++);
			}
			assertThat(count).isEqualTo(10_000);
		}
		assertEveryStatementIsClosed();
	}

	@Test
	void aParameterOfATypeThatItCannotTakeIsRefused() {
		try (BoundStatement query = prepare("select voltage from meters where ts = ?")) {
			assertThatExceptionOfType(TaosInterfaceException.class)
				.isThrownBy(() -> query.query(new TypedParameter(TaosType.TIMESTAMP, MILLIS)))
				.withMessageContaining("TIMESTAMP")
				.withMessageContaining("stmt2");
			assertThat(query.query(TS).toLists()).isEmpty();
		}
		try (BoundStatement query = prepare("select * from nosuch where v = ?")) {
			assertThatExceptionOfType(TaosException.class).isThrownBy(() -> query.query(1))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(0x2603));
			assertThatExceptionOfType(TaosException.class).isThrownBy(() -> query.query(1));
		}
		assertEveryStatementIsClosed();
	}

	@Test
	void aTableThatChangedIsNotWrittenByItsOldTypes() {
		this.client.execute("create table t1 (ts timestamp, v int)");
		try (BoundStatement insert = prepare("insert into t1 values (?, ?)")) {
			insert.batch().appendRow(TS, 1);
			assertThat(insert.execute()).isEqualTo(1);
			this.client.execute("drop table t1");
			this.client.execute("create table t1 (ts timestamp, v varchar(1000))");
			insert.batch().appendRow(TS, 1);
			assertThatExceptionOfType(TaosException.class).isThrownBy(insert::execute).withMessageContaining("changed");
		}
		this.client.execute("create table t2 (ts timestamp, v int)");
		BatchSchema schema = BatchSchema.placeholders(TaosPrecision.MILLISECOND)
			.tableName()
			.column("ts", TaosType.TIMESTAMP, 0)
			.column("v", TaosType.INT, 0)
			.build();
		try (BoundStatement insert = BoundStatement.prepare(this.session, "insert into ? values (?, ?)",
				StatementOptions.DEFAULTS.schema(schema))) {
			insert.batch().appendRow("t2", TS, 1);
			insert.batch().appendRow("t1", TS, 1);
			assertThatExceptionOfType(TaosException.class).isThrownBy(insert::execute)
				.withMessageContaining("'v' is VARCHAR, not INT");
		}
		assertThat(query("select count(*) from t2")).containsExactly(List.of(0L));
	}

	@Test
	void aBatchIsWrittenAndItsWrongRowsAreFound() {
		ColumnBatch batch = ColumnBatch.of(BatchWriter.of(this.client).schema("meters"));
		for (int i = 0; i < 20; i++) {
			Instant time = (i == 7) ? Instant.parse("1800-01-01T00:00:00Z") : TS.plusMillis(i);
			batch.appendRow("d" + i % 3, time, i, "n" + i, "Oslo", i % 3);
		}
		WriteResult result = BatchWriter.of(this.client).write(batch);
		assertThat(result.rows()).isEqualTo(19);
		assertThat(result.rejected()).singleElement().satisfies((row) -> assertThat(row.row()).isEqualTo(7));
		assertThat(query("select count(*), sum(voltage) from meters")).containsExactly(List.of(19L, 190L - 7));
		assertThatExceptionOfType(TaosException.class).isThrownBy(
				() -> BatchWriter.of(this.client).write(nulls(), WriteOptions.DEFAULTS.nullPolicy(NullPolicy.UNSET)))
			.withMessageContaining("UNSET");
		assertThat(BatchWriter.of(this.client).write(nulls()).rows()).isEqualTo(1);
	}

	private ColumnBatch nulls() {
		ColumnBatch batch = ColumnBatch.of(BatchWriter.of(this.client).schema("meters"));
		batch.appendRow("d0", TS, null, null, "Oslo", 1);
		return batch;
	}

	@Test
	void aBatchOfATypeThatItCannotTakeIsRefused() {
		this.client.execute("create table dec (ts timestamp, x decimal(10, 2))");
		ColumnBatch batch = ColumnBatch.of(BatchSchema.table("dec", TaosPrecision.MILLISECOND)
			.column("ts", TaosType.TIMESTAMP, 0)
			.column(new io.github.taosspring.client.TaosColumn("x", TaosType.DECIMAL64, 8, 10, 2))
			.build());
		batch.appendRow(TS, new BigDecimal("1.5"));
		assertThatExceptionOfType(TaosException.class).isThrownBy(() -> BatchWriter.of(this.client).write(batch))
			.withMessageContaining("'x' of type DECIMAL");
	}

	@ParameterizedTest
	@ValueSource(strings = { "init", "prepare", "set_table_name", "get_tag_fields", "get_col_fields", "set_tags",
			"bind", "add_batch", "exec" })
	void whicheverRequestFailsTheStatementIsClosedAndTheNextOneWorks(String action) {
		EmbeddedTaosServer faulty = embedded;
		assumeThat(faulty).isNotNull();
		faulty.journal().clear();
		faulty.faults().inject(Fault.error(0x0500, "injected").action(action).times(1));
		String sql = "insert into meters (tbname, g, ts, voltage) values (?, ?, ?, ?)";
		assertThatExceptionOfType(TaosException.class).isThrownBy(() -> {
			try (BoundStatement insert = prepare(sql)) {
				insert.batch().appendRow("d1", 1, TS, 1);
				insert.execute();
			}
		}).satisfies((ex) -> assertThat(ex.code()).isEqualTo(0x0500));
		if (!action.equals("exec")) {
			assertThat(actions(faulty)).doesNotContain("exec");
		}
		try (BoundStatement insert = prepare(sql)) {
			insert.batch().appendRow("d1", 1, TS, 1);
			assertThat(insert.execute()).isEqualTo(1);
		}
		long failed = action.equals("init") ? 1 : 0;
		await().untilAsserted(() -> assertThat(count("close", faulty)).isEqualTo(count("init", faulty) - failed));
	}

	@ParameterizedTest
	@ValueSource(strings = { "init", "bind", "add_batch", "exec" })
	void theDeadlineIsOverAllRequests(String action) {
		EmbeddedTaosServer faulty = embedded;
		assumeThat(faulty).isNotNull();
		this.client.execute("create table t1 (ts timestamp, v int)");
		faulty.journal().clear();
		faulty.faults().inject(Fault.delay(Duration.ofSeconds(2)).action(action).times(1));
		StatementOptions options = StatementOptions.DEFAULTS.timeout(Duration.ofMillis(500));
		assertThatExceptionOfType(TaosTimeoutException.class).isThrownBy(() -> {
			try (BoundStatement insert = BoundStatement.prepare(this.session, "insert into t1 values (?, ?)",
					options)) {
				insert.batch().appendRow(TS, 1);
				insert.execute(QueryOptions.DEFAULTS);
			}
		});
		assertEveryStatementIsClosed();
	}

	private void assertEveryStatementIsClosed() {
		EmbeddedTaosServer journaling = embedded;
		if (journaling != null) {
			await().untilAsserted(() -> assertThat(count("close", journaling)).isEqualTo(count("init", journaling)));
		}
	}

	private static List<String> actions(EmbeddedTaosServer journaling) {
		return journaling.journal().requests().stream().map(RecordedRequest::action).toList();
	}

	private static long count(String action, EmbeddedTaosServer journaling) {
		return actions(journaling).stream().filter(action::equals).count();
	}

}
