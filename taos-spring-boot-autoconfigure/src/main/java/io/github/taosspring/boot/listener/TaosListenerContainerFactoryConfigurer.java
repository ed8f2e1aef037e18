package io.github.taosspring.boot.listener;

import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.taosspring.boot.InvalidTaosPropertyException;
import io.github.taosspring.boot.TaosConsumerProperties;
import io.github.taosspring.boot.TaosListenerProperties;
import io.github.taosspring.boot.TaosProperties;
import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.tmq.TmqOptions;
import io.github.taosspring.config.ConcurrentTaosListenerContainerFactory;
import io.github.taosspring.core.TaosOperations;
import io.github.taosspring.listener.DeadLetterRecoverer;
import io.github.taosspring.listener.DefaultTaosErrorHandler;
import io.github.taosspring.listener.LoggingRecoverer;
import io.github.taosspring.listener.TaosContainerCustomizer;
import io.github.taosspring.listener.TaosContainerProperties;
import io.github.taosspring.listener.TaosErrorHandler;
import io.github.taosspring.listener.TaosInterceptor;
import io.github.taosspring.listener.TaosListenerObservationConvention;
import io.github.taosspring.listener.TaosMessageFilter;
import io.github.taosspring.listener.TaosMessageRecoverer;
import io.github.taosspring.topic.TaosTopicInitializer;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.messaging.handler.invocation.MethodArgumentResolutionException;
import org.springframework.util.StringUtils;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Sets up container factories by {@code taos.consumer.*} and {@code taos.listener.*} and
 * by the application's beans: error handler (or recoverer), filter, interceptors,
 * customizers, observations. For factories of the application's own, too, which go on
 * from there.
 */
public final class TaosListenerContainerFactoryConfigurer {

	private final TaosProperties properties;

	private final ListableBeanFactory beans;

	private final @Nullable AsyncTaskExecutor taskExecutor;

	TaosListenerContainerFactoryConfigurer(TaosProperties properties, ListableBeanFactory beans,
			@Nullable AsyncTaskExecutor taskExecutor) {
		this.properties = properties;
		this.beans = beans;
		this.taskExecutor = taskExecutor;
	}

	/**
	 * Set up a factory.
	 * @param factory the factory
	 * @throws InvalidTaosPropertyException if the value of a property is wrong
	 */
	public void configure(ConcurrentTaosListenerContainerFactory factory) {
		TaosListenerProperties listener = this.properties.getListener();
		configure(factory.getContainerProperties());
		apply("taos.listener.concurrency", listener.getConcurrency(), factory::setConcurrency);
		factory.setAutoStartup(listener.isAutoStartup());
		factory.setMissingTopicsFatal(listener.isMissingTopicsFatal());
		factory.setTopicInitializer(this.beans.getBeanProvider(TaosTopicInitializer.class).getIfUnique());
		factory.setTaskExecutor(this.taskExecutor);
		factory.setErrorHandler(this.beans.getBeanProvider(TaosErrorHandler.class).getIfUnique(this::errorHandler));
		factory.setFilter(this.beans.getBeanProvider(TaosMessageFilter.class).getIfUnique());
		factory.setInterceptors(this.beans.getBeanProvider(TaosInterceptor.class).orderedStream().toList());
		factory.setContainerCustomizers(
				this.beans.getBeanProvider(TaosContainerCustomizer.class).orderedStream().toList());
		factory.setObservationConvention(
				this.beans.getBeanProvider(TaosListenerObservationConvention.class).getIfUnique());
		if (listener.isObservationEnabled()) {
			factory.setObservationRegistry(this.beans.getBeanProvider(ObservationRegistry.class).getIfUnique());
		}
	}

	private void configure(TaosContainerProperties container) {
		TaosListenerProperties listener = this.properties.getListener();
		TaosConsumerProperties consumer = this.properties.getConsumer();
		container.setTmqOptions(options(consumer));
		apply("taos.consumer.client-id-prefix", consumer.getClientIdPrefix(), container::setClientId);
		apply("taos.listener.ack-mode", listener.getAckMode(), container::setAckMode);
		apply("taos.listener.ack-time", listener.getAckTime(), container::setAckTime);
		apply("taos.listener.poll-timeout", listener.getPollTimeout(), container::setPollTimeout);
		apply("taos.listener.pending-poll-timeout", listener.getPendingPollTimeout(), container::setPendingPollTimeout);
		apply("taos.listener.max-pending", listener.getMaxPending(), container::setMaxPending);
		apply("taos.listener.shutdown-timeout", listener.getShutdownTimeout(), container::setShutdownTimeout);
		apply("taos.listener.idle-event-interval", listener.getIdleEventInterval(), container::setIdleEventInterval);
		apply("taos.listener.assignment-interval", listener.getAssignmentInterval(), container::setAssignmentInterval);
		apply("taos.listener.startup-failure", listener.getStartupFailure(), container::setStartupFailurePolicy);
		apply("taos.listener.restart.initial-interval", listener.getRestart(),
				(restart) -> container.setRestartBackOff(restartBackOff(restart)));
	}

