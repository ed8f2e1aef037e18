package io.github.taosspring.boot.listener;

import java.lang.reflect.Method;

import io.github.taosspring.annotation.EnableTaos;
import io.github.taosspring.annotation.TaosListener;
import io.github.taosspring.annotation.TaosListenerConfigurer;
import io.github.taosspring.boot.TaosProperties;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.config.ConcurrentTaosListenerContainerFactory;
import io.github.taosspring.config.TaosListenerConfigUtils;
import io.github.taosspring.listener.DeadLetter;
import io.github.taosspring.listener.TmqConsumerFactory;
import io.github.taosspring.mapping.TaosMappingContext;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnThreading;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.core.annotation.Order;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.util.ReflectionUtils.MethodFilter;
import org.springframework.validation.Validator;

/**
 * Auto-configuration of listeners: what calls methods annotated with
 * {@link io.github.taosspring.annotation.TaosListener}.
 */
@AutoConfiguration(after = TaosTopicAutoConfiguration.class)
@EnableConfigurationProperties(TaosProperties.class)
@RegisterReflectionForBinding(DeadLetter.class)
public final class TaosListenerAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnThreading(Threading.PLATFORM)
	TaosListenerContainerFactoryConfigurer taosListenerContainerFactoryConfigurer(TaosProperties properties,
			ListableBeanFactory beanFactory) {
		return new TaosListenerContainerFactoryConfigurer(properties, beanFactory, null);
	}

	@Bean(name = "taosListenerContainerFactoryConfigurer")
	@ConditionalOnMissingBean
	@ConditionalOnThreading(Threading.VIRTUAL)
	TaosListenerContainerFactoryConfigurer taosListenerContainerFactoryConfigurerVirtualThreads(
			TaosProperties properties, ListableBeanFactory beanFactory) {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("taos-listener-");
		executor.setVirtualThreads(true);
		return new TaosListenerContainerFactoryConfigurer(properties, beanFactory, executor);
	}

	/** A listener is there for messages, and nobody else asks for it. */
	@Bean
	static LazyInitializationExcludeFilter taosListenersAreNotLazy() {
		return (name, definition,
				type) -> AnnotationUtils.isCandidateClass(type, TaosListener.class) && !MethodIntrospector
					.selectMethods(type, (MethodFilter) TaosListenerAutoConfiguration::isListener)
					.isEmpty();
	}

	private static boolean isListener(Method method) {
		return MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY).isPresent(TaosListener.class);
	}

	/** The last one, so that it leaves what the application sets. */
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	TaosListenerConfigurer taosListenerValidation(ObjectProvider<Validator> validator) {
		return (registrar) -> {
			if (registrar.getValidator() == null) {
				validator.ifUnique(registrar::setValidator);
			}
		};
	}

	/**
	 * The default container factory. An application with several clients makes its own;
	 * its listeners are not left out silently.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnSingleCandidate(TaosClient.class)
	static class ContainerFactoryConfiguration {

		@Bean
		@ConditionalOnMissingBean
		TmqConsumerFactory taosTmqConsumerFactory(TaosClient client) {
			return TmqConsumerFactory.of(client);
		}

		@Bean
		@ConditionalOnMissingBean(name = TaosListenerConfigUtils.CONTAINER_FACTORY)
		ConcurrentTaosListenerContainerFactory taosListenerContainerFactory(
				TaosListenerContainerFactoryConfigurer configurer, TaosClient client,
				TmqConsumerFactory consumerFactory, TaosMappingContext context) {
			ConcurrentTaosListenerContainerFactory factory = new ConcurrentTaosListenerContainerFactory(client,
					consumerFactory, context);
			configurer.configure(factory);
			return factory;
		}

	}

	/** Finds the annotated methods, unless the application has that done. */
	@Configuration(proxyBeanMethods = false)
	@EnableTaos
	@ConditionalOnMissingBean(name = TaosListenerConfigUtils.ANNOTATION_PROCESSOR)
	static class EnableTaosConfiguration {

	}

}
