package io.github.taosspring.boot.buffered;

import io.github.taosspring.boot.TaosAutoConfiguration;
import io.github.taosspring.boot.TaosProperties;
import io.github.taosspring.boot.TaosSchemaInitialization;
import io.github.taosspring.buffered.BufferedRecordWriterFactory;
import io.github.taosspring.client.buffered.WriteFailureListener;
import io.github.taosspring.core.TaosOperations;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of what makes buffered writers of records, with the options of
 * {@code taos.buffered}. What they cannot write goes to the application's
 * {@link WriteFailureListener}s, and to its event listeners as
 * {@link io.github.taosspring.buffered.TaosRecordsFailedEvent}.
 */
@AutoConfiguration(after = TaosAutoConfiguration.class)
@ConditionalOnSingleCandidate(TaosOperations.class)
@EnableConfigurationProperties(TaosProperties.class)
public final class TaosBufferedAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	BufferedRecordWriterFactory taosBufferedRecordWriterFactory(TaosOperations taos, TaosProperties properties,
			ObjectProvider<TaosSchemaInitialization> schema, ObjectProvider<WriteFailureListener> listeners,
			ApplicationEventPublisher events) {
		return new PropertiesBufferedRecordWriterFactory(taos, properties.getBuffered(), schema, listeners, events);
	}

}
