package io.github.taosspring.boot.metrics;

import java.time.Duration;

import io.github.taosspring.boot.TaosAutoConfiguration;
import io.github.taosspring.boot.embedded.EmbeddedTaosAutoConfiguration;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.core.TaosTemplate;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import io.github.taosspring.micrometer.TaosMeterRegistry;
import io.github.taosspring.micrometer.TaosRegistryConfig;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link TaosMetricsExportAutoConfiguration}, beside Boot's registries.
 */
class TaosMetricsExportAutoConfigurationTests {

	private static final String ENABLED = "management.taos.metrics.export.enabled=true";

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(TaosAutoConfiguration.class, TaosMetricsAutoConfiguration.class, TaosMetricsExportAutoConfiguration.class,
				EmbeddedTaosAutoConfiguration.class, MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class));

	private final ApplicationContextRunner down = this.runner.withPropertyValues("taos.url=taos+ws://127.0.0.1:1/db");

	@Test
	void nothingIsExportedUnasked() {
		this.down.run((context) -> assertThat(context).doesNotHaveBean(TaosMeterRegistry.class)
			.getBean(MeterRegistry.class)
			.isInstanceOf(SimpleMeterRegistry.class));
		this.down.withPropertyValues("management.defaults.metrics.export.enabled=true")
			.run((context) -> assertThat(context).doesNotHaveBean(TaosMeterRegistry.class));
		this.down.withPropertyValues("management.taos.metrics.export.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(TaosMeterRegistry.class));
		this.down.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.withPropertyValues(ENABLED)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("taosMeterRegistry"));
	}

	@Test
	void theRegistryIsTheApplicationsWhenEnabled() {
		this.down.withPropertyValues(ENABLED).run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(MeterRegistry.class);
			assertThat(context.getBean(TaosMeterRegistry.class).isStarted()).isTrue();
			assertThat(context.getBean(TaosMetricsListener.class)).isNotNull();
		});
		this.down.withPropertyValues(ENABLED)
			.withBean("other", SimpleMeterRegistry.class)
			.run((context) -> assertThat(context.getBean(MeterRegistry.class)).isInstanceOfSatisfying(
					CompositeMeterRegistry.class, (composite) -> assertThat(composite.getRegistries())
						.contains(context.getBean(TaosMeterRegistry.class))));
	}

	@Test
	void propertiesAreTheSettings() {
		this.down.withPropertyValues(ENABLED).run((context) -> {
			TaosRegistryConfig config = context.getBean(TaosRegistryConfig.class);
			assertThat(config.database()).isNull();
			assertThat(config.autoCreateDatabase()).isFalse();
			assertThat(config.step()).isEqualTo(Duration.ofMinutes(1));
			assertThat(config.batchSize()).isEqualTo(10_000);
			assertThat(config.ttl()).isZero();
			assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(10));
		});
		this.down
			.withPropertyValues(ENABLED, "management.taos.metrics.export.database=meters",
					"management.taos.metrics.export.auto-create-database=true",
					"management.taos.metrics.export.step=7s", "management.taos.metrics.export.batch-size=5",
					"management.taos.metrics.export.ttl=30", "management.taos.metrics.export.read-timeout=3s")
			.run((context) -> {
				TaosRegistryConfig config = context.getBean(TaosRegistryConfig.class);
				assertThat(config.database()).isEqualTo("meters");
				assertThat(config.autoCreateDatabase()).isTrue();
				assertThat(config.step()).isEqualTo(Duration.ofSeconds(7));
				assertThat(config.batchSize()).isEqualTo(5);
				assertThat(config.ttl()).isEqualTo(Duration.ofDays(30));
				assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(3));
			});
		this.down.withPropertyValues(ENABLED, "management.taos.metrics.export.ttl=5h")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("management.taos.metrics.export.ttl"));
	}

	@Test
	void metersOfTheApplicationArriveStepByStep() {
		this.runner
			.withPropertyValues(ENABLED, "taos.embedded.enabled=true", "management.taos.metrics.export.step=1s",
					"management.taos.metrics.export.database=meters",
					"management.taos.metrics.export.auto-create-database=true",
					"management.metrics.tags.application=orders")
			.run((context) -> {
				Counter orders = Counter.builder("orders.placed")
					.tag("shop", "oslo")
					.register(context.getBean(MeterRegistry.class));
				TaosTemplate taos = context.getBean(TaosTemplate.class);
				// a step that a loaded machine skips is lost, another comes
				await().ignoreExceptions().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
					orders.increment();
					assertThat(taos.queryForObject(
							"select sum(_value) from meters.orders_placed where application = 'orders' and shop = 'oslo'",
							Double.class))
						.isPositive();
				});
			});
	}

	@Test
	void theLastStepIsWrittenWhileTheServerStillRuns() {
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().start()) {
			this.runner
				.withPropertyValues(ENABLED, "taos.url=" + server.url(), "management.taos.metrics.export.step=1h",
						"management.taos.metrics.export.database=meters",
						"management.taos.metrics.export.auto-create-database=true")
				.run((context) -> context.getBean(MeterRegistry.class).counter("last.words").increment(7));
			try (TaosClient client = TaosClient.connect(server.url())) {
				assertThat(new TaosTemplate(client).queryForObject("select sum(_value) from meters.last_words",
						Double.class))
					.isEqualTo(7.0);
			}
		}
	}

	@Test
	void anOwnRegistryIsStartedUnlessItWasAlready() {
		this.down.withPropertyValues(ENABLED)
			.withUserConfiguration(OwnRegistry.class)
			.run((context) -> assertThat(context.getBean(TaosMeterRegistry.class))
				.isSameAs(context.getBean("ownRegistry"))
				.matches(TaosMeterRegistry::isStarted));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRegistry {

		@Bean
		TaosMeterRegistry ownRegistry(Clock clock) {
			return new TaosMeterRegistry(TaosRegistryConfig.DEFAULT, clock);
		}

	}

}
