package io.github.taosspring.config;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.tmq.TmqConsumers;
import io.github.taosspring.listener.AckMode;
import io.github.taosspring.listener.ConcurrentTaosMessageListenerContainer;
import io.github.taosspring.listener.DefaultTaosErrorHandler;
import io.github.taosspring.listener.TaosContainerCustomizer;
import io.github.taosspring.listener.TaosContainerProperties;
import io.github.taosspring.listener.TaosErrorHandler;
import io.github.taosspring.listener.TaosInterceptor;
import io.github.taosspring.listener.TaosListenerObservationConvention;
import io.github.taosspring.listener.TaosMessageFilter;
import io.github.taosspring.listener.TaosMessageListener;
import io.github.taosspring.listener.TmqConsumerFactory;
import io.github.taosspring.listener.adapter.TaosPayloads;
import io.github.taosspring.listener.adapter.TopicAwareListener;
import io.github.taosspring.mapping.TaosMappingContext;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationEventPublisherAware;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.messaging.handler.invocation.MethodArgumentResolutionException;
import org.springframework.util.Assert;

/**
 * Makes {@link ConcurrentTaosMessageListenerContainer}s, all in the same way, but for
 * what an endpoint wants otherwise. The setters are for before the first container.
 */
public class ConcurrentTaosListenerContainerFactory
		implements TaosListenerContainerFactory, ApplicationEventPublisherAware {

	private final TmqConsumerFactory consumerFactory;

	private final TaosPayloads payloads;

	private final @Nullable TaosClient client;

	private final TaosContainerProperties properties = new TaosContainerProperties();

	private int concurrency = 1;

	private boolean autoStartup = true;

	private @Nullable TaosErrorHandler errorHandler;

	private @Nullable TaosMessageFilter filter;

	private List<TaosInterceptor> interceptors = List.of();

	private List<TaosContainerCustomizer> customizers = List.of();

	private @Nullable AsyncTaskExecutor taskExecutor;

	private @Nullable ObservationRegistry observationRegistry;

	private @Nullable TaosListenerObservationConvention observationConvention;

	private @Nullable ApplicationEventPublisher eventPublisher;

	/**
	 * Create a factory with the default mapping.
	 * @param client whose endpoints, user and zone consumers have, and which looks up
	 * topics and tags
	 */
	public ConcurrentTaosListenerContainerFactory(TaosClient client) {
		this(client, TmqConsumerFactory.of(client), new TaosPayloads(new TaosMappingContext(), client));
	}

	/**
	 * Create a factory.
	 * @param client which looks up topics and tags
	 * @param consumerFactory makes the consumers
	 * @param context knows how types map
	 */
	public ConcurrentTaosListenerContainerFactory(TaosClient client, TmqConsumerFactory consumerFactory,
			TaosMappingContext context) {
		this(client, consumerFactory, new TaosPayloads(context, client));
	}

	/**
	 * Create a factory without a client.
	 * @param consumerFactory makes the consumers
	 * @param payloads makes objects of rows
	 */
	public ConcurrentTaosListenerContainerFactory(TmqConsumerFactory consumerFactory, TaosPayloads payloads) {
		this(null, consumerFactory, payloads);
	}

	private ConcurrentTaosListenerContainerFactory(@Nullable TaosClient client, TmqConsumerFactory consumerFactory,
			TaosPayloads payloads) {
		this.client = client;
		this.consumerFactory = consumerFactory;
		this.payloads = payloads;
	}

	/**
	 * Return the properties of containers.
	 * @return the properties, to be changed
	 */
	public TaosContainerProperties getContainerProperties() {
		return this.properties;
	}

	/**
	 * Set the number of consumers of a container; 1 by default.
	 * @param concurrency the number, 1 or more
	 */
	public void setConcurrency(int concurrency) {
		Assert.isTrue(concurrency > 0, () -> "'concurrency' must be 1 or more, was " + concurrency);
		this.concurrency = concurrency;
	}

	/**
	 * Set whether containers start with the application; by default they do.
	 * @param autoStartup whether they do
	 */
	public void setAutoStartup(boolean autoStartup) {
		this.autoStartup = autoStartup;
	}

	/**
	 * Set what decides about failures; by default a {@link DefaultTaosErrorHandler} that
	 * does not try again what cannot be passed to a method.
	 * @param errorHandler the handler
	 */
	public void setErrorHandler(TaosErrorHandler errorHandler) {
		this.errorHandler = errorHandler;
	}

	/**
	 * Set which messages listeners get; by default all.
	 * @param filter the filter, {@code null} for none
	 */
	public void setFilter(@Nullable TaosMessageFilter filter) {
		this.filter = filter;
	}

	/**
	 * Set what is called around deliveries.
	 * @param interceptors the interceptors in their order
	 */
	public void setInterceptors(List<TaosInterceptor> interceptors) {
		this.interceptors = List.copyOf(interceptors);
	}

	/**
	 * Set what changes each container at last.
	 * @param customizers the customizers in their order
	 */
	public void setContainerCustomizers(List<TaosContainerCustomizer> customizers) {
		this.customizers = List.copyOf(customizers);
	}

	/**
	 * Set what runs the loops of containers; by default each has a thread of its own.
	 * @param taskExecutor the executor, {@code null} for the default
	 */
	public void setTaskExecutor(@Nullable AsyncTaskExecutor taskExecutor) {
		this.taskExecutor = taskExecutor;
	}

	/**
	 * Set where deliveries are observed; by default nowhere.
	 * @param observationRegistry the registry, {@code null} for nowhere
	 */
	public void setObservationRegistry(@Nullable ObservationRegistry observationRegistry) {
		this.observationRegistry = observationRegistry;
	}

	/**
	 * Set how observations are named and tagged.
	 * @param observationConvention the convention, {@code null} for the default
	 */
	public void setObservationConvention(@Nullable TaosListenerObservationConvention observationConvention) {
		this.observationConvention = observationConvention;
	}

	@Override
	public void setApplicationEventPublisher(ApplicationEventPublisher eventPublisher) {
		this.eventPublisher = eventPublisher;
	}

	@Override
	public ConcurrentTaosMessageListenerContainer createListenerContainer(TaosListenerEndpoint endpoint) {
		requireSubscriptions(endpoint);
		TaosContainerProperties properties = properties(endpoint);
		TaosMessageListener listener = endpoint.createMessageListener(properties.getGroupId(), this.payloads);
		ConcurrentTaosMessageListenerContainer container = new ConcurrentTaosMessageListenerContainer(
				consumerFactory(listener), properties);
		container.setListenerId(endpoint.getId());
		container.setMessageListener(listener);
		container.setConcurrency((endpoint.getConcurrency() != null) ? endpoint.getConcurrency() : this.concurrency);
		container.setAutoStartup((endpoint.getAutoStartup() != null) ? endpoint.getAutoStartup() : this.autoStartup);
		container.setErrorHandler(errorHandler(endpoint));
		container.setMessageFilter(filter(endpoint, listener));
		container.setInterceptors(this.interceptors);
		container.setTaskExecutor(this.taskExecutor);
		if (this.observationRegistry != null) {
			container.setObservationRegistry(this.observationRegistry);
		}
		container.setObservationConvention(this.observationConvention);
		if (this.eventPublisher != null) {
			container.setApplicationEventPublisher(this.eventPublisher);
		}
		this.customizers.forEach((customizer) -> customizer.customize(container));
		return container;
	}

	private void requireSubscriptions(TaosListenerEndpoint endpoint) {
		if (this.client != null) {
			try {
				this.client.unwrap(TmqConsumers.class);
			}
			catch (TaosInterfaceException ex) {
				throw new SubscriptionsNotSupportedException(endpoint.getId(), String.valueOf(ex.getMessage()), ex);
			}
		}
	}

	private TaosContainerProperties properties(TaosListenerEndpoint endpoint) {
		TaosContainerProperties properties = new TaosContainerProperties(this.properties);
		properties.setTopics(endpoint.getTopics());
		if (!endpoint.getProperties().isEmpty()) {
			properties.setTmqOptions(properties.getTmqOptions().toBuilder().raw(endpoint.getProperties()).build());
		}
		if (endpoint.getGroupId() != null) {
			properties.setGroupId(endpoint.getGroupId());
		}
		if (endpoint.getClientIdPrefix() != null) {
			properties.setClientId(endpoint.getClientIdPrefix());
		}
		AckMode ackMode = endpoint.getAckMode();
		if (ackMode != null) {
			properties.setAckMode(ackMode);
		}
		if (properties.getGroupId() == null) {
			throw new IllegalStateException("The listener '" + endpoint.getId()
					+ "' has no consumer group: set its groupId or its id, or taos.consumer.group-id for all");
		}
		return properties;
	}

	/** A consumer that is made before topics could be looked at looks at them. */
	private TmqConsumerFactory consumerFactory(TaosMessageListener listener) {
		if (!(listener instanceof TopicAwareListener aware)) {
			return this.consumerFactory;
		}
		return (options) -> {
			aware.checkTopics();
			return this.consumerFactory.createConsumer(options);
		};
	}

	private TaosErrorHandler errorHandler(TaosListenerEndpoint endpoint) {
		if (endpoint.getErrorHandler() != null) {
			return endpoint.getErrorHandler();
		}
		if (this.errorHandler == null) {
			DefaultTaosErrorHandler handler = new DefaultTaosErrorHandler();
			handler.addNotRetryableExceptions(MethodArgumentResolutionException.class);
			this.errorHandler = handler;
		}
		return this.errorHandler;
	}

	private @Nullable TaosMessageFilter filter(TaosListenerEndpoint endpoint, TaosMessageListener listener) {
		List<TaosMessageFilter> filters = new ArrayList<>();
		TaosMessageFilter wanted = (endpoint.getFilter() != null) ? endpoint.getFilter() : this.filter;
		if (wanted != null) {
			filters.add(wanted);
		}
		if (listener instanceof TaosMessageFilter own) {
			filters.add(own);
		}
		if (filters.isEmpty()) {
			return null;
		}
		return (message) -> filters.stream().allMatch((filter) -> filter.accepts(message));
	}

}
