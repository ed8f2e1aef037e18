package io.github.taosspring.boot.buffered;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.taosspring.boot.TaosAutoConfiguration;
import io.github.taosspring.boot.embedded.EmbeddedTaosAutoConfiguration;
import io.github.taosspring.boot.metrics.TaosWriterMetricsAutoConfiguration;
import io.github.taosspring.buffered.BufferedRecordWriter;
import io.github.taosspring.buffered.BufferedRecordWriterFactory;
import io.github.taosspring.buffered.TaosRecordsFailedEvent;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.buffered.BufferOptions;
import io.github.taosspring.client.buffered.FailedRow;
import io.github.taosspring.client.buffered.OverflowPolicy;
import io.github.taosspring.client.buffered.WriteFailureListener;
import io.github.taosspring.client.statement.NullPolicy;
import io.github.taosspring.core.InsertOptions;
import io.github.taosspring.core.TagChange;
import io.github.taosspring.core.TaosTemplate;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import io.github.taosspring.embedded.fault.Fault;
import io.github.taosspring.mapping.SuperTable;
import io.github.taosspring.mapping.TableName;
import io.github.taosspring.mapping.Tag;
import io.github.taosspring.mapping.Ts;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link TaosBufferedAutoConfiguration}.
 */
@Timeout(120)
class TaosBufferedAutoConfigurationTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final Instant TIME = Instant.parse("2026-11-27T00:00:00Z");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaosAutoConfiguration.class, EmbeddedTaosAutoConfiguration.class,
				TaosBufferedAutoConfiguration.class))
		.withUserConfiguration(Writers.class);

	private final ApplicationContextRunner down = this.runner
		.withPropertyValues("taos.url=taos+ws://127.0.0.1:1/records");

	private final ApplicationContextRunner embedded = this.runner.withPropertyValues("taos.embedded.enabled=true",
			"taos.database=records");

	@AfterEach
	void noThreadStays() {
		await().atMost(LONG)
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("taos-buffered-") || name.startsWith("taos-stop-")));
	}

	private static Reading reading(int value) {
		return new Reading("d", TIME.plusMillis(value), value);
	}

	@Test
	void applicationStartsWhileTheServerIsDownAndTheFirstRecordIsRefused() {
		this.down.withBean(Service.class).run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(BufferedRecordWriter.class);
			BufferedRecordWriter<Reading> writer = context.getBean(Service.class).writer;
			assertThat(writer.isRunning()).isTrue();
			assertThat(writer.name()).isEqualTo("readings");
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> writer.write(reading(1)))
				.withMessageContaining("127.0.0.1:1");
			assertThat(writer.buffered()).isZero();
		});
	}

	@Test
	void propertiesArriveInTheOptions() {
		this.down
			.withPropertyValues("taos.buffered.batch-size=7", "taos.buffered.batch-bytes=64KB",
					"taos.buffered.linger=1s", "taos.buffered.buffer-size=100", "taos.buffered.buffer-bytes=1MB",
					"taos.buffered.overflow-policy=drop-oldest", "taos.buffered.block-timeout=2s",
					"taos.buffered.concurrency=3", "taos.buffered.retry-timeout=4s", "taos.buffered.close-timeout=5s",
					"taos.buffered.null-policy=unset", "taos.buffered.tag-change=update",
					"taos.buffered.truncate-timestamps=true")
			.run((context) -> {
				BufferedRecordWriter<?> writer = context.getBean(BufferedRecordWriter.class);
				assertThat(writer.type()).isEqualTo(Reading.class);
				assertThat(writer.options()).usingRecursiveComparison()
					.ignoringFields("failureListener")
					.isEqualTo(new BufferOptions(7, 65536, Duration.ofSeconds(1), 100, 1 << 20,
							OverflowPolicy.DROP_OLDEST, Duration.ofSeconds(2), 3, Duration.ofSeconds(4),
							Duration.ofSeconds(5), (lines, error) -> {
							}));
				assertThat(writer.insertOptions()).usingRecursiveComparison()
					.isEqualTo(InsertOptions.DEFAULTS.nullPolicy(NullPolicy.UNSET)
						.tagChange(TagChange.UPDATE)
						.truncateTimestamps(true));
			});
	}

	@Test
	void aWrongPropertyIsNamed() {
		this.down.withPropertyValues("taos.buffered.buffer-bytes=1MB")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(IllegalArgumentException.class));
		this.down.withPropertyValues("taos.buffered.linger=0s")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("taos.buffered.linger")
				.hasStackTraceContaining("must be greater than zero"));
	}

	@Test
	void writerIsInjectedByItsTypeAndDrainsWhenTheApplicationStops() {
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().start();
				TaosClient client = TaosClient.connect(server.url())) {
			client.execute("create database records");
			this.runner
				.withPropertyValues("taos.url=" + server.url(), "taos.database=records", "taos.buffered.linger=1h")
				.withBean(Service.class)
				.run((context) -> {
					context.getBean(TaosTemplate.class).createSuperTable(Reading.class);
					BufferedRecordWriter<Reading> writer = context.getBean(Service.class).writer;
					for (int i = 0; i < 25; i++) {
						writer.write(reading(i));
					}
					assertThat(writer.buffered()).isEqualTo(25);
				});
			assertThat(client.query("select count(*) from records.reading").toLists()).isEqualTo(List.of(List.of(25L)));
		}
	}

	@Test
	void failuresArriveWithTheVeryRecords() {
		this.embedded.withBean(Failures.class).withBean(Service.class).run((context) -> {
			context.getBean(TaosTemplate.class).createSuperTable(Reading.class);
			BufferedRecordWriter<Reading> writer = context.getBean(Service.class).writer;
			Reading old = new Reading("d", Instant.parse("1990-01-01T00:00:00Z"), 1);
			writer.write(old);
			writer.write(reading(2));
			assertThat(writer.flush(LONG)).isTrue();
			Failures failures = context.getBean(Failures.class);
			assertThat(failures.rows).singleElement().satisfies((row) -> assertThat(row.item()).isSameAs(old));
			assertThat(failures.events).singleElement().satisfies((event) -> {
				assertThat(event.writer()).isEqualTo("readings");
				assertThat(event.records()).singleElement().isSameAs(old);
				assertThat(event.error().code()).isEqualTo(0x060B);
				assertThat(event)
					.hasToString("TaosRecordsFailedEvent[writer=readings, 1 of Reading, error=" + event.error() + "]");
			});
			assertThat(failures.others).isEmpty();
		});
	}

	@Test
	void aRestartOfTheServerLosesNothing() {
		this.embedded.withPropertyValues("taos.buffered.batch-size=10", "taos.buffered.linger=5ms")
			.withBean(Failures.class)
			.withBean(Service.class)
			.run((context) -> {
				EmbeddedTaosServer server = context.getBean(EmbeddedTaosServer.class);
				TaosTemplate taos = context.getBean(TaosTemplate.class);
				taos.createSuperTable(Reading.class);
				server.faults().inject(Fault.disconnect().action("stmt2_exec").skip(1).times(2));
				BufferedRecordWriter<Reading> writer = context.getBean(Service.class).writer;
				for (int i = 0; i < 200; i++) {
					writer.write(reading(i));
					if (i == 100) {
						server.restart();
					}
				}
				assertThat(writer.flush(LONG)).isTrue();
				assertThat(context.getBean(Failures.class).rows).isEmpty();
				assertThat(taos.queryForObject("select count(*) from reading", int.class)).isEqualTo(200);
			});
	}

	@Test
	void recordsAreRefusedUntilTheSchemaIsThere() throws IOException {
		int port = freePort();
		this.runner
			.withPropertyValues("taos.url=taos+ws://localhost:" + port, "taos.database=records",
					"taos.schema.mode=create", "taos.schema.packages=io.github.taosspring.boot.buffered")
			.withBean(Service.class)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				BufferedRecordWriter<Reading> writer = context.getBean(Service.class).writer;
				assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> writer.write(reading(1)))
					.withMessageContaining("schema is not initialised");
				try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().port(port).start();
						TaosClient client = TaosClient.connect(server.url())) {
					await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
						writer.write(reading(1));
						return true;
					});
					assertThat(writer.flush(LONG)).isTrue();
					assertThat(client.query("select count(*) from records.reading").toLists())
						.isEqualTo(List.of(List.of(1L)));
				}
			});
	}

	@Test
	void aFactoryOfTheApplicationIsTaken() {
		this.down.withBean("own", BufferedRecordWriterFactory.class, () -> new BufferedRecordWriterFactory() {

			@Override
			public <T> BufferedRecordWriter<T> create(Class<T> type) {
				return new BufferedRecordWriter<>(type, () -> {
					throw new IllegalStateException("not used");
				}, InsertOptions.DEFAULTS, BufferOptions.of((lines, error) -> {
				}));
			}

		}).run((context) -> assertThat(context).hasSingleBean(BufferedRecordWriterFactory.class));
	}

	@Test
	void metersCountPerWriter() {
		this.embedded
			.withConfiguration(
					AutoConfigurations.of(MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
							SimpleMetricsExportAutoConfiguration.class, TaosWriterMetricsAutoConfiguration.class))
			.withPropertyValues("taos.buffered.linger=1h")
			.withBean(Service.class)
			.run((context) -> {
				context.getBean(TaosTemplate.class).createSuperTable(Reading.class);
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				BufferedRecordWriter<Reading> writer = context.getBean(Service.class).writer;
				writer.write(reading(1));
				assertThat(registry.get("taos.writer.buffered").tag("writer", "readings").gauge().value()).isOne();
				assertThat(registry.get("taos.writer.buffered.bytes").tag("writer", "readings").gauge().value())
					.isPositive();
				assertThat(writer.flush(LONG)).isTrue();
				assertThat(registry.get("taos.writer.written").tag("writer", "readings").functionCounter().count())
					.isOne();
			});
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	@SuperTable
	record Reading(@TableName("reading_{device}") @Tag String device, @Ts Instant ts, int v) {

	}

	/**
	 * Makes the writer.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Writers {

		@Bean
		BufferedRecordWriter<Reading> readings(BufferedRecordWriterFactory factory) {
			return factory.create(Reading.class);
		}

	}

	/**
	 * Uses the writer.
	 */
	static class Service {

		private final BufferedRecordWriter<Reading> writer;

		Service(BufferedRecordWriter<Reading> writer) {
			this.writer = writer;
		}

	}

	/**
	 * Keeps what it is told.
	 */
	static class Failures implements WriteFailureListener {

		private final List<FailedRow> rows = new CopyOnWriteArrayList<>();

		private final List<TaosRecordsFailedEvent<Reading>> events = new CopyOnWriteArrayList<>();

		private final List<TaosRecordsFailedEvent<Service>> others = new CopyOnWriteArrayList<>();

		@Override
		public void onFailure(List<String> lines, TaosException error) {
			throw new AssertionError("Records are no lines");
		}

		@Override
		public void onRowsFailure(List<FailedRow> failed, TaosException error) {
			this.rows.addAll(failed);
		}

		@EventListener
		void on(TaosRecordsFailedEvent<Reading> event) {
			this.events.add(event);
		}

		@EventListener
		void onOther(TaosRecordsFailedEvent<Service> event) {
			this.others.add(event);
		}

	}

}
