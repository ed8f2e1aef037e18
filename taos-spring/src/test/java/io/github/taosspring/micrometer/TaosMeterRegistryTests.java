package io.github.taosspring.micrometer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosOperationListener;
import io.github.taosspring.core.TaosTemplate;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import io.github.taosspring.testing.TestServer;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.validate.ValidationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link TaosMeterRegistry} on the embedded server or the one at
 * {@code -Dtaos.test.url=…}. The clock is a mock, so that steps end when a test says so;
 * the registry's own thread is there in one test only.
 */
class TaosMeterRegistryTests {

	private static final Duration STEP = Duration.ofHours(1);

	private static TestServer server;

	private static TaosTemplate taos;

	private static TaosClient client;

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final MockClock clock = new MockClock();

	private final Map<String, String> settings = new HashMap<>(
			Map.of("taos.step", "1h", "taos.timeout", "60s", "taos.enabled", "false"));

	private TaosMeterRegistry registry;

	@BeforeAll
	static void connect() {
		server = new TestServer("registry_meters");
		client = TaosClient.connect(server.databaseUrl());
		taos = new TaosTemplate(client);
	}

	@AfterAll
	static void disconnect() {
		client.close();
		server.close();
	}

	@BeforeEach
	void open() {
		// the database keeps rows for ten years
		this.clock.add(Duration.ofMillis(Instant.now().truncatedTo(ChronoUnit.HOURS).toEpochMilli()));
		this.log.start();
		((Logger) LoggerFactory.getLogger(TaosMeterRegistry.class)).addAppender(this.log);
		this.registry = new TaosMeterRegistry(this.settings::get, this.clock);
	}

	@AfterEach
	void close() {
		this.registry.close();
		((Logger) LoggerFactory.getLogger(TaosMeterRegistry.class)).detachAppender(this.log);
	}

	@Test
	void aRowHasTheStatisticsOfAMeterInTheStep() {
		start();
		this.registry.config().commonTags("application", "orders");
		this.registry.counter("step.counter", "region", "eu").increment(3);
		Timer timer = this.registry.timer("step.timer", "uri", "/a b,c=d\"");
		timer.record(Duration.ofMillis(10));
		timer.record(Duration.ofMillis(30));
		this.registry.summary("step.summary").record(7.5);
		Gauge.builder("step.gauge", () -> 42.5).register(this.registry);
		TimeGauge.builder("step.time", () -> 2, TimeUnit.SECONDS).register(this.registry);
		FunctionTimer.builder("step.function", this, (self) -> 2, (self) -> 3, TimeUnit.SECONDS)
			.register(this.registry);
		LongTaskTimer.builder("step.task").register(this.registry).start();
		Meter
			.builder("step.own", Meter.Type.OTHER, List.of(new Measurement(() -> 1.0, Statistic.TOTAL),
					new Measurement(() -> 2.0, Statistic.COUNT), new Measurement(() -> 3.0, Statistic.UNKNOWN)))
			.register(this.registry);
		nextStep();
		this.registry.publish();

		assertThat(row("step_counter")).containsEntry("_value", 3.0)
			.containsEntry("region", "eu")
			.containsEntry("application", "orders")
			.containsEntry("metric_type", "counter");
		assertThat(row("step_timer")).containsEntry("event_count", 2.0)
			.containsEntry("sum", 40.0)
			.containsEntry("mean", 20.0)
			.containsEntry("max", 30.0)
			.containsEntry("uri", "/a b,c=d\"")
			.containsEntry("metric_type", "timer");
		assertThat(row("step_summary")).containsEntry("event_count", 1.0)
			.containsEntry("sum", 7.5)
			.containsEntry("metric_type", "distribution_summary");
		assertThat(row("step_gauge")).containsEntry("_value", 42.5);
		assertThat(row("step_time")).containsEntry("_value", 2000.0);
		assertThat(row("step_function")).containsEntry("event_count", 2.0).containsEntry("sum", 3000.0);
		assertThat(row("step_task")).containsEntry("active_tasks", 1.0).containsKeys("total_duration", "max");
		assertThat(row("step_own")).containsEntry("sum", 1.0)
			.containsEntry("event_count", 2.0)
			.containsEntry("_value", 3.0);
		assertThat(taos.queryForObject("select _ts from step_counter", Instant.class))
			.isEqualTo(Instant.ofEpochMilli(this.clock.wallTime()));
	}

