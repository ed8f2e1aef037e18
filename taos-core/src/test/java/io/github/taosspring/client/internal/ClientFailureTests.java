package io.github.taosspring.client.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosProgrammingException;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.TaosResultException;
import io.github.taosspring.client.TaosSession;
import io.github.taosspring.client.TaosTimeoutException;
import io.github.taosspring.client.transcript.BlockRecording;
import io.github.taosspring.client.transcript.TranscriptServer;
import io.github.taosspring.client.transcript.TranscriptServer.Kind;
import io.github.taosspring.client.transcript.TranscriptServer.Request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of what the client does when the server refuses, breaks off, stays silent or
 * sends nonsense.
 */
@Tag("faults")
@Timeout(60)
class ClientFailureTests {

	private static final QueryOptions SHORT = QueryOptions.DEFAULTS.timeout(Duration.ofMillis(300));

	private static final String QUERY = "select * from t";

	private static final String MANY_BLOCKS = "select * from big";

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

	private void onFetch(java.util.function.Consumer<Request> action) {
		this.server.intercept((request) -> {
			if (request.kind() == Kind.FETCH) {
				action.accept(request);
				return true;
			}
			return false;
		});
	}

	@Test
	void aWrongPasswordIsTheServersCodeAndText() {
		assertThatExceptionOfType(TaosException.class).isThrownBy(
				() -> TaosClient.connect("taos+ws://root:hunter2secret@127.0.0.1:" + this.server.port() + "/wr_blk"))
			.satisfies((ex) -> {
				assertThat(ex.code()).isEqualTo(0x0357);
				assertThat(ex).hasMessageContaining("Authentication failure")
					.hasMessageContaining("127.0.0.1:" + this.server.port())
					.hasMessageContaining("'root'");
				assertThat(ex.sqlState()).isEqualTo("28000");
				assertThat(ex.toString()).doesNotContain("hunter2secret");
			});
	}

