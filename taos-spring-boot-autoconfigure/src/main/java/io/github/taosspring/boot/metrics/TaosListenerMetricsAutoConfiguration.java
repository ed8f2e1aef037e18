package io.github.taosspring.boot.metrics;

import io.github.taosspring.boot.TaosProperties;
import io.github.taosspring.boot.listener.TaosListenerAutoConfiguration;
import io.github.taosspring.listener.TaosContainerCustomizer;
import io.github.taosspring.listener.TaosInterceptor;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration of the meters of listeners.
 */
@AutoConfiguration(before = TaosListenerAutoConfiguration.class,
		afterName = { "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
public final class TaosListenerMetricsAutoConfiguration {

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	TaosContainerCustomizer taosListenerMeters(MeterRegistry registry, TaosProperties properties) {
		return new ListenerMeters(registry, !properties.getListener().isObservationEnabled());
	}

	@Bean
	TaosInterceptor taosRedeliveryCounter(MeterRegistry registry) {
		return new RedeliveryCounter(registry);
	}

}
