package io.github.taosspring.boot.metrics;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.taosspring.boot.buffered.TaosBufferedAutoConfiguration;
import io.github.taosspring.boot.schemaless.TaosSchemalessAutoConfiguration;
import io.github.taosspring.client.buffered.BufferedWriter;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the meters of buffered writers.
 */
@AutoConfiguration(after = { TaosBufferedAutoConfiguration.class, TaosSchemalessAutoConfiguration.class })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(BufferedWriter.class)
public final class TaosWriterMetricsAutoConfiguration {

	@Bean
	BufferedWriterMetrics taosBufferedWriterMetrics(ListableBeanFactory beanFactory) {
		Map<String, BufferedWriter<?>> writers = new LinkedHashMap<>();
		beanFactory.getBeansOfType(BufferedWriter.class).forEach(writers::put);
		return new BufferedWriterMetrics(writers);
	}

}
