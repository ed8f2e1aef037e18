package io.github.taosspring.boot.secrets;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;

import javax.sql.DataSource;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import io.github.taosspring.boot.TaosAutoConfiguration;
import io.github.taosspring.boot.datasource.TaosDataSourceAutoConfiguration;
import io.github.taosspring.boot.health.TaosHealthContributorAutoConfiguration;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosProbeReport;
import io.github.taosspring.client.TaosProperty;
import io.github.taosspring.client.jdbc.TaosDataSource;
import io.github.taosspring.client.jdbc.TaosDriver;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests that no password and no token shows in a log, not even in the finest one of any
 * library, in the message or stack trace of an exception, in a report, in health details
 * or in the {@code toString} of whatever can be reached.
 */
@Timeout(120)
class SecretsTests {

	private static final String SECRET = "Hush7f3aHush";

	private static final List<String> FORMS = List.of(SECRET, base64("root:" + SECRET), base64("hushed:" + SECRET),
			base64(SECRET));

	/**
	 * The stand-in's library, which shows what comes in; a real server has its own log.
	 */
	private static final String HEADERS_OF_THE_SERVER = "org.eclipse.jetty.http.HttpParser";

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final List<Appender<ILoggingEvent>> others = new ArrayList<>();

	private final List<String> texts = new ArrayList<>();

	private EmbeddedTaosServer server;

	private Level levelBefore;

	private static String base64(String text) {
		String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
		return encoded.replace("=", "");
	}

	@BeforeEach
	void startAndListen() {
		this.server = EmbeddedTaosServer.builder().start();
		try (TaosClient client = TaosClient.connect(this.server.url())) {
			// a statement may be logged, and this one before anybody listens
			client.execute("create user hushed pass '" + SECRET + "'");
		}
		this.levelBefore = this.root.getLevel();
		this.log.setContext(this.root.getLoggerContext());
		this.log.start();
		// not on the console, which would take most of the time
		this.root.iteratorForAppenders().forEachRemaining(this.others::add);
		this.others.forEach(this.root::detachAppender);
		this.root.setLevel(Level.TRACE);
		this.root.addAppender(this.log);
	}

	@AfterEach
	void stopAndLook() {
		this.root.detachAppender(this.log);
		this.root.setLevel(this.levelBefore);
		this.others.forEach(this.root::addAppender);
		this.server.close();
		assertThat(this.texts).as("what was looked at").isNotEmpty();
		for (ILoggingEvent event : List.copyOf(this.log.list)) {
			if (event.getLoggerName().equals(HEADERS_OF_THE_SERVER)) {
				continue;
			}
			if (isUrlOfTheServer(event)) {
				continue;
			}
			this.texts
				.add(event.getLoggerName() + ": " + event.getFormattedMessage() + ((event.getThrowableProxy() != null)
						? ThrowableProxyUtil.asString(event.getThrowableProxy()) : ""));
		}
		assertThat(this.texts).filteredOn((text) -> FORMS.stream().anyMatch(text::contains)).isEmpty();
	}

	/**
	 * A gateway takes its token from the URL, which the finest log of the server, here in
	 * the same JVM, shows.
	 */
	private static boolean isUrlOfTheServer(ILoggingEvent event) {
		return event.getLoggerName().startsWith("org.eclipse.jetty.")
				&& event.getFormattedMessage().contains("token=" + SECRET);
	}

	private void look(Object object) {
		Reachable.from(object).forEach((reached) -> this.texts.add(String.valueOf(reached)));
	}

	private void lookAtFailure(Callable<?> action) {
		Throwable failure = catchThrowable(action::call);
		assertThat(failure).isNotNull();
		StringWriter trace = new StringWriter();
		failure.printStackTrace(new PrintWriter(trace));
		this.texts.add(trace.toString());
		look(failure);
	}

	private String url(String scheme, String user) {
		return scheme + "://" + user + ":" + SECRET + "@127.0.0.1:" + this.server.port();
	}

	@ParameterizedTest
	@ValueSource(strings = { "taos+ws", "taos+http" })
	void aLoginShowsNoPassword(String scheme) {
		try (TaosClient client = TaosClient.connect(url(scheme, "hushed"))) {
			assertThat(client.serverVersion()).hasToString(EmbeddedTaosServer.VERSION);
			look(client);
			look(client.options());
			look(client.openSession());
		}
		assertThat(this.log.list).as("what the finest log has").hasSizeGreaterThan(5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "taos+ws", "taos+http" })
	void aRefusedLoginShowsNoPassword(String scheme) {
		lookAtFailure(() -> TaosClient.connect(url(scheme, "root")));
		TaosProbeReport report = TaosClient.probe(TaosClientOptions.fromUrl(url(scheme, "root")));
		assertThat(report.isOk()).isFalse();
		look(report);
	}

