package io.github.taosspring.boot;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosEndpoint;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosOperationListener;
import io.github.taosspring.core.TaosOperations;
import io.github.taosspring.core.TaosTemplate;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link TaosAutoConfiguration}.
 */
class TaosAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaosAutoConfiguration.class));

	@Test
	void nothingConfiguredIsAFailure() {
		this.runner.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.isInstanceOf(TaosNotConfiguredException.class)
			.hasMessageContaining("taos.url")
			.hasMessageContaining("taos.embedded.enabled"));
	}

	@Test
	void emptyUrlIsNotConfigured() {
		this.runner.withPropertyValues("taos.url=")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(TaosNotConfiguredException.class));
	}

	@Test
	void urlIsEnough() {
		this.runner.withPropertyValues("taos.url=taos+ws://me:pw@td1:6041,td2/power").run((context) -> {
			assertThat(context).hasSingleBean(TaosClient.class)
				.hasSingleBean(TaosTemplate.class)
				.hasSingleBean(TaosConnectionDetails.class);
			TaosClientOptions options = context.getBean(TaosClient.class).options();
			assertThat(options.endpoints()).containsExactly(new TaosEndpoint("td1", 6041),
					new TaosEndpoint("td2", 6041));
			assertThat(options.user()).isEqualTo("me");
			assertThat(options.password()).isEqualTo("pw");
			assertThat(options.database()).isEqualTo("power");
			assertThat(context.getBean(TaosTemplate.class).client()).isSameAs(context.getBean(TaosClient.class));
		});
	}

	@Test
	void propertiesWinOverTheUrl() {
		this.runner.withPropertyValues("taos.url=taos+ws://me:pw@td1/power?connectTimeout=1s", "taos.username=you",
				"taos.password=p%@:/", "taos.database=other", "taos.time-zone=Asia/Tokyo", "taos.connect-timeout=2s",
				"taos.request-timeout=3m", "taos.app-name=meters", "taos.ssl.enabled=true")
			.run((context) -> {
				TaosClientOptions options = context.getBean(TaosClientOptions.class);
				assertThat(options.user()).isEqualTo("you");
				assertThat(options.password()).isEqualTo("p%@:/");
				assertThat(options.database()).isEqualTo("other");
				assertThat(options.timeZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
				assertThat(options.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
				assertThat(options.requestTimeout()).isEqualTo(Duration.ofMinutes(3));
				assertThat(options.appName()).isEqualTo("meters");
				assertThat(options.tls()).isTrue();
			});
	}

	@Test
	void urlKeepsWhatNoPropertySets() {
		this.runner
			.withPropertyValues("taos.url=taos+ws://td1?connectTimeout=1s&appName=mine&timeZone=Asia/Tokyo",
					"taos.username=", "spring.application.name=app")
			.run((context) -> {
				TaosClientOptions options = context.getBean(TaosClientOptions.class);
				assertThat(options.connectTimeout()).isEqualTo(Duration.ofSeconds(1));
				assertThat(options.appName()).isEqualTo("mine");
				assertThat(options.timeZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
				assertThat(options.user()).isEqualTo("root");
			});
	}

	@Test
	void connectionsCarryTheApplicationsName() {
		this.runner.withPropertyValues("taos.url=taos+ws://td1", "spring.application.name=weather")
			.run((context) -> assertThat(context.getBean(TaosClientOptions.class).appName()).isEqualTo("weather"));
	}

	@Test
	void connectionDetailsWinOverProperties() {
		this.runner.withUserConfiguration(OwnDetails.class)
			.withPropertyValues("taos.url=taos+ws://elsewhere", "taos.username=nobody")
			.run((context) -> {
				assertThat(context).hasSingleBean(TaosConnectionDetails.class);
				TaosClientOptions options = context.getBean(TaosClientOptions.class);
				assertThat(options.endpoints()).containsExactly(new TaosEndpoint("own", 6041));
				assertThat(options.user()).isEqualTo("root");
			});
	}

	@Test
	void ownOptionsWin() {
		this.runner.withBean(TaosClientOptions.class, () -> TaosClientOptions.fromUrl("taos+ws://own"))
			.run((context) -> {
				assertThat(context).doesNotHaveBean(TaosConnectionDetails.class);
				assertThat(context.getBean(TaosClient.class).options().endpoints())
					.containsExactly(new TaosEndpoint("own", 6041));
			});
	}

	@Test
	void ownClientWinsAndNeedsNoUrl() {
		TaosClient own = mock(TaosClient.class);
		given(own.options()).willReturn(TaosClientOptions.DEFAULTS);
		this.runner.withBean("own", TaosClient.class, () -> own).run((context) -> {
			assertThat(context).hasSingleBean(TaosClient.class).doesNotHaveBean(TaosClientOptions.class);
			assertThat(context.getBean(TaosTemplate.class).client()).isSameAs(own);
		});
	}

	@Test
	void ownTemplateWins() {
		TaosOperations own = mock(TaosOperations.class);
		this.runner.withPropertyValues("taos.url=taos+ws://td1")
			.withBean("own", TaosOperations.class, () -> own)
			.run((context) -> assertThat(context).hasSingleBean(TaosOperations.class)
				.doesNotHaveBean(TaosTemplate.class));
	}

	@Test
	void customizersChangeTheOptionsInTheirOrder() {
		this.runner.withPropertyValues("taos.url=taos+ws://td1", "taos.request-timeout=5s")
			.withUserConfiguration(Customizers.class)
			.run((context) -> {
				TaosClientOptions options = context.getBean(TaosClientOptions.class);
				assertThat(options.requestTimeout()).isEqualTo(Duration.ofSeconds(7));
				assertThat(options.appName()).isEqualTo("second");
			});
	}

	@Test
	void allOperationListenersAreTold() {
		List<String> told = new ArrayList<>();
		this.runner.withPropertyValues("taos.url=taos+ws://td1")
			.withBean("failing", TaosOperationListener.class, () -> new Recording(told, "a", true))
			.withBean("other", TaosOperationListener.class, () -> new Recording(told, "b", false))
			.run((context) -> {
				TaosOperationListener listener = context.getBean(TaosClientOptions.class).operationListener();
				listener.onStart("query", 1);
				listener.onEnd("query", 1, Duration.ZERO, 5);
				assertThat(told).containsExactlyInAnyOrder("a start", "b start", "a end", "b end");
			});
	}

	@Test
	void passwordsStayOutOfDescriptions() {
		this.runner.withPropertyValues("taos.url=taos+ws://me:secret1@td1", "taos.password=secret2").run((context) -> {
			assertThat(context.getBean(TaosConnectionDetails.class).toString()).doesNotContain("secret");
			assertThat(context.getBean(TaosClientOptions.class).toString()).doesNotContain("secret");
			assertThat(context.getBean(TaosProperties.class).toString()).doesNotContain("secret");
			assertThat(context.getBean(TaosClient.class).toString()).doesNotContain("secret");
		});
	}

	@Test
	void wrongValuesNameTheirProperty() {
		failsWith("taos.url", "taos.url=foo://td1");
		failsWith("taos.url", "taos.url=taos+ws://td1:port");
		failsWith("taos.url", "taos.url=taos+ws://td1?conectTimeout=1s");
		failsWith("taos.time-zone", "taos.url=taos+ws://td1", "taos.time-zone=Mars/Olympus");
		failsWith("taos.connect-timeout", "taos.url=taos+ws://td1", "taos.connect-timeout=0s");
		failsWith("taos.compression", "taos.url=taos+ws://td1", "taos.compression=true");
	}

	private void failsWith(String property, String... values) {
		this.runner.withPropertyValues(values)
			.run((context) -> assertThat(context).getFailure()
				.satisfies((failure) -> assertThat(find(failure).getProperty()).isEqualTo(property)));
	}

	private static InvalidTaosPropertyException find(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof InvalidTaosPropertyException found) {
				return found;
			}
		}
		throw new AssertionError("Another failure", failure);
	}

	@Test
	void serverThatIsDownKeepsNobodyFromStarting() throws Exception {
		this.runner.withPropertyValues("taos.url=taos+ws://127.0.0.1:" + closedPort()).run((context) -> {
			assertThat(context).hasNotFailed();
			TaosClient client = context.getBean(TaosClient.class);
			assertThatExceptionOfType(TaosConnectionException.class)
				.isThrownBy(() -> client.ping(Duration.ofSeconds(2)));
		});
	}

	@Test
	void failFastConnectsAtStart() throws Exception {
		this.runner.withPropertyValues("taos.url=taos+ws://127.0.0.1:" + closedPort(), "taos.fail-fast=true")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining(TaosConnectionException.class.getName()));
	}

	@Test
	void failFastDoesNotWaitForAHostThatIsSilent() throws Exception {
		try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			long start = System.nanoTime();
			this.runner
				.withPropertyValues("taos.url=taos+ws://127.0.0.1:" + silent.getLocalPort(), "taos.fail-fast=true",
						"taos.connect-timeout=300ms")
				.run((context) -> assertThat(context).hasFailed());
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
		}
	}

	@Test
	void clientIsClosedWithTheContext() {
		List<TaosClient> clients = new ArrayList<>();
		this.runner.withPropertyValues("taos.url=taos+ws://127.0.0.1:1")
			.run((context) -> clients.add(context.getBean(TaosClient.class)));
		assertThat(clients).singleElement()
			.satisfies((client) -> assertThatExceptionOfType(TaosException.class)
				.isThrownBy(() -> client.ping(Duration.ofSeconds(1)))
				.matches((ex) -> ex.sqlState().equals("08003")));
	}

	private static int closedPort() throws Exception {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnDetails {

		@Bean
		TaosConnectionDetails ownDetails() {
			return () -> "taos+ws://own";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		@Bean
		@Order(2)
		TaosClientOptionsCustomizer second() {
			return (builder) -> builder.appName("second");
		}

		@Bean
		@Order(1)
		TaosClientOptionsCustomizer first() {
			return (builder) -> builder.appName("first").requestTimeout(Duration.ofSeconds(7));
		}

	}

	private record Recording(List<String> told, String name, boolean failing) implements TaosOperationListener {

		@Override
		public void onStart(String operation, long reqId) {
			this.told.add(this.name + " start");
			if (this.failing) {
				throw new IllegalStateException("on purpose");
			}
		}

		@Override
		public void onEnd(String operation, long reqId, Duration elapsed, long rows) {
			this.told.add(this.name + " end");
		}

	}

}