	@Test
	void columnsWantNoBackQuotes() {
		start();
		this.registry.timer("plain.timer").record(Duration.ofMillis(10));
		LongTaskTimer.builder("plain.task").register(this.registry).start();
		Gauge.builder("plain.gauge", () -> 1).register(this.registry);
		nextStep();
		this.registry.publish();
		assertThat(taos.queryForList("select _ts, event_count, sum, mean, max, metric_type from plain_timer"))
			.hasSize(1);
		assertThat(taos.queryForList("select active_tasks, total_duration, max from plain_task")).hasSize(1);
		assertThat(taos.queryForList("select _value from plain_gauge")).hasSize(1);
	}

	@Test
	void aCounterTellsOfItsStepAlone() {
		start();
		this.registry.counter("deltas").increment(3);
		nextStep();
		this.registry.publish();
		this.registry.counter("deltas").increment(5);
		nextStep();
		this.registry.publish();
		nextStep();
		this.registry.publish();
		assertThat(values("deltas")).containsExactly(3.0, 5.0, 0.0);
	}

	@Test
	void closingPublishesTheLastStepAndEndsTheThreads() {
		this.settings.put("taos.enabled", "true");
		start();
		await().untilAsserted(() -> assertThat(threads()).isNotEmpty());
		this.registry.counter("final.step").increment(3);
		this.registry.close();
		assertThat(values("final_step")).containsExactly(3.0);
		await().untilAsserted(() -> assertThat(threads()).isEmpty());
		this.registry.close();
		assertThat(values("final_step")).containsExactly(3.0);
	}

	@Test
	void whatALineCannotHoldIsLeftOut() {
		start();
		Gauge.builder("absent", () -> Double.NaN).register(this.registry);
		Gauge.builder("broken", () -> {
			throw new IllegalStateException("no value");
		}).register(this.registry);
		this.registry.counter("odd.tags", "empty", "", "text", "a\nb", "a.b", "1", "a_b", "2", "max", "3").increment();
		nextStep();
		this.registry.publish();
		assertThat(row("odd_tags")).containsEntry("text", "a b")
			.containsEntry("a_b", "1")
			.containsEntry("a_b_2", "2")
			.containsEntry("tag_max", "3")
			.doesNotContainKey("empty");
		assertThat(tables()).doesNotContain("absent");
	}

	@Test
	void aTableOfAnotherShapeKeepsNoOtherFromBeingWritten() {
		start();
		taos.execute("create stable taken (ts timestamp, v int) tags (g int)");
		for (int i = 0; i < 40; i++) {
			this.registry.counter("taken", "i", String.valueOf(i)).increment();
			this.registry.counter("free", "i", String.valueOf(i)).increment();
		}
		nextStep();
		this.registry.publish();
		nextStep();
		this.registry.publish();
		assertThat(taos.queryForObject("select count(*) from free", Long.class)).isEqualTo(80);
		assertThat(warnings()).singleElement().asString().contains("'taken'");
	}

	@Test
	void restDoesAsWell() {
		this.registry.start(TaosClientOptions.fromUrl(server.databaseUrl().replace("+ws:", "+http:")));
		this.registry.counter("over.rest", "text", "a b,c").increment(2);
		nextStep();
		this.registry.publish();
		assertThat(row("over_rest")).containsEntry("_value", 2.0).containsEntry("text", "a b,c");
	}

	@Test
	void batchesAreBounded() {
		this.settings.put("taos.batchSize", "3");
		start();
		for (int i = 0; i < 10; i++) {
			this.registry.counter("batches", "i", String.valueOf(i)).increment();
		}
		nextStep();
		this.registry.publish();
		assertThat(values("batches")).hasSize(10);
	}

	@Test
	void theDatabaseIsMadeIfThatIsWanted() {
		this.settings.put("taos.database", "registry_Made");
		taos.execute("drop database if exists `registry_Made`");
		start();
		this.registry.counter("made").increment();
		this.registry.publish();
		this.registry.publish();
		assertThat(warnings()).singleElement().asString().containsIgnoringCase("database");
		this.settings.put("taos.autoCreateDatabase", "true");
		this.registry.publish();
		assertThat(taos.queryForObject("select count(*) from `registry_Made`.made", Long.class)).isOne();
		taos.execute("drop database `registry_Made`");
		this.registry.publish();
		this.registry.publish();
		assertThat(taos.queryForObject("select count(*) from `registry_Made`.made", Long.class)).isOne();
		this.registry.close();
		taos.execute("drop database `registry_Made`");
	}

