package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosConnectionListener;
import io.github.taosspring.client.TaosEndpoint;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.transcript.FaultyLine;
import io.github.taosspring.client.transcript.TranscriptServer;
import io.github.taosspring.client.transcript.TranscriptServer.Kind;
import io.github.taosspring.client.transcript.TranscriptServer.Request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of several hosts, of recovery, and of what is sent again.
 */
@Tag("faults")
@Timeout(60)
class EndpointTests {

	private static final String QUERY = "select * from t";

	private final TranscriptServer first = TranscriptServer.start();

	private final TranscriptServer second = TranscriptServer.start();

	private final List<String> events = new CopyOnWriteArrayList<>();

	private TaosClientOptions options;

	@BeforeEach
	void start() {
		this.options = TaosClientOptions
			.fromUrl("taos+ws://127.0.0.1:" + this.first.port() + ",127.0.0.1:" + this.second.port() + "/wr_blk");
	}

	@AfterEach
	void stop() {
		this.first.close();
		this.second.close();
	}

	private TaosConnectionListener recording() {
		return new TaosConnectionListener() {

			@Override
			public void onConnected(TaosEndpoint endpoint) {
				EndpointTests.this.events.add("connected");
			}

			@Override
			public void onLost(TaosEndpoint endpoint, TaosException error) {
				EndpointTests.this.events.add("lost");
				throw new IllegalStateException("a listener must not break a connection");
			}

			@Override
			public void onReconnected(TaosEndpoint endpoint) {
				EndpointTests.this.events.add("reconnected");
			}

			@Override
			public void onFailed(TaosException error) {
				EndpointTests.this.events.add("failed");
			}

		};
	}

	@Test
	void clientsStartAtARandomEndpoint() {
		Set<Integer> seen = ConcurrentHashMap.newKeySet();
		for (int i = 0; i < 40 && seen.size() < 2; i++) {
			try (TaosClient client = TaosClient.create(this.options)) {
				client.execute(QUERY);
				seen.add(this.first.journal(Kind.CONN).isEmpty() ? 2 : 1);
				if (!this.second.journal(Kind.CONN).isEmpty()) {
					seen.add(2);
				}
			}
		}
		assertThat(seen).hasSize(2);
	}

	@Test
	void whenOneServerGoesTheOtherTakesOver() {
		try (TaosClient client = TaosClient.create(this.options)) {
			client.execute(QUERY);
			boolean onFirst = this.first.connections() == 1;
			(onFirst ? this.first : this.second).close();
			TranscriptServer other = onFirst ? this.second : this.first;
			await().ignoreExceptionsInstanceOf(TaosException.class)
				.until(() -> !client.query(QUERY).toLists().isEmpty());
			Request login = other.journal(Kind.CONN).get(0);
			assertThat(login.args().get("db").asString()).isEqualTo("wr_blk");
			assertThat(login.args().get("tz").asString()).isNotEmpty();
		}
	}

	@Test
	void aLostSessionIsReplacedInTheBackground() {
		TaosClientOptions observed = this.options.toBuilder().connectionListener(recording()).build();
		try (TaosClient client = TaosClient.create(observed)) {
			client.execute(QUERY);
			this.first.breakConnections();
			this.second.breakConnections();
			await().until(() -> this.events.contains("reconnected"));
			assertThat(this.first.connections() + this.second.connections()).isEqualTo(1);
			client.execute(QUERY);
		}
		assertThat(this.events).containsExactly("connected", "lost", "reconnected");
	}

	@Test
	void recoveryGoesOnUntilAServerIsThereAgainAndCallsFailFastMeanwhile() {
		FaultyLine line = FaultyLine.to(this.first.port());
		TaosClientOptions observed = TaosClientOptions.fromUrl("taos+ws://127.0.0.1:" + line.port() + "/wr_blk")
			.toBuilder()
			.connectionListener(recording())
			.build();
		try (TaosClient client = TaosClient.create(observed)) {
			client.execute(QUERY);
			line.refuse();
			line.cut();
			await().until(() -> this.events.stream().filter("failed"::equals).count() >= 4);
			long start = System.nanoTime();
			int attempts = this.events.size();
			assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> {
				for (int i = 0; i < 5; i++) {
					client.execute(QUERY);
				}
			}).satisfies((ex) -> assertThat(ex.isRetryable()).isTrue());
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
			assertThat(this.events.size() - attempts).isLessThan(5);
			line.heal();
			await().until(() -> this.events.contains("reconnected"));
			assertThat(client.query(QUERY).toLists()).isNotEmpty();
		}
		finally {
			line.close();
		}
	}

	@Test
	void aReadWhoseReplyIsLostIsSentOnceMore() {
		AtomicInteger queries = breakFirst(1);
		try (TaosClient client = TaosClient.create(this.options)) {
			assertThat(client.query(QUERY).toLists()).hasSize(5);
		}
		assertThat(queries).hasValue(2);
	}

	@Test
	void aReadWhoseReplyIsLostTwiceFails() {
		AtomicInteger queries = breakFirst(9);
		try (TaosClient client = TaosClient.create(this.options)) {
			assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> client.query(QUERY));
		}
		assertThat(queries).hasValue(2);
	}

	@Test
	void aWriteWhoseReplyIsLostIsNeverSentAgain() {
		AtomicInteger queries = breakFirst(1);
		try (TaosClient client = TaosClient.create(this.options)) {
			assertThatExceptionOfType(TaosConnectionException.class)
				.isThrownBy(() -> client.execute("insert into t values (now, 1)", QueryOptions.DEFAULTS.reqId(4711)))
				.withMessageContaining("outcome of request 4711 is unknown")
				.satisfies((ex) -> assertThat(ex.isOutcomeUnknown()).isTrue());
			assertThat(client.executeAsync("delete from t", QueryOptions.DEFAULTS)).failsWithin(Duration.ofSeconds(10));
		}
		assertThat(queries).hasValue(2);
	}

	@Test
	void anAsynchronousReadWhoseReplyIsLostIsSentOnceMore() {
		AtomicInteger queries = breakFirst(1);
		try (TaosClient client = TaosClient.create(this.options)) {
			assertThat(client.queryAsync(QUERY, QueryOptions.DEFAULTS).join().toLists()).hasSize(5);
		}
		assertThat(queries).hasValue(2);
	}

	/**
	 * Break the connection instead of answering the first statements.
	 */
	private AtomicInteger breakFirst(int count) {
		AtomicInteger queries = new AtomicInteger();
		TranscriptServer.Interceptor interceptor = (request) -> {
			if (request.kind() != Kind.QUERY || queries.incrementAndGet() > count) {
				return false;
			}
			request.breakConnection();
			return true;
		};
		this.first.intercept(interceptor);
		this.second.intercept(interceptor);
		return queries;
	}

}
