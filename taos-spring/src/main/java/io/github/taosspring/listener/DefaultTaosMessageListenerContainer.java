package io.github.taosspring.listener;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

import io.github.taosspring.client.tmq.TmqAssignment;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Container with one consumer, on one thread.
 */
public class DefaultTaosMessageListenerContainer extends AbstractTaosMessageListenerContainer {

	/** How long a start waits for the first subscription if its failure is to be told. */
	private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

	private final ListenerCounters counters = new ListenerCounters();

	private volatile @Nullable ListenerLoop loop;

	/**
	 * Create a container.
	 * @param consumerFactory makes its consumers
	 * @param properties how it consumes, taken as they are at each start
	 */
	public DefaultTaosMessageListenerContainer(TmqConsumerFactory consumerFactory, TaosContainerProperties properties) {
		super(consumerFactory, properties);
	}

	/**
	 * Create a container that shares another one's parts.
	 */
	DefaultTaosMessageListenerContainer(TmqConsumerFactory consumerFactory, TaosContainerProperties properties,
			ListenerParts parts) {
		super(consumerFactory, properties, parts);
	}

	@Override
	void doStart(TaosContainerProperties settings) {
		checkStopped();
		start(new LoopPlan(listenerId(), listenerId(), "", settings, new FailureMemory(), new LoopOwner()),
				isPauseRequested());
		if (settings.getStartupFailurePolicy() == StartupFailurePolicy.STOP) {
			try {
				awaitStarted();
			}
			catch (RuntimeException | Error ex) {
				doStop(System.nanoTime() + shutdownTimeout().toNanos());
				throw ex;
			}
		}
	}

	/**
	 * Start the loop, without waiting for it.
	 */
	void start(LoopPlan plan, boolean paused) {
		LoopSignals signals = new LoopSignals();
		signals.pause(paused);
		ListenerEvents events = new ListenerEvents(parts(), plan.listenerId(), plan.observedId(),
				plan.settings().requiredGroupId());
		LoopContext context = new LoopContext(plan.listenerId(), plan.settings(), parts(), this.counters, signals,
				events, new SeekQueue(), plan.owner().container());
		ListenerInvoker invoker = new ListenerInvoker(parts(), plan.observedId(), plan.settings().requiredGroupId());
		ListenerLoop created = new ListenerLoop(context, consumerFactory(), plan.suffix(), invoker, plan.memory(),
				plan.owner());
		this.loop = created;
		try {
			executor(plan.listenerId()).execute(created);
		}
		catch (RuntimeException ex) {
			this.loop = null;
			throw ex;
		}
	}

	/**
	 * Check that what was started before has ended.
	 */
	void checkStopped() {
		if (!hasEnded()) {
			throw new IllegalStateException("The listener '" + listenerId() + "' has not stopped yet");
		}
	}

	private Executor executor(String listenerId) {
		Executor given = parts().taskExecutor;
		return (given != null) ? given : new SimpleAsyncTaskExecutor("taos-listener-" + listenerId + "-");
	}

	/**
	 * Wait for the first subscription.
	 * @throws RuntimeException what it failed with
	 */
	void awaitStarted() {
		ListenerLoop current = this.loop;
		if (current == null) {
			return;
		}
		try {
			current.awaitStarted(START_TIMEOUT);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while the listener '" + listenerId() + "' started", ex);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException("The listener '" + listenerId() + "' could not start", ex);
		}
	}

	@Override
	void doStop(long deadline) {
		signalStop(deadline);
		awaitStopped(deadline);
	}

	@Override
	void signalStop(long deadline) {
		ListenerLoop current = this.loop;
		if (current != null) {
			current.stop(deadline);
		}
	}

	void awaitStopped(long deadline) {
		ListenerLoop current = this.loop;
		if (current != null) {
			current.awaitEnd(deadline);
		}
	}

	@Override
	boolean isOnOwnThread() {
		ListenerLoop current = this.loop;
		return current != null && current.isOnOwnThread();
	}

	@Override
	boolean hasEnded() {
		ListenerLoop current = this.loop;
		return current == null || current.hasEnded();
	}

	@Override
	void doPause(boolean paused) {
		ListenerLoop current = this.loop;
		if (current != null) {
			current.pause(paused);
		}
	}

	@Override
	public boolean isPaused() {
		ListenerLoop current = this.loop;
		return current != null && current.isPaused() && !current.hasEnded();
	}

	@Override
	public List<TmqAssignment> assignments() {
		Subscription subscription = subscription();
		return (subscription != null) ? subscription.assignments().all() : List.of();
	}

	@Override
	public TaosListenerMetrics metrics() {
		Subscription subscription = subscription();
		return this.counters
			.metrics((subscription != null) ? subscription.assignments().lag(subscription.tracker()) : Map.of());
	}

	private @Nullable Subscription subscription() {
		ListenerLoop current = this.loop;
		return (current != null) ? current.subscription() : null;
	}

	/**
	 * How to start a loop.
	 *
	 * @param listenerId the id, with the number of the consumer
	 * @param observedId the id without it
	 * @param suffix put behind a client id that is set
	 * @param settings how it consumes
	 * @param memory what failed before
	 * @param owner whose loop it is
	 */
	record LoopPlan(String listenerId, String observedId, String suffix, TaosContainerProperties settings,
			FailureMemory memory, ListenerLoop.Owner owner) {

	}

	/**
	 * This container as the owner of its loop.
	 */
	private final class LoopOwner implements ListenerLoop.Owner {

		@Override
		public void stopped(ListenerLoop ended) {
			DefaultTaosMessageListenerContainer.this.stopped();
			ended.stop(System.nanoTime() + shutdownTimeout().toNanos());
		}

		@Override
		public void polled(ListenerLoop polled) {
			// one consumer is never one too many
		}

		@Override
		public TaosMessageListenerContainer container() {
			return DefaultTaosMessageListenerContainer.this;
		}

	}

}
