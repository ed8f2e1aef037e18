package io.github.taosspring.boot.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.boot.TaosAutoConfiguration;
import io.github.taosspring.boot.TaosConnectionDetails;
import io.github.taosspring.boot.TaosNotConfiguredException;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosEndpoint;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link EmbeddedTaosAutoConfiguration}.
 */
class EmbeddedTaosAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaosAutoConfiguration.class, EmbeddedTaosAutoConfiguration.class));

	@Test
	void neverStartsByItself() {
		this.runner.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.isInstanceOf(TaosNotConfiguredException.class));
		this.runner.withPropertyValues("taos.url=taos+ws://td1")
			.run((context) -> assertThat(context).doesNotHaveBean(EmbeddedTaosServer.class));
		this.runner.withPropertyValues("taos.embedded.enabled=false").run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void startsWhenEnabledAndIsWhereTheClientGoes() {
		this.runner.withPropertyValues("taos.embedded.enabled=true").run((context) -> {
			EmbeddedTaosServer server = context.getBean(EmbeddedTaosServer.class);
			assertThat(context.getBean(TaosConnectionDetails.class).isEmbedded()).isTrue();
			assertThat(context.getBean(TaosClientOptions.class).endpoints())
				.containsExactly(new TaosEndpoint("127.0.0.1", server.port()));
			context.getBean(TaosClient.class).ping(Duration.ofSeconds(10));
		});
	}

	@Test
	void explicitUrlKeepsItFromStarting() {
		this.runner.withPropertyValues("taos.embedded.enabled=true", "taos.url=taos+ws://td1").run((context) -> {
			assertThat(context).doesNotHaveBean(EmbeddedTaosServer.class);
			assertThat(context.getBean(TaosConnectionDetails.class).isEmbedded()).isFalse();
			assertThat(context.getBean(TaosClientOptions.class).endpoints())
				.containsExactly(new TaosEndpoint("td1", 6041));
		});
	}

	@Test
	void emptyUrlDoesNot() {
		this.runner.withPropertyValues("taos.embedded.enabled=true", "taos.url=")
			.run((context) -> assertThat(context).hasSingleBean(EmbeddedTaosServer.class));
	}

	@Test
	void otherConnectionDetailsKeepItFromStarting() {
		this.runner.withPropertyValues("taos.embedded.enabled=true")
			.withBean(TaosConnectionDetails.class, () -> () -> "taos+ws://own")
			.run((context) -> assertThat(context).doesNotHaveBean(EmbeddedTaosServer.class));
	}

	@Test
	void serverOfTheApplicationIsTaken() {
		this.runner.withPropertyValues("taos.embedded.enabled=true")
			.withUserConfiguration(OwnServer.class)
			.run((context) -> {
				EmbeddedTaosServer server = context.getBean("ownServer", EmbeddedTaosServer.class);
				assertThat(context).hasSingleBean(EmbeddedTaosServer.class);
				assertThat(context.getBean(TaosConnectionDetails.class).getUrl()).isEqualTo(server.url());
			});
	}

	@Test
	void withoutItsJarTheFailureSaysSo() {
		this.runner.withPropertyValues("taos.embedded.enabled=true")
			.withClassLoader(new FilteredClassLoader(EmbeddedTaosServer.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(TaosNotConfiguredException.class)
				.hasMessageContaining("taos-embedded"));
	}

	@Test
	void credentialsOfARealServerDoNotCount() {
		this.runner
			.withPropertyValues("taos.embedded.enabled=true", "taos.username=production", "taos.password=secret",
					"taos.fail-fast=true")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(TaosClientOptions.class).user()).isEqualTo("root");
			});
	}

	@Test
	void portThatIsTakenNamesItsProperty() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			for (String port : new String[] { String.valueOf(taken.getLocalPort()), "65536" }) {
				this.runner.withPropertyValues("taos.embedded.enabled=true", "taos.embedded.port=" + port)
					.run((context) -> assertThat(context).getFailure()
						.hasStackTraceContaining("InvalidTaosPropertyException: taos.embedded.port: "));
			}
		}
	}

	@Test
	void keepsItsDataInThePath(@TempDir Path directory) {
		ApplicationContextRunner runner = this.runner.withPropertyValues("taos.embedded.enabled=true",
				"taos.embedded.path=" + directory);
		runner.run((context) -> {
			TaosClient client = context.getBean(TaosClient.class);
			client.execute("create database kept");
			client.execute("create table kept.t (ts timestamp, v int)");
			client.execute("insert into kept.t values (now, 7)");
		});
		runner.run((context) -> assertThat(context.getBean(TaosClient.class).query("select v from kept.t").toLists())
			.containsExactly(List.of(7)));
	}

	@Test
	void pathThatCannotBeUsedNamesItsProperty(@TempDir Path directory) throws IOException {
		Path file = Files.createFile(directory.resolve("file"));
		this.runner.withPropertyValues("taos.embedded.enabled=true", "taos.embedded.path=" + file)
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("InvalidTaosPropertyException: taos.embedded.path: ")
				.hasStackTraceContaining(file + " is not a directory"));
	}

	@Test
	void stopsAfterTheClientAndThatAfterItsUsers() {
		List<String> outcomes = new ArrayList<>();
		List<Integer> ports = new ArrayList<>();
		this.runner.withPropertyValues("taos.embedded.enabled=true")
			.withBean(User.class, () -> new User(outcomes))
			.run((context) -> {
				context.getBean(User.class);
				ports.add(context.getBean(EmbeddedTaosServer.class).port());
			});
		assertThat(outcomes).containsExactly("still answers");
		assertThatIOException().isThrownBy(() -> new Socket("127.0.0.1", ports.get(0)).close());
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnServer {

		@Bean(destroyMethod = "close")
		EmbeddedTaosServer ownServer() {
			return EmbeddedTaosServer.builder().start();
		}

	}

	/**
	 * Uses the client while it is destroyed.
	 */
	static class User implements DisposableBean {

		private final List<String> outcomes;

		@Autowired
		private TaosClient client;

		User(List<String> outcomes) {
			this.outcomes = outcomes;
		}

		@Override
		public void destroy() {
			this.client.ping(Duration.ofSeconds(10));
			this.outcomes.add("still answers");
		}

	}

}
