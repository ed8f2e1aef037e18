package io.github.taosspring.embedded.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosConnectionListener;
import io.github.taosspring.client.TaosEndpoint;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.TaosTimeoutException;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import io.github.taosspring.embedded.journal.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What a client over WebSocket makes of a server that says nothing, reads nothing or
 * hangs up, without being closed.
 */
@Tag("faults")
@Timeout(120)
class SilentPeerTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final List<String> events = new CopyOnWriteArrayList<>();

	private EmbeddedTaosServer server;

	@BeforeEach
	void start() {
		this.server = EmbeddedTaosServer.builder().start();
		try (TaosClient client = TaosClient.create(TaosClientOptions.fromUrl(this.server.url()))) {
			client.execute("create database d keep 36500");
			client.execute("create table d.t (ts timestamp, v int)");
			client.execute("insert into d.t values (1, 1) (2, 2)");
		}
		this.server.journal().clear();
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	private TaosClientOptions.Builder options() {
		return TaosClientOptions.fromUrl(this.server.url() + "/d")
			.toBuilder()
			.connectionListener(new TaosConnectionListener() {

				@Override
				public void onConnected(TaosEndpoint endpoint) {
					SilentPeerTests.this.events.add("connected");
				}

				@Override
				public void onLost(TaosEndpoint endpoint, TaosException error) {
					SilentPeerTests.this.events.add("lost");
				}

				@Override
				public void onReconnected(TaosEndpoint endpoint) {
					SilentPeerTests.this.events.add("reconnected");
				}

				@Override
				public void onFailed(TaosException error) {
					SilentPeerTests.this.events.add("failed");
				}

			});
	}

	@Test
	void aSilentServerIsFoundInFiveSecondsByDefault() {
		try (TaosClient client = TaosClient.create(options().build())) {
			client.execute("select v from t");
			this.server.faults().silence();
			long start = System.nanoTime();
			assertThatExceptionOfType(TaosConnectionException.class)
				.isThrownBy(() -> client.execute("insert into t values (3, 3)"))
				.withMessageContaining("no sign of life")
				.satisfies((ex) -> assertThat(ex.isOutcomeUnknown()).isTrue());
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(5900));
		}
	}

	@Test
	void aHalfOpenConnectionIsFoundWhileItIsIdleAndReplacedWhenTheServerIsBack() {
		try (TaosClient client = TaosClient.create(options().keepAliveTimeout(Duration.ofMillis(600)).build())) {
			client.execute("select v from t");
			this.server.faults().silence();
			this.server.faults().stopReading();
			await().atMost(PATIENCE).until(() -> this.events.contains("lost"));
			this.server.faults().clear();
			await().atMost(PATIENCE).until(() -> this.events.contains("reconnected"));
			await().atMost(PATIENCE)
				.ignoreExceptionsInstanceOf(TaosConnectionException.class)
				.until(() -> client.query("select v from t").toLists().size() == 2);
		}
	}

	@Test
	void aServerThatAcceptsAndNeverReadsEndsWritersWhoseStatementsWaitToo() {
		TaosClientOptions options = options().keepAliveTimeout(Duration.ofSeconds(3))
			.connectTimeout(Duration.ofSeconds(1))
			.requestTimeout(Duration.ofMinutes(10))
			.build();
		try (TaosClient client = TaosClient.create(options)) {
			client.execute("select v from t");
			String large = "insert into t values (3, 3) /* " + "x".repeat(900_000) + " */";
			this.server.faults().stopReading();
			List<CompletableFuture<Long>> calls = new ArrayList<>();
			// more than the socket and the queue before it take
			for (int i = 0; i < 40; i++) {
				calls.add(
						CompletableFuture.supplyAsync(() -> client.execute(large), (task) -> new Thread(task).start()));
			}
			for (CompletableFuture<Long> call : calls) {
				assertThat(call).failsWithin(PATIENCE)
					.withThrowableOfType(ExecutionException.class)
					.withCauseInstanceOf(TaosConnectionException.class);
			}
			assertThat(this.server.journal().statements()).noneMatch((sql) -> sql.startsWith("insert into t"));
		}
	}

	@Test
	void recoveryProbesUntilTheServerAcceptsAndCallsFailAtOnceMeanwhile() {
		try (TaosClient client = TaosClient.create(options().build())) {
			client.execute("select v from t");
			this.server.faults().refuseConnections();
			this.server.faults().dropConnections();
			await().atMost(PATIENCE).until(() -> this.events.stream().filter("failed"::equals).count() >= 3);
			long start = System.nanoTime();
			assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> client.execute("delete from t"))
				.satisfies((ex) -> assertThat(ex.isRetryable()).isTrue())
				.satisfies((ex) -> assertThat(ex.isOutcomeUnknown()).isFalse());
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
			this.server.faults().clear();
			await().atMost(PATIENCE).until(() -> this.events.contains("reconnected"));
			assertThat(client.query("select v from t").toLists()).hasSize(2);
		}
		assertThat(this.server.journal().statements()).doesNotContain("delete from t");
	}

	@Test
	void aLateReplyFreesItsResultOnTheServer() {
		try (TaosClient client = TaosClient.create(options().build())) {
			client.execute("select 1");
			this.server.journal().clear();
			InjectedFault late = this.server.faults().inject(Fault.delay(Duration.ofMinutes(5)).sql("select v from t"));
			assertThatExceptionOfType(TaosTimeoutException.class).isThrownBy(
					() -> client.query("select v from t", QueryOptions.DEFAULTS.timeout(Duration.ofMillis(200))));
			assertThat(late.hits()).isEqualTo(1);
			this.server.faults().clear();
			this.server.journal().await(1, (request) -> request.action().equals("free_result"), PATIENCE);
			assertThat(this.server.journal().requests()).extracting(RecordedRequest::action).doesNotContain("conn");
		}
	}

	@Test
	void aCloseFrameInMidFetchFailsTheReaderAndTheNextCallWorks() {
		try (TaosClient client = TaosClient.create(options().build())) {
			StringBuilder insert = new StringBuilder("insert into t values");
			for (int i = 10; i < 15_000; i++) {
				insert.append(" (").append(i).append(", ").append(i).append(')');
			}
			client.execute(insert.toString());
			this.server.faults().inject(Fault.close().action("fetch_raw_block").skip(1).times(1));
			try (TaosResult result = client.query("select * from t")) {
				assertThat(result.next()).isTrue();
				assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> {
					while (result.next()) {
						// what came before
					}
				}).satisfies((ex) -> assertThat(ex.sqlState()).isEqualTo("08006"));
			}
			await().atMost(PATIENCE)
				.ignoreExceptionsInstanceOf(TaosConnectionException.class)
				.until(() -> client.query("select * from t").toLists().size() == 14_992);
		}
	}

	@Test
	void aBlockThatIsCutOffFailsItsReaderAlone() {
		try (TaosClient client = TaosClient.create(options().build())) {
			// connecting fetches the time zone, which is not meant
			client.execute("select v from t");
			for (int bytes : new int[] { 60, 100, 90 }) {
				this.server.faults().inject(Fault.truncate(bytes).action("fetch_raw_block").times(1));
				try (TaosResult result = client.query("select * from t")) {
					assertThatExceptionOfType(TaosException.class).isThrownBy(result::next)
						.withMessageMatching("(?s).*(Truncated|Malformed).*");
				}
				await().atMost(PATIENCE)
					.ignoreExceptionsInstanceOf(TaosConnectionException.class)
					.until(() -> client.query("select * from t").toLists().size() == 2);
			}
		}
	}

	@Test
	void nothingIsLeftOfAClientWhoseServerIsSilent() {
		TaosClient client = TaosClient.create(options().build());
		client.execute("select v from t");
		String threads = "taos-ws-127.0.0.1:" + this.server.port();
		this.server.faults().silence();
		CompletableFuture<Long> call = client.executeAsync("insert into t values (3, 3)", QueryOptions.DEFAULTS);
		client.close();
		assertThat(call).failsWithin(PATIENCE)
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(TaosConnectionException.class);
		await().atMost(PATIENCE)
			.until(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.noneMatch((thread) -> thread.getName().equals(threads)));
	}

}
