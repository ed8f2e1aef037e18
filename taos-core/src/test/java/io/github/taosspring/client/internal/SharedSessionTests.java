package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosConnectionListener;
import io.github.taosspring.client.TaosEndpoint;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosOperationListener;
import io.github.taosspring.client.TaosProgrammingException;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.TaosSession;
import io.github.taosspring.client.transcript.BlockRecording;
import io.github.taosspring.client.transcript.TranscriptServer;
import io.github.taosspring.client.transcript.TranscriptServer.Kind;
import io.github.taosspring.client.transcript.TranscriptServer.Request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of sessions shared by threads, results, databases and request ids.
 */
@Timeout(60)
class SharedSessionTests {

	private static final String QUERY = "select * from t";

	private TranscriptServer server;

	private TaosClient client;

	@BeforeEach
	void start() {
		this.server = TranscriptServer.start();
		this.client = TaosClient.create(TaosClientOptions.fromUrl(this.server.url("wr_blk")));
	}

	@AfterEach
	void stop() {
		this.client.close();
		this.server.close();
	}

	@Test
	void manyThreadsShareOneConnection() throws Exception {
		List<BlockRecording> recordings = RecordedQueryTests.queries()
			.stream()
			.filter((recording) -> recording.json().get("db").asString().equals("wr_blk"))
			.filter((recording) -> !recording.json().has("frames_left"))
			.toList();
		ExecutorService threads = Executors.newFixedThreadPool(16);
		try {
			List<Future<?>> done = new ArrayList<>();
			for (int i = 0; i < 400; i++) {
				BlockRecording recording = recordings.get(i % recordings.size());
				done.add(threads.submit(() -> assertThat(this.client.query(recording.sql()).toLists())
					.hasSize(recording.expected().size())));
			}
			for (Future<?> each : done) {
				each.get(30, TimeUnit.SECONDS);
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(this.server.journal(Kind.CONN)).hasSize(1);
	}

	@Test
	void manyResultsAreReadInTurns() {
		List<TaosResult> results = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			results.add(this.client.query("select * from big"));
		}
		for (int row = 0; row < 5000; row++) {
			for (TaosResult result : results) {
				assertThat(result.next()).isTrue();
				if (result.getLong(0) != 1704067200000L + row) {
					throw new AssertionError("row " + row + " of " + result);
				}
			}
		}
		results.forEach(TaosResult::close);
		assertThat(this.server.journal(Kind.CONN)).hasSize(1);
	}

	@Test
	void eachDatabaseHasASessionOfItsOwn() {
		assertThat(this.client.query(QUERY).columns()).hasSize(19);
		assertThat(this.client.query(QUERY, QueryOptions.DEFAULTS.database("wr_us")).columns()).hasSize(3);
		assertThat(this.client.query(QUERY, QueryOptions.DEFAULTS.database("wr_us").reqId(99)).reqId()).isEqualTo(99);
		assertThat(this.client.query(QUERY).columns()).hasSize(19);
		assertThat(this.server.journal(Kind.CONN)).extracting((request) -> request.args().get("db").asString())
			.containsExactly("wr_blk", "wr_us");
	}

	@Test
	void aBrokenSessionIsReplacedOnce() {
		assertThat(this.client.query(QUERY).toLists()).isNotEmpty();
		this.server.breakConnections();
		await().until(() -> this.server.journal(Kind.CONN).size() == 2);
		await().ignoreExceptionsInstanceOf(TaosException.class)
			.until(() -> !this.client.query(QUERY).toLists().isEmpty());
		assertThat(this.server.journal(Kind.CONN)).hasSize(2);
	}

	@Test
	void oneRequestIdUnderWayTwiceGetsItsOwnRowsEachTime() {
		List<Request> waiting = new java.util.concurrent.CopyOnWriteArrayList<>();
		this.server.intercept((request) -> {
			if (request.kind() == Kind.QUERY) {
				waiting.add(request);
				return true;
			}
			return false;
		});
		QueryOptions same = QueryOptions.DEFAULTS.reqId(4242);
		CompletableFuture<TaosResult> first = async(() -> this.client.query(QUERY, same));
		await().until(() -> waiting.size() == 1);
		CompletableFuture<TaosResult> second = async(() -> this.client.query("select * from n17 limit 9", same));
		await().until(() -> waiting.size() == 2);
		waiting.get(1).reply();
		waiting.get(0).reply();
		assertThat(second.join().columns()).hasSize(4);
		assertThat(first.join().columns()).hasSize(19);
		assertThat(second.join().toLists()).hasSize(9);
		assertThat(first.join().toLists()).hasSize(5);
		assertThat(this.server.journal(Kind.CONN)).hasSize(2);
	}

	@Test
	void aSessionRefusesARequestIdThatIsUnderWay() {
		try (TaosSession session = this.client.openSession()) {
			List<Request> waiting = new java.util.concurrent.CopyOnWriteArrayList<>();
			this.server.intercept((request) -> request.kind() == Kind.QUERY && waiting.add(request));
			CompletableFuture<Long> first = async(() -> session.execute(QUERY, QueryOptions.DEFAULTS.reqId(7)));
			await().until(() -> waiting.size() == 1);
			assertThatExceptionOfType(TaosInterfaceException.class)
				.isThrownBy(() -> session.execute(QUERY, QueryOptions.DEFAULTS.reqId(7)))
				.withMessageContaining("7");
			waiting.get(0).reply();
			assertThat(first.join()).isZero();
		}
	}

	@Test
	void theListenerIsToldOfEachOperationOnce() {
		ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();
		TaosOperationListener listener = new TaosOperationListener() {

			@Override
			public void onStart(String operation, long reqId) {
				events.add("start " + operation);
			}

			@Override
			public void onEnd(String operation, long reqId, Duration elapsed, long rows) {
				assertThat(elapsed).isPositive();
				events.add("end " + operation + " " + rows);
			}

			@Override
			public void onError(String operation, long reqId, Duration elapsed, TaosException error) {
				events.add("error " + operation + " " + error.code());
				throw new IllegalStateException("a listener must not break an operation");
			}

			@Override
			public void onResultEnd(String operation, long reqId, Duration elapsed, long rows) {
				events.add("result " + operation + " " + rows);
			}

		};
		TaosClientOptions options = this.client.options().toBuilder().operationListener(listener).build();
		try (TaosClient observed = TaosClient.create(options)) {
			observed.query(QUERY).close();
			observed.query(QUERY).toLists();
			observed.execute(BlockRecording.named("update-insert").sql());
			assertThatExceptionOfType(TaosProgrammingException.class).isThrownBy(() -> observed.execute("selec 1"));
		}
		assertThat(events).containsExactly("start connect", "end connect 0", "start query", "end query 0",
				"result query 0", "start query", "end query 0", "result query 5", "start execute", "end execute 1",
				"start execute", "error execute 9728");
	}

	@Test
	void manyCallersOfAServerThatDoesNotAnswerFailTogether() {
		this.server.intercept((request) -> request.kind() == Kind.CONN);
		TaosClientOptions options = this.client.options().toBuilder().connectTimeout(Duration.ofMillis(500)).build();
		try (TaosClient slow = TaosClient.create(options)) {
			long start = System.nanoTime();
			List<CompletableFuture<Long>> calls = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				calls.add(async(() -> slow.execute(QUERY)));
			}
			for (CompletableFuture<Long> call : calls) {
				assertThat(call).failsWithin(Duration.ofSeconds(10));
			}
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
		}
	}

