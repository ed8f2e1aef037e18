package io.github.taosspring.listener;

import java.util.List;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.task.AsyncTaskExecutor;

/**
 * What containers are put together from, shared by those of one listener.
 */
final class ListenerParts {

	@Nullable TaosMessageListener listener;

	TaosErrorHandler errorHandler = new DefaultTaosErrorHandler();

	List<TaosInterceptor> interceptors = List.of();

	@Nullable TaosMessageFilter filter;

	@Nullable AsyncTaskExecutor taskExecutor;

	ObservationRegistry observationRegistry = ObservationRegistry.NOOP;

	@Nullable TaosListenerObservationConvention observationConvention;

	@Nullable ApplicationEventPublisher eventPublisher;

}
