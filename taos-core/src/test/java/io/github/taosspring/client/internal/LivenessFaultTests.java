package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosConnectionListener;
import io.github.taosspring.client.TaosEndpoint;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.transcript.FaultyLine;
import io.github.taosspring.client.transcript.TranscriptServer;
import io.github.taosspring.client.transcript.TranscriptServer.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of lines that go silent, half dead or slow without being closed.
 */
@Tag("faults")
@Timeout(60)
class LivenessFaultTests {

	private static final String QUERY = "select * from t";

	private static final String MANY_BLOCKS = "select * from big";

	private TranscriptServer server;

	private FaultyLine line;

	@BeforeEach
	void start() {
		this.server = TranscriptServer.start();
		this.line = FaultyLine.to(this.server.port());
	}

	@AfterEach
	void stop() {
		this.line.close();
		this.server.close();
	}

	private TaosClient client(String keepAliveTimeout) {
		return TaosClient.create(TaosClientOptions.fromUrl("taos+ws://127.0.0.1:" + this.line.port() + "/wr_blk",
				Map.of("keepAliveTimeout", keepAliveTimeout)));
	}

	@Test
	void aPeerThatFallsSilentIsFoundInFiveSecondsByDefault() {
		try (TaosClient client = TaosClient
			.create(TaosClientOptions.fromUrl("taos+ws://127.0.0.1:" + this.line.port() + "/wr_blk"))) {
			client.execute(QUERY);
			this.line.silence();
			long start = System.nanoTime();
			assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> client.execute("delete from t"))
				.withMessageContaining("no sign of life")
				.withMessageContaining("is unknown")
				.satisfies((ex) -> assertThat(ex.isOutcomeUnknown()).isTrue())
				.satisfies((ex) -> assertThat(ex.isRetryable()).isTrue());
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(5800));
		}
	}

	@Test
	void aPeerThatTakesNothingIsFound() {
		try (TaosClient client = client("1s")) {
			client.execute(QUERY);
			this.line.stopReading();
			String large = "insert into t values (now, '" + "x".repeat(4_000_000) + "')";
			CompletableFuture<Long> first = async(() -> client.execute(large));
			for (int i = 0; i < 8; i++) {
				async(() -> client.execute(large));
			}
			assertThat(first).failsWithin(Duration.ofSeconds(20))
				.withThrowableOfType(ExecutionException.class)
				.withCauseInstanceOf(TaosConnectionException.class);
		}
	}

	@Test
	void anIdleConnectionThatGoesSilentIsReplacedAtTheNextCall() {
		AtomicReference<TaosException> lost = new AtomicReference<>();
		TaosClientOptions options = TaosClientOptions
			.fromUrl("taos+ws://127.0.0.1:" + this.line.port() + "/wr_blk", Map.of("keepAliveTimeout", "400ms"))
			.toBuilder()
			.connectionListener(new TaosConnectionListener() {
				@Override
				public void onLost(TaosEndpoint endpoint, TaosException error) {
					lost.compareAndSet(null, error);
				}
			})
			.build();
		try (TaosClient client = TaosClient.create(options)) {
			client.execute(QUERY);
			this.line.silence();
			await().until(() -> lost.get() != null);
			assertThat(lost.get()).hasMessageContaining("no sign of life");
			this.line.heal();
			await().ignoreExceptionsInstanceOf(TaosException.class)
				.until(() -> !client.query(QUERY).toLists().isEmpty());
		}
	}

	@Test
	void aReaderOfBlocksIsToldOfTheSilence() {
		try (TaosClient client = client("400ms"); TaosResult result = client.query(MANY_BLOCKS)) {
			assertThat(result.next()).isTrue();
			this.line.silence();
			assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> {
				while (result.next()) {
					// what had come before
				}
			}).withMessageContaining("no sign of life");
		}
	}

	@Test
	void anIdleConnectionToAPeerThatAnswersPingsLives() {
		try (TaosClient client = client("400ms")) {
			client.execute(QUERY);
			await().during(Duration.ofMillis(1600))
				.atMost(Duration.ofSeconds(10))
				.until(() -> this.server.connections() == 1);
			client.execute(QUERY);
			assertThat(this.server.journal(Kind.CONN)).hasSize(1);
		}
	}

	@Test
	void aStatementThatTakesLongIsWaitedFor() {
		try (TaosClient client = client("400ms")) {
			client.execute(QUERY);
			this.server.intercept((request) -> {
				if (request.kind() != Kind.QUERY) {
					return false;
				}
				CompletableFuture.delayedExecutor(1500, java.util.concurrent.TimeUnit.MILLISECONDS)
					.execute(request::reply);
				return true;
			});
			assertThat(client.execute(QUERY)).isZero();
			assertThat(this.server.journal(Kind.CONN)).hasSize(1);
		}
	}

	@Test
	void aLargeBlockThatComesSlowlyIsNotKilled() {
		try (TaosClient client = client("600ms")) {
			client.execute(QUERY);
			this.line.drip(3000, 60);
			long start = System.nanoTime();
			try (TaosResult result = client.query(MANY_BLOCKS)) {
				assertThat(result.next()).isTrue();
			}
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1200));
			this.line.heal();
			assertThat(this.server.journal(Kind.CONN)).hasSize(1);
		}
	}

	@Test
	void aLargeStatementThatGoesSlowlyIsNotKilled() {
		try (TaosClient client = client("2s")) {
			client.execute(QUERY);
			this.line.dripUp(20_000, 10);
			String large = "select '" + "x".repeat(6_000_000) + "'";
			long start = System.nanoTime();
			assertThatExceptionOfType(TaosException.class).isThrownBy(() -> client.execute(large))
				.withMessageContaining("no recording");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(2000));
			assertThat(this.server.journal(Kind.CONN)).hasSize(1);
		}
	}

	@Test
	void theTimerEndsWithTheClient() {
		long before = timers();
		TaosClient client = client("400ms");
		client.execute(QUERY);
		assertThat(timers()).isEqualTo(before + 1);
		client.close();
		await().until(() -> timers() == before);
	}

	private static long timers() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("taos-timer-"))
			.count();
	}

	private static <T> CompletableFuture<T> async(java.util.function.Supplier<T> call) {
		return CompletableFuture.supplyAsync(call, (task) -> new Thread(task).start());
	}

}