	@Test
	void theTextOfClientAndSessionHoldsNoPassword() {
		try (TaosSession session = this.client.openSession()) {
			assertThat(this.client.toString() + session).contains("127.0.0.1").doesNotContain("taosdata");
		}
	}

	private static <T> CompletableFuture<T> async(java.util.function.Supplier<T> call) {
		return CompletableFuture.supplyAsync(call, (task) -> new Thread(task).start());
	}

	/**
	 * Leave the first login without an answer.
	 */
	private void keepTheFirstLoginWaiting() {
		this.server.intercept((request) -> request.kind() == Kind.CONN && this.server.journal(Kind.CONN).size() == 1);
	}

	@Test
	void anInterruptionIsNoFailureOfOthersWhoWaitForTheSameConnection() throws InterruptedException {
		keepTheFirstLoginWaiting();
		CompletableFuture<TaosException> failure = new CompletableFuture<>();
		Thread interrupted = new Thread(() -> {
			try {
				this.client.execute(QUERY);
			}
			catch (TaosException ex) {
				failure.complete(ex);
			}
		});
		interrupted.start();
		await().until(() -> this.server.journal(Kind.CONN).size() == 1);
		CompletableFuture<Long> other = new CompletableFuture<>();
		Thread waiting = new Thread(() -> other.complete(this.client.execute(QUERY)));
		waiting.start();
		CompletableFuture<Long> async = this.client.executeAsync(QUERY, QueryOptions.DEFAULTS);
		await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
		interrupted.interrupt();
		assertThat(failure).succeedsWithin(Duration.ofSeconds(10))
			.satisfies((ex) -> assertThat(ex.sqlState()).isEqualTo("HY008"));
		assertThat(other).succeedsWithin(Duration.ofSeconds(10));
		assertThat(async).succeedsWithin(Duration.ofSeconds(10));
	}

