package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.TaosSession;
import io.github.taosspring.client.transcript.Resources;
import io.github.taosspring.client.transcript.TranscriptServer;
import io.github.taosspring.client.transcript.TranscriptServer.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that nothing is left behind: forgotten results, threads, file descriptors, heap.
 */
@Timeout(300)
class LeakTests {

	private static final String QUERY = "select * from t";

	private static final int READERS = 8;

	private static final int SESSIONS = Integer.getInteger("taos.leaks.count", 10_000);

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
	void aForgottenResultIsLoggedWithItsPlaceOfBirthAndFreed() {
		Logger logger = (Logger) LoggerFactory.getLogger(LeakGuard.class);
		ListAppender<ILoggingEvent> messages = new ListAppender<>();
		messages.start();
		logger.addAppender(messages);
		logger.setLevel(Level.DEBUG);
		try {
			forget(4711);
			await().until(() -> {
				System.gc();
				return !messages.list.isEmpty();
			});
			ILoggingEvent message = messages.list.get(0);
			assertThat(message.getLevel()).isEqualTo(Level.WARN);
			assertThat(message.getFormattedMessage()).contains("4711").contains("neither read to its end nor closed");
			assertThat(Stream.of(message.getThrowableProxy().getStackTraceElementProxyArray()).map(Object::toString))
				.anyMatch((frame) -> frame.contains("LeakTests.forget"));
			await().until(() -> this.server.journal(Kind.FREE).size() == 1);
		}
		finally {
			logger.setLevel(null);
			logger.detachAppender(messages);
		}
	}

	private void forget(long reqId) {
		assertThat(this.client.query("select * from big", QueryOptions.DEFAULTS.reqId(reqId)).next()).isTrue();
	}

	@Test
	void tenThousandQueriesLeaveNothingBehind() throws Exception {
		ExecutorService readers = Executors.newFixedThreadPool(READERS);
		try {
			run(readers, 2000);
			Resources before = Resources.used();
			run(readers, 10_000);
			await().atMost(Duration.ofSeconds(30)).until(before::isFlat);
		}
		finally {
			readers.shutdownNow();
		}
		assertThat(this.server.journal(Kind.CONN)).isEmpty();
	}

	private void run(ExecutorService readers, int queries) throws Exception {
		for (int batch = 0; batch < 10; batch++) {
			List<Future<?>> done = new ArrayList<>();
			for (int reader = 0; reader < READERS; reader++) {
				done.add(readers.submit(() -> read(queries / READERS / 10 + 1)));
			}
			for (Future<?> each : done) {
				each.get(60, TimeUnit.SECONDS);
			}
			this.server.journal().clear();
		}
	}

	private void read(int queries) {
		for (int i = 0; i < queries; i++) {
			try (TaosResult result = this.client.query(QUERY)) {
				if (i % 3 == 0) {
					assertThat(result.next()).isTrue();
				}
				else if (i % 3 == 1) {
					assertThat(result.toLists()).hasSize(5);
				}
			}
		}
	}

	@Test
	void tenThousandSessionsThatComeAndGoLeaveNothingBehind() {
		sessionsComeAndGo(100);
		Resources before = Resources.used();
		sessionsComeAndGo(SESSIONS);
		await().atMost(Duration.ofSeconds(30)).until(before::isFlat);
	}

	private void sessionsComeAndGo(int count) {
		for (int i = 0; i < count; i++) {
			try (TaosSession session = this.client.openSession(); TaosResult result = session.query(QUERY)) {
				assertThat(result.next()).isTrue();
			}
			if (i % 100 == 0) {
				this.server.journal().clear();
			}
		}
		this.server.journal().clear();
		await().atMost(Duration.ofSeconds(30)).until(() -> this.server.connections() <= 1);
	}

	@Test
	void clientsThatComeAndGoLeaveNothingBehind() {
		clientsComeAndGo(20);
		Resources before = Resources.used();
		clientsComeAndGo(200);
		await().atMost(Duration.ofSeconds(30)).until(before::isFlat);
	}

	private void clientsComeAndGo(int count) {
		for (int i = 0; i < count; i++) {
			try (TaosClient other = TaosClient.create(this.client.options())) {
				other.execute(QUERY);
			}
		}
		this.server.journal().clear();
		await().atMost(Duration.ofSeconds(30)).until(() -> this.server.connections() <= 1);
	}

	@Test
	void hundredsOfThreadsShareTwoSockets() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(300);
		try {
			List<Future<?>> done = new ArrayList<>();
			for (int i = 0; i < 300; i++) {
				QueryOptions options = (i % 2 == 0) ? QueryOptions.DEFAULTS : QueryOptions.DEFAULTS.database("wr_us");
				int columns = (i % 2 == 0) ? 19 : 3;
				done.add(threads.submit(() -> {
					for (int n = 0; n < 10; n++) {
						try (TaosResult result = this.client.query(QUERY, options)) {
							assertThat(result.columns()).hasSize(columns);
							assertThat(result.next()).isTrue();
						}
					}
				}));
			}
			for (Future<?> each : done) {
				each.get(60, TimeUnit.SECONDS);
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(this.server.journal(Kind.CONN)).hasSize(2);
	}

}
