package io.github.taosspring.boot;

import java.util.List;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosOperationListener;
import io.github.taosspring.core.TaosOperations;
import io.github.taosspring.core.TaosTemplate;
import io.github.taosspring.mapping.JsonConverter;
import io.github.taosspring.mapping.NamingStrategy;
import io.github.taosspring.mapping.TaosMappingContext;
import io.github.taosspring.schema.TaosSchemaInitializer;
import io.github.taosspring.support.TaosExceptionTranslator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the client, of the schema before it and the template above it.
 * The client connects when it is first used, unless {@code taos.fail-fast} is set.
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

	@Bean
	@ConditionalOnMissingBean
	TaosMappingContext taosMappingContext(ObjectProvider<NamingStrategy> namingStrategy,
			ObjectProvider<JsonConverter> jsonConverter) {
		TaosMappingContext context = new TaosMappingContext();
		NamingStrategy names = namingStrategy.getIfAvailable();
		if (names != null) {
			context = context.withNamingStrategy(names);
		}
		JsonConverter json = jsonConverter.getIfAvailable();
		return (json != null) ? context.withJsonConverter(json) : context;
	}

	@Bean
	@ConditionalOnBean(TaosClientOptions.class)
	@ConditionalOnMissingBean
	TaosSchemaInitializer taosSchemaInitializer(TaosClientOptions options, TaosProperties properties,
			TaosMappingContext context, ObjectProvider<TaosConnectionDetails> details,
			ObjectProvider<TaosEntityTypes> types, ApplicationContext application) {
		boolean embedded = details.stream().anyMatch(TaosConnectionDetails::isEmbedded);
		return new TaosSchemaInitializerFactory(properties.getSchema(), options, embedded, application).create(context,
				() -> types.getIfAvailable(() -> scan(properties.getSchema().getPackages(), application)));
	}

	private static TaosEntityTypes scan(List<String> packages, ApplicationContext application) {
		return new TaosEntityScanner(application.getEnvironment(), application).scan(packages, application);
	}

	@Bean
	@ConditionalOnBean(TaosSchemaInitializer.class)
	TaosSchemaInitialization taosSchemaInitialization(TaosSchemaInitializer initializer, TaosProperties properties) {
		return new TaosSchemaInitialization(initializer, properties.isFailFast());
	}

	/** The schema comes first: the client's database may not exist before. */
	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	TaosClient taosClient(TaosClientOptions options, TaosProperties properties,
			ObjectProvider<TaosSchemaInitialization> schema) {
		schema.getIfAvailable();
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
	TaosTemplate taosTemplate(TaosClient client, TaosMappingContext context) {
		return new TaosTemplate(client, context, new TaosExceptionTranslator());
	}

}
