package io.github.taosspring.boot.listener;

import io.github.taosspring.boot.TaosAutoConfiguration;
import io.github.taosspring.boot.TaosProperties;
import io.github.taosspring.boot.TaosSchemaInitialization;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.mapping.TaosMappingContext;
import io.github.taosspring.topic.TaosTopic;
import io.github.taosspring.topic.TaosTopicAdmin;
import io.github.taosspring.topic.TaosTopicInitializer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of topics: those that are beans are created after the schema and
 * before listeners start.
 */
@AutoConfiguration(after = TaosAutoConfiguration.class)
@ConditionalOnSingleCandidate(TaosClient.class)
public final class TaosTopicAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TaosTopicAdmin taosTopicAdmin(TaosClient client, TaosMappingContext context) {
		return new TaosTopicAdmin(client, context);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(TaosTopic.class)
	@ConditionalOnBooleanProperty(name = "taos.topic.auto-create", matchIfMissing = true)
	TaosTopicInitializer taosTopicInitializer(TaosTopicAdmin admin, ObjectProvider<TaosTopic> topics,
			TaosProperties properties, ObjectProvider<TaosSchemaInitialization> schema) {
		TaosTopicInitializer initializer = new TaosTopicInitializer(admin, topics.orderedStream().toList());
		initializer.setFailFast(properties.isFailFast());
		TaosSchemaInitialization initialization = schema.getIfAvailable();
		if (initialization != null) {
			initializer.setReady(() -> !initialization.isPending());
		}
		return initializer;
	}

}
