package io.github.taosspring.boot.metrics;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.micrometer.TaosMeterRegistry;
import io.github.taosspring.micrometer.TaosRegistryConfig;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.step.StepMeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.ConditionalOnEnabledMetricsExport;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the export of meters to TDengine. Other registries are enabled by
 * adding their jars; this one is always there, so that only its own property enables it:
 * nobody's database fills with tables unasked.
 */
@AutoConfiguration(after = MetricsAutoConfiguration.class,
		before = { CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class })
@ConditionalOnClass({ StepMeterRegistry.class, MetricsAutoConfiguration.class })
@ConditionalOnBean(Clock.class)
@ConditionalOnEnabledMetricsExport("taos")
@ConditionalOnBooleanProperty("management.taos.metrics.export.enabled")
@EnableConfigurationProperties(TaosMetricsExportProperties.class)
public final class TaosMetricsExportAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TaosRegistryConfig taosRegistryConfig(TaosMetricsExportProperties properties) {
		return new TaosMetricsExportPropertiesConfigAdapter(properties);
	}

	@Bean
	@ConditionalOnMissingBean
	TaosMeterRegistry taosMeterRegistry(TaosRegistryConfig config, Clock clock) {
		return new TaosMeterRegistry(config, clock);
	}

	@Bean
	TaosMeterRegistryStarter taosMeterRegistryStarter(TaosMeterRegistry registry, ObjectProvider<TaosClient> client,
			TaosMetricsExportProperties properties) {
		return new TaosMeterRegistryStarter(registry, client, properties.getConnectTimeout());
	}

}
