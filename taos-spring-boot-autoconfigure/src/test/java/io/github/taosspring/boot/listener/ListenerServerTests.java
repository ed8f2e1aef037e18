package io.github.taosspring.boot.listener;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.taosspring.annotation.TaosListener;
import io.github.taosspring.boot.TaosAutoConfiguration;
import io.github.taosspring.boot.TaosEntityTypes;
import io.github.taosspring.boot.health.TaosListenerHealthContributorAutoConfiguration;
import io.github.taosspring.boot.health.TaosListenerHealthIndicator;
import io.github.taosspring.boot.metrics.TaosListenerMetricsAutoConfiguration;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.client.tmq.TmqMeta;
import io.github.taosspring.config.TaosListenerEndpointRegistry;
import io.github.taosspring.core.TaosTemplate;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import io.github.taosspring.listener.AckMode;
import io.github.taosspring.listener.ConcurrentTaosMessageListenerContainer;
import io.github.taosspring.listener.TaosAcknowledgment;
import io.github.taosspring.listener.TaosMessageListenerContainer;
import io.github.taosspring.listener.adapter.TaosTopicMismatchException;
import io.github.taosspring.mapping.Column;
import io.github.taosspring.mapping.SuperTable;
import io.github.taosspring.mapping.TableName;
import io.github.taosspring.mapping.Tag;
import io.github.taosspring.mapping.Ts;
import io.github.taosspring.schema.TaosSchemaInitializer;
import io.github.taosspring.support.TaosHeaders;
import io.github.taosspring.topic.TaosTopic;
import io.github.taosspring.topic.TaosTopicAdmin;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.handler.annotation.Header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for listeners by annotation with a server: the embedded one, or the one at
 * {@code -Dtaos.test.url=…}.
 */
