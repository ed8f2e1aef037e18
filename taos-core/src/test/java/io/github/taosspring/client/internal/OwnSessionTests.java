package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosConnectionListener;
import io.github.taosspring.client.TaosEndpoint;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.TaosSession;
import io.github.taosspring.client.TaosTimeoutException;
import io.github.taosspring.client.transcript.FaultyLine;
import io.github.taosspring.client.transcript.TranscriptServer;
import io.github.taosspring.client.transcript.TranscriptServer.Kind;
import io.github.taosspring.client.transcript.TranscriptServer.Request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of sessions of a caller's own that lose their connection.
 */
@Timeout(60)
class OwnSessionTests {

	private static final String QUERY = "select * from t";

	private static final String WRITE = "insert into t values (now, 1)";

	private final List<String> events = new CopyOnWriteArrayList<>();

	private TranscriptServer server;

	private FaultyLine line;

	private TaosClient client;

	private TaosSession session;

	@BeforeEach
	void start() {
		this.server = TranscriptServer.start();
		this.line = FaultyLine.to(this.server.port());
		this.client = TaosClient.create(options("wr_blk"));
		this.session = this.client.openSession();
	}

	@AfterEach
	void stop() {
		this.client.close();
		this.line.close();
		this.server.close();
	}

	private TaosClientOptions options(String database) {
		String url = "taos+ws://127.0.0.1:" + this.line.port() + "/" + database + "?timeZone=Asia/Kolkata";
		return TaosClientOptions.fromUrl(url)
			.toBuilder()
			.connectTimeout(Duration.ofSeconds(20))
			.connectionListener(new Recorder())
			.build();
	}

	/**
	 * Answer each statement with a count, and note which there were.
	 */
	private List<String> answerUpdates() {
		List<String> statements = new CopyOnWriteArrayList<>();
		this.server.intercept((request) -> {
			if (request.kind() != Kind.QUERY) {
				return false;
			}
			statements.add(request.sql());
			ObjectNode reply = new JsonMapper().createObjectNode();
			reply.put("code", 0).put("is_update", true).put("affected_rows", 1);
			request.send(reply);
			return true;
		});
		return statements;
	}

	private void breakConnection() {
		int lost = this.events.size();
		this.server.breakConnections();
		await().until(() -> this.events.size() > lost);
	}

	private Request lastLogin() {
		List<Request> logins = this.server.journal(Kind.CONN);
		return logins.get(logins.size() - 1);
	}

	@Test
	void theNextCallConnectsAgainWithDatabaseAndZone() {
		answerUpdates();
		this.session.use("wr_us");
		assertThat(this.session.database()).isEqualTo("wr_us");
		breakConnection();
		assertThat(this.server.journal(Kind.CONN)).hasSize(1);
		assertThat(this.session.isClosed()).isFalse();
		assertThat(this.session.execute(WRITE)).isEqualTo(1);
		assertThat(this.server.journal(Kind.CONN)).hasSize(2);
		assertThat(lastLogin().args().get("db").asString()).isEqualTo("wr_us");
		assertThat(lastLogin().args().get("tz").asString()).isEqualTo("Asia/Kolkata");
		assertThat(this.session.database()).isEqualTo("wr_us");
		assertThat(this.events).containsExactly("connected", "lost", "reconnected");
	}

	@Test
	void aUseStatementCountsToo() {
		answerUpdates();
		this.session.execute("USE `wr_ns`");
		breakConnection();
		this.session.execute(WRITE);
		assertThat(lastLogin().args().get("db").asString()).isEqualTo("wr_ns");
	}

	@Test
	void everyKindOfCallConnectsAgain() {
		breakConnection();
		assertThat(this.session.query(QUERY).toLists()).hasSize(5);
		breakConnection();
		assertThat(this.session.run(QUERY, QueryOptions.DEFAULTS).result().toLists()).hasSize(5);
		breakConnection();
		assertThat(this.session.queryAsync(QUERY, QueryOptions.DEFAULTS).join().toLists()).hasSize(5);
		breakConnection();
		assertThat(this.session.executeAsync(QUERY, QueryOptions.DEFAULTS).join()).isZero();
		breakConnection();
		assertThat(this.session.isValid(Duration.ofSeconds(20))).isTrue();
		assertThat(this.server.journal(Kind.CONN)).hasSize(6);
	}

