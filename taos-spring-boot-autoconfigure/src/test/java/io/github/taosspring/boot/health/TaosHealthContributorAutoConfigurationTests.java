package io.github.taosspring.boot.health;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

import io.github.taosspring.boot.TaosAutoConfiguration;
import io.github.taosspring.boot.TaosConnectionDetails;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosVersion;
import io.github.taosspring.client.TaosErrors;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

/**
 * Tests for {@link TaosHealthContributorAutoConfiguration} and
 * {@link TaosHealthIndicator}.
 */
class TaosHealthContributorAutoConfigurationTests {

	private final TaosClient client = mock(TaosClient.class);

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(TaosAutoConfiguration.class, TaosHealthContributorAutoConfiguration.class));

	private final ApplicationContextRunner withClient = this.runner.withBean("fake", TaosClient.class, () -> {
		given(this.client.options()).willReturn(TaosClientOptions.fromUrl("taos+ws://me:secret@td1,td2:6042"));
		given(this.client.serverVersion()).willReturn(TaosVersion.parse("3.3.7.5"));
		return this.client;
	});

	@Test
	void upNamesHostsAndVersionWithoutSecrets() {
		this.withClient.run((context) -> {
			Health health = context.getBean(HealthIndicator.class).health();
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsEntry("version", "3.3.7.5").containsEntry("embedded", false);
			assertThat(health.getDetails().get("hosts")).asString().isEqualTo("[td1:6041, td2:6042]");
			assertThat(health.toString()).doesNotContain("secret");
			verify(this.client).ping(Duration.ofSeconds(5));
		});
	}

	@Test
	void downNamesHostsAndTheError() {
		this.withClient.run((context) -> {
			HealthIndicator indicator = context.getBean(HealthIndicator.class);
			willThrow(TaosErrors.cannotConnect("Cannot connect to td1:6041", null)).given(this.client).ping(any());
			Health health = indicator.health();
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails()).containsKey("hosts").doesNotContainKey("version");
			assertThat(health.getDetails().get("error")).asString().contains("Cannot connect to td1:6041");
		});
	}

	@Test
	void waitsAsLongAsItIsTold() {
		this.withClient.withPropertyValues("taos.health.timeout=1500ms").run((context) -> {
			context.getBean(HealthIndicator.class).health();
			verify(this.client).ping(Duration.ofMillis(1500));
		});
	}

	@Test
	void wrongTimeoutNamesItsProperty() {
		this.withClient.withPropertyValues("taos.health.timeout=0s")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("InvalidTaosPropertyException: taos.health.timeout: "));
	}

	@Test
	void saysWhetherTheServerIsEmbedded() {
		this.withClient.withBean(TaosConnectionDetails.class, EmbeddedDetails::new)
			.run((context) -> assertThat(context.getBean(HealthIndicator.class).health().getDetails())
				.containsEntry("embedded", true));
	}

	@Test
	void serverThatIsDownIsReportedInBoundedTime() {
		this.runner.withPropertyValues("taos.url=taos+ws://127.0.0.1:1", "taos.health.timeout=2s").run((context) -> {
			long start = System.nanoTime();
			assertThat(context.getBean(HealthIndicator.class).health().getStatus()).isEqualTo(Status.DOWN);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
		});
	}

	@Test
	void serverThatIsSilentIsReportedInBoundedTime() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			this.runner
				.withPropertyValues("taos.url=taos+ws://127.0.0.1:" + silent.getLocalPort(), "taos.connect-timeout=60s",
						"taos.health.timeout=500ms")
				.run((context) -> {
					long start = System.nanoTime();
					assertThat(context.getBean(HealthIndicator.class).health().getStatus()).isEqualTo(Status.DOWN);
					assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
				});
		}
	}

	@Test
	void canBeSwitchedOff() {
		this.withClient.withPropertyValues("management.health.taos.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(HealthContributor.class));
		this.withClient.withPropertyValues("management.health.defaults.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(HealthContributor.class));
	}

	@Test
	void ownContributorWins() {
		HealthIndicator own = mock(HealthIndicator.class);
		this.withClient.withBean("taosHealthIndicator", HealthContributor.class, () -> own)
			.run((context) -> assertThat(context.getBean(HealthContributor.class)).isSameAs(own));
	}

	@Test
	void needsBootsHealth() {
		this.withClient
			.withClassLoader(
					new FilteredClassLoader(HealthContributor.class, ConditionalOnEnabledHealthIndicator.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("taosHealthContributor"));
	}

	private static final class EmbeddedDetails implements TaosConnectionDetails {

		@Override
		public String getUrl() {
			return "taos+ws://127.0.0.1:1";
		}

		@Override
		public boolean isEmbedded() {
			return true;
		}

	}

}
