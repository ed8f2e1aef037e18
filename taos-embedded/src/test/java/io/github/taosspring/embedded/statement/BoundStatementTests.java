package io.github.taosspring.embedded.statement;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosDataException;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosProtocol;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.TaosSession;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.statement.BatchSchema;
import io.github.taosspring.client.statement.BatchWriter;
import io.github.taosspring.client.statement.BoundStatement;
import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.client.statement.NullPolicy;
import io.github.taosspring.client.statement.RejectedRow;
import io.github.taosspring.client.statement.StatementOptions;
import io.github.taosspring.client.statement.TaosBatchWriteException;
import io.github.taosspring.client.statement.TypedParameter;
import io.github.taosspring.client.statement.WriteOptions;
import io.github.taosspring.client.statement.WriteResult;
import io.github.taosspring.embedded.EmbeddedTaosServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of bound statements and batches against a whole server: the embedded one, or the
 * one that {@code -Dtaos.test.url} names.
 */
@Timeout(120)
class BoundStatementTests {

	private static final String DATABASE = "bound_statement_tests";

	private static final Instant TS = Instant.parse("2026-11-27T00:00:00Z");

	private static final long MILLIS = TS.toEpochMilli();

	private static @Nullable EmbeddedTaosServer embedded;

	private static TaosClientOptions server;

	private TaosClient client;

