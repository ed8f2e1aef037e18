package io.github.taosspring.embedded.fault;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosProtocol;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.TaosSession;
import io.github.taosspring.client.TaosTimeoutException;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What must hold over both protocols when the server loses replies, breaks off, restarts
 * or answers late.
 */
@Tag("faults")
@ParameterizedClass
@EnumSource(value = TaosProtocol.class, names = { "WEBSOCKET", "REST" })
@Timeout(120)
class ClientFaultTests {

	private static final int MANY = 20_000;

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static EmbeddedTaosServer server;

	@Parameter
	TaosProtocol protocol;

	private TaosClient client;

	@BeforeAll
	static void startServer() {
		server = EmbeddedTaosServer.builder().journalCapacity(100_000).start();
		try (TaosClient client = TaosClient.create(TaosClientOptions.fromUrl(server.url()))) {
			client.execute("create database big keep 36500");
			client.execute("create table big.t (ts timestamp, v int, s varchar(40))");
			for (int from = 0; from < MANY; from += 5000) {
				StringBuilder insert = new StringBuilder("insert into big.t values");
				for (int i = from; i < from + 5000; i++) {
					insert.append(" (").append(1_704_067_200_000L + i).append(',').append(i).append(",'row ").append(i);
					insert.append("')");
				}
				client.execute(insert.toString());
			}
		}
	}

	@AfterAll
	static void stopServer() {
		server.close();
	}

	@BeforeEach
	void connect() {
		this.client = TaosClient.create(options().build());
		try (TaosClient setUp = TaosClient.create(options().database(null).build())) {
			setUp.execute("drop database if exists faulty");
			setUp.execute("create database faulty keep 36500");
			setUp.execute("create table faulty.t (ts timestamp, v int)");
		}
		this.client.execute("insert into t values (1, 1) (2, 2)");
		server.journal().clear();
	}

	@AfterEach
	void clear() {
		server.faults().clear();
		this.client.close();
	}

	private TaosClientOptions.Builder options() {
		return TaosClientOptions.fromUrl(server.url())
			.toBuilder()
			.protocol(this.protocol)
			.database("faulty")
			.timeZone(ZoneId.of("Asia/Tokyo"));
	}

	private long rows() {
		return await().atMost(PATIENCE)
			.ignoreExceptionsInstanceOf(TaosConnectionException.class)
			.until(() -> (Long) this.client.query("select count(*) from t").toLists().get(0).get(0),
					(count) -> count != null);
	}

	private static long sent(String sql) {
		return server.journal().statements().stream().filter(sql::equals).count();
	}

	@Test
	void aWriteWhoseReplyIsLostHasAnUnknownOutcomeAndIsSentOnce() {
		for (String sql : new String[] { "insert into t values (3, 3)", "insert into t select now, v from t",
				"insert into t values (now, 4)", "delete from t where ts = 3" }) {
			server.faults().inject(Fault.disconnect().matching((request) -> sql.equals(request.sql())));
			rows();
			assertThatExceptionOfType(TaosConnectionException.class)
				.isThrownBy(() -> this.client.execute(sql, QueryOptions.DEFAULTS.reqId(4711)))
				.satisfies((ex) -> assertThat(ex.isOutcomeUnknown()).isTrue())
				.satisfies((ex) -> assertThat(ex.reqId()).isEqualTo(4711));
			rows();
			assertThat(sent(sql)).as(sql).isEqualTo(1);
		}
		// it did run, each time
		assertThat(rows()).isGreaterThanOrEqualTo(4);
	}

