package io.github.taosspring.listener;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.BeanNameAware;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationEventPublisherAware;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.util.Assert;

/**
 * What containers have in common: their parts, and the order of starts and stops. The
 * setters are for before the start.
 */
public abstract class AbstractTaosMessageListenerContainer
		implements TaosMessageListenerContainer, BeanNameAware, ApplicationEventPublisherAware, DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(AbstractTaosMessageListenerContainer.class);

	private final TmqConsumerFactory consumerFactory;

	private final TaosContainerProperties properties;

	/** Held while starting and stopping. */
	private final ReentrantLock lifecycle = new ReentrantLock();

	private final ListenerParts parts;

	private @Nullable String listenerId;

	private boolean autoStartup = true;

	private int phase = PHASE;

	private volatile boolean running;

	private volatile boolean pauseRequested;

	/**
	 * Create a container.
	 * @param consumerFactory makes its consumers
	 * @param properties how it consumes, taken as they are at each start
	 */
	protected AbstractTaosMessageListenerContainer(TmqConsumerFactory consumerFactory,
			TaosContainerProperties properties) {
		this(consumerFactory, properties, new ListenerParts());
	}

	/**
	 * Create a container that shares another one's parts.
	 */
	AbstractTaosMessageListenerContainer(TmqConsumerFactory consumerFactory, TaosContainerProperties properties,
			ListenerParts parts) {
		this.consumerFactory = Objects.requireNonNull(consumerFactory, "consumerFactory");
		this.properties = new TaosContainerProperties(properties);
		this.parts = parts;
	}

	final TmqConsumerFactory consumerFactory() {
		return this.consumerFactory;
	}

	final ListenerParts parts() {
		return this.parts;
	}

	@Override
	public TaosContainerProperties getContainerProperties() {
		return this.properties;
	}

	/**
	 * Set what gets the messages.
	 * @param listener the listener
	 */
	public void setMessageListener(TaosMessageListener listener) {
		this.parts.listener = Objects.requireNonNull(listener, "listener");
	}

	/**
	 * Return what gets the messages.
	 * @return the listener, {@code null} if none was set
	 */
	public @Nullable TaosMessageListener getMessageListener() {
		return this.parts.listener;
	}

	/**
	 * Set what decides about failures; by default a {@link DefaultTaosErrorHandler}.
	 * @param errorHandler the handler
	 */
	public void setErrorHandler(TaosErrorHandler errorHandler) {
		this.parts.errorHandler = Objects.requireNonNull(errorHandler, "errorHandler");
	}

	/**
	 * Set what is called around deliveries.
	 * @param interceptors the interceptors in their order
	 */
	public void setInterceptors(List<TaosInterceptor> interceptors) {
		this.parts.interceptors = List.copyOf(interceptors);
	}

	/**
	 * Set which messages the listener gets; by default all.
	 * @param filter the filter, {@code null} for none
	 */
	public void setMessageFilter(@Nullable TaosMessageFilter filter) {
		this.parts.filter = filter;
	}

	/**
	 * Set what runs the container's loop: one long task for each consumer, which ends
	 * when the container stops. By default each has a thread of its own, named after the
	 * listener.
	 * @param taskExecutor the executor with at least as many threads as consumers,
	 * {@code null} for the default
	 */
	public void setTaskExecutor(@Nullable AsyncTaskExecutor taskExecutor) {
		this.parts.taskExecutor = taskExecutor;
	}

	/**
	 * Set where deliveries are observed; by default nowhere.
	 * @param observationRegistry the registry
	 */
	public void setObservationRegistry(ObservationRegistry observationRegistry) {
		this.parts.observationRegistry = Objects.requireNonNull(observationRegistry, "observationRegistry");
	}

	/**
	 * Return where deliveries are observed.
	 * @return the registry, {@link ObservationRegistry#NOOP} if none was set
	 */
	public ObservationRegistry getObservationRegistry() {
		return this.parts.observationRegistry;
	}

	/**
	 * Set how observations are named and tagged.
	 * @param convention the convention, {@code null} for the default
	 */
	public void setObservationConvention(@Nullable TaosListenerObservationConvention convention) {
		this.parts.observationConvention = convention;
	}

	@Override
	public void setApplicationEventPublisher(ApplicationEventPublisher publisher) {
		this.parts.eventPublisher = publisher;
	}

	@Override
	public void setBeanName(String name) {
		if (this.listenerId == null) {
			this.listenerId = name;
		}
	}

	/**
	 * Set the id of the listener; by default the name of the bean.
	 * @param listenerId the id
	 */
	public void setListenerId(String listenerId) {
		Assert.hasText(listenerId, "'listenerId' must not be empty");
		this.listenerId = listenerId;
	}

	@Override
	public String listenerId() {
		return (this.listenerId != null) ? this.listenerId : "taosListener";
	}

	@Override
	public String groupId() {
		return this.properties.requiredGroupId();
	}

	@Override
	public List<String> topics() {
		return this.properties.getTopics();
	}

	/**
	 * Set whether the container starts with its context.
	 * @param autoStartup whether it does, which is the default
	 */
	public void setAutoStartup(boolean autoStartup) {
		this.autoStartup = autoStartup;
	}

	@Override
	public boolean isAutoStartup() {
		return this.autoStartup;
	}

	/**
	 * Set when the container starts and stops with its context.
	 * @param phase the phase, {@link #PHASE} by default
	 */
	public void setPhase(int phase) {
		this.phase = phase;
	}

	@Override
	public int getPhase() {
		return this.phase;
	}

	@Override
	public void start() {
		this.lifecycle.lock();
		try {
			if (this.running) {
				return;
			}
			TaosContainerProperties settings = new TaosContainerProperties(this.properties);
			settings.validate();
			Assert.state(this.parts.listener != null, () -> "The container '" + listenerId() + "' has no listener");
			this.running = true;
			try {
				doStart(settings);
			}
			catch (RuntimeException | Error ex) {
				this.running = false;
				throw ex;
			}
		}
		finally {
			this.lifecycle.unlock();
		}
	}

	/**
	 * Begin to consume.
	 * @param settings how, not shared with anyone
	 */
	abstract void doStart(TaosContainerProperties settings);

	/**
	 * Stop and wait for the end, also if the container already stops by itself. On a
	 * thread of its own it does not wait: it ends when the listener returns.
	 */
	@Override
	public void stop() {
		long deadline = System.nanoTime() + this.properties.getShutdownTimeout().toNanos();
		if (isOnOwnThread()) {
			// without the lock, which one who waits for this thread may hold
			this.running = false;
			signalStop(deadline);
			return;
		}
		this.lifecycle.lock();
		try {
			this.running = false;
			doStop(deadline);
		}
		finally {
			this.lifecycle.unlock();
		}
	}

	/**
	 * Stop on a thread of its own, because several containers drain at the same time.
	 */
	@Override
	public void stop(Runnable callback) {
		if (!this.running && hasEnded()) {
			callback.run();
			return;
		}
		new Thread(() -> {
			try {
				stop();
			}
			finally {
				callback.run();
			}
		}, "taos-stop-" + listenerId()).start();
	}

	/**
	 * Stop to consume.
	 * @param deadline when to be done, by {@link System#nanoTime()}
	 */
	abstract void doStop(long deadline);

	/**
	 * Ask the loops to stop, without waiting for them.
	 * @param deadline when to be done, by {@link System#nanoTime()}
	 */
	abstract void signalStop(long deadline);

	/**
	 * Return whether this is the thread of one of the loops.
	 */
	abstract boolean isOnOwnThread();

	/**
	 * Return whether all loops have ended, or never began.
	 */
	abstract boolean hasEnded();

	/**
	 * Note that the container stopped by itself.
	 */
	final void stopped() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public void destroy() {
		stop();
	}

	@Override
	public void pause() {
		this.pauseRequested = true;
		doPause(true);
		logger.debug("The listener '{}' is to pause", listenerId());
	}

	@Override
	public void resume() {
		this.pauseRequested = false;
		doPause(false);
		logger.debug("The listener '{}' resumes", listenerId());
	}

	/**
	 * Tell the loops of a pause or its end.
	 * @param paused whether to pause
	 */
	abstract void doPause(boolean paused);

	@Override
	public boolean isPauseRequested() {
		return this.pauseRequested;
	}

	@Override
	public String toString() {
		return getClass().getSimpleName() + "[" + listenerId() + ", topics=" + topics() + ", group="
				+ this.properties.getGroupId() + ", running=" + this.running + "]";
	}

	/**
	 * Return how long a stop may take.
	 */
	final Duration shutdownTimeout() {
		return this.properties.getShutdownTimeout();
	}

}