	private TaosSession session;

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
		try (TaosClient setUp = TaosClient.create(server)) {
			setUp.execute("drop database if exists " + DATABASE);
			setUp.execute("create database " + DATABASE + " vgroups 2 buffer 3 keep 3650");
		}
		this.client = TaosClient.create(server.toBuilder().database(DATABASE).build());
		this.session = this.client.openSession();
		this.client.execute("create stable meters (ts timestamp, voltage int, note varchar(20)) "
				+ "tags (location varchar(20), g int)");
	}

	@AfterEach
	void dropDatabase() {
		this.session.close();
		this.client.execute("drop database if exists " + DATABASE);
		this.client.close();
	}

	private List<List<@Nullable Object>> query(String sql) {
		return this.client.query(sql).toLists();
	}

	private BoundStatement prepare(String sql) {
		return BoundStatement.prepare(this.session, sql);
	}

	private ColumnBatch meters() {
		return ColumnBatch.of(BatchWriter.of(this.client).schema("meters"));
	}

	@Test
	void rowsOfSeveralTablesAreInsertedByName() {
		try (BoundStatement insert = prepare(
				"insert into meters (tbname, ts, voltage, location) values (?, ?, ?, ?)")) {
			insert.batch().appendRow("D_A1", TS, 1, "Oslo");
			insert.batch().appendRow("d_a1", TS, 2, "Rome");
			insert.batch().appendRow("D_A1", TS.plusMillis(1), null, "ignored");
			assertThat(insert.execute()).isEqualTo(3);
			insert.batch().appendRow("d_a1", TS.plusMillis(2), 3, "ignored");
			assertThat(insert.execute()).isEqualTo(1);
		}
		assertThat(query("select tbname, ts, voltage, location from meters order by tbname, ts")).containsExactly(
				java.util.Arrays.asList("D_A1", TS, 1, "Oslo"),
				java.util.Arrays.asList("D_A1", TS.plusMillis(1), null, "Oslo"),
				java.util.Arrays.asList("d_a1", TS, 2, "Rome"),
				java.util.Arrays.asList("d_a1", TS.plusMillis(2), 3, "Rome"));
	}

	@Test
	void theNameOfAUsingClauseKeepsItsCase() {
		try (BoundStatement insert = prepare("insert into ? using meters (g) tags (?) (ts, voltage) values (?, ?)")) {
			insert.batch().appendRow("Up_1", 7, TS, 1);
			insert.batch().appendRow("up_2", null, TS, 1);
			assertThat(insert.execute()).isEqualTo(2);
		}
		assertThat(query("select tbname, g from meters order by tbname")).containsExactly(List.of("Up_1", 7),
				java.util.Arrays.asList("up_2", null));
	}

	@Test
	void aTableOfWhichOnlyTheNameIsBoundNeedsASchema() {
		this.client.execute("create table t1 (ts timestamp, v int)");
		String sql = "insert into ? values (?, ?)";
		assertThatExceptionOfType(TaosException.class).isThrownBy(() -> prepare(sql))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(0x022B));
		BatchSchema schema = BatchSchema.placeholders(TaosPrecision.MILLISECOND)
			.tableName()
			.column("ts", TaosType.TIMESTAMP, 0)
			.column("v", TaosType.INT, 0)
			.build();
		try (BoundStatement insert = BoundStatement.prepare(this.session, sql,
				StatementOptions.DEFAULTS.schema(schema))) {
			insert.batch().appendRow("t1", MILLIS, 5);
			assertThat(insert.execute()).isEqualTo(1);
			insert.batch().appendRow("nosuch", MILLIS, 5);
			assertThatExceptionOfType(TaosException.class).isThrownBy(insert::execute)
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(0x2603));
			insert.batch().clear();
			insert.batch().appendRow("t1", MILLIS + 1, 6);
			assertThat(insert.execute()).isEqualTo(1);
		}
		assertThat(query("select v from t1")).containsExactly(List.of(5), List.of(6));
	}

	@Test
	void tagsInTheTextServeAllTablesThatAreBound() {
		try (BoundStatement insert = prepare("insert into ? using meters (g) tags (5) (ts, voltage) values (?, ?)")) {
			insert.batch().appendRow("d1", TS, 1);
			insert.batch().appendRow("d2", TS, 1);
			assertThat(insert.execute()).isEqualTo(2);
			insert.batch().appendRow("d3", TS, 1);
			assertThat(insert.execute()).isEqualTo(1);
		}
		assertThat(query("select tbname, g from meters order by tbname")).containsExactly(List.of("d1", 5),
				List.of("d2", 5), List.of("d3", 5));
	}

	@Test
	void aSuperTableMadeAnewIsFound() {
		ColumnBatch batch = meters();
		batch.appendRow("d1", TS, 1, "n", "Oslo", 1);
		assertThat(BatchWriter.of(this.client).write(batch).rows()).isEqualTo(1);
		this.client.execute("drop stable meters");
		this.client.execute("create stable meters (ts timestamp, voltage int, note varchar(20)) "
				+ "tags (location varchar(20), g int)");
		assertThat(BatchWriter.of(this.client).write(batch).rows()).isEqualTo(1);
		this.client.execute("drop table d1");
		assertThat(BatchWriter.of(this.client).write(batch).rows()).isEqualTo(1);
		assertThat(query("select tbname, voltage from meters")).containsExactly(List.of("d1", 1));
	}

	@Test
	void bindsAddUpToOneExecute() {
		try (BoundStatement insert = prepare("insert into meters (tbname, g, ts, voltage) values (?, ?, ?, ?)")) {
			insert.batch().appendRow("d1", 1, TS, 1);
			insert.addBatch();
			assertThat(insert.batch().isEmpty()).isTrue();
			assertThat(query("select count(*) from meters")).containsExactly(List.of(0L));
			insert.batch().appendRow("d2", 1, TS, 2);
			insert.addBatch();
			insert.batch().appendRow("d1", 1, TS.plusMillis(1), 3);
			assertThat(insert.execute()).isEqualTo(3);
			assertThat(insert.execute()).isZero();
		}
		assertThat(query("select sum(voltage) from meters")).containsExactly(List.of(6L));
	}

	@Test
	void moreRowsThanABindTakesGoInSeveral() {
		this.client.execute("create table t1 (ts timestamp, v int)");
		try (BoundStatement insert = prepare("insert into t1 values (?, ?)")) {
			for (int i = 0; i < 70_000; i++) {
				insert.batch().column(0).appendLong(MILLIS + i);
				insert.batch().column(1).appendInt(i);
				insert.batch().endRow();
			}
			assertThat(insert.execute()).isEqualTo(70_000);
		}
		assertThat(query("select count(*), sum(v) from t1")).containsExactly(List.of(70_000L, 70_000L * 69_999L / 2));
	}

	@Test
	void equalKeysBecomeOneRowAndTheLaterNullWins() {
		this.client.execute("create table t1 (ts timestamp, a int, b int)");
		try (BoundStatement insert = prepare("insert into t1 values (?, ?, ?)")) {
			insert.batch().appendRow(TS, 1, 1);
			insert.batch().appendRow(TS, 2, null);
			assertThat(insert.execute()).isEqualTo(1);
		}
		assertThat(query("select a, b from t1")).containsExactly(java.util.Arrays.asList(2, null));
	}

	@Test
	void nullsCanLeaveColumnsAsTheyAre() {
		this.client.execute("create table t1 (ts timestamp, a int, b varchar(8))");
		this.client.execute("insert into t1 values (" + MILLIS + ", 1, 'keep')");
		try (BoundStatement insert = BoundStatement.prepare(this.session, "insert into t1 values (?, ?, ?)",
				StatementOptions.DEFAULTS.nullPolicy(NullPolicy.UNSET))) {
			insert.batch().appendRow(TS, null, null);
			insert.batch().appendRow(TS.plusMillis(1), 2, null);
			insert.execute();
		}
		assertThat(query("select a, b from t1")).containsExactly(List.of(1, "keep"), java.util.Arrays.asList(2, null));
		ColumnBatch batch = ColumnBatch.of(BatchWriter.of(this.client).schema("t1"));
		batch.appendRow(TS, null, "new");
		BatchWriter.of(this.client).write(batch, WriteOptions.DEFAULTS.nullPolicy(NullPolicy.UNSET));
		assertThat(query("select a, b from t1 limit 1")).containsExactly(List.of(1, "new"));
		BatchWriter.of(this.client).write(batch);
		assertThat(query("select a, b from t1 limit 1")).containsExactly(java.util.Arrays.asList(null, "new"));
	}

	@Test
	void queriesTakeParametersByTheirClass() {
		this.client.execute("create table t1 (ts timestamp, i int, f double, b bool, s varchar(8), n nchar(8), "
				+ "u bigint unsigned)");
		this.client.execute("insert into t1 values (" + MILLIS + ", 1, 1.5, true, 'a', '涛', 18446744073709551615)"
				+ " (" + (MILLIS + 1) + ", 2, -2.5, false, 'b', '思', 7)");
		check("i = ?", 2, 2);
		check("i = ?", 2L, 2);
		check("f > ?", 1.0, 1);
		check("b = ?", true, 1);
		check("s = ?", "b", 2);
		check("n = ?", "思", 2);
		check("ts > ?", TS, 2);
		check("ts >= ? and i < 2", TS.atZone(java.time.ZoneId.of("Asia/Shanghai")), 1);
		check("u = ?", new java.math.BigInteger("18446744073709551615"), 1);
		check("f = ?", new BigDecimal("1.5"), 1);
		check("i = ?", new TypedParameter(TaosType.INT, 1), 1);
		check("ts = ?", new TypedParameter(TaosType.TIMESTAMP, MILLIS), 1);
		try (BoundStatement query = prepare("select i from t1 where i = ?")) {
			assertThat(query.query((Object) null).toLists()).isEmpty();
			assertThat(query.query(1).toLists()).containsExactly(List.of(1));
			assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> query.query(1, 2));
			assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> query.query(new Object()))
				.withMessageContaining("java.lang.Object");
			assertThat(query.query(2).toLists()).containsExactly(List.of(2));
		}
	}

	private void check(String condition, Object parameter, int expected) {
		try (BoundStatement query = prepare("select i from t1 where " + condition)) {
			assertThat(query.query(parameter).toLists()).as(condition + " " + parameter)
				.containsExactly(List.of(expected));
		}
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
			query.close();
			int count = 1;
			while (first.next()) {
				assertThat(first.getInt(0)).isEqualTo(count++);
			}
			assertThat(count).isEqualTo(10_000);
		}
	}

	@Test
	void aQueryOfAMissingTableFailsAndSaysSo() {
		try (BoundStatement query = prepare("select * from nosuch where i = ?")) {
			assertThatExceptionOfType(TaosException.class).isThrownBy(() -> query.query(1))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(0x2603));
		}
	}

	@Test
	void aStatementFollowsItsTable() {
		this.client.execute("create table t1 (ts timestamp, a int)");
		try (BoundStatement insert = prepare("insert into t1 (ts, a) values (?, ?)")) {
			insert.batch().appendRow(TS, 1);
			assertThat(insert.execute()).isEqualTo(1);
			this.client.execute("alter table t1 add column b int");
			insert.batch().appendRow(TS.plusMillis(1), 2);
			assertThat(insert.execute()).isEqualTo(1);
			this.client.execute("drop table t1");
			this.client.execute("create table t1 (ts timestamp, a int)");
			insert.batch().appendRow(TS.plusMillis(2), 3);
			assertThat(insert.execute()).isEqualTo(1);
		}
		assertThat(query("select a from t1")).containsExactly(List.of(3));
	}

	@Test
	void aRefusedExecuteWritesNothingAndTheStatementGoesOn() {
		try (BoundStatement insert = prepare("insert into meters (tbname, g, ts, voltage) values (?, ?, ?, ?)")) {
			insert.batch().appendRow("d1", 1, TS, 1);
			insert.batch().appendRow("d1", 1, Instant.parse("1999-01-01T00:00:00Z"), 2);
			assertThatExceptionOfType(TaosDataException.class).isThrownBy(insert::execute)
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(0x060B));
			assertThat(insert.batch().rows()).isEqualTo(2);
			assertThat(query("select count(*) from meters")).containsExactly(List.of(0L));
			insert.batch().clear();
			insert.batch().appendRow("d1", 1, TS, 1);
			assertThat(insert.execute()).isEqualTo(1);
		}
	}

	@Test
	void aClosedStatementRefusesItsUse() {
		BoundStatement insert = prepare("insert into meters (tbname, g, ts, voltage) values (?, ?, ?, ?)");
		insert.close();
		insert.close();
		assertThat(insert.isClosed()).isTrue();
		assertThatExceptionOfType(TaosException.class).isThrownBy(insert::execute).withMessageContaining("closed");
	}

	@Test
	void restRefusesByName() {
		try (TaosClient rest = TaosClient
			.create(server.toBuilder().protocol(TaosProtocol.REST).database(DATABASE).build());
				TaosSession restSession = rest.openSession()) {
			assertThatExceptionOfType(TaosInterfaceException.class)
				.isThrownBy(() -> BoundStatement.prepare(restSession, "insert into t1 values (?, ?)"))
				.withMessageContaining("need WebSocket")
				.satisfies((ex) -> assertThat(ex.sqlState()).isEqualTo("0A000"));
			ColumnBatch batch = meters();
			batch.appendRow("d1", TS, 1, null, "Oslo", 1);
			assertThatExceptionOfType(TaosException.class).isThrownBy(() -> BatchWriter.of(rest).write(batch))
				.withMessageContaining("need WebSocket");
		}
	}

	@Test
	void theServerTellsASchema() {
		this.client.execute("create stable `Sup` (ts timestamp, `Val` decimal(10,3), g geometry(100), b blob) "
				+ "tags (info json)");
		BatchSchema schema = BatchWriter.of(this.client).schema(DATABASE + ".Sup");
		assertThat(schema.isNamed()).isTrue();
		assertThat(schema.tags().toString()).contains("info", "JSON");
		assertThat(schema.columns().get(1).scale()).isEqualTo(3);
		ColumnBatch batch = ColumnBatch.of(schema);
		batch.appendRow("c1", TS, new BigDecimal("-1.5"), null, new byte[] { 1 }, "{\"k\":1}");
		assertThat(BatchWriter.of(this.client).write(batch).isComplete()).isTrue();
		assertThat(query("select `Val`, info from `Sup`").toString()).contains("-1.500", "k");
		BatchSchema part = BatchWriter.of(this.client).schema("meters", List.of("g", "ts", "note"));
		assertThat(part.fields().stream().map((field) -> field.column().name()).toList()).containsExactly("tbname", "g",
				"ts", "note");
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> BatchWriter.of(this.client).schema("meters", List.of("ts", "nosuch")))
			.withMessageContaining("nosuch");
		this.client.execute("create table d9 using meters tags ('Oslo', 1)");
		assertThat(BatchWriter.of(this.client).schema("d9").isNamed()).isFalse();
	}

	@Test
	void theWrongRowsOfABatchAreFoundAndTheOthersWritten() {
		ColumnBatch batch = meters();
		List<Integer> wrong = List.of(4, 7, 30, 31, 99);
		for (int i = 0; i < 100; i++) {
			batch.appendRow("d" + i % 3, wrong.contains(i) ? Instant.parse("1999-01-01T00:00:00Z") : TS.plusMillis(i),
					i, "n", "Oslo", 1);
		}
		WriteResult result = BatchWriter.of(this.client).write(batch);
		assertThat(result.rows()).isEqualTo(95);
		assertThat(result.rejected().stream().map(RejectedRow::row).toList())
			.containsExactlyInAnyOrderElementsOf(wrong);
		assertThat(result.rejected()).allSatisfy((row) -> {
			assertThat(row.table()).isEqualTo("d" + row.row() % 3);
			assertThat(row.error().code()).isEqualTo(0x060B);
		});
		assertThat(query("select count(*) from meters")).containsExactly(List.of(95L));
		assertThatExceptionOfType(TaosBatchWriteException.class).isThrownBy(result::orThrow)
			.withMessageContaining("5 of 100 rows were rejected")
			.satisfies((ex) -> assertThat(ex.result()).isSameAs(result));
	}

	@Test
	void aTableOfAnotherSuperTableIsFoundToo() {
		this.client.execute("create stable others (ts timestamp, v int) tags (t int)");
		this.client.execute("create table d1 using others tags (1)");
		ColumnBatch batch = meters();
		for (int i = 0; i < 6; i++) {
			batch.appendRow("d" + i % 3, TS.plusMillis(i), i, "n", "Oslo", 1);
		}
		WriteResult result = BatchWriter.of(this.client).write(batch);
		assertThat(result.rejected()).extracting(RejectedRow::table).containsOnly("d1");
		assertThat(result.rejected()).extracting(RejectedRow::row).containsExactly(1, 4);
		assertThat(query("select count(*) from meters")).containsExactly(List.of(4L));
	}

	@Test
	void withoutBisectingTheFirstRefusalEndsTheWrite() {
		ColumnBatch batch = meters();
		batch.appendRow("d1", TS, 1, "n", "Oslo", 1);
		batch.appendRow("d2", Instant.parse("1999-01-01T00:00:00Z"), 1, "n", "Oslo", 1);
		assertThatExceptionOfType(TaosBatchWriteException.class)
			.isThrownBy(() -> BatchWriter.of(this.client).write(batch, WriteOptions.DEFAULTS.bisect(false)))
			.satisfies((ex) -> {
				assertThat(ex.code()).isEqualTo(0x060B);
				assertThat(ex.result().rows()).isZero();
				// d1 may be in another vgroup, which writes its part
				assertThat(ex.isOutcomeUnknown()).isTrue();
			});
		assertThatExceptionOfType(TaosBatchWriteException.class)
			.isThrownBy(() -> BatchWriter.of(this.client).write(batch, WriteOptions.DEFAULTS.maxRejected(0)))
			.satisfies((ex) -> assertThat(ex.result().rows()).isEqualTo(1));
	}

	@Test
	void aBatchOfAWrongSchemaIsNotSent() {
		ColumnBatch batch = ColumnBatch.of(BatchSchema.superTable("meters", TaosPrecision.MICROSECOND)
			.column("ts", TaosType.TIMESTAMP, 0)
			.column("voltage", TaosType.INT, 0)
			.build());
		batch.appendRow("d1", 1, 1);
		assertThatExceptionOfType(TaosException.class).isThrownBy(() -> BatchWriter.of(this.client).write(batch))
			.withMessageContaining("precision is 'ms', not 'us'");
		ColumnBatch typed = ColumnBatch.of(BatchSchema.superTable("meters", TaosPrecision.MILLISECOND)
			.column("ts", TaosType.TIMESTAMP, 0)
			.column("voltage", TaosType.BIGINT, 0)
			.build());
		typed.appendRow("d1", MILLIS, 1);
		assertThatExceptionOfType(TaosException.class).isThrownBy(() -> BatchWriter.of(this.client).write(typed))
			.withMessageContaining("column 'voltage' is INT, not BIGINT");
		ColumnBatch missing = ColumnBatch.of(BatchSchema.superTable("nosuch", TaosPrecision.MILLISECOND)
			.column("ts", TaosType.TIMESTAMP, 0)
			.build());
		assertThat(BatchWriter.of(this.client).write(missing).rows()).isZero();
		missing.appendRow("d1", MILLIS);
		assertThatExceptionOfType(TaosBatchWriteException.class)
			.isThrownBy(() -> BatchWriter.of(this.client).write(missing));
	}

	@Test
	void manyThreadsWriteThroughOneClient() throws Exception {
		BatchWriter writer = BatchWriter.of(this.client);
		BatchSchema schema = writer.schema("meters");
		ExecutorService threads = Executors.newFixedThreadPool(8);
		CountDownLatch start = new CountDownLatch(1);
		try {
			List<Future<Long>> written = new ArrayList<>();
			for (int thread = 0; thread < 8; thread++) {
				int id = thread;
				written.add(threads.submit(() -> {
					ColumnBatch batch = ColumnBatch.of(schema);
					long rows = 0;
					start.await();
					for (int round = 0; round < 10; round++) {
						for (int i = 0; i < 50; i++) {
							batch.appendRow("d" + id + "_" + i % 5, TS.plusMillis(round * 50 + i), i, "n", "Oslo", id);
						}
						rows += writer.write(batch).orThrow().rows();
						batch.clear();
					}
					return rows;
				}));
			}
			start.countDown();
			for (Future<Long> rows : written) {
				assertThat(rows.get()).isEqualTo(500);
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(query("select count(*) from meters")).containsExactly(List.of(4000L));
	}

}