	@Test
	void tablesGetTheTimeToLive() {
		this.settings.put("taos.ttl", "3d");
		start();
		this.registry.counter("mortal").increment();
		this.registry.publish();
		assertThat(taos.queryForObject("select `ttl` from information_schema.ins_tables where stable_name = 'mortal'",
				Integer.class))
			.isEqualTo(3);
	}

	@Test
	void anOutageIsLoggedOnceAndOver() {
		int port;
		try (EmbeddedTaosServer first = EmbeddedTaosServer.builder().start()) {
			port = first.port();
			this.settings.put("taos.database", "outage");
			this.settings.put("taos.autoCreateDatabase", "true");
			this.registry.start(TaosClientOptions.fromUrl(first.url()));
			this.registry.counter("outage").increment();
			this.registry.publish();
			assertThat(this.log.list).isEmpty();
		}
		this.registry.publish();
		this.registry.publish();
		assertThat(warnings()).singleElement().asString().contains("lost until it works again");
		try (EmbeddedTaosServer second = EmbeddedTaosServer.builder().port(port).start();
				TaosClient reader = TaosClient.connect(second.url())) {
			await().ignoreExceptions().untilAsserted(() -> {
				this.registry.publish();
				assertThat(new TaosTemplate(reader).queryForObject("select count(*) from outage.outage", Long.class))
					.isPositive();
			});
			assertThat(warnings()).hasSize(1);
			assertThat(this.log.list).last()
				.extracting(ILoggingEvent::getFormattedMessage)
				.asString()
				.contains("again");
			this.registry.close();
		}
	}

	@Test
	void publishingIsBoundedInTime() throws IOException {
		this.settings.put("taos.timeout", "500ms");
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			this.registry.start(TaosClientOptions.fromUrl("taos+ws://127.0.0.1:" + silent.getLocalPort() + "/db"));
			this.registry.counter("silent").increment();
			long start = System.nanoTime();
			this.registry.publish();
			this.registry.close();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
			assertThat(warnings()).hasSize(1);
		}
	}

	@Test
	void writingMetersIsNoOperationOfTheApplication() {
		AtomicInteger operations = new AtomicInteger();
		this.registry.start(TaosClientOptions.fromUrl(server.databaseUrl())
			.toBuilder()
			.operationListener(new TaosOperationListener() {

				@Override
				public void onStart(String operation, long reqId) {
					operations.incrementAndGet();
				}

			})
			.build());
		DistributionSummary.builder("quiet").register(this.registry).record(1);
		this.registry.publish();
		assertThat(tables()).contains("quiet");
		assertThat(operations).hasValue(0);
	}

	@Test
	void aRegistryThatWasNotStartedWritesNothing() {
		assertThat(this.registry.isStarted()).isFalse();
		assertThatIllegalStateException().isThrownBy(() -> this.registry.start(Thread::new));
		this.registry.counter("never").increment();
		this.registry.close();
		assertThat(tables()).doesNotContain("never");
		assertThatIllegalStateException().isThrownBy(this::start);
		assertThat(this.log.list).isEmpty();
	}

	@Test
	void settingsAreChecked() {
		for (String[] wrong : new String[][] { { "taos.ttl", "36h" }, { "taos.ttl", "-1d" },
				{ "taos.timeout", "0s" } }) {
			assertThatExceptionOfType(ValidationException.class)
				.isThrownBy(() -> new TaosMeterRegistry(
						(key) -> key.equals(wrong[0]) ? wrong[1] : this.settings.get(key), this.clock))
				.withMessageContaining(wrong[0]);
		}
	}

	private void start() {
		this.registry.start(TaosClientOptions.fromUrl(server.databaseUrl()));
	}

	private void nextStep() {
		this.clock.add(STEP);
	}

	private static Map<String, Object> row(String table) {
		List<Map<String, Object>> rows = taos.queryForList("select * from " + table);
		assertThat(rows).as(table).hasSize(1);
		return rows.get(0);
	}

	private static List<Double> values(String table) {
		return taos.query("select _value from " + table + " order by _ts", Double.class);
	}

	private static List<String> tables() {
		return taos.query("show stables", String.class);
	}

	private List<String> warnings() {
		return this.log.list.stream()
			.filter((event) -> event.getLevel() == Level.WARN)
			.map(ILoggingEvent::getFormattedMessage)
			.toList();
	}

	private static Stream<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.contains("taos-metrics-publisher") || name.contains("step-meter-registry"));
	}

}
