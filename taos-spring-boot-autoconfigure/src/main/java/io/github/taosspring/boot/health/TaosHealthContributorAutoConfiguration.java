package io.github.taosspring.boot.health;

import java.time.Duration;

import io.github.taosspring.boot.InvalidTaosPropertyException;
import io.github.taosspring.boot.TaosAutoConfiguration;
import io.github.taosspring.boot.TaosConnectionDetails;
import io.github.taosspring.boot.TaosProperties;
import io.github.taosspring.client.TaosClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the health contributor {@code taos}.
 */
@AutoConfiguration(after = TaosAutoConfiguration.class)
@ConditionalOnClass({ HealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnSingleCandidate(TaosClient.class)
@ConditionalOnEnabledHealthIndicator("taos")
public final class TaosHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "taosHealthIndicator", "taosHealthContributor" })
	HealthContributor taosHealthContributor(TaosClient client, TaosProperties properties,
			ObjectProvider<TaosConnectionDetails> details) {
		return indicator(client, properties, details);
	}

	static TaosHealthIndicator indicator(TaosClient client, TaosProperties properties,
			ObjectProvider<TaosConnectionDetails> details) {
		Duration timeout = properties.getHealth().getTimeout();
		if (timeout.isNegative() || timeout.isZero()) {
			throw new InvalidTaosPropertyException("taos.health.timeout",
					new IllegalArgumentException("it must be greater than zero, was " + timeout));
		}
		boolean embedded = details.stream().anyMatch(TaosConnectionDetails::isEmbedded);
		return new TaosHealthIndicator(client, timeout, embedded);
	}

}
