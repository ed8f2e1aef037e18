package io.github.taosspring.boot.schemaless;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.taosspring.boot.TaosAutoConfiguration;
import io.github.taosspring.boot.embedded.EmbeddedTaosAutoConfiguration;
import io.github.taosspring.boot.metrics.TaosWriterMetricsAutoConfiguration;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.buffered.BufferOptions;
import io.github.taosspring.client.buffered.BufferedWriter;
import io.github.taosspring.client.buffered.OverflowPolicy;
import io.github.taosspring.client.buffered.WriteFailureListener;
import io.github.taosspring.client.schemaless.Point;
import io.github.taosspring.client.schemaless.PointBatch;
import io.github.taosspring.client.schemaless.SchemalessOptions;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.github.taosspring.client.schemaless.SchemalessResult;
import io.github.taosspring.client.schemaless.SchemalessWriter;
import io.github.taosspring.core.TaosTemplate;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import io.github.taosspring.embedded.fault.Fault;
import io.github.taosspring.schemaless.BufferedPointWriter;
import io.github.taosspring.schemaless.TaosWriteFailedEvent;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.DefaultLifecycleProcessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link TaosSchemalessAutoConfiguration}.
 */
@Timeout(120)
class TaosSchemalessAutoConfigurationTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(TaosAutoConfiguration.class, EmbeddedTaosAutoConfiguration.class, TaosSchemalessAutoConfiguration.class));

	private final ApplicationContextRunner down = this.runner.withPropertyValues("taos.url=taos+ws://127.0.0.1:1/sml");

	private final ApplicationContextRunner embedded = this.runner.withPropertyValues("taos.embedded.enabled=true",
			"taos.database=sml");

	@AfterEach
	void noThreadStays() {
		await().atMost(LONG)
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("taos-buffered-") || name.startsWith("taos-stop-")));
	}

	private static Point point(int value) {
		return Point.measurement("weather")
			.tag("city", "Oslo")
			.field("t", value)
			.time(1_700_000_000_000L + value, TaosPrecision.MILLISECOND);
	}

	private static Point text(int time) {
		return Point.measurement("weather")
			.tag("city", "Oslo")
			.field("t", "an int before")
			.time(1_700_000_000_000L + time, TaosPrecision.MILLISECOND);
	}

	@Test
	void applicationStartsWhileTheServerIsDownAndNothingRunsBeforeTheFirstPoint() {
		this.down.run((context) -> {
			assertThat(context).hasNotFailed()
				.hasSingleBean(SchemalessWriter.class)
				.hasSingleBean(BufferedPointWriter.class);
			BufferedPointWriter writer = context.getBean(BufferedPointWriter.class);
			assertThat(writer.isRunning()).isTrue();
			assertThat(writer.getPhase()).isEqualTo(Integer.MAX_VALUE - 4096);
			assertThat(writer.flush(LONG)).isTrue();
			noThreadStays();
		});
	}

	@Test
	void plainWriterWritesWhatTheTemplateReads() {
		this.embedded.run((context) -> {
			SchemalessResult result = context.getBean(SchemalessWriter.class)
				.write(PointBatch.of(SchemalessProtocol.LINE).add(point(1)).add(point(2)));
			assertThat(result.affectedRows()).isEqualTo(2);
			assertThat(context.getBean(TaosTemplate.class).query("select t from weather", Integer.class))
				.containsExactly(1, 2);
		});
	}

	@Test
	void bufferedWriterIsInjectedByItsTypeAndDrainsWhenTheApplicationStops() {
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().start();
				TaosClient client = TaosClient.connect(server.url())) {
			client.execute("create database sml");
			this.runner.withPropertyValues("taos.url=" + server.url(), "taos.database=sml", "taos.schemaless.linger=1h")
				.withBean(Service.class)
				.run((context) -> {
					Service service = context.getBean(Service.class);
					for (int i = 0; i < 25; i++) {
						service.writer.write(point(i));
					}
					assertThat(service.writer.buffered()).isEqualTo(25);
				});
			assertThat(client.query("select count(*) from sml.weather").toLists()).isEqualTo(List.of(List.of(25L)));
		}
	}

	@Test
	void writersOfOpenTsdbsProtocolsAreInjectedByQualifier() {
		this.embedded
			.withPropertyValues("taos.schemaless.telnet.enabled=true", "taos.schemaless.json.enabled=true",
					"taos.schema.database.precision=us")
			.withBean(Service.class)
			.withBean(OpenTsdbService.class)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(Service.class).writer).isSameAs(context.getBean("taosBufferedWriter"));
				OpenTsdbService service = context.getBean(OpenTsdbService.class);
				assertThat(service.telnet).isSameAs(context.getBean("taosTelnetWriter"));
				assertThat(service.json).isSameAs(context.getBean("taosJsonWriter"));
				context.getBean(Service.class).writer.write(Point.measurement("lines")
					.tag("a", "b")
					.field("v", 1L)
					.time(1_700_000_000_000_001L, TaosPrecision.MICROSECOND));
				service.telnet.write(point(1).reset("telnet").tag("a", "b").field("v", 1.5));
				service.json.write(point(1).reset("by_json")
					.tag("a", "b")
					.field("v", 2.5)
					.time(1_700_000_000_000_001L, TaosPrecision.MICROSECOND));
				context.getBeansOfType(BufferedPointWriter.class)
					.values()
					.forEach((writer) -> assertThat(writer.flush(LONG)).isTrue());
				TaosTemplate taos = context.getBean(TaosTemplate.class);
				assertThat(taos.query("select cast(_ts as bigint) from lines", Long.class))
					.containsExactly(1_700_000_000_000_001L);
				assertThat(taos.query("select _value from telnet", Double.class)).containsExactly(1.5);
				assertThat(taos.query("select cast(_ts as bigint) from by_json", Long.class))
					.containsExactly(1_700_000_000_000_001L);
			});
	}

	@Test
	void propertiesArriveInTheOptions() {
		this.down
			.withPropertyValues("taos.schemaless.protocol=json", "taos.schemaless.batch-size=7",
					"taos.schemaless.batch-bytes=64KB", "taos.schemaless.linger=1s", "taos.schemaless.buffer-size=100",
					"taos.schemaless.buffer-bytes=1MB", "taos.schemaless.overflow-policy=drop-oldest",
					"taos.schemaless.block-timeout=2s", "taos.schemaless.concurrency=3",
					"taos.schemaless.retry-timeout=4s", "taos.schemaless.close-timeout=5s")
			.run((context) -> {
				BufferedPointWriter writer = context.getBean(BufferedPointWriter.class);
				assertThat(writer.protocol()).isEqualTo(SchemalessProtocol.JSON);
				assertThat(writer.options()).usingRecursiveComparison()
					.ignoringFields("failureListener")
					.isEqualTo(new BufferOptions(7, 65536, Duration.ofSeconds(1), 100, 1 << 20,
							OverflowPolicy.DROP_OLDEST, Duration.ofSeconds(2), 3, Duration.ofSeconds(4),
							Duration.ofSeconds(5), (lines, error) -> {
							}));
			});
	}

	@Test
	void timeToLiveAndTableNameReachTheServer() {
		this.embedded.withPropertyValues("taos.schemaless.ttl=30", "taos.schemaless.table-name-key=name")
			.run((context) -> {
				BufferedPointWriter writer = context.getBean(BufferedPointWriter.class);
				writer.write(point(1).tag("name", "oslo"));
				assertThat(writer.flush(LONG)).isTrue();
				List<List<?>> tables = context.getBean(TaosTemplate.class)
					.extract("select table_name, `ttl` from information_schema.ins_tables where db_name = 'sml'",
							(result) -> List.copyOf(result.toLists()));
				assertThat(tables).isEqualTo(List.of(List.of("oslo", 30)));
			});
	}

	@Test
	void fieldsAreSplitWhereTheProtocolHasOneValue() {
		this.embedded.withPropertyValues("taos.schemaless.protocol=telnet").run((context) -> {
			BufferedPointWriter writer = context.getBean(BufferedPointWriter.class);
			assertThatExceptionOfType(TaosInterfaceException.class)
				.isThrownBy(() -> writer.write(point(1).field("h", 2)));
		});
		this.embedded.withPropertyValues("taos.schemaless.protocol=telnet", "taos.schemaless.split-fields=true")
			.run((context) -> {
				BufferedPointWriter writer = context.getBean(BufferedPointWriter.class);
				writer.write(point(1).field("h", 2));
				assertThat(writer.flush(LONG)).isTrue();
				assertThat(writer.written()).isEqualTo(2);
				assertThat(context.getBean(TaosTemplate.class).query("select _value from weather_h", Double.class))
					.containsExactly(2.0);
			});
	}

	@Test
	void timesFinerThanTheUnitAreRefusedUnlessTheyAreToBeCut() {
		Point fine = Point.measurement("m").tag("a", "b").field("v", 1).time(1, TaosPrecision.NANOSECOND);
		this.down.run((context) -> assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> context.getBean(BufferedPointWriter.class).write(fine))
			.withMessageContaining("finer"));
		this.down.withPropertyValues("taos.schemaless.precision=ns", "taos.schemaless.close-timeout=10ms")
			.run((context) -> {
				context.getBean(BufferedPointWriter.class).write(fine);
				assertThat(context.getBean(BufferedPointWriter.class).buffered()).isOne();
			});
	}

	@ParameterizedTest
	@CsvSource({ "precision, s", "ttl, 36h", "ttl, -1d", "batch-size, 0", "batch-bytes, 0B", "linger, 0s",
			"buffer-size, 9999", "block-timeout, -1s", "concurrency, 0", "retry-timeout, 0s", "close-timeout, 0s" })
	void wrongValueIsReportedUnderItsName(String property, String value) {
		this.down.withPropertyValues("taos.schemaless." + property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("InvalidTaosPropertyException: taos.schemaless." + property + ": "));
	}

	@Test
	void precisionThatTheProtocolHasNotIsReported() {
		this.down.withPropertyValues("taos.schemaless.protocol=telnet", "taos.schemaless.precision=us")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("InvalidTaosPropertyException: taos.schemaless.precision: ")
				.hasStackTraceContaining("telnet"));
	}

	@Test
	void whatTheServerRefusesGoesToTheListenersAndTheEvents() {
		this.embedded.withBean(Failures.class).withBean("broken", WriteFailureListener.class, () -> (lines, error) -> {
			throw new IllegalStateException("broken");
		}).run((context) -> {
			BufferedPointWriter writer = context.getBean(BufferedPointWriter.class);
			writer.write(point(1));
			assertThat(writer.flush(LONG)).isTrue();
			writer.write(point(2));
			writer.write(text(3));
			assertThat(writer.flush(LONG)).isTrue();
			Failures failures = context.getBean(Failures.class);
			assertThat(failures.lines).hasSize(1).first().asString().contains("an int before");
			assertThat(failures.events).hasSize(1).first().satisfies((event) -> {
				assertThat(event.writer()).isEqualTo("taosBufferedWriter");
				assertThat(event.protocol()).isEqualTo(SchemalessProtocol.LINE);
				assertThat(event.lines()).isEqualTo(failures.lines);
				assertThat(event.toString()).contains("1 lines");
			});
			assertThat(writer.written()).isEqualTo(2);
			assertThat(writer.failed()).isOne();
		});
	}

	@Test
	void stopReportsWhatCouldNotBeWrittenInTime() {
		Failures failures = new Failures();
		this.down.withPropertyValues("taos.schemaless.close-timeout=200ms", "taos.schemaless.linger=1h")
			.withBean(Failures.class, () -> failures)
			.run((context) -> {
				for (int i = 0; i < 10; i++) {
					context.getBean(BufferedPointWriter.class).write(point(i));
				}
			});
		assertThat(failures.lines).hasSize(10);
		assertThat(failures.events.stream().mapToLong((event) -> event.lines().size()).sum()).isEqualTo(10);
	}

	@Test
	void stoppedWriterTakesNothingUntilItStartsAgain() {
		this.embedded.run((context) -> {
			BufferedPointWriter writer = context.getBean(BufferedPointWriter.class);
			writer.write(point(1));
			context.getBean(DefaultLifecycleProcessor.class).stop();
			assertThat(writer.isRunning()).isFalse();
			assertThat(writer.written()).isOne();
			assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> writer.write(point(2)));
			context.getBean(DefaultLifecycleProcessor.class).start();
			writer.write(point(3));
			assertThat(writer.flush(LONG)).isTrue();
			assertThat(writer.written()).isEqualTo(2);
			writer.close();
			assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> writer.write(point(4)));
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(writer::start);
		});
	}

	@Test
	void pointsWaitForTheServerAndItsSchema() throws IOException {
		int port = freePort();
		Failures failures = new Failures();
		this.runner
			.withPropertyValues("taos.url=taos+ws://localhost:" + port, "taos.database=sml", "taos.schema.mode=create",
					"taos.schemaless.linger=10ms")
			.withBean(Failures.class, () -> failures)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				BufferedPointWriter writer = context.getBean(BufferedPointWriter.class);
				for (int i = 0; i < 10; i++) {
					writer.write(point(i));
				}
				assertThat(writer.flush(Duration.ofMillis(200))).isFalse();
				try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().port(port).start();
						TaosClient client = TaosClient.connect(server.url())) {
					assertThat(writer.flush(Duration.ofSeconds(60))).isTrue();
					assertThat(client.query("select count(*) from sml.weather").toLists())
						.isEqualTo(List.of(List.of(10L)));
				}
			});
		assertThat(failures.lines).isEmpty();
	}

	@Test
	void connectionThatBreaksIsTriedAgain() {
		this.embedded.withBean(Failures.class).run((context) -> {
			context.getBean(EmbeddedTaosServer.class).faults().inject(Fault.disconnect().action("insert").times(2));
			BufferedPointWriter writer = context.getBean(BufferedPointWriter.class);
			writer.write(point(1));
			assertThat(writer.flush(LONG)).isTrue();
			assertThat(context.getBean(TaosTemplate.class).query("select t from weather", Integer.class))
				.containsExactly(1);
			assertThat(context.getBean(Failures.class).lines).isEmpty();
		});
	}

	@Test
	void writersOfTheApplicationAreTaken() {
		this.down.withBean("own", BufferedPointWriter.class, () -> new BufferedPointWriter(() -> {
			throw new IllegalStateException("not used");
		}, PointBatch.of(SchemalessProtocol.LINE), SchemalessOptions.DEFAULTS, BufferOptions.of((lines, error) -> {
		}))).withBean(Service.class).run((context) -> {
			assertThat(context).hasSingleBean(BufferedPointWriter.class);
			assertThat(context.getBean(Service.class).writer).isSameAs(context.getBean("own"));
		});
	}

	@Test
	void metersCountPerWriter() {
		this.embedded
			.withConfiguration(
					AutoConfigurations.of(MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
							SimpleMetricsExportAutoConfiguration.class, TaosWriterMetricsAutoConfiguration.class))
			.withPropertyValues("taos.schemaless.telnet.enabled=true", "taos.schemaless.linger=1h")
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				BufferedPointWriter writer = context.getBean("taosBufferedWriter", BufferedPointWriter.class);
				writer.write(point(1));
				writer.write(point(2));
				assertThat(registry.get("taos.writer.buffered").tag("writer", "taosBufferedWriter").gauge().value())
					.isEqualTo(2);
				assertThat(registry.get("taos.writer.buffered").tag("writer", "taosTelnetWriter").gauge().value())
					.isZero();
				assertThat(writer.flush(LONG)).isTrue();
				writer.write(text(3));
				assertThat(writer.flush(LONG)).isTrue();
				assertThat(registry.get("taos.writer.written")
					.tag("writer", "taosBufferedWriter")
					.functionCounter()
					.count()).isEqualTo(2);
				assertThat(registry.get("taos.writer.failed")
					.tag("writer", "taosBufferedWriter")
					.functionCounter()
					.count()).isOne();
				assertThat(registry.get("taos.writer.buffered").tag("writer", "taosBufferedWriter").gauge().value())
					.isZero();
			});
	}

	@Test
	void withoutMicrometerWritersWork() {
		this.down.withConfiguration(AutoConfigurations.of(TaosWriterMetricsAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(BufferedPointWriter.class)
				.doesNotHaveBean("taosBufferedWriterMetrics"));
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	/**
	 * Uses the main writer.
	 */
	static class Service {

		private final BufferedWriter<Point> writer;

		Service(BufferedWriter<Point> writer) {
			this.writer = writer;
		}

	}

	/**
	 * Uses the other writers.
	 */
	static class OpenTsdbService {

		private final BufferedWriter<Point> telnet;

		private final BufferedWriter<Point> json;

		OpenTsdbService(@Qualifier("taosTelnetWriter") BufferedWriter<Point> telnet,
				@Qualifier("taosJsonWriter") BufferedWriter<Point> json) {
			this.telnet = telnet;
			this.json = json;
		}

	}

	/**
	 * Keeps what it is told.
	 */
	static class Failures implements WriteFailureListener {

		private final List<String> lines = new CopyOnWriteArrayList<>();

		private final List<TaosWriteFailedEvent> events = new CopyOnWriteArrayList<>();

		@Override
		public void onFailure(List<String> lines, TaosException error) {
			this.lines.addAll(lines);
		}

		@EventListener
		void on(TaosWriteFailedEvent event) {
			this.events.add(event);
		}

	}

}
