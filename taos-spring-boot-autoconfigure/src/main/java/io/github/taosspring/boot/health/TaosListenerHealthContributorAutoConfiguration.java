package io.github.taosspring.boot.health;

import io.github.taosspring.boot.listener.TaosListenerAutoConfiguration;
import io.github.taosspring.config.TaosListenerEndpointRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the health contributor {@code taosListeners}.
 */
@AutoConfiguration(after = TaosListenerAutoConfiguration.class)
@ConditionalOnClass({ HealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(TaosListenerEndpointRegistry.class)
@ConditionalOnEnabledHealthIndicator("taos-listeners")
public final class TaosListenerHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "taosListenersHealthIndicator", "taosListenersHealthContributor" })
	TaosListenerHealthIndicator taosListenersHealthContributor(TaosListenerEndpointRegistry registry) {
		return new TaosListenerHealthIndicator(registry);
	}

}
