package io.github.taosspring.listener;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.taosspring.client.tmq.TmqAssignment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.Assert;

/**
 * Container with several consumers of one group, each on a thread of its own. Each vgroup
 * has one consumer at a time, so that more consumers than vgroups only wait; that is
 * logged once. The order of messages holds within a vgroup.
 */
public class ConcurrentTaosMessageListenerContainer extends AbstractTaosMessageListenerContainer {

	private static final Logger logger = LoggerFactory.getLogger(ConcurrentTaosMessageListenerContainer.class);

	private int concurrency = 1;

	/** How long it takes at least until all vgroups are assigned. */
	private Duration settling = Duration.ofSeconds(10);

	private volatile List<DefaultTaosMessageListenerContainer> containers = List.of();

	private volatile long startedAt;

	private final AtomicBoolean told = new AtomicBoolean();

	/** What the consumers of former starts have done. */
	private volatile TaosListenerMetrics earlier = TaosListenerMetrics.NONE;

	/**
	 * Create a container.
	 * @param consumerFactory makes its consumers
	 * @param properties how it consumes, taken as they are at each start
	 */
	public ConcurrentTaosMessageListenerContainer(TmqConsumerFactory consumerFactory,
			TaosContainerProperties properties) {
		super(consumerFactory, properties);
	}

	/**
	 * Set how many consumers there are. Counts from the next start on.
	 * @param concurrency 1 or more
	 */
	public void setConcurrency(int concurrency) {
		Assert.isTrue(concurrency > 0, () -> "'concurrency' must be greater than zero, was " + concurrency);
		this.concurrency = concurrency;
	}

	/**
	 * Return how many consumers there are.
	 * @return 1 or more
	 */
	public int getConcurrency() {
		return this.concurrency;
	}

	void setSettling(Duration settling) {
		this.settling = settling;
	}

	/**
	 * Return the containers of the single consumers.
	 * @return as many as the concurrency, none before the first start
	 */
	public List<? extends TaosMessageListenerContainer> getContainers() {
		return this.containers;
	}

	@Override
	void doStart(TaosContainerProperties settings) {
		for (DefaultTaosMessageListenerContainer container : this.containers) {
			container.checkStopped();
		}
		this.earlier = metrics().withoutLag();
		this.startedAt = System.nanoTime();
		List<DefaultTaosMessageListenerContainer> created = new ArrayList<>();
		for (int i = 0; i < this.concurrency; i++) {
			DefaultTaosMessageListenerContainer container = new DefaultTaosMessageListenerContainer(consumerFactory(),
					settings, parts());
			container.setListenerId(listenerId() + suffix(i));
			created.add(container);
		}
		this.containers = List.copyOf(created);
		startAll(settings);
		if (settings.getStartupFailurePolicy() == StartupFailurePolicy.STOP) {
			stopUponFailure(() -> this.containers.forEach(DefaultTaosMessageListenerContainer::awaitStarted));
		}
	}

	private String suffix(int index) {
		return (this.concurrency > 1) ? "-" + index : "";
	}

	private void startAll(TaosContainerProperties settings) {
		FailureMemory memory = new FailureMemory();
		LoopOwner owner = new LoopOwner();
		stopUponFailure(() -> {
			for (int i = 0; i < this.containers.size(); i++) {
				DefaultTaosMessageListenerContainer container = this.containers.get(i);
				container.start(new DefaultTaosMessageListenerContainer.LoopPlan(container.listenerId(), listenerId(),
						suffix(i), settings, memory, owner), isPauseRequested());
			}
		});
	}

	private void stopUponFailure(Runnable start) {
		try {
			start.run();
		}
		catch (RuntimeException | Error ex) {
			doStop(System.nanoTime() + shutdownTimeout().toNanos());
			throw ex;
		}
	}

	@Override
	void doStop(long deadline) {
		signalStop(deadline);
		this.containers.forEach((container) -> container.awaitStopped(deadline));
	}

	@Override
	void signalStop(long deadline) {
		this.containers.forEach((container) -> container.signalStop(deadline));
	}

	@Override
	boolean isOnOwnThread() {
		return this.containers.stream().anyMatch(DefaultTaosMessageListenerContainer::isOnOwnThread);
	}

	@Override
	boolean hasEnded() {
		return this.containers.stream().allMatch(DefaultTaosMessageListenerContainer::hasEnded);
	}

	@Override
	void doPause(boolean paused) {
		this.containers.forEach((container) -> container.doPause(paused));
	}

	@Override
	public boolean isPaused() {
		List<DefaultTaosMessageListenerContainer> current = this.containers;
		return isRunning() && !current.isEmpty()
				&& current.stream().allMatch(DefaultTaosMessageListenerContainer::isPaused);
	}

	@Override
	public List<TmqAssignment> assignments() {
		return this.containers.stream().flatMap((container) -> container.assignments().stream()).toList();
	}

	@Override
	public TaosListenerMetrics metrics() {
		TaosListenerMetrics sum = this.earlier;
		for (DefaultTaosMessageListenerContainer container : this.containers) {
			sum = sum.plus(container.metrics());
		}
		return sum;
	}

	/**
	 * Say once that there are more consumers than vgroups.
	 */
	private void lookForSpareConsumers() {
		if (this.told.get() || this.concurrency == 1 || System.nanoTime() - this.startedAt < this.settling.toNanos()) {
			return;
		}
		long spare = this.containers.stream().filter((container) -> container.assignments().isEmpty()).count();
		if (spare > 0 && this.told.compareAndSet(false, true)) {
			logger.warn(
					"The concurrency of the listener '{}' ({}) is more than it has vgroups to read: {} of its"
							+ " consumers have none. Each vgroup goes to one consumer of the group '{}'",
					listenerId(), this.containers.size(), spare, groupId());
		}
	}

	/**
	 * This container as the owner of the loops.
	 */
	private final class LoopOwner implements ListenerLoop.Owner {

		@Override
		public void stopped(ListenerLoop ended) {
			ConcurrentTaosMessageListenerContainer.this.stopped();
			long deadline = System.nanoTime() + shutdownTimeout().toNanos();
			ended.stop(deadline);
			ConcurrentTaosMessageListenerContainer.this.containers
				.forEach((container) -> container.signalStop(deadline));
		}

		@Override
		public void polled(ListenerLoop polled) {
			lookForSpareConsumers();
		}

		@Override
		public TaosMessageListenerContainer container() {
			return ConcurrentTaosMessageListenerContainer.this;
		}

	}

}