	private static TmqOptions options(TaosConsumerProperties consumer) {
		TmqOptions.Builder options = TmqOptions.builder();
		apply("taos.consumer.group-id", consumer.getGroupId(), options::groupId);
		apply("taos.consumer.auto-offset-reset", consumer.getAutoOffsetReset(), options::offsetReset);
		apply("taos.consumer.max-poll-interval", consumer.getMaxPollInterval(), options::maxPollInterval);
		apply("taos.consumer.session-timeout", consumer.getSessionTimeout(), options::sessionTimeout);
		apply("taos.consumer.heartbeat-interval", consumer.getHeartbeatInterval(), options::heartbeatInterval);
		apply("taos.consumer.fetch-max-wait", consumer.getFetchMaxWait(), options::fetchMaxWait);
		apply("taos.consumer.min-poll-rows", consumer.getMinPollRows(), options::minPollRows);
		options.withTableName(consumer.isWithTableName());
		options.snapshot(consumer.isSnapshotEnabled());
		options.batchMeta(consumer.isBatchMeta());
		options.prefetch(consumer.isPrefetch());
		apply("taos.consumer.properties", consumer.getProperties(), options::raw);
		return check("taos.consumer.heartbeat-interval", options::build);
	}

	private TaosErrorHandler errorHandler() {
		DefaultTaosErrorHandler handler = new DefaultTaosErrorHandler(recoverer(),
				check("taos.listener.retry", () -> retryBackOff(this.properties.getListener().getRetry())));
		handler.addNotRetryableExceptions(MethodArgumentResolutionException.class);
		return handler;
	}

	private TaosMessageRecoverer recoverer() {
		return this.beans.getBeanProvider(TaosMessageRecoverer.class).getIfUnique(() -> {
			TaosListenerProperties.DeadLetter deadLetter = this.properties.getListener().getDeadLetter();
			if (!deadLetter.isEnabled()) {
				return new LoggingRecoverer();
			}
			TaosOperations operations = this.beans.getBean(TaosOperations.class);
			String database = deadLetter.getDatabase();
			DeadLetterRecoverer recoverer = new DeadLetterRecoverer(StringUtils.hasText(database)
					? operations.with(QueryOptions.DEFAULTS.database(database)) : operations);
			recoverer.setCreateSuperTable(deadLetter.isCreate());
			return recoverer;
		});
	}

	private static BackOff retryBackOff(TaosListenerProperties.Retry retry) {
		long attempts = (retry.getMaxAttempts() == 0) ? FixedBackOff.UNLIMITED_ATTEMPTS : retry.getMaxAttempts() - 1L;
		if (retry.getMaxAttempts() < 0 || retry.getInitialInterval().isNegative()) {
			throw new IllegalArgumentException("max-attempts and initial-interval must not be negative");
		}
		if (retry.getMultiplier() == 1) {
			return new FixedBackOff(retry.getInitialInterval().toMillis(), attempts);
		}
		ExponentialBackOff backOff = new ExponentialBackOff(retry.getInitialInterval().toMillis(),
				retry.getMultiplier());
		backOff.setMaxInterval(retry.getMaxInterval().toMillis());
		backOff.setMaxAttempts(attempts);
		return backOff;
	}

	private static BackOff restartBackOff(TaosListenerProperties.Restart restart) {
		if (restart.getInitialInterval().toMillis() < 1
				|| restart.getMaxInterval().compareTo(restart.getInitialInterval()) < 0) {
			throw new IllegalArgumentException(
					"it must be at least 1ms and not more than taos.listener.restart.max-interval");
		}
		ExponentialBackOff backOff = new ExponentialBackOff(restart.getInitialInterval().toMillis(), 2);
		backOff.setMaxInterval(restart.getMaxInterval().toMillis());
		backOff.setJitter(restart.getInitialInterval().toMillis() / 5);
		return backOff;
	}

	/**
	 * Apply a value that is set; an empty text counts as not set, as placeholders with an
	 * empty default leave one.
	 */
	private static <T> void apply(String property, @Nullable T value, Consumer<T> setter) {
		if (value != null && !value.equals("")) {
			check(property, () -> {
				setter.accept(value);
				return value;
			});
		}
	}

	private static <T> T check(String property, Supplier<T> action) {
		try {
			return action.get();
		}
		catch (TaosException | IllegalArgumentException ex) {
			throw new InvalidTaosPropertyException(property, ex);
		}
	}

}