	@Test
	void aWriteThatNeverRanIsNotSentAgainEither() {
		String sql = "insert into t values (3, 3)";
		server.faults().inject(Fault.disconnectBeforeRunning().sql("insert .*"));
		assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> this.client.execute(sql))
			.satisfies((ex) -> assertThat(ex.isOutcomeUnknown()).isTrue());
		assertThat(rows()).isEqualTo(2);
		assertThat(sent(sql)).isEqualTo(1);
	}

	@Test
	void aReadWhoseReplyIsLostIsSentOnceMore() {
		String sql = "select v from t";
		server.faults().inject(Fault.disconnect().sql(sql).times(1));
		assertThat(this.client.query(sql).toLists()).containsExactly(List.of(1), List.of(2));
		assertThat(sent(sql)).isEqualTo(2);
	}

	@Test
	void allCallsUnderWayFailWhenTheConnectionsAreCut() {
		this.client.execute("select v from t");
		InjectedFault late = server.faults().inject(Fault.delay(Duration.ofMinutes(5)).sql("insert .*"));
		List<CompletableFuture<Long>> calls = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			calls.add(this.client.executeAsync("insert into t values (" + (10 + i) + ", 1)", QueryOptions.DEFAULTS));
		}
		late.awaitHits(5, PATIENCE);
		server.faults().dropConnections();
		for (CompletableFuture<Long> call : calls) {
			assertThat(call).failsWithin(PATIENCE)
				.withThrowableOfType(ExecutionException.class)
				.havingCause()
				.isInstanceOfSatisfying(TaosConnectionException.class,
						(ex) -> assertThat(ex.isOutcomeUnknown()).isTrue());
		}
		server.faults().clear();
		assertThat(rows()).isEqualTo(7);
	}

	@Test
	void aSessionsStateIsRestoredAfterARestart() {
		try (TaosSession session = this.client.openSession()) {
			String state = "select database(), timezone()";
			List<?> before = session.query(state).toLists();
			List<?> clients = this.client.query(state).toLists();
			assertThat(before.toString()).contains("faulty", "Asia/Tokyo");
			server.restart();
			await().atMost(PATIENCE).ignoreExceptionsInstanceOf(TaosConnectionException.class).untilAsserted(() -> {
				assertThat(session.query(state).toLists()).isEqualTo(before);
				assertThat(this.client.query(state).toLists()).isEqualTo(clients);
			});
			assertThat(this.client.query("select v from t").toLists()).hasSize(2);
		}
	}

	@Test
	void aServerThatBreaksOffInMidResultFailsTheReader() {
		// so slow that the end is still to come when the beginning is there
		server.faults().slow(5000, Duration.ofMillis(20));
		TaosResult result = this.client.query("select * from big.t", QueryOptions.DEFAULTS.database("big"));
		try (result) {
			assertThat(result.next()).isTrue();
			server.faults().dropConnections();
			long[] read = { 1 };
			assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> {
				while (result.next()) {
					read[0]++;
				}
			});
			assertThat(read[0]).isLessThan(MANY);
		}
		server.faults().clear();
		assertThat(rows()).isEqualTo(2);
	}

	@Test
	void aSlowLineDeliversALargeResultWhole() {
		// 600 ms without a sign of life would be too long, but each drop is one
		TaosClientOptions impatient = options().database("big").keepAliveTimeout(Duration.ofMillis(600)).build();
		try (TaosClient reader = TaosClient.create(impatient)) {
			reader.execute("select 1");
			server.journal().clear();
			server.faults().slow(8000, Duration.ofMillis(10));
			long sum = 0;
			try (TaosResult result = reader.query("select v from t")) {
				while (result.next()) {
					sum += result.getInt(0);
				}
			}
			assertThat(sum).isEqualTo((long) MANY * (MANY - 1) / 2);
			assertThat(server.journal().requests((request) -> request.action().equals("conn"))).isEmpty();
		}
	}

	@Test
	void twoOpenQueriesWithOneRequestIdGetTheirOwnRows() {
		QueryOptions sameId = QueryOptions.DEFAULTS.database("big").reqId(815);
		InjectedFault late = server.faults().inject(Fault.delay(Duration.ofMinutes(5)).sql("select .* from t where.*"));
		CompletableFuture<TaosResult> low = this.client.queryAsync("select v from t where v < 5000", sameId);
		CompletableFuture<TaosResult> high = this.client.queryAsync("select v from t where v >= 15000", sameId);
		late.awaitHits(2, PATIENCE);
		server.faults().clear();
		try (TaosResult first = low.orTimeout(30, TimeUnit.SECONDS).join();
				TaosResult second = high.orTimeout(30, TimeUnit.SECONDS).join()) {
			for (int i = 0; i < 5000; i++) {
				assertThat(first.next() && second.next()).isTrue();
				if (first.getInt(0) != i || second.getInt(0) != 15000 + i) {
					throw new AssertionError(first.getInt(0) + " and " + second.getInt(0) + " in row " + i);
				}
			}
			assertThat(first.next()).isFalse();
			assertThat(second.next()).isFalse();
		}
		assertThat(server.journal().requests((request) -> request.sql() != null && request.sql().contains("where")))
			.extracting((request) -> request.reqId())
			.containsExactly(815L, 815L);
	}

	@Test
	void aLostReplyEndsTheCallAtItsDeadlineAndNoOtherCall() {
		server.faults().inject(Fault.noReply().sql("insert into t values \\(3.*"));
		long start = System.nanoTime();
		assertThatExceptionOfType(TaosTimeoutException.class)
			.isThrownBy(() -> this.client.execute("insert into t values (3, 3)",
					QueryOptions.DEFAULTS.timeout(Duration.ofMillis(300))))
			.satisfies((ex) -> assertThat(ex.toString()).contains("300 ms"));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(300),
				Duration.ofSeconds(10));
		assertThat(rows()).isEqualTo(3);
	}

	@Test
	void anErrorOfTheServerIsNoBreak() {
		this.client.execute("select v from t");
		server.faults().inject(Fault.error(0x0388, "Database not exist").sql("select v.*").times(1));
		server.journal().clear();
		assertThatExceptionOfType(TaosException.class).isThrownBy(() -> this.client.query("select v from t"))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(0x0388));
		assertThat(this.client.query("select v from t").toLists()).hasSize(2);
		assertThat(server.journal().requests((request) -> request.action().equals("conn"))).isEmpty();
	}

	@Test
	void aServerThatIsSilentAtTheLoginMeetsTheConnectTimeout() {
		server.faults().silence();
		TaosClientOptions impatient = options().connectTimeout(Duration.ofMillis(300)).build();
		long start = System.nanoTime();
		assertThatExceptionOfType(TaosException.class).isThrownBy(() -> TaosClient.connect(impatient));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
	}

	@Test
	void aTlsHandshakeWithoutAnAnswerMeetsTheConnectTimeout() {
		server.faults().silence();
		TaosClientOptions impatient = options().tls(true).connectTimeout(Duration.ofMillis(300)).build();
		long start = System.nanoTime();
		assertThatExceptionOfType(TaosException.class).isThrownBy(() -> TaosClient.connect(impatient));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
	}

	@Test
	void everyAcknowledgedRowIsThereAndNoneWasSentTwice() throws Exception {
		int threads = 6;
		int rowsOfEach = 40;
		List<CompletableFuture<List<Long>>> writers = new ArrayList<>();
		for (int thread = 0; thread < threads; thread++) {
			long from = 1000L * (thread + 1);
			writers.add(CompletableFuture.supplyAsync(() -> write(from, rowsOfEach),
					(task) -> new Thread(task, "writer-" + from).start()));
		}
		CompletableFuture<Void> all = CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new));
		for (int cuts = 0; cuts < 8; cuts++) {
			int before = writes().size();
			await().atMost(PATIENCE).until(() -> all.isDone() || writes().size() >= before + 20);
			server.faults().dropConnections();
		}
		List<Long> acknowledged = new ArrayList<>();
		for (CompletableFuture<List<Long>> writer : writers) {
			acknowledged.addAll(writer.get(60, TimeUnit.SECONDS));
		}
		rows();
		List<Long> found = this.client.query("select ts from t where ts >= 1000")
			.toLists()
			.stream()
			.map((row) -> ((Instant) row.get(0)).toEpochMilli())
			.toList();
		assertThat(found).containsAll(acknowledged);
		assertThat(writes()).doesNotHaveDuplicates();
		assertThat(acknowledged).hasSizeGreaterThan(threads * rowsOfEach / 2);
	}

	private static List<String> writes() {
		return server.journal().statements().stream().filter((sql) -> sql.startsWith("insert")).toList();
	}

	/**
	 * Write rows, each again until it was acknowledged or has an unknown outcome.
	 * @return those that were acknowledged
	 */
	private List<Long> write(long from, int count) {
		List<Long> acknowledged = new ArrayList<>();
		for (long ts = from; ts < from + count; ts++) {
			while (true) {
				try {
					this.client.execute("insert into t values (" + ts + ", 1)");
					acknowledged.add(ts);
					break;
				}
				catch (TaosConnectionException ex) {
					if (ex.isOutcomeUnknown()) {
						break;
					}
					assertThat(ex.isRetryable()).as(ex.toString()).isTrue();
					Thread.onSpinWait();
				}
			}
		}
		return acknowledged;
	}

}