@Timeout(180)
class ListenerServerTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private static final String DATABASE = "taos_spring_listeners";

	private static final String HIGH = "taos_spring_high";

	private static final String ALL = "taos_spring_all";

	private static final Instant START = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private static @Nullable EmbeddedTaosServer embedded;

	private static String url;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaosAutoConfiguration.class, TaosTopicAutoConfiguration.class,
				TaosListenerAutoConfiguration.class, TaosListenerMetricsAutoConfiguration.class,
				TaosListenerHealthContributorAutoConfiguration.class))
		.withBean(TaosEntityTypes.class, () -> TaosEntityTypes.of(Reading.class))
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
		.withPropertyValues("taos.url=" + url, "taos.database=" + DATABASE, "taos.schema.mode=create",
				"taos.schema.database.vgroups=2", "taos.listener.poll-timeout=200ms");

	@BeforeAll
	static void start() {
		String external = System.getProperty("taos.test.url");
		embedded = (external != null) ? null : EmbeddedTaosServer.builder().start();
		url = (embedded != null) ? embedded.url() : String.valueOf(external);
	}

	@BeforeEach
	@AfterEach
	void drop() {
		try (TaosClient client = TaosClient.connect(url)) {
			await().atMost(LONG).ignoreExceptions().until(() -> {
				client.execute("drop topic if exists `" + HIGH + "`");
				client.execute("drop topic if exists `" + ALL + "`");
				return true;
			});
			client.execute("drop database if exists " + DATABASE);
		}
		await().atMost(LONG)
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("taos-listener") || name.startsWith("alarms")));
	}

	@AfterAll
	static void stop() {
		if (embedded != null) {
			embedded.close();
		}
	}

	@Test
	void aListenerGetsTheRecordsOfATopicDeclaredAsABean() {
		this.runner.withUserConfiguration(Alarms.class).run((context) -> {
			assertThat(context).hasNotFailed();
			Alarms alarms = context.getBean(Alarms.class);
			insert(context, reading(1, 250), reading(2, 230), reading(3, 260));
			await().atMost(LONG).untilAsserted(() -> assertThat(alarms.readings).hasSize(2));
			assertThat(alarms.readings).containsExactlyInAnyOrder(reading(1, 250), reading(3, 260));
			assertThat(alarms.vgroups).allMatch((vgroup) -> vgroup > 0);
			TaosMessageListenerContainer container = container(context, "alarms");
			assertThat(container.getContainerProperties().getAckMode()).isEqualTo(AckMode.MANUAL);
			await().atMost(LONG).untilAsserted(() -> assertThat(container.metrics().commits()).isPositive());
			Health health = context.getBean(TaosListenerHealthIndicator.class).health();
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails().get("alarms")).asString()
				.contains("state=running", "group=alarms", "topics=[" + HIGH + "]");
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			assertThat(meters.get("taos.listener").tag("listener", "alarms").timer().count()).isPositive();
			assertThat(meters.get("taos.listener.messages").tag("listener", "alarms").functionCounter().count())
				.isPositive();
			assertThat(meters.get("taos.listener.lag").tag("listener", "alarms").gauge().value()).isNotNegative();
		});
	}

	@Test
	void whatWasAcknowledgedDoesNotComeAgainAndWhatWasNotDoes() {
		this.runner.withUserConfiguration(Alarms.class).run((context) -> {
			Alarms alarms = context.getBean(Alarms.class);
			insert(context, reading(1, 250));
			await().atMost(LONG).untilAsserted(() -> assertThat(alarms.readings).hasSize(1));
			alarms.silent = true;
			insert(context, reading(2, 251));
			await().atMost(LONG).untilAsserted(() -> assertThat(alarms.readings).hasSize(2));
		});
		this.runner.withUserConfiguration(Alarms.class).run((context) -> {
			Alarms alarms = context.getBean(Alarms.class);
			await().atMost(LONG).untilAsserted(() -> assertThat(alarms.readings).hasSize(1));
			assertThat(alarms.readings).containsExactly(reading(2, 251));
		});
	}

	@Test
	void aRowThatFailsIsTriedAgainAndWrittenToTheDeadLetters() {
		this.runner.withUserConfiguration(Failing.class)
			.withPropertyValues("taos.listener.retry.max-attempts=3", "taos.listener.dead-letter.enabled=true")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				Failing failing = context.getBean(Failing.class);
				insert(context, reading(1, 250), reading(2, -1), reading(3, 260));
				await().atMost(LONG)
					.untilAsserted(() -> assertThat(failing.voltages).containsExactlyInAnyOrder(250, 260));
				await().atMost(LONG).untilAsserted(() -> assertThat(failing.attempts.get()).isEqualTo(3));
				TaosTemplate taos = context.getBean(TaosTemplate.class);
				await().atMost(LONG)
					.ignoreExceptions()
					.untilAsserted(() -> assertThat(taos
						.queryForList("select `payload`, `attempts`, `error`, topic_name from taos_dead_letters"))
						.singleElement()
						.satisfies((row) -> {
							assertThat(row.get("attempts")).isEqualTo(3);
							assertThat(row.get("payload")).asString().contains("-1");
							assertThat(row.get("error")).asString().contains("too low");
							assertThat(row.get("topic_name")).isEqualTo(ALL);
						}));
				assertThat(context.getBean(MeterRegistry.class)
					.get("taos.listener.redeliveries")
					.tag("group", "failing")
					.counter()
					.count()).isGreaterThanOrEqualTo(2);
			});
	}

	@Test
	void tagsAreLookedUpAndChangesOfTablesComeToThoseWhoTakeThem() {
		this.runner.withUserConfiguration(WholeDatabase.class).run((context) -> {
			assertThat(context).hasNotFailed();
			WholeDatabase listeners = context.getBean(WholeDatabase.class);
			TaosTemplate taos = context.getBean(TaosTemplate.class);
			taos.execute("create table other (ts timestamp, v int)");
			taos.execute("insert into other values (now, 1)");
			insert(context, reading(1, 250));
			taos.execute("insert into meter_d1 (ts, voltage) values (" + START.plusSeconds(2).toEpochMilli() + ", 3)");
			await().atMost(LONG).untilAsserted(() -> assertThat(listeners.readings).hasSize(2));
			assertThat(listeners.readings).containsExactly(reading(1, 250),
					new Reading("d1", "Oslo", START.plusSeconds(2), null, 3));
			await().atMost(LONG).untilAsserted(() -> assertThat(listeners.tables).contains("other", "meter_d1"));
			await().atMost(LONG)
				.untilAsserted(() -> assertThat(listeners.metas)
					.anyMatch((meta) -> meta instanceof TmqMeta.CreateNormalTable table
							&& table.tableName().equals("other")));
		});
	}

	@Test
	void aRecordWithTagsIsRefusedForATopicOnASuperTable() {
		this.runner.withUserConfiguration(OfSuperTable.class).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).rootCause()
				.satisfies((ex) -> assertThat(context.getStartupFailure())
					.hasStackTraceContaining(TaosTopicMismatchException.class.getName())
					.hasStackTraceContaining("OfSuperTable.on(List)")
					.hasStackTraceContaining("topic '" + ALL + "'")
					.hasStackTraceContaining("tagLookup"));
		});
	}

	@Test
	void theNameOfTheTableIsRefusedForATopicOnAQuery() {
		this.runner.withUserConfiguration(Table.class)
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("Table.on(Map, String)")
				.hasStackTraceContaining("topic '" + ALL + "' is on a query, whose messages do not name tables"));
	}

	@Test
	void aTopicThatIsMissingIsWaitedForUnlessThatIsFatal() {
		this.runner.withUserConfiguration(Waiting.class)
			.withPropertyValues("taos.listener.restart.initial-interval=200ms")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				TaosListenerHealthIndicator health = context.getBean(TaosListenerHealthIndicator.class);
				await().atMost(LONG)
					.untilAsserted(() -> assertThat(health.health().getStatus()).isEqualTo(Status.DOWN));
				assertThat(health.health().getDetails().get("waiting")).asString().contains("state=retrying", "error=");
				context.getBean(TaosTopicAdmin.class).create(TaosTopic.named(ALL).of(Reading.class));
				insert(context, reading(1, 250));
				await().atMost(LONG).untilAsserted(() -> assertThat(context.getBean(Waiting.class).rows).hasSize(1));
				assertThat(health.health().getStatus()).isEqualTo(Status.UP);
			});
		drop();
		this.runner.withUserConfiguration(Waiting.class)
			.withPropertyValues("taos.listener.missing-topics-fatal=true")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasStackTraceContaining("Topic '" + ALL + "' of the listener 'waiting' does not exist"));
	}

	@ParameterizedTest
	@ValueSource(classes = { Waiting.class, Maps.class, Raw.class })
	void aWrongPasswordIsAFailureAtStartForListenersOfAllKinds(Class<?> listener) {
		ApplicationContextRunner wrong = this.runner.withUserConfiguration(listener)
			.withPropertyValues("taos.password=wrong", "taos.schema.mode=none");
		wrong.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(container(context, "waiting").isRunning()).isTrue();
			TaosListenerHealthIndicator health = context.getBean(TaosListenerHealthIndicator.class);
			await().atMost(LONG)
				.untilAsserted(() -> assertThat(health.health().getDetails().get("waiting")).asString()
					.contains("state=retrying", "0x0357"));
		});
		wrong.withPropertyValues("taos.listener.startup-failure=continue").run((context) -> {
			assertThat(context).hasNotFailed();
			await().atMost(LONG).until(() -> !container(context, "waiting").isRunning());
		});
		wrong.withPropertyValues("taos.listener.startup-failure=stop")
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining("0x0357"));
	}

	@Test
	void deliveriesAreObservedIfThatIsWanted() {
		List<Observation.Context> observed = new CopyOnWriteArrayList<>();
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler((ObservationHandler<Observation.Context>) (context) -> {
			observed.add(context);
			return true;
		});
		this.runner.withUserConfiguration(Alarms.class)
			.withBean(ObservationRegistry.class, () -> observations)
			.withPropertyValues("taos.listener.observation-enabled=true")
			.run((context) -> {
				insert(context, reading(1, 250));
				await().atMost(LONG).untilAsserted(() -> assertThat(observed).isNotEmpty());
				assertThat(observed.get(0).getName()).isEqualTo("taos.listener");
				assertThat(observed.get(0).getLowCardinalityKeyValue("listener").getValue()).isEqualTo("alarms");
				assertThat(observed.get(0).getHighCardinalityKeyValue("vgroup")).isNotNull();
				assertThat(context.getBean(MeterRegistry.class).find("taos.listener").timer()).isNull();
			});
	}

	@Test
	void aServerThatComesBackEmptyGetsItsTopicsAgain() {
		EmbeddedTaosServer first = EmbeddedTaosServer.builder().start();
		int port = URI.create(first.url()).getPort();
		this.runner.withUserConfiguration(Alarms.class)
			.withPropertyValues("taos.url=taos+ws://localhost:" + port, "taos.listener.restart.initial-interval=200ms",
					"taos.listener.restart.max-interval=1s")
			.run((context) -> {
				Alarms alarms = context.getBean(Alarms.class);
				insert(context, reading(1, 250));
				await().atMost(LONG).untilAsserted(() -> assertThat(alarms.readings).hasSize(1));
				first.close();
				try (EmbeddedTaosServer second = EmbeddedTaosServer.builder().port(port).start()) {
					context.getBean(TaosSchemaInitializer.class).initialize();
					insert(context, reading(2, 251));
					await().atMost(LONG).untilAsserted(() -> assertThat(alarms.readings).contains(reading(2, 251)));
				}
			});
	}

	@Test
	void severalConsumersShareTheVgroups() {
		this.runner.withUserConfiguration(Waiting.class)
			.withBean(TaosTopic.class, () -> TaosTopic.named(ALL).of(Reading.class))
			.withPropertyValues("taos.listener.concurrency=2")
			.run((context) -> {
				Waiting waiting = context.getBean(Waiting.class);
				ConcurrentTaosMessageListenerContainer container = (ConcurrentTaosMessageListenerContainer) container(
						context, "waiting");
				List<Reading> all = new ArrayList<>();
				for (int i = 0; i < 40; i++) {
					all.add(new Reading("d" + i, "Oslo", START.plusSeconds(i), 1.5f, i));
				}
				insert(context, all.toArray(Reading[]::new));
				await().atMost(LONG).untilAsserted(() -> assertThat(waiting.rows).hasSize(40));
				assertThat(container.getConcurrency()).isEqualTo(2);
				assertThat(container.getContainers()).hasSize(2);
			});
	}

	private static Reading reading(int second, int voltage) {
		return new Reading("d1", "Oslo", START.plusSeconds(second), 1.5f, voltage);
	}

	private static void insert(AssertableApplicationContext context, Reading... readings) {
		context.getBean(TaosTemplate.class).insertAll(List.of(readings));
	}

	private static TaosMessageListenerContainer container(AssertableApplicationContext context, String id) {
		TaosMessageListenerContainer container = context.getBean(TaosListenerEndpointRegistry.class)
			.getListenerContainer(id);
		assertThat(container).isNotNull();
		return container;
	}

	@SuperTable("meters")
	record Reading(@TableName("meter_{deviceId}") @Tag(length = 16) String deviceId, @Tag(length = 16) String location,
			@Ts Instant ts, @Column @Nullable Float current, int voltage) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Alarms {

		private final List<Reading> readings = new CopyOnWriteArrayList<>();

		private final List<Integer> vgroups = new CopyOnWriteArrayList<>();

		private volatile boolean silent;

		@Bean
		TaosTopic highVoltage() {
			return TaosTopic.named(HIGH).as("select * from meters where voltage > 240");
		}

		@TaosListener(id = "alarms", topics = HIGH)
		void on(List<Reading> readings, TaosAcknowledgment acknowledgment, @Header(TaosHeaders.VGROUP) int vgroup) {
			this.readings.addAll(readings);
			this.vgroups.add(vgroup);
			if (!this.silent) {
				acknowledgment.acknowledge();
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Failing {

		private final List<Integer> voltages = new CopyOnWriteArrayList<>();

		private final AtomicInteger attempts = new AtomicInteger();

		@Bean
		TaosTopic all() {
			return TaosTopic.named(ALL).of(Reading.class);
		}

		@TaosListener(id = "failing", topics = ALL)
		void on(Reading reading) {
			if (reading.voltage() < 0) {
				this.attempts.incrementAndGet();
				throw new IllegalStateException("too low");
			}
			this.voltages.add(reading.voltage());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WholeDatabase {

		private final List<Reading> readings = new CopyOnWriteArrayList<>();

		private final List<TmqMeta> metas = new CopyOnWriteArrayList<>();

		private final List<String> tables = new CopyOnWriteArrayList<>();

		@Bean
		TaosTopic all() {
			return TaosTopic.named(ALL).asDatabase().withMeta();
		}

		@TaosListener(id = "readings", topics = ALL, tagLookup = "true")
		void onReading(Reading reading) {
			this.readings.add(reading);
		}

		@TaosListener(id = "metas", topics = ALL)
		void onMeta(TmqMeta meta, TmqConsumer consumer) {
			this.metas.add(meta);
		}

		@TaosListener(id = "maps", topics = ALL)
		void onMap(Map<String, Object> row, @Header(TaosHeaders.TABLE) String table) {
			this.tables.add(table);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfSuperTable {

		@Bean
		TaosTopic all() {
			return TaosTopic.named(ALL).asStable(Reading.class);
		}

		@TaosListener(id = "stable", topics = ALL)
		void on(List<Reading> readings) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Waiting {

		private final List<Reading> rows = new CopyOnWriteArrayList<>();

		@TaosListener(id = "waiting", topics = ALL)
		void on(List<Reading> readings) {
			this.rows.addAll(readings);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Maps {

		@TaosListener(id = "waiting", topics = ALL)
		void on(Map<String, Object> row) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Raw {

		@TaosListener(id = "waiting", topics = ALL)
		void on(TmqMessage message) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Table {

		@Bean
		TaosTopic all() {
			return TaosTopic.named(ALL).of(Reading.class);
		}

		@TaosListener(id = "table", topics = ALL)
		void on(Map<String, Object> row, @Header(TaosHeaders.TABLE) String table) {
		}

	}

}
