package io.github.taosspring.client.internal.rest;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosOperationalException;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.TaosSession;
import io.github.taosspring.client.TaosTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of what REST sends, and of answers that are refused, late, cut or too long.
 */
@Timeout(60)
class RestClientTests {

	private static final String HEAD = "{\"code\":0,\"column_meta\":[[\"v\",\"BIGINT\",8]],\"data\":[";

	private RestStub server;

	private TaosClient client;

	@BeforeEach
	void start() {
		this.server = new RestStub();
		this.client = TaosClient.create(TaosClientOptions.fromUrl(this.server.url("") + "&appName=a%26b"));
	}

	@AfterEach
	void stop() {
		this.client.close();
		this.server.close();
	}

	@Test
	void sendsLoginZoneNameAndRequestIdWithEachStatement() {
		this.client.execute("drop database x", QueryOptions.DEFAULTS.reqId(77));
		assertThat(this.server.requests()).extracting(RestStub.Request::sql)
			.containsExactly("select server_version()", "drop database x");
		assertThat(this.server.requests().get(1).uri())
			.isEqualTo("/rest/sql?conn_tz=Asia%2FKolkata&app=a%26b&req_id=77");
		assertThat(this.server.requests()).extracting(RestStub.Request::authorization)
			.containsOnly("Basic cm9vdDp0YW9zZGF0YQ==");
	}

	@Test
	void sendsTokensWhereTheAdapterReadsThem() {
		TaosClientOptions options = this.client.options();
		try (TaosClient bearer = TaosClient.create(options.toBuilder().bearerToken("s3cret").build());
				TaosClient cloud = TaosClient.create(options.toBuilder().token("a+b/c=").build())) {
			bearer.execute("insert");
			cloud.execute("delete");
		}
		assertThat(this.server.requests().get(1).authorization()).isEqualTo("Bearer s3cret");
		assertThat(this.server.requests().get(1).uri()).doesNotContain("token");
		assertThat(this.server.requests().get(3).uri()).contains("&token=a%2Bb%2Fc%3D&");
	}