	@Test
	void whatWasSentIsNotSentAgain() {
		CompletableFuture<List<String>> seen = new CompletableFuture<>();
		List<String> statements = new CopyOnWriteArrayList<>();
		this.server.intercept((request) -> {
			if (request.kind() != Kind.QUERY) {
				return false;
			}
			statements.add(request.sql());
			seen.complete(statements);
			request.breakConnection();
			return true;
		});
		assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> this.session.query(QUERY))
			.satisfies((ex) -> assertThat(ex.isOutcomeUnknown()).isTrue())
			.satisfies((ex) -> assertThat(ex.isRetryable()).isTrue());
		assertThat(seen.join()).containsExactly(QUERY);
		this.server.intercept((request) -> false);
		assertThat(this.session.query(QUERY).toLists()).hasSize(5);
	}

	@Test
	void aResultThatIsBeingReadFails() {
		TaosResult result = this.session.query("select * from big");
		assertThat(result.next()).isTrue();
		breakConnection();
		assertThat(this.session.query(QUERY).toLists()).hasSize(5);
		assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> {
			while (result.next()) {
				// the blocks that were there come first
			}
		});
	}

	@Test
	void betweenAttemptsCallsFailAtOnceAndAProbeTriesAnyway() {
		this.line.refuse();
		this.line.cut();
		await().until(() -> this.events.contains("lost"));
		List<String> messages = new ArrayList<>();
		await().pollInSameThread().pollInterval(Duration.ofMillis(1)).until(() -> {
			assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> this.session.execute(WRITE))
				.satisfies((ex) -> assertThat(ex.sqlState()).isEqualTo("08001"))
				.satisfies((ex) -> assertThat(ex.isRetryable()).isTrue())
				.satisfies((ex) -> messages.add(ex.getMessage()));
			return messages.stream().anyMatch((message) -> message.contains("next attempt is due"));
		});
		assertThat(this.session.isValid(Duration.ofSeconds(1))).isFalse();
		this.line.heal();
		assertThat(this.session.isValid(Duration.ofSeconds(20))).isTrue();
		assertThat(this.events).startsWith("connected", "lost", "failed").endsWith("reconnected");
	}

	@Test
	void connectingAgainIsPartOfACallsTime() {
		breakConnection();
		this.server.intercept((request) -> request.kind() == Kind.CONN);
		QueryOptions brief = QueryOptions.DEFAULTS.timeout(Duration.ofMillis(300));
		long start = System.nanoTime();
		assertThatExceptionOfType(TaosException.class).isThrownBy(() -> this.session.execute(WRITE, brief))
			.satisfies((ex) -> assertThat(ex.isRetryable()).isTrue());
		assertThat(this.session.isValid(Duration.ofMillis(300))).isFalse();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
		this.server.intercept((request) -> request.kind() == Kind.QUERY);
		assertThatExceptionOfType(TaosTimeoutException.class).isThrownBy(() -> {
			await().ignoreExceptionsInstanceOf(TaosConnectionException.class)
				.until(() -> this.session.execute(WRITE, brief) > 0);
		}).withMessageContaining(" ms");
	}

	@Test
	void aDatabaseThatIsGoneIsAnErrorUntilItIsThereAgain() {
		answerUpdates();
		this.session.use("wr_gone");
		breakConnection();
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(TaosException.class).isThrownBy(() -> this.session.execute(WRITE))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(0x0388))
				.withMessageContaining("'wr_gone'");
		}
		assertThat(this.session.isValid(Duration.ofSeconds(20))).isFalse();
		assertThat(this.session.database()).isEqualTo("wr_gone");
	}

	@Test
	void anotherEndpointTakesOver() {
		try (TranscriptServer other = TranscriptServer.start()) {
			TaosClientOptions both = options("wr_blk").toBuilder()
				.endpoints(List.of(new TaosEndpoint("127.0.0.1", this.server.port()),
						new TaosEndpoint("127.0.0.1", other.port())))
				.build();
			try (TaosClient spread = TaosClient.create(both); TaosSession own = spread.openSession()) {
				assertThat(own.query(QUERY).toLists()).hasSize(5);
				boolean onOther = other.connections() == 1;
				(onOther ? other : this.server).close();
				await().ignoreExceptionsInstanceOf(TaosException.class)
					.until(() -> own.query(QUERY).toLists().size() == 5);
				assertThat((onOther ? this.server : other).journal(Kind.QUERY)).isNotEmpty();
			}
		}
	}

	@Test
	void manyThreadsConnectOnce() {
		breakConnection();
		List<CompletableFuture<Integer>> calls = new ArrayList<>();
		for (int i = 0; i < 16; i++) {
			calls.add(CompletableFuture.supplyAsync(() -> this.session.query(QUERY).toLists().size(),
					(task) -> new Thread(task).start()));
		}
		assertThat(calls).allSatisfy((call) -> assertThat(call).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(5));
		assertThat(this.server.journal(Kind.CONN)).hasSize(2);
	}

	@Test
	void aClosedSessionStaysClosed() {
		breakConnection();
		this.session.close();
		this.session.close();
		assertThat(this.session.isClosed()).isTrue();
		assertThat(this.session.isValid(Duration.ofSeconds(1))).isFalse();
		assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> this.session.execute(WRITE))
			.withMessageContaining("closed")
			.satisfies((ex) -> assertThat(ex.sqlState()).isEqualTo("08003"));
		assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(this.session::reset);
		assertThat(this.server.journal(Kind.CONN)).hasSize(1);
	}

	@Test
	void closingTheClientClosesASessionThatLostItsConnection() {
		breakConnection();
		this.client.close();
		assertThat(this.session.isClosed()).isTrue();
		assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> this.session.execute(WRITE));
	}

	@Test
	void resetPutsTheDatabaseBack() {
		List<String> statements = answerUpdates();
		this.session.reset();
		this.session.use("wr_us");
		this.session.reset();
		this.session.reset();
		assertThat(statements).containsExactly("use `wr_us`", "use `wr_blk`");
		assertThat(this.session.database()).isEqualTo("wr_blk");
		assertThat(this.server.journal(Kind.CONN)).hasSize(1);
	}

	@Test
	void resetToNoDatabaseTakesANewConnection() {
		answerUpdates();
		try (TaosClient without = TaosClient.create(options("")); TaosSession own = without.openSession()) {
			own.use("wr_us");
			own.reset();
			assertThat(own.database()).isNull();
			assertThat(own.isClosed()).isFalse();
			own.execute(WRITE);
			assertThat(lastLogin().args().has("db")).isFalse();
			assertThat(this.events).doesNotContain("lost");
		}
	}

	private final class Recorder implements TaosConnectionListener {

		@Override
		public void onConnected(TaosEndpoint endpoint) {
			OwnSessionTests.this.events.add("connected");
		}

		@Override
		public void onLost(TaosEndpoint endpoint, TaosException error) {
			OwnSessionTests.this.events.add("lost");
		}

		@Override
		public void onReconnected(TaosEndpoint endpoint) {
			OwnSessionTests.this.events.add("reconnected");
		}

		@Override
		public void onFailed(TaosException error) {
			OwnSessionTests.this.events.add("failed");
		}

	}

	@Test
	void useLeadsOutOfADatabaseThatWasDroppedMeanwhile() {
		answerUpdates();
		this.session.use("wr_us");
		TranscriptServer.Interceptor updates = this.server.interceptor();
		this.server.intercept((request) -> {
			if (request.kind() == Kind.CONN && request.args().path("db").asString("").equals("wr_us")) {
				ObjectNode reply = new JsonMapper().createObjectNode();
				request.send(reply.put("code", 0x0388).put("message", "Database not exist"));
				return true;
			}
			return updates.handle(request);
		});
		breakConnection();
		assertThatExceptionOfType(TaosException.class).isThrownBy(() -> this.session.execute(WRITE))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(0x0388));
		assertThat(this.session.database()).isEqualTo("wr_us");
		this.session.use("wr_ns");
		assertThat(this.session.database()).isEqualTo("wr_ns");
		assertThat(this.session.execute(WRITE)).isEqualTo(1);
	}

}
