package io.github.taosspring.boot.diagnostics;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import javax.sql.DataSource;

import io.github.taosspring.annotation.TaosListener;
import io.github.taosspring.boot.TaosAutoConfiguration;
import io.github.taosspring.boot.TaosEntityTypes;
import io.github.taosspring.boot.datasource.TaosDataSourceAutoConfiguration;
import io.github.taosspring.boot.embedded.EmbeddedTaosAutoConfiguration;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.boot.listener.TaosListenerAutoConfiguration;
import io.github.taosspring.boot.listener.TaosTopicAutoConfiguration;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.listener.adapter.TaosTopicMismatchException;
import io.github.taosspring.mapping.SuperTable;
import io.github.taosspring.mapping.Tag;
import io.github.taosspring.mapping.TaosMappingContext;
import io.github.taosspring.topic.TaosTopicLimitException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What an application prints when TDengine keeps it from starting: each message names the
 * property to mend.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupMessagesTests {

	@TempDir
	private Path directory;

	@Test
	void nothingConfigured(CapturedOutput output) {
		fails(Application.class);
		assertThat(output).contains("It is not known where TDengine is: taos.url is not set")
			.contains("Set taos.url, such as taos+ws://td1:6041 (no profile is active)")
			.contains("set taos.embedded.enabled=true");
	}

	@Test
	void wrongUrl(CapturedOutput output) {
		fails(Application.class, "--taos.url=mysql://me:secret@td1/power");
		assertThat(output).contains("The value of taos.url is wrong:").contains("Mend taos.url");
		assertThat(lastReport(output)).doesNotContain("secret");
	}

	@Test
	void urlOfATransportThatDoesNotExistYet(CapturedOutput output) {
		fails(Application.class, "--taos.url=jdbc:TAOS://td1:6030/power");
		assertThat(output).contains("The value of taos.url is wrong:")
			.contains("not supported yet")
			.contains("Mend taos.url");
	}

	@Test
	void listenerOverATransportWithoutSubscriptions(CapturedOutput output) {
		fails(Listening.class, "--taos.url=taos+http://td1:6041");
		assertThat(output).contains("The listener 'alarms' cannot subscribe:")
			.contains("Set taos.url to a WebSocket URL such as taos+ws://td1:6041");
	}

	@Test
	void topicThatDoesNotFitItsListener(CapturedOutput output) {
		fails(Mismatching.class, "--taos.url=taos+ws://td1:6041");
		assertThat(output).contains("Topic 't' brings no tags.").contains("Look them up.");
	}

	@Test
	void moreTopicsThanTheServerAllows(CapturedOutput output) {
		fails(ManyTopics.class, "--taos.url=taos+ws://td1:6041");
		assertThat(output).contains("There are as many topics as there may be").contains("tmqMaxTopicNum");
	}

	@Test
	void unreachableHost(CapturedOutput output) throws IOException {
		int port = closedPort();
		fails(Application.class, "--taos.url=taos+ws://127.0.0.1:" + port, "--taos.fail-fast=true");
		assertThat(output).contains("TDengine at 127.0.0.1:" + port + " (taos.url) cannot be reached")
			.contains("Check host and port in taos.url");
	}

	@Test
	void refusedLogin(CapturedOutput output) {
		fails(RefusedLogin.class, "--taos.url=taos+ws://root:secret@td1:6041", "--taos.username=me");
		assertThat(output)
			.contains("TDengine at td1:6041 (taos.url) refused the login of user 'me' "
					+ "(0x0357 Authentication failure).")
			.contains("Check taos.username/taos.password; both may also stand in taos.url, where '%' and '@' must be "
					+ "percent-encoded.");
		assertThat(lastReport(output)).doesNotContain("secret");
	}

	@Test
	void missingDatabase(CapturedOutput output) {
		fails(MissingDatabase.class, "--taos.url=taos+ws://td1:6041/power");
		assertThat(output).contains("TDengine at td1:6041 (taos.url) has no such database as 'power'")
			.contains("mend taos.database");
	}

	@Test
	void mistypedKeyInArguments(CapturedOutput output) {
		fails(Application.class, "--taos.ulr=taos+ws://td1:6041");
		assertThat(output).contains("There is no property taos.ulr").contains("did you mean taos.url?");
	}

	@Test
	void mistypedKeyInAFile(CapturedOutput output) throws IOException {
		Path file = this.directory.resolve("application.yml");
		Files.writeString(file, """
				taos:
				  url: taos+ws://td1:6041
				  conect-timeout: 5s
				  datasource:
				    max-pool-size: 5
				""");
		fails(Application.class, "--spring.config.location=" + file.toUri());
		assertThat(output).contains("There is no property taos.conect-timeout")
			.contains("did you mean taos.connect-timeout?")
			.contains("did you mean taos.datasource.maximum-pool-size?")
			.contains("application.yml")
			.contains("3:19");
	}

	@Test
	void keyThatIsLikeNoOther(CapturedOutput output) {
		fails(Application.class, "--taos.url=taos+ws://td1:6041", "--taos.quux.frobnicate=1");
		assertThat(output).contains("There is no property taos.quux.frobnicate")
			.contains("nor one with a similar name");
	}

	@Test
	void otherSpellingsOfAKnownKeyAreNoMistake() {
		try (ConfigurableApplicationContext context = application(Application.class).run(
				"--taos.url=taos+ws://td1:6041", "--taos.connectTimeout=3s", "--taos.request_timeout=4s",
				"--taos.dataSource.enabled=false")) {
			assertThat(context.getBean(TaosClientOptions.class).connectTimeout()).hasSeconds(3);
			assertThat(context.getBean(TaosClientOptions.class).requestTimeout()).hasSeconds(4);
		}
	}

	@Test
	void environmentMayHoldMoreThanWeKnow() {
		System.setProperty("taos.something.else", "1");
		try (ConfigurableApplicationContext context = application(Application.class)
			.run("--taos.url=taos+ws://td1:6041")) {
			assertThat(context.getBean(TaosClient.class)).isNotNull();
		}
		finally {
			System.clearProperty("taos.something.else");
		}
	}

	@Test
	void dataSourceThatIsNoDefaultCandidate(CapturedOutput output) {
		fails(NeedsDataSource.class, "--taos.url=taos+ws://td1:6041");
		assertThat(output).contains("A bean asks for a DataSource")
			.contains("@Qualifier(\"taos\")")
			.contains("taos.datasource.default-candidate=true");
	}

	@Test
	void missingDataSourceWithoutOursIsLeftToBoot(CapturedOutput output) {
		fails(NeedsDataSource.class, "--taos.url=taos+ws://td1:6041", "--taos.datasource.enabled=false");
		assertThat(output).contains("required a bean of type 'javax.sql.DataSource'")
			.doesNotContain("@Qualifier(\"taos\")");
	}

	@Test
	void mainDatabaseThatBootWantsAndNobodyConfigured(CapturedOutput output) {
		fails(WithBootsDataSource.class, "--taos.url=taos+ws://td1:6041",
				"--spring.datasource.embedded-database-connection=none");
		assertThat(output).contains("spring.datasource.url is not set")
			.contains("taos.datasource.default-candidate=true");
	}

	@Test
	void unconfiguredMainDatabaseWithoutOursIsLeftToBoot(CapturedOutput output) {
		fails(WithBootsDataSource.class, "--taos.url=taos+ws://td1:6041", "--taos.datasource.enabled=false",
				"--spring.datasource.embedded-database-connection=none");
		assertThat(output).contains("Failed to configure a DataSource")
			.doesNotContain("taos.datasource.default-candidate=true");
	}

	@Test
	void defaultCandidateIsTheMainDatabaseThatBootWants() {
		try (ConfigurableApplicationContext context = application(WithBootsDataSource.class).run(
				"--taos.url=taos+ws://td1:6041", "--spring.datasource.embedded-database-connection=none",
				"--taos.datasource.default-candidate=true")) {
			assertThat(context.getBeansOfType(DataSource.class))
				.containsOnlyKeys(TaosDataSourceAutoConfiguration.BEAN_NAME);
		}
	}

	@Test
	void typeThatCannotBeMapped(CapturedOutput output) {
		fails(WithWrongType.class, "--taos.url=taos+ws://td1:6041/power", "--taos.schema.mode=validate");
		assertThat(lastReport(output))
			.contains("Cannot map record Wrong: one component is annotated with @Ts, here 0 are")
			.contains("Mend the type's annotations");
	}

	@Test
	void typeThatCannotBeMappedElsewhereIsLeftToBoot(CapturedOutput output) {
		fails(MappingElsewhere.class, "--taos.url=taos+ws://td1:6041/power");
		assertThat(output).doesNotContain("Mend the type's annotations");
	}

	private static String lastReport(CapturedOutput output) {
		return output.getAll().substring(output.getAll().lastIndexOf("APPLICATION FAILED TO START"));
	}

	private static void fails(Class<?> application, String... arguments) {
		assertThatException().isThrownBy(() -> application(application).run(arguments).close());
	}

	private static SpringApplication application(Class<?> type) {
		return new SpringApplicationBuilder(type).web(WebApplicationType.NONE).build();
	}

	private static int closedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TaosAutoConfiguration.class, EmbeddedTaosAutoConfiguration.class,
			TaosDataSourceAutoConfiguration.class })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class RefusedLogin extends Application {

		@Bean
		InitializingBean login() {
			return () -> {
				throw TaosErrors.fromServer("conn", 0x0357, "Authentication failure", 1);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MissingDatabase extends Application {

		@Bean
		InitializingBean login() {
			return () -> {
				throw TaosErrors.fromServer("conn", 0x0388, "Database not exist", 1);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TaosTopicAutoConfiguration.class, TaosListenerAutoConfiguration.class })
	static class Listening extends Application {

		@TaosListener(id = "alarms", topics = "t")
		void on(Map<String, Object> row) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Mismatching extends Application {

		@Bean
		Object failing() {
			throw new TaosTopicMismatchException("Topic 't' brings no tags.", "Look them up.", null);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ManyTopics extends Application {

		@Bean
		Object failing() {
			throw new TaosTopicLimitException("There are as many topics as there may be", null);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NeedsDataSource extends Application {

		@Autowired
		private DataSource dataSource;

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TaosAutoConfiguration.class, TaosDataSourceAutoConfiguration.class,
			DataSourceAutoConfiguration.class })
	static class WithBootsDataSource {

	}

	@Configuration(proxyBeanMethods = false)
	static class WithWrongType extends Application {

		@Bean
		TaosEntityTypes types() {
			return TaosEntityTypes.of(Wrong.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MappingElsewhere extends Application {

		@Bean
		InitializingBean mapping(TaosMappingContext context) {
			return () -> context.entity(Wrong.class);
		}

	}

	@SuperTable
	record Wrong(int v, @Tag int id) {

	}

}
