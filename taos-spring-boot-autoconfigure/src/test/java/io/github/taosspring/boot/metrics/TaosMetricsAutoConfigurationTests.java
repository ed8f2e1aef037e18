package io.github.taosspring.boot.metrics;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.taosspring.boot.TaosAutoConfiguration;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosOperationListener;
import io.github.taosspring.client.TaosRollback;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TaosMetricsAutoConfiguration} and {@link TaosMetricsListener}.
 */
class TaosMetricsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaosAutoConfiguration.class, TaosMetricsAutoConfiguration.class))
		.withPropertyValues("taos.url=taos+ws://127.0.0.1:1");

	private final ApplicationContextRunner withRegistry = this.runner.withBean(SimpleMeterRegistry.class);

	@Test
	void operationsAreTimedByKindAndError() {
		this.withRegistry.run((context) -> {
			TaosOperationListener listener = context.getBean(TaosClientOptions.class).operationListener();
			listener.onEnd("query", 1, Duration.ofMillis(20), 0);
			listener.onEnd("query", 2, Duration.ofMillis(40), 0);
			listener.onError("query", 3, Duration.ofMillis(5), TaosErrors.timeout("late", 3));
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			Timer good = registry.get("taos.client.operations").tag("operation", "query").tag("error", "none").timer();
			assertThat(good.count()).isEqualTo(2);
			assertThat(good.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(60);
			Timer bad = registry.get("taos.client.operations").tag("error", "TaosTimeoutException").timer();
			assertThat(bad.count()).isEqualTo(1);
		});
	}

	@Test
	void rollbacksThatUndidNothingAreCounted() {
		this.withRegistry.withPropertyValues("taos.rollback=fail").run((context) -> {
			TaosClientOptions options = context.getBean(TaosClientOptions.class);
			assertThat(options.rollback()).isEqualTo(TaosRollback.FAIL);
			options.operationListener().onRollback();
			options.operationListener().onRollback();
			assertThat(context.getBean(MeterRegistry.class).get("taos.jdbc.rollbacks").counter().count()).isEqualTo(2);
		});
	}

	@Test
	void tagsAreOfLowCardinality() {
		this.withRegistry.run((context) -> {
			TaosClient client = context.getBean(TaosClient.class);
			for (int i = 0; i < 3; i++) {
				String sql = "select " + i;
				assertThatExceptionOfType(TaosException.class).isThrownBy(() -> client.query(sql));
			}
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.getMeters()).isNotEmpty().allSatisfy((meter) -> {
				assertThat(meter.getId().getTags()).extracting(Tag::getKey)
					.containsExactlyInAnyOrder("operation", "error");
				assertThat(meter.getId().toString()).doesNotContain("select");
			});
			assertThat(registry.getMeters().size()).isLessThanOrEqualTo(4);
		});
	}

	@Test
	void findsTheRegistryOfBoot() {
		this.runner
			.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
					CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class))
			.run((context) -> {
				context.getBean(TaosClientOptions.class).operationListener().onEnd("query", 1, Duration.ZERO, 0);
				assertThat(context.getBean(MeterRegistry.class).get("taos.client.operations").timer().count()).isOne();
			});
	}

	@Test
	void withoutARegistryNothingIsMeasured() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TaosMetricsListener.class));
	}

	@Test
	void withoutMicrometerNothingIsMeasured() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("taosMetricsListener"));
	}

	@Test
	void ownListenerWins() {
		this.withRegistry
			.withBean("own", TaosMetricsListener.class, () -> new TaosMetricsListener(new SimpleMeterRegistry()))
			.run((context) -> assertThat(context).hasSingleBean(TaosMetricsListener.class));
	}

}
