package io.github.taosspring.embedded.fault;

import java.time.Duration;
import java.util.Collections;
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
import io.github.taosspring.client.TaosProtocol;
import io.github.taosspring.client.TaosResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What a client makes of a server whose process is killed.
 */
@Tag("faults")
@Timeout(180)
class KilledServerTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final int MANY = 40_000;

	/** An answer of some 20 MB: over REST a smaller one may be on its way as a whole. */
	private static final String MORE_THAN_SOCKETS_HOLD = String.join(" union all ",
			Collections.nCopies(5, "select a.v, a.s, b.s from t a, t b where a.ts = b.ts"));

	private static void fill(ServerProcess server) {
		try (TaosClient client = TaosClient.create(server.options().build())) {
			client.execute("create database d keep 36500");
			client.execute("create table d.t (ts timestamp, v int, s varchar(40))");
			for (int from = 0; from < MANY; from += 10_000) {
				StringBuilder insert = new StringBuilder("insert into d.t values");
				for (int i = from; i < from + 10_000; i++) {
					insert.append(" (").append(i).append(',').append(i).append(",'some text to make it long')");
				}
				client.execute(insert.toString());
			}
		}
	}

	@ParameterizedTest
	@EnumSource(value = TaosProtocol.class, names = { "WEBSOCKET", "REST" })
	void aReaderIsToldOfAServerThatDiesInMidFetch(TaosProtocol protocol) throws Exception {
		try (ServerProcess server = ServerProcess.start(0)) {
			fill(server);
			try (TaosClient client = TaosClient.create(server.options().protocol(protocol).database("d").build());
					TaosResult result = client.query(MORE_THAN_SOCKETS_HOLD)) {
				assertThat(result.next()).isTrue();
				server.kill();
				int[] read = { 1 };
				long start = System.nanoTime();
				assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> {
					while (result.next()) {
						read[0]++;
					}
				}).satisfies((ex) -> assertThat(ex.sqlState()).isEqualTo("08006"));
				assertThat(read[0]).isLessThan(5 * MANY);
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
			}
		}
	}

	@ParameterizedTest
	@EnumSource(value = TaosProtocol.class, names = { "WEBSOCKET", "REST" })
	void whenOneOfTwoServersIsKilledTheOtherTakesOver(TaosProtocol protocol) throws Exception {
		try (ServerProcess one = ServerProcess.start(0); ServerProcess two = ServerProcess.start(0)) {
			for (ServerProcess each : List.of(one, two)) {
				try (TaosClient setUp = TaosClient.create(each.options().build())) {
					setUp.execute("create database d keep 36500");
					setUp.execute("create table d.t (ts timestamp, v int)");
					setUp.execute("insert into d.t values (1, " + each.port() + ")");
				}
			}
			TaosClientOptions both = one.options()
				.protocol(protocol)
				.endpoints(
						List.of(new TaosEndpoint("127.0.0.1", one.port()), new TaosEndpoint("127.0.0.1", two.port())))
				.database("d")
				.build();
			try (TaosClient client = TaosClient.create(both)) {
				int used = (Integer) client.query("select v from t").toLists().get(0).get(0);
				ServerProcess other = (used == one.port()) ? two : one;
				((other == one) ? two : one).kill();
				await().atMost(PATIENCE)
					.ignoreExceptionsInstanceOf(TaosConnectionException.class)
					.until(() -> client.query("select v from t").toLists().equals(List.of(List.of(other.port()))));
			}
		}
	}

	@Test
	void callsUnderWayFailAtOnceAndRecoveryFindsTheNextServerOnThePort() throws Exception {
		List<String> events = new CopyOnWriteArrayList<>();
		try (ServerProcess first = ServerProcess.start(0)) {
			fill(first);
			TaosClientOptions observed = first.options().connectionListener(new TaosConnectionListener() {

				@Override
				public void onReconnected(TaosEndpoint endpoint) {
					events.add("reconnected");
				}

				@Override
				public void onFailed(TaosException error) {
					events.add("failed");
				}

			}).build();
			try (TaosClient client = TaosClient.create(observed)) {
				client.execute("select 1");
				// too much work for the moment that is left
				CompletableFuture<TaosResult> slow = client.queryAsync(
						"select sum(a.v) from d.t a, d.t b where a.ts = b.ts group by a.s", QueryOptions.DEFAULTS);
				CompletableFuture<Long> write = client
					.executeAsync("insert into d.t select ts + 1000000, v, s from d.t", QueryOptions.DEFAULTS);
				first.kill();
				for (CompletableFuture<?> call : List.of(slow, write)) {
					await().atMost(PATIENCE).until(call::isDone);
				}
				if (write.isCompletedExceptionally()) {
					assertThat(write).failsWithin(PATIENCE)
						.withThrowableOfType(ExecutionException.class)
						.havingCause()
						.isInstanceOfSatisfying(TaosConnectionException.class,
								(ex) -> assertThat(ex.isOutcomeUnknown()).isTrue());
				}
				if (!slow.isCompletedExceptionally()) {
					slow.join().close();
				}
				await().atMost(PATIENCE).until(() -> events.contains("failed"));
				try (ServerProcess second = ServerProcess.start(first.port())) {
					await().atMost(PATIENCE).until(() -> events.contains("reconnected"));
					assertThat(second.port()).isEqualTo(first.port());
					assertThat(client.query("select server_version()").toLists()).isNotEmpty();
				}
			}
		}
	}

}