	@Test
	void namesABearerTokenThatTheServerDoesNotKnow() {
		this.server.loginAnswers((exchange) -> RestStub.send(exchange, 401,
				"{\"code\":4386,\"desc\":\"invalid type of Authorization\",\"timing\":10660}"));
		TaosClientOptions options = this.client.options().toBuilder().bearerToken("s3cret").build();
		try (TaosClient bearer = TaosClient.create(options)) {
			assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> bearer.execute("insert"))
				.withMessageContainingAll("bearerToken", "3.4.0.0")
				.satisfies((ex) -> assertThat(ex.toString()).doesNotContain("s3cret"));
		}
	}

	@Test
	void namesATimeZoneThatTheServerDoesNotKnow() {
		this.server.loginAnswers((exchange) -> RestStub.send(exchange, 400,
				"{\"code\":65535,\"desc\":\"unknown time zone Asia/Kolkata\",\"timing\":75141}"));
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> this.client.execute("insert"))
			.withMessageContainingAll("Asia/Kolkata", "taos.time-zone");
	}

	@Test
	void refusesAServerThatIgnoresTheTimeZone() {
		this.server.zoneAnswers("UTC (UTC, +0000)");
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> this.client.execute("insert"))
			.withMessageContainingAll("Asia/Kolkata", "UTC (UTC, +0000)", "taos.time-zone");
	}

	@Test
	void triesTheDatabaseOnceAndSendsItInThePath() {
		try (TaosSession session = this.client.openSession()) {
			session.use("größe");
			assertThat(session.database()).isEqualTo("größe");
			session.execute("insert");
			session.execute("use Other");
			session.execute("insert");
		}
		assertThat(this.server.requests()).extracting(RestStub.Request::sql)
			.containsExactly("select server_version()", "use `größe`", "insert", "use Other", "insert");
		List<String> paths = this.server.requests()
			.stream()
			.map((request) -> request.uri().substring(0, request.uri().indexOf('?')))
			.toList();
		assertThat(paths).containsExactly("/rest/sql", "/rest/sql", "/rest/sql/gr%C3%B6%C3%9Fe",
				"/rest/sql/gr%C3%B6%C3%9Fe", "/rest/sql/other");
	}

	@Test
	void aDatabaseThatTheServerRefusesIsAnErrorOfConnecting() {
		this.server.answers(200, "{\"code\":904,\"desc\":\"Database not exist\",\"timing\":1}");
		try (TaosClient other = TaosClient.create(TaosClientOptions.fromUrl(this.server.url("nowhere")))) {
			assertThatExceptionOfType(TaosException.class).isThrownBy(() -> other.execute("insert"))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(0x0388));
		}
		assertThat(this.server.requests()).last().extracting(RestStub.Request::sql).isEqualTo("use `nowhere`");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			401 | {"code":4357,"desc":"no auth info input"}    | TaosOperationalException | 28000 | false
			401 | Unauthorized                                 | TaosOperationalException | 28000 | false
			403 | {"code":65535,"desc":"whitelist prohibits"}  | TaosOperationalException | 28000 | false
			403 | {"code":65535,"desc":"sql rejected"}         | TaosProgrammingException | 42000 | false
			403 | <html>                                       | TaosOperationalException | 42501 | false
			503 | {"code":65535,"desc":"get connection timeout"} | TaosOperationalException | 53300 | true
			503 | "memory exceeds threshold"                   | TaosOperationalException | 53300 | true
			502 | <html>Bad gateway</html>                     | TaosConnectionException  | 08006 | true
			400 | {"code":65535,"desc":"unknown time zone X"}  | TaosDatabaseException    | HY000 | false
			400 | {"code":534,"desc":"syntax error"}           | TaosProgrammingException | 42601 | false
			404 | 404 page not found                           | TaosDatabaseException    | HY000 | false
			200 | {"code":855,"desc":"Authentication failure"} | TaosOperationalException | 28000 | false
			200 | {"code":9731,"desc":"Table does not exist"}  | TaosProgrammingException | 42S02 | false
			200 | <html>Welcome</html>                         | TaosInterfaceException   | HY000 | false
			200 | []                                           | TaosInterfaceException   | HY000 | false
			200 | {}                                           | TaosInterfaceException   | HY000 | false
			""")
	void makesExceptionsOfRefusals(int status, String body, String type, String sqlState, boolean retryable) {
		this.server.answers(status, body);
		assertThatExceptionOfType(TaosException.class).isThrownBy(() -> this.client.execute("insert"))
			.satisfies((ex) -> {
				assertThat(ex.getClass().getSimpleName()).isEqualTo(type);
				assertThat(ex.sqlState()).isEqualTo(sqlState);
				assertThat(ex.isRetryable()).isEqualTo(retryable);
			});
	}

	@Test
	void aWrongPasswordIsAnErrorOfConnectingWithoutThePassword() {
		this.server.loginAnswers(
				(exchange) -> RestStub.send(exchange, 200, "{\"code\":855,\"desc\":\"Authentication failure\"}"));
		String url = this.server.url("").replace("//", "//root:s3cret@");
		try (TaosClient other = TaosClient.create(TaosClientOptions.fromUrl(url))) {
			assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> other.execute("insert"))
				.satisfies((ex) -> assertThat(ex.sqlState()).isEqualTo("28000"))
				.satisfies((ex) -> assertThat(ex.toString()).doesNotContain("s3cret"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "[[1],[2]],\"rows\":3}", "[[1],[2]]}", "[[1],[2],3],\"rows\":2}", "[[1,2]],\"rows\":1}",
			"[[]],\"rows\":1}", "[[\"1\"]],\"rows\":1}", "[[1.5]],\"rows\":1}", "[[9223372036854775808]],\"rows\":1}",
			"[[1]],\"rows\":1} more", "[[1]],\"rows\":1}{}", "[[1]],\"rows\":1,\"data\":[[2]]}", "[[1]" })
	void aMalformedAnswerIsNeverAnEnd(String rest) {
		this.server.answers(200, HEAD.substring(0, HEAD.length() - 1) + rest);
		assertThatExceptionOfType(TaosException.class).isThrownBy(() -> this.client.query("select v").toLists());
	}

	@Test
	void aColumnCanHaveTheNameOfACount() {
		this.server.answers(200, RestStub.UPDATE);
		assertThat(this.client.query(" (SELECT cast(0 as int) affected_rows)").toLists())
			.isEqualTo(List.of(List.of(0)));
		assertThat(this.client.execute("insert")).isZero();
	}

	@Test
	void anAnswerThatBreaksOffFailsAfterTheBlocksBefore() {
		this.server.answers((exchange) -> {
			RestStub.sendBeginning(exchange, HEAD + "[1],".repeat(10_000));
			throw new IOException("gone");
		});
		AtomicLong rows = new AtomicLong();
		assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> {
			try (TaosResult result = this.client.query("select v")) {
				while (result.next()) {
					rows.incrementAndGet();
				}
			}
		}).satisfies((ex) -> assertThat(ex.isRetryable()).isTrue());
		assertThat(rows).hasValueLessThan(10_001);
	}

	@Test
	void readsNoFurtherThanBlocksAreAskedFor() throws Exception {
		AtomicLong sent = new AtomicLong();
		AtomicBoolean failed = new AtomicBoolean();
		this.server.answers((exchange) -> {
			byte[] rows = "[1234567890],".repeat(1000).getBytes();
			try (OutputStream out = RestStub.sendBeginning(exchange, HEAD)) {
				while (true) {
					out.write(rows);
					sent.addAndGet(rows.length);
				}
			}
			catch (IOException ex) {
				failed.set(true);
				throw ex;
			}
		});
		try (TaosResult result = this.client.query("select v")) {
			assertThat(result.next()).isTrue();
			AtomicLong before = new AtomicLong(-1);
			Awaitility.await()
				.pollInterval(Duration.ofMillis(300))
				.atMost(Duration.ofSeconds(30))
				.until(() -> before.getAndSet(sent.get()) == sent.get());
			// the rest waits in the sockets' buffers
			assertThat(sent.get()).isLessThan(64 << 20);
		}
		Awaitility.await().atMost(Duration.ofSeconds(20)).untilTrue(failed);
	}

	@Test
	void needsNoThreadOfTheCommonPool() throws Exception {
		CountDownLatch over = new CountDownLatch(1);
		int threads = ForkJoinPool.getCommonPoolParallelism();
		CountDownLatch busy = new CountDownLatch(threads);
		for (int i = 0; i < threads; i++) {
			ForkJoinPool.commonPool().execute(() -> {
				busy.countDown();
				await(over);
			});
		}
		assertThat(busy.await(20, TimeUnit.SECONDS)).isTrue();
		try {
			assertThat(this.client.execute("insert")).isZero();
		}
		finally {
			over.countDown();
		}
	}

	@Test
	void closingEndsAnAnswerThatIsBeingRead() {
		CountDownLatch over = silentAfter(HEAD + "[1],".repeat(5000));
		TaosResult result = this.client.query("select v");
		assertThat(result.next()).isTrue();
		result.close();
		assertThat(over).satisfies((latch) -> assertThat(latch.await(0, TimeUnit.SECONDS)).isFalse());
		awaitNoReaders();
		over.countDown();
	}

	@Test
	void closingTheClientEndsAnswersAndThreads() throws Exception {
		CountDownLatch over = silentAfter(HEAD + "[1],".repeat(5000));
		TaosResult result = this.client.query("select v");
		CompletableFuture<Throwable> reading = CompletableFuture.supplyAsync(() -> {
			try {
				while (result.next()) {
					continue;
				}
				return new IllegalStateException("looks like an end");
			}
			catch (TaosException ex) {
				return ex;
			}
		});
		Awaitility.await().until(() -> readers() > 0);
		this.client.close();
		assertThat(reading.get(20, TimeUnit.SECONDS)).isInstanceOf(TaosException.class).hasMessageContaining("closed");
		awaitNoReaders();
		over.countDown();
	}

	@Test
	void aBlockThatDoesNotComeEndsTheResultAtItsDeadline() {
		CountDownLatch over = silentAfter(HEAD + "[1],".repeat(5000));
		TaosResult result = this.client.query("select v", QueryOptions.DEFAULTS.timeout(Duration.ofMillis(300)));
		assertThatExceptionOfType(TaosTimeoutException.class).isThrownBy(result::toLists);
		awaitNoReaders();
		over.countDown();
	}

	@Test
	void anAnswerThatDoesNotBeginEndsTheCallAtItsDeadline() {
		CountDownLatch over = new CountDownLatch(1);
		this.server.answers((exchange) -> await(over));
		assertThatExceptionOfType(TaosTimeoutException.class)
			.isThrownBy(() -> this.client.execute("insert", QueryOptions.DEFAULTS.timeout(Duration.ofMillis(300))));
		over.countDown();
	}

	@Test
	void aHeadThatStopsEndsTheCallAtItsDeadline() {
		CountDownLatch over = silentAfter(HEAD.substring(0, 20));
		assertThatExceptionOfType(TaosTimeoutException.class)
			.isThrownBy(() -> this.client.execute("insert", QueryOptions.DEFAULTS.timeout(Duration.ofMillis(300))));
		awaitNoReaders();
		over.countDown();
	}

	@Test
	void anInterruptEndsTheCall() {
		CountDownLatch over = new CountDownLatch(1);
		Thread caller = Thread.currentThread();
		this.server.answers((exchange) -> {
			caller.interrupt();
			await(over);
		});
		assertThatExceptionOfType(TaosOperationalException.class).isThrownBy(() -> this.client.execute("insert"))
			.satisfies((ex) -> assertThat(ex.sqlState()).isEqualTo("HY008"));
		assertThat(Thread.interrupted()).isTrue();
		over.countDown();
	}

	@Test
	void theSessionOfAServerThatIsGoneIsNotValid() {
		try (TaosSession session = this.client.openSession()) {
			assertThat(session.isValid(Duration.ofSeconds(10))).isTrue();
			this.server.close();
			assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> session.execute("insert"))
				.satisfies((ex) -> assertThat(ex.sqlState()).isIn("08001", "08007"))
				.satisfies((ex) -> assertThat(ex.isRetryable()).isTrue());
			assertThat(session.isValid(Duration.ofSeconds(10))).isFalse();
			assertThat(session.isClosed()).isFalse();
		}
	}

	@Test
	void aSessionWhoseRequestHadNoAnswerConnectsAgainInItsDatabase() {
		try (TaosSession session = this.client.openSession()) {
			session.use("power");
			this.server.answers((exchange) -> exchange.close());
			assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> session.execute("insert"))
				.satisfies((ex) -> assertThat(ex.isOutcomeUnknown()).isTrue());
			this.server.answers(200, RestStub.UPDATE);
			session.execute("delete");
			assertThat(session.database()).isEqualTo("power");
		}
		assertThat(this.server.requests()).extracting(RestStub.Request::sql)
			.containsExactly("select server_version()", "use `power`", "insert", "select server_version()",
					"use `power`", "delete");
		assertThat(this.server.requests()).last()
			.extracting(RestStub.Request::uri)
			.asString()
			.startsWith("/rest/sql/power?");
	}

	@Test
	void theOutcomeOfAStatementWhoseAnswerBreaksOffIsUnknown() {
		this.server.answers((exchange) -> {
			RestStub.sendBeginning(exchange, "{\"code\":0,\"column_meta\":[[\"affected");
			throw new IOException("gone");
		});
		assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> this.client.execute("insert"))
			.satisfies((ex) -> assertThat(ex.isOutcomeUnknown()).isTrue());
	}

	@Test
	void namesTheHostThatCannotBeReached() throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		try (TaosClient other = TaosClient.create(TaosClientOptions.fromUrl("taos+http://localhost:" + port))) {
			assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> other.execute("insert"))
				.withMessageContaining("localhost:" + port)
				.satisfies((ex) -> assertThat(ex.sqlState()).isEqualTo("08001"));
		}
		try (TaosClient other = TaosClient.create(TaosClientOptions.fromUrl("taos+http://no-such-host.invalid"))) {
			assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> other.execute("insert"))
				.withMessageContaining("unknown host");
		}
	}

	@Test
	void refusesAUserThatTheInterfaceCannotTake() {
		try (TaosClient other = TaosClient
			.create(TaosClientOptions.fromUrl(this.server.url("").replace("//", "//a%3Ab:c@")))) {
			assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> other.execute("insert"))
				.withMessageContaining("':'");
		}
	}

	private CountDownLatch silentAfter(String beginning) {
		CountDownLatch over = new CountDownLatch(1);
		this.server.answers((exchange) -> {
			RestStub.sendBeginning(exchange, beginning);
			await(over);
		});
		return over;
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await(40, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static long readers() {
		return Thread.getAllStackTraces()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().getName().startsWith("taos-rest-"))
			.filter((entry) -> List.of(entry.getValue()).toString().contains("RestAnswer"))
			.count();
	}

	private static void awaitNoReaders() {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> readers() == 0);
	}

	@Test
	void aStatementThatCannotBeSentGoesToAnotherServer() {
		try (RestStub one = closing(new RestStub()); RestStub two = closing(new RestStub())) {
			String both = one.url("").replace("/?", "," + two.url("").replaceAll(".*//(.*?)/.*", "$1") + "/?");
			try (TaosClient client = TaosClient.create(TaosClientOptions.fromUrl(both))) {
				client.execute("insert into t values (1, 1)");
				RestStub first = one.requests().isEmpty() ? two : one;
				first.close();
				client.execute("insert into t values (2, 2)");
				assertThat(((first == one) ? two : one).requests()).extracting(RestStub.Request::sql)
					.containsOnlyOnce("insert into t values (2, 2)");
			}
		}
	}

	/**
	 * Let a server end each connection, so that none is kept.
	 */
	private static RestStub closing(RestStub stub) {
		stub.answers((exchange) -> {
			exchange.getResponseHeaders().set("Connection", "close");
			RestStub.send(exchange, 200, RestStub.UPDATE);
		});
		return stub;
	}

	/**
	 * Begin an answer and go on with blanks until the client has closed the socket.
	 */
	private CompletableFuture<Void> answerWithoutEnd(String beginning) {
		CompletableFuture<Void> givenUp = new CompletableFuture<>();
		AtomicBoolean first = new AtomicBoolean(true);
		this.server.answers((exchange) -> {
			if (!first.getAndSet(false)) {
				// one that asks how to kill it
				RestStub.send(exchange, 200, RestStub.UPDATE);
				return;
			}
			OutputStream out = RestStub.sendBeginning(exchange, beginning);
			try {
				while (!Thread.currentThread().isInterrupted()) {
					out.write(' ');
					out.flush();
					LockSupport.parkNanos(10_000_000);
				}
			}
			catch (IOException ex) {
				givenUp.complete(null);
			}
		});
		return givenUp;
	}

	@Test
	void anAsynchronousCallThatIsOverClosesItsSocket() {
		CompletableFuture<Void> givenUp = answerWithoutEnd("{\"code\":0,");
		try (TaosClient client = TaosClient.create(TaosClientOptions.fromUrl(this.server.url("")))) {
			assertThat(client.serverVersion().isKnown()).isTrue();
			assertThat(client.queryAsync("select v", QueryOptions.DEFAULTS.timeout(Duration.ofSeconds(1))))
				.failsWithin(Duration.ofSeconds(10))
				.withThrowableOfType(ExecutionException.class)
				.withCauseInstanceOf(TaosTimeoutException.class);
			assertThat(givenUp).succeedsWithin(Duration.ofSeconds(10));
		}
	}

	@Test
	void aSubscriberWhoseDeadlinePassesClosesItsSocket() {
		String rows = "[1]" + ",[1]".repeat(20_000);
		CompletableFuture<Void> givenUp = answerWithoutEnd(
				"{\"code\":0,\"column_meta\":[[\"v\",\"BIGINT\",8]],\"data\":[" + rows);
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		try (TaosClient client = TaosClient.create(TaosClientOptions.fromUrl(this.server.url("")))) {
			assertThat(client.serverVersion().isKnown()).isTrue();
			client.publish("select v", QueryOptions.DEFAULTS.timeout(Duration.ofSeconds(1)))
				.subscribe(new Flow.Subscriber<>() {

					@Override
					public void onSubscribe(Flow.Subscription subscription) {
						subscription.request(Long.MAX_VALUE);
					}

					@Override
					public void onNext(Block block) {
					}

					@Override
					public void onError(Throwable thrown) {
						failure.complete(thrown);
					}

					@Override
					public void onComplete() {
					}

				});
			assertThat(failure).succeedsWithin(Duration.ofSeconds(10))
				.satisfies((thrown) -> assertThat(thrown).isInstanceOf(TaosTimeoutException.class));
			assertThat(givenUp).succeedsWithin(Duration.ofSeconds(10));
		}
	}

}
