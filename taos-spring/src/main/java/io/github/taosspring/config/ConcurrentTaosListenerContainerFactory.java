package io.github.taosspring.config;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqOptions;
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
import io.github.taosspring.listener.adapter.MethodListener;
import io.github.taosspring.listener.adapter.TaosPayloads;
import io.github.taosspring.mapping.TaosMappingContext;
import io.github.taosspring.topic.TaosTopicAdmin;
import io.github.taosspring.topic.TaosTopicInitializer;
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

	private static final String NOT_SUPPORTED = "0A000";

	private final TmqConsumerFactory consumerFactory;

	private final TaosPayloads payloads;

	private final @Nullable TaosClient client;

	private final TaosContainerProperties properties = new TaosContainerProperties();

	private int concurrency = 1;

	private boolean autoStartup = true;

	private boolean missingTopicsFatal;

	private @Nullable TaosTopicInitializer topicInitializer;

	private @Nullable TaosErrorHandler errorHandler;

	private @Nullable TaosMessageFilter filter;

	private List<TaosInterceptor> interceptors = List.of();

	private List<TaosContainerCustomizer> customizers = List.of();

	private @Nullable AsyncTaskExecutor taskExecutor;

	private @Nullable ObservationRegistry observationRegistry;

	private @Nullable TaosListenerObservationConvention observationConvention;

	private @Nullable ApplicationEventPublisher eventPublisher;

	private final AtomicLong awaySince = new AtomicLong();

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
	 * Set whether a topic that is not there keeps a container from starting, and so the
	 * application, whatever the policy for failures at start. By default it does not.
	 * @param missingTopicsFatal whether it does
	 */
	public void setMissingTopicsFatal(boolean missingTopicsFatal) {
		this.missingTopicsFatal = missingTopicsFatal;
	}

	/**
	 * Set what creates declared topics that are missing when a consumer is opened, as
	 * after a server came back empty.
	 * @param topicInitializer the initializer, {@code null} for none
	 */
	public void setTopicInitializer(@Nullable TaosTopicInitializer topicInitializer) {
		this.topicInitializer = topicInitializer;
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
		TaosContainerProperties properties = properties(endpoint);
		requireSubscriptions(endpoint, properties.getTmqOptions());
		TaosMessageListener listener = endpoint.createMessageListener(properties.getGroupId(), this.payloads);
		if (properties.getAckMode() == AckMode.MANUAL && listener instanceof MethodListener method) {
			method.checkAbleToAcknowledge();
		}
		TopicCheck check = new TopicCheck(endpoint.getId(), properties.getTopics(), listener,
				this.missingTopicsFatal ? requiredAdmin() : null, this.topicInitializer, this.awaySince);
		ConcurrentTaosMessageListenerContainer container = new TopicCheckingContainer(this.consumerFactory, properties,
				check);
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

	/** A consumer connects when it subscribes, and the protocol is looked at before. */
	private void requireSubscriptions(TaosListenerEndpoint endpoint, TmqOptions options) {
		if (this.client != null) {
			try {
				TmqConsumer.open(this.client, options.toBuilder().groupId("none").build()).close();
			}
			catch (TaosInterfaceException ex) {
				if (!ex.sqlState().equals(NOT_SUPPORTED)) {
					throw ex;
				}
				throw new SubscriptionsNotSupportedException(endpoint.getId(), String.valueOf(ex.getMessage()), ex);
			}
		}
	}

	private TaosTopicAdmin requiredAdmin() {
		TaosTopicAdmin admin = this.payloads.topics();
		Assert.state(admin != null, "Whether topics are missing only a client can tell");
		return admin;
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