	@Test
	void anUnknownDatabaseIsTheServersCodeAndText() {
		assertThatExceptionOfType(TaosException.class)
			.isThrownBy(() -> TaosClient.connect(this.server.url("wr_nosuch")))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(0x0388))
			.withMessageContaining("Database not exist")
			.withMessageContaining("'wr_nosuch'");
	}

	@Test
	void aSyntaxErrorIsTheServersCodeTextAndRequest() {
		assertThatExceptionOfType(TaosProgrammingException.class)
			.isThrownBy(() -> this.client.query("selec 1", QueryOptions.DEFAULTS.reqId(4711)))
			.satisfies((ex) -> {
				assertThat(ex.code()).isEqualTo(0x2600);
				assertThat(ex.reqId()).isEqualTo(4711);
			})
			.withMessageContaining("syntax error near \"selec 1\"");
		assertThat(this.client.query(QUERY).toLists()).isNotEmpty();
	}

	@Test
	void anEmptyStatementIsRefusedHere() {
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> this.client.execute(""))
			.withMessageContaining("empty");
	}

	@Test
	void useIsRefusedByAClientAndFollowedByASession() {
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> this.client.execute(" /* x */ USE wr_blk;"))
			.withMessageContaining("USE");
		try (TaosSession session = this.client.openSession()) {
			assertThat(session.database()).isEqualTo("wr_blk");
			session.execute("use wr_blk");
			assertThat(session.database()).isEqualTo("wr_blk");
			assertThatExceptionOfType(TaosInterfaceException.class)
				.isThrownBy(() -> session.execute(QUERY, QueryOptions.DEFAULTS.database("x")))
				.withMessageContaining("use()");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 10, 33, 41, 50, 54, 60, 100, 300 })
	void aTruncatedFrameFailsAtOnce(int length) {
		onFetch((request) -> request.send(Arrays.copyOf(request.nextFrame(), length)));
		TaosResult result = this.client.query(QUERY);
		assertThatExceptionOfType(TaosException.class).isThrownBy(result::next)
			.withMessageMatching("(?s).*(Truncated|Malformed).*");
		assertThatExceptionOfType(TaosResultException.class).isThrownBy(result::next);
		result.close();
		this.server.intercept((request) -> false);
		assertThat(this.client.query(QUERY).toLists()).isNotEmpty();
	}

	@Test
	void aResultWhoseBlockIsDamagedIsFreedOnTheServer() {
		onFetch((request) -> request.send(Arrays.copyOf(request.nextFrame(), 300)));
		TaosResult result = this.client.query(QUERY);
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(result::next);
		await().until(() -> this.server.journal(Kind.FREE).size() == 1);
		assertThat(this.server.journal(Kind.FREE).get(0).resultId())
			.isEqualTo(this.server.journal(Kind.FETCH).get(0).resultId());
	}

	@Test
	void anUnknownTypeCodeIsNamedAndTheResultFreed() {
		this.server.intercept((request) -> {
			if (request.kind() != Kind.QUERY) {
				return false;
			}
			ObjectNode reply = request.queryReply();
			reply.withArray("fields_types").set(1, 99);
			request.send(reply);
			return true;
		});
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> this.client.query(QUERY))
			.withMessageContaining("unknown type code 99")
			.withMessageContaining("c_bool");
		await().until(() -> this.server.journal(Kind.FREE).size() == 1);
	}

	@Test
	void anUnknownTypeCodeInABlockIsNamed() {
		onFetch((request) -> {
			byte[] frame = request.nextFrame();
			frame[55 + 28 + 5] = 19;
			request.send(frame);
		});
		TaosResult result = this.client.query(QUERY);
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(result::next)
			.withMessageContaining("unknown type code 19")
			.withMessageContaining("c_bool");
	}

	@Test
	void nonsenseFailsAllCallsAtOnceAndTheNextCallConnectsAgain() {
		this.server.intercept((request) -> {
			if (request.kind() == Kind.QUERY) {
				request.sendText("{\"code\":");
				return true;
			}
			return false;
		});
		assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> this.client.execute("delete from t"))
			.withMessageContaining("Malformed reply");
		this.server.intercept((request) -> false);
		assertThat(this.client.query(QUERY).toLists()).isNotEmpty();
		assertThat(this.server.journal(Kind.CONN)).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aServerThatClosesInMidFetchFailsTheReaderAtOnce(boolean abruptly) {
		TaosResult result = this.client.query(MANY_BLOCKS);
		assertThat(result.next()).isTrue();
		onFetch((request) -> {
			if (abruptly) {
				request.breakConnection();
			}
			else {
				request.closeConnection();
			}
		});
		long start = System.nanoTime();
		assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> {
			while (result.next()) {
				// the blocks that were there come first
			}
		}).satisfies((ex) -> assertThat(ex.sqlState()).isEqualTo("08006"));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
	}

	@Test
	void aBrokenConnectionFailsAllPendingCallsAtOnce() {
		this.client.execute(QUERY);
		this.server.intercept((request) -> request.kind() == Kind.QUERY);
		List<CompletableFuture<Long>> calls = java.util.stream.IntStream.range(0, 5)
			.mapToObj((i) -> CompletableFuture.supplyAsync(
					() -> this.client.execute("insert into t values (now, " + i + ")"),
					(task) -> new Thread(task).start()))
			.toList();
		await().until(() -> this.server.journal(Kind.QUERY).size() == 6);
		this.server.breakConnections();
		for (CompletableFuture<Long> call : calls) {
			assertThat(call).failsWithin(Duration.ofSeconds(5))
				.withThrowableOfType(java.util.concurrent.ExecutionException.class)
				.withCauseInstanceOf(TaosConnectionException.class);
		}
	}

	@Test
	void aServerThatNeverAnswersMeetsTheDeadline() {
		this.client.execute(QUERY);
		this.server.intercept((request) -> request.kind() == Kind.QUERY);
		long start = System.nanoTime();
		assertThatExceptionOfType(TaosTimeoutException.class).isThrownBy(() -> this.client.query(QUERY, SHORT))
			.withMessageContaining("300 ms");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(300),
				Duration.ofSeconds(10));
	}

	@Test
	void aLateReplyFreesItsResult() {
		this.client.execute(QUERY);
		AtomicReference<@Nullable Request> late = new AtomicReference<>();
		this.server.intercept((request) -> {
			if (request.sql().equals(QUERY)) {
				late.set(request);
				return true;
			}
			return false;
		});
		int freed = 1;
		await().until(() -> this.server.journal(Kind.FREE).size() == freed);
		assertThatExceptionOfType(TaosTimeoutException.class).isThrownBy(() -> this.client.query(QUERY, SHORT));
		Request request = late.get();
		assertThat(request).isNotNull();
		ObjectNode reply = request.queryReply();
		request.send(reply);
		await().until(() -> this.server.journal(Kind.FREE).size() == freed + 1);
		assertThat(this.server.journal(Kind.FREE).get(freed).resultId()).isEqualTo(reply.get("id").asLong());
		this.server.intercept((any) -> false);
		assertThat(this.client.query(QUERY).toLists()).isNotEmpty();
		assertThat(this.server.journal(Kind.CONN)).hasSize(1);
	}

	@Test
	void aFetchThatMissesItsDeadlineIsWaitedForBeforeTheResultIsFreed() {
		AtomicReference<@Nullable Request> late = new AtomicReference<>();
		onFetch(late::set);
		TaosResult result = this.client.query(MANY_BLOCKS, SHORT);
		assertThatExceptionOfType(TaosTimeoutException.class).isThrownBy(result::next);
		assertThatExceptionOfType(TaosResultException.class).isThrownBy(result::next).withMessageContaining("deadline");
		result.close();
		this.client.execute(BlockRecording.named("update-insert").sql());
		assertThat(this.server.journal(Kind.FREE)).isEmpty();
		Request request = late.get();
		assertThat(request).isNotNull();
		request.reply();
		await().until(() -> this.server.journal(Kind.FREE).size() == 1);
	}

	@Test
	void aResultReadAfterItsCloseIsRefused() {
		TaosResult result = this.client.query(QUERY);
		assertThat(result.next()).isTrue();
		Block block = result.block();
		Block copy = block.copy();
		result.close();
		result.close();
		assertThatExceptionOfType(TaosResultException.class).isThrownBy(result::next).withMessageContaining("closed");
		assertThatExceptionOfType(TaosResultException.class).isThrownBy(() -> result.getLong(0));
		assertThatExceptionOfType(TaosResultException.class).isThrownBy(result::toMaps);
		assertThatExceptionOfType(TaosResultException.class).isThrownBy(() -> block.getLong(0, 0));
		assertThat(copy.getLong(0, 0)).isEqualTo(1704067200000L);
	}

	@Test
	void aBlockEndsWhenTheNextOneIsTaken() {
		try (TaosResult result = this.client.query(MANY_BLOCKS)) {
			java.util.Iterator<Block> blocks = result.blocks().iterator();
			Block first = blocks.next();
			assertThat(first.rows()).isEqualTo(4096);
			assertThat(blocks.hasNext()).isTrue();
			assertThatExceptionOfType(TaosResultException.class).isThrownBy(() -> first.getLong(0, 0));
			assertThat(blocks.next().rows()).isPositive();
		}
	}

	@Test
	void aSecondPassIsAClearError() {
		try (TaosResult result = this.client.query(QUERY)) {
			assertThat(result.next()).isTrue();
			assertThatExceptionOfType(TaosResultException.class).isThrownBy(result::blocks)
				.withMessageContaining("once only")
				.withMessageContaining("next()")
				.withMessageContaining("blocks()");
		}
		try (TaosResult result = this.client.query(QUERY)) {
			Iterable<Block> blocks = result.blocks();
			blocks.forEach((block) -> assertThat(block.rows()).isPositive());
			assertThatExceptionOfType(TaosResultException.class).isThrownBy(blocks::iterator);
			assertThatExceptionOfType(TaosResultException.class).isThrownBy(result::next);
		}
		TaosResult result = this.client.query(QUERY);
		assertThat(result.toLists()).isNotEmpty();
		assertThatExceptionOfType(TaosResultException.class).isThrownBy(result::toLists);
	}

	@Test
	void aValueThatDoesNotFitIsNamed() {
		try (TaosResult result = this.client.query(QUERY)) {
			assertThat(result.next()).isTrue();
			assertThat(result.next()).isTrue();
			assertThatExceptionOfType(TaosInterfaceException.class)
				.isThrownBy(() -> result.getLong(result.columnIndex("C_U64")))
				.withMessageContaining("c_u64")
				.withMessageContaining("18446744073709551615");
			assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> result.columnIndex("nope"))
				.withMessageContaining("nope")
				.withMessageContaining("c_u64");
		}
	}

	@Test
	void aResultIsFreedOnCloseAndNeverTwiceFetched() {
		AtomicReference<@Nullable Request> underWay = new AtomicReference<>();
		onFetch((request) -> {
			Request other = underWay.getAndSet(request);
			if (other != null) {
				request.sendText("two fetches at once");
				return;
			}
			CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS).execute(() -> {
				underWay.set(null);
				request.reply();
			});
		});
		TaosResult result = this.client.query(MANY_BLOCKS);
		assertThat(result.next()).isTrue();
		result.close();
		await().until(() -> this.server.journal(Kind.FREE).size() == 1);
		assertThat(this.server.journal(Kind.FETCH)).hasSizeBetween(1, 2);
		assertThat(this.client.query(MANY_BLOCKS).toLists()).hasSizeGreaterThan(4096);
	}

	@Test
	void aResultReadToItsEndIsNotFreed() {
		assertThat(this.client.query(QUERY).toLists()).isNotEmpty();
		assertThat(this.client.query(QUERY, QueryOptions.DEFAULTS).toMaps()).isNotEmpty();
		assertThat(this.server.journal(Kind.FREE)).isEmpty();
	}

	@Test
	void aClosedClientRefusesCallsAndEndsItsThreads() {
		this.client.execute(QUERY);
		TaosSession session = this.client.openSession();
		String name = "taos-ws-127.0.0.1:" + this.server.port();
		assertThat(threads(name)).isEqualTo(2);
		this.client.close();
		assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> this.client.execute(QUERY))
			.withMessageContaining("closed");
		assertThat(session.isClosed()).isTrue();
		assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> session.execute(QUERY));
		await().until(() -> threads(name) == 0);
		await().until(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.noneMatch((thread) -> thread.getName().startsWith("WebSocketWriteThread")));
		await().until(() -> this.server.connections() == 0);
	}

	@Test
	void statementsDoNotPileUpForAServerThatDoesNotRead() throws Exception {
		this.client.execute(QUERY);
		CountDownLatch blocked = new CountDownLatch(1);
		this.server.intercept((request) -> {
			if (request.kind() == Kind.QUERY) {
				try {
					blocked.await(30, TimeUnit.SECONDS);
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
			return false;
		});
		String large = "select '" + "x".repeat(4_000_000) + "'";
		List<CompletableFuture<Long>> calls = new ArrayList<>();
		for (int i = 0; i < 16; i++) {
			calls.add(CompletableFuture.supplyAsync(() -> this.client.execute(large, SHORT),
					(task) -> new Thread(task).start()));
		}
		for (CompletableFuture<Long> call : calls) {
			assertThat(call).failsWithin(Duration.ofSeconds(20))
				.withThrowableOfType(java.util.concurrent.ExecutionException.class)
				.withCauseInstanceOf(TaosTimeoutException.class);
		}
		assertThatExceptionOfType(TaosTimeoutException.class).isThrownBy(() -> this.client.execute(large, SHORT))
			.withMessageContaining("was not sent");
		blocked.countDown();
		this.client.close();
	}

	@Test
	void aServerThatIsNoAdapterIsNamed() throws IOException {
		com.sun.net.httpserver.HttpServer other = com.sun.net.httpserver.HttpServer
			.create(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		other.start();
		try {
			int port = other.getAddress().getPort();
			assertThatExceptionOfType(TaosConnectionException.class)
				.isThrownBy(() -> TaosClient.connect("taos+ws://127.0.0.1:" + port))
				.withMessageContaining("127.0.0.1:" + port)
				.withMessageContaining("404");
		}
		finally {
			other.stop(0);
		}
	}

	private static long threads(String name) {
		return Thread.getAllStackTraces().keySet().stream().filter((thread) -> thread.getName().equals(name)).count();
	}

	@Test
	void anUnreachableHostNamesTheEndpoint() throws IOException {
		int port;
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = free.getLocalPort();
		}
		assertThatExceptionOfType(TaosConnectionException.class)
			.isThrownBy(() -> TaosClient.connect("taos+ws://root:hunter2secret@127.0.0.1:" + port))
			.satisfies((ex) -> {
				assertThat(ex.sqlState()).isEqualTo("08001");
				assertThat(ex).hasMessageContaining("127.0.0.1:" + port);
				assertThat(ex).hasMessageNotContaining("hunter2secret");
			});
	}

	@Test
	void aHostThatNeverSpeaksMeetsTheConnectTimeout() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			TaosClientOptions options = TaosClientOptions.fromUrl("taos+ws://127.0.0.1:" + silent.getLocalPort(),
					Map.of("connectTimeout", "200ms"));
			assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> TaosClient.connect(options))
				.withMessageContaining("127.0.0.1:" + silent.getLocalPort());
		}
	}

	@Test
	void theFirstCallIsBoundByItsOwnTimeout() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			String host = "127.0.0.1:" + silent.getLocalPort();
			TaosClientOptions options = TaosClientOptions.fromUrl("taos+ws://" + host + "," + host + "," + host,
					Map.of("connectTimeout", "20s"));
			try (TaosClient client = TaosClient.create(options)) {
				long start = System.nanoTime();
				assertThatExceptionOfType(TaosTimeoutException.class)
					.isThrownBy(() -> client.query("select 1", QueryOptions.DEFAULTS.timeout(Duration.ofMillis(100))))
					.withMessageContaining("the statement was not sent");
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
			}
		}
	}

	@Test
	void connectingGoesOnWhenTheFirstCallHasNoTimeForIt() {
		AtomicInteger logins = new AtomicInteger();
		CountDownLatch go = new CountDownLatch(1);
		this.server.intercept((request) -> {
			if (request.kind() == Kind.CONN) {
				logins.incrementAndGet();
				try {
					assertThat(go.await(30, TimeUnit.SECONDS)).isTrue();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
			return false;
		});
		try (TaosClient client = TaosClient.create(TaosClientOptions.fromUrl(this.server.url("wr_blk")))) {
			QueryOptions brief = QueryOptions.DEFAULTS.timeout(Duration.ofMillis(100));
			assertThatExceptionOfType(TaosTimeoutException.class)
				.isThrownBy(() -> client.query("select * from n17 limit 9", brief));
			assertThatExceptionOfType(TaosTimeoutException.class)
				.isThrownBy(() -> client.query("select * from n17 limit 9", brief));
			go.countDown();
			QueryOptions enough = QueryOptions.DEFAULTS.timeout(Duration.ofSeconds(9));
			assertThat(client.query("select * from n17 limit 9", enough).toLists()).isNotEmpty();
			assertThat(logins).hasValue(1);
		}
	}

	@Test
	void aTlsHandshakeThatNeverEndsMeetsTheConnectTimeout() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			TaosClientOptions options = TaosClientOptions.fromUrl("taos+wss://127.0.0.1:" + silent.getLocalPort(),
					Map.of("connectTimeout", "200ms"));
			assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> TaosClient.connect(options))
				.withMessageContaining("127.0.0.1:" + silent.getLocalPort());
		}
	}

	@Test
	void aLoginWithoutAnswerMeetsTheConnectTimeout() {
		this.server.intercept((request) -> request.kind() == Kind.CONN);
		TaosClientOptions options = TaosClientOptions.fromUrl(this.server.url(""), Map.of("connectTimeout", "200ms"));
		assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> TaosClient.connect(options))
			.withMessageContaining("login");
		await().until(() -> this.server.connections() == 0);
	}

	@Test
	void theNextEndpointIsTriedInOrder() throws IOException {
		int port;
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = free.getLocalPort();
		}
		try (TaosClient second = TaosClient
			.connect("taos+ws://127.0.0.1:" + port + ",127.0.0.1:" + this.server.port() + "/wr_blk")) {
			assertThat(second.query(QUERY).toLists()).isNotEmpty();
		}
	}

	@Test
	void pingIsBoundedAndReachesTheDataNodes() {
		this.client.ping(Duration.ofSeconds(5));
		assertThat(this.server.journal(Kind.QUERY).get(0).sql()).isEqualTo("show cluster alive");
		try (TaosSession session = this.client.openSession()) {
			assertThat(session.isValid(Duration.ofSeconds(5))).isTrue();
			this.server.intercept((request) -> request.kind() == Kind.QUERY);
			assertThat(session.isValid(Duration.ofMillis(200))).isFalse();
			assertThatExceptionOfType(TaosTimeoutException.class)
				.isThrownBy(() -> this.client.ping(Duration.ofMillis(200)));
			assertThat(session.isClosed()).isFalse();
		}
	}

	@Test
	void aThreadThatIsInterruptedStopsWaiting() throws InterruptedException {
		this.client.execute(QUERY);
		this.server.intercept((request) -> request.kind() == Kind.QUERY);
		AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
		Thread thread = new Thread(() -> {
			try {
				this.client.execute(QUERY);
			}
			catch (TaosException ex) {
				failure.set(Thread.currentThread().isInterrupted() ? ex : null);
			}
		});
		thread.start();
		await().until(() -> this.server.journal(Kind.QUERY).size() == 2);
		thread.interrupt();
		thread.join(10_000);
		assertThat(failure.get()).isInstanceOf(TaosException.class).hasMessageContaining("Interrupted");
	}

}
