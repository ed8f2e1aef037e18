package io.github.taosspring.boot.schemaless;

import io.github.taosspring.boot.TaosAutoConfiguration;
import io.github.taosspring.boot.TaosProperties;
import io.github.taosspring.boot.TaosSchemaInitialization;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.buffered.WriteFailureListener;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.github.taosspring.client.schemaless.SchemalessWriter;
import io.github.taosspring.schemaless.BufferedPointWriter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Lazy;

/**
 * Auto-configuration of writers without a schema: the plain one, and buffered ones for
 * points. None connects before it is used. What a buffered writer cannot write goes to
 * the application's {@link WriteFailureListener}s, and to its event listeners as
 * {@link io.github.taosspring.schemaless.TaosWriteFailedEvent}.
 */
@AutoConfiguration(after = TaosAutoConfiguration.class)
@ConditionalOnSingleCandidate(TaosClient.class)
@EnableConfigurationProperties(TaosProperties.class)
public final class TaosSchemalessAutoConfiguration {

	/** The name of the main buffered writer. */
	public static final String BUFFERED_WRITER = "taosBufferedWriter";

	/** The name and qualifier of the buffered writer over OpenTSDB's telnet lines. */
	public static final String TELNET_WRITER = "taosTelnetWriter";

	/** The name and qualifier of the buffered writer over OpenTSDB's JSON. */
	public static final String JSON_WRITER = "taosJsonWriter";

	/** Lazy: a client of the application's own need not have it. */
	@Bean
	@Lazy
	@ConditionalOnMissingBean
	SchemalessWriter taosSchemalessWriter(TaosClient client) {
		return SchemalessWriter.of(client);
	}

	@Bean
	BufferedPointWriterFactory taosBufferedPointWriterFactory(TaosClient client, TaosProperties properties,
			ObjectProvider<TaosSchemaInitialization> schema, ObjectProvider<WriteFailureListener> listeners,
			ApplicationEventPublisher events) {
		return new BufferedPointWriterFactory(client, properties, schema, listeners, events);
	}

	/** A writer of points of the application's own is preferred where one is injected. */
	@Bean(name = BUFFERED_WRITER, destroyMethod = "close")
	@Fallback
	@ConditionalOnMissingBean(BufferedPointWriter.class)
	BufferedPointWriter taosBufferedWriter(BufferedPointWriterFactory factory, TaosProperties properties) {
		return factory.create(BUFFERED_WRITER, properties.getSchemaless().getProtocol());
	}

	@Bean(name = TELNET_WRITER, defaultCandidate = false, destroyMethod = "close")
	@Qualifier(TELNET_WRITER)
	@ConditionalOnBooleanProperty("taos.schemaless.telnet.enabled")
	@ConditionalOnMissingBean(name = TELNET_WRITER)
	BufferedPointWriter taosTelnetWriter(BufferedPointWriterFactory factory) {
		return factory.create(TELNET_WRITER, SchemalessProtocol.TELNET);
	}

	@Bean(name = JSON_WRITER, defaultCandidate = false, destroyMethod = "close")
	@Qualifier(JSON_WRITER)
	@ConditionalOnBooleanProperty("taos.schemaless.json.enabled")
	@ConditionalOnMissingBean(name = JSON_WRITER)
	BufferedPointWriter taosJsonWriter(BufferedPointWriterFactory factory) {
		return factory.create(JSON_WRITER, SchemalessProtocol.JSON);
	}

}