	@Test
	void oneWhoHasLittleTimeDoesNotMakeOthersFail() {
		keepTheFirstLoginWaiting();
		CompletableFuture<TaosException> failure = new CompletableFuture<>();
		new Thread(() -> {
			try {
				this.client.ping(Duration.ofMillis(700));
			}
			catch (TaosException ex) {
				failure.complete(ex);
			}
		}).start();
		await().until(() -> this.server.journal(Kind.CONN).size() == 1);
		CompletableFuture<Long> other = async(() -> this.client.execute(QUERY));
		CompletableFuture<Long> async = this.client.executeAsync(QUERY, QueryOptions.DEFAULTS);
		assertThat(failure).succeedsWithin(Duration.ofSeconds(10));
		assertThat(other).succeedsWithin(Duration.ofSeconds(10));
		assertThat(async).succeedsWithin(Duration.ofSeconds(10));
		assertThat(this.client.execute(QUERY)).isZero();
	}

	@Test
	void aStatementIsNotSentAfterItsDeadline() {
		List<Request> logins = new java.util.concurrent.CopyOnWriteArrayList<>();
		this.server.intercept((request) -> request.kind() == Kind.CONN && logins.add(request));
		CompletableFuture<Long> call = this.client.executeAsync(QUERY,
				QueryOptions.DEFAULTS.timeout(Duration.ofMillis(50)));
		long start = System.nanoTime();
		await().until(() -> logins.size() == 1 && System.nanoTime() - start > 100_000_000);
		logins.get(0).reply();
		assertThat(call).failsWithin(Duration.ofSeconds(10))
			.withThrowableOfType(java.util.concurrent.ExecutionException.class)
			.withMessageContaining("was not sent");
		assertThat(this.server.journal(Kind.QUERY)).isEmpty();
	}

	@Test
	void anErrorOfAListenerLeavesNobodyWaiting() {
		TaosConnectionListener listener = new TaosConnectionListener() {

			@Override
			public void onConnected(TaosEndpoint endpoint) {
				throw new LinkageError("on purpose");
			}

			@Override
			public void onFailed(TaosException error) {
				throw new LinkageError("on purpose");
			}

		};
		TaosClientOptions options = this.client.options().toBuilder().connectionListener(listener).build();
		try (TaosClient observed = TaosClient.create(options)) {
			assertThatExceptionOfType(LinkageError.class).isThrownBy(() -> observed.execute(QUERY));
			assertThat(async(() -> observed.execute(QUERY))).succeedsWithin(Duration.ofSeconds(10));
		}
		try (TaosClient observed = TaosClient.create(options.toBuilder().password("wrong").build())) {
			assertThatExceptionOfType(LinkageError.class).isThrownBy(() -> observed.execute(QUERY));
			assertThat(async(() -> observed.execute(QUERY))).failsWithin(Duration.ofSeconds(10));
		}
	}

}