	@ParameterizedTest
	@ValueSource(strings = { "taos+wss", "taos+https" })
	void aFailureOfTlsShowsNoPassword(String scheme) {
		lookAtFailure(() -> TaosClient.connect(url(scheme, "root")));
		look(TaosClient.probe(TaosClientOptions.fromUrl(url(scheme, "root"))));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "nope://root:%s@h", "taos+ws:/root:%s@h", "taos+ws://root:%s@h:port", "taos+ws://root:x/%s@h",
					"taos+ws://root:x?%s@h", "taos+ws://root:%%zz%s@h", "taos+ws://root:%s@h?timeZone=%s",
					"taos+ws://root:%s@h?connectTimeout=%s", "taos+ws://root:%s@h/a/b", "taos+ws://root:a@b:%s@h:x",
					"taos+ws://root@h?password=%s&nope=1", "taos+ws://root@h?password=%s&password=%s",
					"jdbc:taos+ws://root:%s@h", "taos+wss://root@h?trustStore=%s&trustStorePassword=%s",
					"taos+wss://root@h?keyStore=%s&keyStorePassword=%s", "taos+native://root:%s@h" })
	void aWrongUrlShowsNoPassword(String pattern) {
		String url = pattern.replace("%s", SECRET).replace("%%", "%");
		lookAtFailure(() -> TaosClient.create(TaosClientOptions.fromUrl(url)));
		String jdbc = url.startsWith("taos+") ? "jdbc:taos:" + url.substring("taos+".length()) : url;
		if (jdbc.startsWith("jdbc:")) {
			lookAtFailure(() -> new TaosDriver().connect(jdbc, new Properties()));
		}
	}

	@ParameterizedTest
	@EnumSource
	void aSecretPropertyShowsNowhere(TaosProperty property) throws SQLException {
		this.texts.add(property.toString());
		if (!property.isSecret()) {
			return;
		}
		Properties properties = new Properties();
		properties.setProperty(property.key(), SECRET);
		look(Arrays.asList(new TaosDriver().getPropertyInfo("jdbc:taos:ws://h", properties)));
		Arrays.stream(new TaosDriver().getPropertyInfo("jdbc:taos:ws://h", properties))
			.forEach((info) -> this.texts.add(info.name + "=" + info.value + " " + info.description));
		String address = "://127.0.0.1:" + this.server.port();
		for (String scheme : List.of("ws", "http", "wss", "https")) {
			lookIfItFails(() -> {
				TaosClientOptions options = TaosClientOptions.fromUrl("taos+" + scheme + address,
						Map.of(property.key(), SECRET));
				look(options);
				look(options.toBuilder());
				look(TaosClient.probe(options));
				TaosClient.connect(options).close();
			});
			lookIfItFails(() -> DriverManager.getConnection("jdbc:taos:" + scheme + address, properties).close());
			// with a value that cannot be right beside it
			lookAtFailure(() -> TaosClientOptions
				.fromUrl("taos+" + scheme + address + "?" + property.key() + "=" + SECRET + "&requestTimeout=soon"));
		}
	}

	private void lookIfItFails(Action action) {
		Throwable failure = catchThrowable(action::run);
		if (failure != null) {
			lookAtFailure(() -> {
				throw (failure instanceof Exception ex) ? ex : new IllegalStateException(failure);
			});
		}
	}

	@Test
	void jdbcShowsNoPassword() throws SQLException {
		String url = "jdbc:taos:ws://127.0.0.1:" + this.server.port() + "/";
		lookAtFailure(() -> DriverManager.getConnection(url, "root", SECRET));
		lookAtFailure(() -> DriverManager.getConnection(url + "nowhere", "hushed", SECRET));
		try (Connection connection = DriverManager.getConnection(url, "hushed", SECRET)) {
			look(connection);
			look(connection.getMetaData().getURL());
			look(connection.getMetaData());
		}
		try (TaosDataSource dataSource = new TaosDataSource(url("taos+ws", "root"))) {
			look(dataSource);
			lookAtFailure(dataSource::getConnection);
		}
	}

	@Test
	void anApplicationShowsNoPassword() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TaosAutoConfiguration.class, TaosDataSourceAutoConfiguration.class,
					TaosHealthContributorAutoConfiguration.class))
			.withPropertyValues("taos.url=taos+ws://127.0.0.1:" + this.server.port(), "taos.password=" + SECRET)
			.run((context) -> {
				HealthIndicator health = (HealthIndicator) context.getBean("taosHealthContributor");
				look(String.valueOf(health.health(true)));
				lookAtFailure(() -> {
					context.getBean(TaosClient.class).ping(Duration.ofSeconds(20));
					return null;
				});
				lookAtFailure(() -> context.getBean("taosDataSource", DataSource.class).getConnection());
				for (String name : context.getBeanDefinitionNames()) {
					look(context.getBean(name));
				}
			});
	}

	@Test
	void anApplicationThatFailsToStartShowsNoPassword() {
		ApplicationContextRunner runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TaosAutoConfiguration.class));
		for (String url : List.of(url("taos+ws", "root"), url("taos+ws", "root") + "x", url("nope", "root"))) {
			runner.withPropertyValues("taos.url=" + url, "taos.fail-fast=true").run((context) -> {
				assertThat(context).hasFailed();
				lookAtFailure(() -> {
					throw new IllegalStateException(context.getStartupFailure());
				});
			});
		}
	}

	private interface Action {

		void run() throws Exception;

	}

}
