package io.github.taosspring.client.internal.rest;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.TaosSession;
import io.github.taosspring.client.transcript.Resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that clients and sessions over REST leave nothing behind.
 */
@Timeout(300)
class RestLeakTests {

	private static final int COUNT = Integer.getInteger("taos.leaks.count", 10_000);

	private static final String ROWS = "{\"code\":0,\"column_meta\":[[\"v\",\"BIGINT\",8]],\"data\":[[1],[2]],\"rows\":2}";

	private RestStub server;

	@BeforeEach
	void start() {
		this.server = new RestStub();
		this.server.answers(200, ROWS);
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void tenThousandSessionsThatComeAndGoLeaveNothingBehind() {
		try (TaosClient client = TaosClient.create(TaosClientOptions.fromUrl(this.server.url("")))) {
			comeAndGo(client, 200);
			Resources before = Resources.used();
			int most = comeAndGo(client, COUNT);
			assertThat(most).as("most threads at a time").isLessThan(before.threads() + 30);
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(before::isFlat);
		}
	}

	private int comeAndGo(TaosClient client, int count) {
		AtomicInteger most = new AtomicInteger();
		for (int i = 0; i < count; i++) {
			try (TaosSession session = client.openSession(); TaosResult result = session.query("select v")) {
				assertThat(result.next()).isTrue();
			}
			if (i % 50 == 0) {
				most.accumulateAndGet(Resources.threadCount(), Math::max);
				this.server.requests().clear();
			}
		}
		return most.get();
	}

	@Test
	void hundredsOfClientsThatComeAndGoLeaveNothingBehind() {
		clientsComeAndGo(20);
		Resources before = Resources.used();
		int most = clientsComeAndGo(200);
		assertThat(most).as("most threads at a time").isLessThan(before.threads() + 30);
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(before::isFlat);
	}

	private int clientsComeAndGo(int count) {
		int most = 0;
		for (int i = 0; i < count; i++) {
			try (TaosClient client = TaosClient.create(TaosClientOptions.fromUrl(this.server.url("")))) {
				assertThat(client.query("select v").toLists()).hasSize(2);
			}
			most = Math.max(most, Resources.threadCount());
		}
		this.server.requests().clear();
		return most;
	}

	@Test
	void connectionsThatBreakGiveTheHttpClientBack() {
		int before = HttpClients.leases();
		this.server.answers((exchange) -> exchange.close());
		try (TaosClient client = TaosClient.create(TaosClientOptions.fromUrl(this.server.url("")))) {
			for (int i = 0; i < 5; i++) {
				assertThatExceptionOfType(TaosException.class).isThrownBy(() -> client.execute("insert into t ..."));
			}
		}
		Awaitility.await().until(() -> HttpClients.leases() == before);
	}

	@Test
	void aResultOutlivesItsConnectionAndThenGivesTheHttpClientBack() throws IOException {
		int before = HttpClients.leases();
		try (TaosClient client = TaosClient.create(TaosClientOptions.fromUrl(this.server.url("")));
				TaosSession session = client.openSession()) {
			AtomicReference<OutputStream> rest = new AtomicReference<>();
			this.server.answers((exchange) -> rest.set(RestStub.sendBeginning(exchange, ROWS.substring(0, 50))));
			CompletableFuture<TaosResult> opening = CompletableFuture.supplyAsync(() -> session.query("select v"));
			Awaitility.await().until(() -> rest.get() != null);
			this.server.answers((exchange) -> exchange.close());
			assertThatExceptionOfType(TaosException.class).isThrownBy(() -> session.execute("insert into t ..."));
			assertThat(HttpClients.leases()).isEqualTo(before + 1);
			rest.get().write(ROWS.substring(50).getBytes(StandardCharsets.UTF_8));
			rest.get().close();
			assertThat(opening.join().toLists()).hasSize(2);
			Awaitility.await().until(() -> HttpClients.leases() == before);
		}
	}

}
