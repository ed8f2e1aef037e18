package io.github.taosspring.boot;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosOperationListener;
import io.github.taosspring.core.TaosOperations;
import io.github.taosspring.core.TaosTemplate;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the client and its template. The client connects when it is first
 * used, unless {@code taos.fail-fast} is set.
 */
@AutoConfiguration
@EnableConfigurationProperties(TaosProperties.class)
public final class TaosAutoConfiguration {

	private static final String NOT_SUPPORTED = "0A000";

	@Bean
	@ConditionalOnMissingBean({ TaosConnectionDetails.class, TaosClientOptions.class, TaosClient.class })
	TaosConnectionDetails taosConnectionDetails(TaosProperties properties, ObjectProvider<SslBundles> sslBundles) {
		return new PropertiesTaosConnectionDetails(properties, sslBundles.getIfAvailable());
	}

	@Bean
	@ConditionalOnMissingBean({ TaosClientOptions.class, TaosClient.class })
	TaosClientOptions taosClientOptions(TaosConnectionDetails details, TaosProperties properties,
			ObjectProvider<TaosOperationListener> listeners, ObjectProvider<TaosClientOptionsCustomizer> customizers,
			Environment environment) {
		return new TaosClientOptionsFactory(details, properties, environment.getProperty("spring.application.name"))
			.create(listeners.orderedStream().toList(), customizers.orderedStream().toList());
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	TaosClient taosClient(TaosClientOptions options, TaosProperties properties) {
		try {
			return properties.isFailFast() ? TaosClient.connect(options) : TaosClient.create(options);
		}
		catch (TaosInterfaceException ex) {
			if (ex.sqlState().equals(NOT_SUPPORTED)) {
				throw new InvalidTaosPropertyException("taos.url", ex);
			}
			throw ex;
		}
	}

	@Bean
	@ConditionalOnMissingBean(TaosOperations.class)
	@ConditionalOnSingleCandidate(TaosClient.class)
	TaosTemplate taosTemplate(TaosClient client) {
		return new TaosTemplate(client);
	}

}
