package io.github.taosspring.listener;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.taosspring.client.tmq.TmqConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.backoff.BackOffExecution;

/**
 * The life of a single consumer's thread: subscribe, poll, process, and again with a new
 * consumer once the assignment was lost or given up, until it is told to stop.
 */
final class ListenerLoop implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(ListenerLoop.class);

	private final LoopContext context;

	private final TmqConsumerFactory consumerFactory;

	private final String suffix;

	private final MessageProcessor processor;

	private final Owner owner;

	private final CompletableFuture<@Nullable Void> started = new CompletableFuture<>();

	private final CountDownLatch ended = new CountDownLatch(1);

	private final IdleClock idle;

	private volatile @Nullable Thread thread;

	private volatile @Nullable Subscription subscription;

	/** The pauses between attempts, since the last poll that succeeded. */
	private @Nullable BackOffExecution restarts;

	private int unacknowledged;

	/**
	 * Create a loop.
	 * @param context what belongs to it
	 * @param consumerFactory makes its consumers
	 * @param suffix put behind a client id that is set
	 * @param invoker calls the listener
	 * @param memory what failed before, shared by the loops of a container
	 * @param owner told if the loop ends by itself
	 */
	ListenerLoop(LoopContext context, TmqConsumerFactory consumerFactory, String suffix, ListenerInvoker invoker,
			FailureMemory memory, Owner owner) {
		this.context = context;
		this.consumerFactory = consumerFactory;
		this.suffix = suffix;
		this.processor = new MessageProcessor(context, invoker, memory);
		this.owner = owner;
		this.idle = new IdleClock(context.settings().getIdleEventInterval());
	}

	@Override
	public void run() {
		Thread current = Thread.currentThread();
		String name = current.getName();
		current.setName("taos-listener-" + this.context.listenerId());
		this.thread = current;
		try {
			registerSeeks();
			consume();
		}
		catch (InterruptedException ex) {
			if (!this.context.signals().isStopping()) {
				end(ex);
			}
		}
		catch (Throwable ex) {
			end(ex);
		}
		finally {
			this.thread = null;
			this.started.complete(null);
			this.context.events().stopped(this.unacknowledged);
			logger.info("The listener '{}' has stopped", this.context.listenerId());
			Thread.interrupted();
			current.setName(name);
			this.ended.countDown();
		}
	}

	private void registerSeeks() {
		if (this.context.parts().listener instanceof SeekAwareTaosListener listener) {
			listener.registerSeekCallback(this.context.seeks());
		}
	}

	/**
	 * End for good because of an error.
	 */
	private void end(Throwable error) {
		if (!this.started.completeExceptionally(error)
				|| this.context.settings().getStartupFailurePolicy() != StartupFailurePolicy.STOP) {
			logger.error("The listener '{}' stops", this.context.listenerId(), error);
		}
		this.context.events().failed(error, true);
		this.owner.stopped(this);
	}

	private void consume() throws InterruptedException {
		LoopSignals signals = this.context.signals();
		while (!signals.isStopping()) {
			Subscription current = subscribe();
			if (current == null) {
				return;
			}
			boolean failed = false;
			try {
				consume(current);
				if (signals.isStopping() && !signals.isAborted()) {
					current.drain(Math.min(stopBy(3), current.interval().giveUpAt()));
				}
			}
			catch (RuntimeException ex) {
				if (signals.isStopping()) {
					logger.debug("The listener '{}' stops within a failure", this.context.listenerId(), ex);
				}
				else {
					failed = true;
					failed(ex);
				}
			}
			finally {
				leave(current);
			}
			if (failed && !pauseBeforeRestart()) {
				throw new IllegalStateException("The restartBackOff has ended");
			}
			awaitDelivery();
		}
	}

	private void failed(RuntimeException error) {
		logger.warn("The listener '{}' failed and subscribes again", this.context.listenerId(), error);
		this.context.failed(error, false);
	}

	private void leave(Subscription current) {
		this.subscription = null;
		boolean stopping = this.context.signals().isStopping();
		long now = System.nanoTime();
		long closeBy = stopping ? this.context.signals().stopDeadline() : now + Duration.ofSeconds(5).toNanos();
		long commitBy = stopping ? stopBy(2) : Math.min(closeBy, now + Duration.ofSeconds(2).toNanos());
		this.unacknowledged = current.close(commitBy, closeBy);
	}

	/**
	 * Return when a step of a stop is to be done.
	 * @param stepsLeft how many more are to follow within the rest of the time
	 */
	private long stopBy(int stepsLeft) {
		long now = System.nanoTime();
		long left = this.context.signals().stopDeadline() - now;
		return now + Math.max(0, left - stepsLeft * Math.min(left / 5, Duration.ofSeconds(1).toNanos()));
	}

	/**
	 * Subscribe, as often as the policy and the back-off allow.
	 * @return the subscription, {@code null} if the loop ends
	 */
	private @Nullable Subscription subscribe() throws InterruptedException {
		while (!this.context.signals().isStopping()) {
			try {
				return subscribeOnce();
			}
			catch (RuntimeException ex) {
				if (this.context.signals().isStopping()) {
					return null;
				}
				StartupFailurePolicy policy = this.context.settings().getStartupFailurePolicy();
				if (!this.started.isDone() && policy != StartupFailurePolicy.RETRY) {
					throw ex;
				}
				logger.warn("The listener '{}' cannot subscribe to {} and tries again: {}", this.context.listenerId(),
						this.context.settings().getTopics(), ex.toString());
				logger.debug("Why the listener '{}' cannot subscribe", this.context.listenerId(), ex);
				this.context.failed(ex, false);
				if (!pauseBeforeRestart()) {
					throw ex;
				}
			}
		}
		return null;
	}

	private Subscription subscribeOnce() {
		TmqConsumer consumer = this.consumerFactory.createConsumer(
				this.context.settings().consumerOptions("taos-listener-" + this.context.listenerId(), this.suffix));
		Subscription created = new Subscription(this.context, consumer);
		this.subscription = created;
		this.context.counters().consumers.increment();
		boolean subscribed = false;
		try {
			created.subscribe();
			subscribed = true;
		}
		finally {
			if (!subscribed) {
				this.subscription = null;
				created.close(System.nanoTime(), System.nanoTime());
			}
		}
		if (this.started.complete(null)) {
			logger.info("The listener '{}' has subscribed to {} in group '{}'", this.context.listenerId(),
					this.context.settings().getTopics(), this.context.settings().requiredGroupId());
			this.context.events().started(this.context.settings().getTopics());
		}
		return created;
	}

	/**
	 * Wait before the next attempt to subscribe.
	 * @return whether there is to be one
	 */
	private boolean pauseBeforeRestart() throws InterruptedException {
		BackOffExecution execution = this.restarts;
		if (execution == null) {
			execution = this.context.settings().getRestartBackOff().start();
			this.restarts = execution;
		}
		long delay = execution.nextBackOff();
		if (delay == BackOffExecution.STOP) {
			return false;
		}
		LoopSignals signals = this.context.signals();
		signals.await(System.nanoTime() + Duration.ofMillis(delay).toNanos(), signals::isStopping);
		return true;
	}

	/**
	 * Wait without a consumer while the container is paused or what comes next is not to
	 * be delivered yet.
	 */
	private void awaitDelivery() throws InterruptedException {
		LoopSignals signals = this.context.signals();
		signals.await(this.processor.notBefore(), signals::isStopping);
		while (!signals.awaitResume(System.nanoTime() + this.idle.nanosLeft())) {
			tellIdle(null);
		}
	}

	/**
	 * Poll and process until the loop stops or the assignment is lost.
	 */
	private void consume(Subscription current) throws InterruptedException {
		LoopSignals signals = this.context.signals();
		while (!signals.isStopping()) {
			if (Thread.interrupted()) {
				throw new InterruptedException("The listener was interrupted");
			}
			if (signals.isPauseRequested()) {
				if (!pause(current)) {
					return;
				}
				continue;
			}
			Delivery delivery = current.next(this.idle.nanosLeft());
			this.restarts = null;
			if (delivery == null) {
				tellIdle(current);
				this.owner.polled(this);
				if (current.isFull() && current.interval().isEnding()) {
					logger.warn(
							"The listener '{}' has {} messages that wait for acknowledgements (maxPending), and none"
									+ " came within max.poll.interval.ms ({}): it gives up its vgroups and gets them"
									+ " again",
							this.context.listenerId(), this.context.settings().getMaxPending(),
							this.context.settings().maxPollInterval());
					return;
				}
				continue;
			}
			this.idle.message();
			MessageProcessor.Result result = this.processor.process(current, delivery);
			if (result == MessageProcessor.Result.STOP) {
				logger.error("The listener '{}' stops, as its error handler decided", this.context.listenerId());
				this.owner.stopped(this);
				return;
			}
			if (result != MessageProcessor.Result.DONE) {
				return;
			}
			if (current.interval().isOver()) {
				logger.warn(
						"The listener '{}' took longer than max.poll.interval.ms ({}) for a message, so that its"
								+ " vgroups went to others; it comes again. Raise the interval, or do less at a time",
						this.context.listenerId(), this.context.settings().maxPollInterval());
				return;
			}
		}
	}

	/**
	 * Wait for the end of a pause.
	 * @return whether the assignment is still there
	 */
	private boolean pause(Subscription current) throws InterruptedException {
		LoopSignals signals = this.context.signals();
		boolean resumed = false;
		while (!resumed) {
			current.attend();
			long until = System.nanoTime() + Math.min(this.idle.nanosLeft(), current.attendNanos());
			resumed = signals.awaitResume(Math.min(until, current.interval().giveUpAt()));
			tellIdle(current);
			if (!resumed && current.interval().isEnding()) {
				logger.info("The pause of the listener '{}' lasts longer than max.poll.interval.ms ({}): it gives up"
						+ " its vgroups", this.context.listenerId(), this.context.settings().maxPollInterval());
				return false;
			}
		}
		return true;
	}

	private void tellIdle(@Nullable Subscription current) {
		Duration idleTime = this.idle.due();
		if (idleTime == null) {
			return;
		}
		this.context.events().idle(idleTime, this.context.signals().isPaused());
		if (current != null && this.context.parts().listener instanceof SeekAwareTaosListener listener) {
			listener.onIdle(idleTime, current.assignments().all(), this.context.seeks());
		}
	}

	/**
	 * Wait for the first subscription.
	 * @throws Throwable what it failed with
	 */
	void awaitStarted(Duration timeout) throws Throwable {
		try {
			this.started.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() != null) ? ex.getCause() : ex;
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException(
					"The listener '" + this.context.listenerId() + "' could not subscribe within " + timeout, ex);
		}
	}

	/**
	 * Ask the loop to stop, without waiting for it.
	 */
	void stop(long deadline) {
		this.context.signals().stop(deadline);
		Subscription current = this.subscription;
		if (current != null) {
			current.consumer().wakeup();
		}
	}

	void pause(boolean newPaused) {
		this.context.signals().pause(newPaused);
		Subscription current = this.subscription;
		if (newPaused && current != null) {
			current.consumer().wakeup();
		}
	}

	/**
	 * Wait until the loop has ended; interrupt it if it does not in time. On the loop's
	 * own thread this returns at once: it ends when the listener returns.
	 */
	void awaitEnd(long deadline) {
		if (isOnOwnThread()) {
			return;
		}
		try {
			long left = deadline - System.nanoTime();
			long reserve = Math.min(left / 5, Duration.ofSeconds(1).toNanos());
			if (this.ended.await(left - reserve, TimeUnit.NANOSECONDS)) {
				return;
			}
			abort();
			if (!this.ended.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
				logger.error("The listener '{}' does not stop, though it was interrupted: its thread ends when what it"
						+ " does returns", this.context.listenerId());
			}
		}
		catch (InterruptedException ex) {
			abort();
			Thread.currentThread().interrupt();
		}
	}

	private void abort() {
		this.context.signals().abort();
		Thread running = this.thread;
		if (running != null) {
			logger.warn("The listener '{}' takes too long to stop and is interrupted", this.context.listenerId());
			running.interrupt();
		}
		Subscription current = this.subscription;
		if (current != null) {
			current.consumer().close(Duration.ZERO);
		}
	}

	boolean isOnOwnThread() {
		return Thread.currentThread() == this.thread;
	}

	boolean hasEnded() {
		return this.ended.getCount() == 0;
	}

	boolean isPaused() {
		return this.context.signals().isPaused();
	}

	@Nullable Subscription subscription() {
		return this.subscription;
	}

	/**
	 * Whose loop it is.
	 */
	interface Owner {

		/**
		 * The loop ends by itself.
		 */
		void stopped(ListenerLoop loop);

		/**
		 * The loop has polled and got nothing.
		 */
		void polled(ListenerLoop loop);

		/**
		 * Return the container that the listener knows.
		 */
		TaosMessageListenerContainer container();

	}

}
