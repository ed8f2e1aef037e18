package io.github.taosspring.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.github.taosspring.boot.embedded.EmbeddedTaosAutoConfiguration;
import io.github.taosspring.boot.scanned.Composed;
import io.github.taosspring.boot.scanned.Scanned;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.core.TaosTemplate;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import io.github.taosspring.mapping.NamingStrategy;
import io.github.taosspring.mapping.SuperTable;
import io.github.taosspring.mapping.Tag;
import io.github.taosspring.mapping.Ts;
import io.github.taosspring.schema.SchemaMismatchException;
import io.github.taosspring.schema.SchemaMode;
import io.github.taosspring.schema.TaosSchemaInitializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the initialisation of the schema at start.
 */
class SchemaInitializationTests {

	private final ApplicationContextRunner embedded = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaosAutoConfiguration.class, EmbeddedTaosAutoConfiguration.class))
		.withPropertyValues("taos.embedded.enabled=true");

	@Test
	void embeddedServerGetsItsDatabaseAndTheScannedTypes() {
		this.embedded
			.withPropertyValues("taos.database=power", "taos.fail-fast=true", "taos.schema.database.precision=us",
					"taos.schema.database.keep=30d", "taos.schema.database.options.wal-level=1",
					"taos.schema.packages=io.github.taosspring.boot.scanned",
					"taos.schema.scripts=classpath:schema-test.sql")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(TaosSchemaInitializer.class).mode()).isEqualTo(SchemaMode.CREATE);
				TaosTemplate taos = context.getBean(TaosTemplate.class);
				Scanned row = new Scanned(Instant.now().truncatedTo(ChronoUnit.MICROS), 5, "a");
				taos.insert(row);
				assertThat(taos.query("select * from scanned", Scanned.class)).containsExactly(row);
				Composed composed = new Composed(row.ts(), 6, "b");
				taos.insert(composed);
				assertThat(taos.query("select * from meter", Composed.class)).containsExactly(composed);
				assertThat(taos.queryForObject("select count(*) from made_by_script", int.class)).isZero();
				assertThat(taos.queryForObject(
						"select `precision` from information_schema.ins_databases " + "where name = 'power'",
						String.class))
					.isEqualTo("us");
			});
	}

	@Test
	void withoutADatabaseNothingIsDoneByDefault() {
		this.embedded.withPropertyValues("taos.schema.packages=io.github.taosspring.boot.scanned")
			.run((context) -> assertThat(context.getBean(TaosSchemaInitializer.class).mode())
				.isEqualTo(SchemaMode.NONE));
	}

	@Test
	void superTablesWithoutADatabaseAreAMistake() {
		this.embedded
			.withPropertyValues("taos.schema.packages=io.github.taosspring.boot.scanned", "taos.schema.mode=create")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("record Scanned")
				.hasMessageContaining("taos.database"));
	}

	@Test
	void wrongOptionIsReportedUnderItsName() {
		this.embedded.withPropertyValues("taos.database=power", "taos.schema.database.vgroups=0")
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining("taos.schema.database.vgroups"));
	}

	@Test
	void registeredTypesReplaceTheScanAndNamesAreTheStrategys() {
		this.embedded.withPropertyValues("taos.database=power")
			.withBean(TaosEntityTypes.class, () -> TaosEntityTypes.of(Registered.class))
			.withBean(NamingStrategy.class, () -> NamingStrategy.AS_IS)
			.run((context) -> assertThat(context.getBean(TaosTemplate.class)
				.query("select stable_name from information_schema.ins_stables where db_name = 'power'", String.class))
				.containsExactly("Registered"));
	}

	@Test
	void validationFailsTheStart() {
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().start()) {
			real(server.url()).withPropertyValues("taos.schema.mode=validate")
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.isInstanceOf(SchemaMismatchException.class)
					.hasMessageContaining("database 'power' does not exist"));
			real(server.url()).withPropertyValues("taos.schema.mode=create")
				.run((context) -> assertThat(context).hasNotFailed());
			real(server.url()).withPropertyValues("taos.schema.mode=validate")
				.run((context) -> assertThat(context).hasNotFailed());
		}
	}

	@Test
	void nothingIsDoneToARealServerByDefault() {
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().start();
				TaosClient client = TaosClient.connect(server.url())) {
			real(server.url()).run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(client.query("select name from information_schema.ins_databases").toLists().toString())
					.doesNotContain("power");
			});
		}
	}

	@Test
	void applicationStartsWithoutItsServerAndMakesTheSchemaWhenItComes() throws IOException {
		int port = freePort();
		real("taos+ws://localhost:" + port).withPropertyValues("taos.schema.mode=create").run((context) -> {
			assertThat(context).hasNotFailed();
			try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().port(port).start();
					TaosClient client = TaosClient.connect(server.url())) {
				await().atMost(Duration.ofSeconds(30))
					.untilAsserted(() -> assertThat(client
						.query("select stable_name from information_schema.ins_stables where db_name = 'power'")
						.toLists()
						.toString()).contains("registered"));
			}
		});
		await().atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.doesNotContain("taos-schema"));
		real("taos+ws://localhost:" + port).withPropertyValues("taos.schema.mode=create", "taos.fail-fast=true")
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void attemptThatIsBrokenOffByTheStopOfTheApplicationIsNoError(CapturedOutput output) throws IOException {
		int port = freePort();
		real("taos+ws://127.0.0.1:" + port).withPropertyValues("taos.schema.mode=create").run((context) -> {
			assertThat(context).hasNotFailed();
			try (ServerSocket silent = new ServerSocket(port, 5, InetAddress.getByName("127.0.0.1"))) {
				silent.setSoTimeout(30_000);
				try (Socket attempt = silent.accept()) {
					assertThat(attempt.isConnected()).isTrue();
					context.getSourceApplicationContext(ConfigurableApplicationContext.class).close();
				}
			}
		});
		assertThat(output).contains("The schema is not initialised yet")
			.doesNotContain("will not be before the application starts anew");
	}

	private static ApplicationContextRunner real(String url) {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(TaosAutoConfiguration.class))
			.withBean(TaosEntityTypes.class, () -> TaosEntityTypes.of(Registered.class))
			.withPropertyValues("taos.url=" + url, "taos.database=power");
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	@SuperTable
	record Registered(@Ts Instant ts, int v, @Tag int id) {

	}

}
