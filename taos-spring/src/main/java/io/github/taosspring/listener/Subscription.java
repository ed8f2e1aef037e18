package io.github.taosspring.listener;

import java.time.Duration;
import java.util.List;

import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.tmq.TmqAssignment;
import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqListener;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.client.tmq.TmqOffsetGap;
import io.github.taosspring.client.tmq.TmqTopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer from its subscription to its end, with all that belongs to its assignment.
 * When that is given up, so is this object, and what is acknowledged afterwards is
 * dropped. For the loop's thread, but for acknowledgements.
 */
final class Subscription implements AckSink, TmqListener {

	private static final Logger logger = LoggerFactory.getLogger(Subscription.class);

	/** How often a consumer that failed is asked whether it is well again. */
	private static final long FAILING_LOOK_NANOS = Duration.ofSeconds(1).toNanos();

	private final LoopContext context;

	private final TmqConsumer consumer;

	private final AckTracker tracker = new AckTracker();

	private final Redeliveries redeliveries = new Redeliveries();

	private final AssignmentView assignments = new AssignmentView();

	private final CommitQueue commits;

	private final PollInterval interval;

	private final @Nullable SeekAwareTaosListener seekAware;

	private long nextCommit;

	private long lastLook;

	/**
	 * Begin with a consumer that has not subscribed.
	 */
	Subscription(LoopContext context, TmqConsumer consumer) {
		this.context = context;
		this.consumer = consumer;
		this.commits = new CommitQueue(consumer, context.counters(), context.signals());
		this.interval = new PollInterval(context.settings().maxPollInterval(), System::nanoTime);
		this.seekAware = (context.parts().listener instanceof SeekAwareTaosListener listener) ? listener : null;
		this.nextCommit = System.nanoTime() + context.settings().getAckTime().toNanos();
		this.lastLook = System.nanoTime();
	}

	TmqConsumer consumer() {
		return this.consumer;
	}

	PollInterval interval() {
		return this.interval;
	}

	AssignmentView assignments() {
		return this.assignments;
	}

	AckTracker tracker() {
		return this.tracker;
	}

	void subscribe() {
		this.context.seeks().use(this.consumer, this.tracker);
		this.interval.polling();
		this.consumer.subscribe(this.context.settings().getTopics(), this);
	}

	/**
	 * Return the next message to deliver: one that was held, or one that is polled.
	 * @param limit how long to wait at most, nanoseconds
	 * @return the message, {@code null} if there is none in time, or too many wait for
	 * their acknowledgements
	 */
	@Nullable Delivery next(long limit) throws InterruptedException {
		attend();
		Delivery due = this.redeliveries.takeDue();
		if (due != null) {
			return this.tracker.isPending(due) ? due : null;
		}
		if (isFull()) {
			awaitRoom(limit);
			return null;
		}
		this.interval.polling();
		TmqMessage message = this.consumer.poll(Duration.ofNanos(Math.min(limit, pollNanos())));
		if (message == null) {
			return null;
		}
		this.context.counters().messages.increment();
		return this.tracker.delivered(message);
	}

	/**
	 * Return whether so many messages wait for acknowledgements that no more are taken.
	 */
	boolean isFull() {
		int max = this.context.settings().getMaxPending();
		return max > 0 && this.tracker.open() >= max;
	}

	/**
	 * Wait without a poll until there is something else to do.
	 */
	private void awaitRoom(long limit) throws InterruptedException {
		LoopSignals signals = this.context.signals();
		long nanos = Math.min(limit, Math.min(attendNanos(), this.redeliveries.untilNext()));
		long now = System.nanoTime();
		signals.await(now + Math.min(nanos, this.interval.giveUpAt() - now), () -> signals.isStopping()
				|| signals.isPauseRequested() || !isFull() || this.redeliveries.untilNext() == 0);
	}

	private long pollNanos() {
		TaosContainerProperties settings = this.context.settings();
		boolean waiting = this.tracker.pending() > 0 || this.commits.isBusy();
		long nanos = waiting ? Math.min(settings.getPendingPollTimeout().toNanos(), attendNanos()) : attendNanos();
		return Math.min(nanos, this.redeliveries.untilNext());
	}

	/**
	 * Do what is due between polls.
	 */
	void attend() {
		long now = System.nanoTime();
		if (this.context.settings().getAckMode() == AckMode.TIME && now - this.nextCommit >= 0) {
			this.commits.commit(this.tracker.takeAdvanced());
			this.nextCommit = now + this.context.settings().getAckTime().toNanos();
		}
		this.commits.retry();
		this.context.seeks().run();
		if (now - this.lastLook >= lookInterval()) {
			look();
			this.lastLook = System.nanoTime();
		}
	}

	private long lookInterval() {
		if (this.context.events().isFailing()) {
			return FAILING_LOOK_NANOS;
		}
		long interval = this.context.settings().getAssignmentInterval().toNanos();
		return (interval > 0) ? interval : Long.MAX_VALUE;
	}

	/**
	 * Return when something is next due besides polls.
	 * @return nanoseconds from now
	 */
	long attendNanos() {
		long nanos = this.context.settings().getPollTimeout().toNanos();
		if (this.context.settings().getAckMode() == AckMode.TIME && this.tracker.hasAdvanced()) {
			nanos = Math.min(nanos, Math.max(0, this.nextCommit - System.nanoTime()));
		}
		return nanos;
	}

	private void look() {
		try {
			this.assignments.refresh(this.consumer.assignment(), this.consumer.position(this.assignments.partitions()));
			this.context.events().well();
		}
		catch (TaosException ex) {
			// the next poll deals with a lost connection; a snapshot has no offsets
			// (0x4006)
			logger.debug("The listener '{}' cannot see its offsets", this.context.listenerId(), ex);
		}
	}

	@Override
	public void acknowledge(Delivery delivery) {
		if (!this.interval.isOver() && this.tracker.acknowledge(delivery)) {
			this.context.counters().acknowledgments.increment();
			if (this.context.settings().getAckMode() != AckMode.TIME) {
				this.commits.commit(this.tracker.takeAdvanced());
			}
		}
		else {
			this.context.counters().droppedAcknowledgments.increment();
			logger.debug("The acknowledgement of {} of {} came after its assignment was given up",
					delivery.message().endOffset(), delivery.message().partition());
		}
		this.context.signals().signal();
	}

	@Override
	public void redeliver(Delivery delivery, Duration delay) {
		this.tracker.hold(delivery, true);
		this.redeliveries.add(delivery, System.nanoTime() + delay.toNanos());
		this.context.signals().signal();
	}

	/**
	 * Note whether the listener is done with a message for now: nobody will acknowledge
	 * it until it is delivered again.
	 */
	void hold(Delivery delivery, boolean held) {
		this.tracker.hold(delivery, held);
	}

	/**
	 * Wait until all that was delivered is acknowledged, except what is held.
	 */
	void drain(long deadline) throws InterruptedException {
		if (!this.context.signals().await(deadline, () -> this.tracker.awaited() == 0)) {
			logger.warn("The listener '{}' stops with {} messages that were not acknowledged; they come again",
					this.context.listenerId(), this.tracker.pending());
		}
	}

	/**
	 * Commit what is acknowledged, forget the rest, and leave the group.
	 * @param commitBy when commits are to be done
	 * @param closeBy when all is to be done
	 * @return how many messages were not acknowledged
	 */
	int close(long commitBy, long closeBy) {
		int unacknowledged = this.tracker.pending();
		try {
			flush(commitBy);
		}
		finally {
			this.tracker.revokeAll();
			this.context.seeks().release();
			lose(this.assignments.partitions());
			closeConsumer(closeBy);
		}
		return unacknowledged;
	}

	private void flush(long deadline) {
		if (this.interval.isOver()) {
			return;
		}
		this.commits.commit(this.tracker.takeAdvanced());
		this.commits.retry();
		try {
			this.context.signals().await(deadline, () -> !this.commits.isUnderWay());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void closeConsumer(long deadline) {
		try {
			this.consumer.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
		}
		catch (RuntimeException ex) {
			logger.debug("The consumer of the listener '{}' did not close well", this.context.listenerId(), ex);
		}
	}

	@Override
	public void onAssigned(TmqConsumer source, List<TmqAssignment> added) {
		this.assignments.add(added);
		this.context.events().assignmentChanged(this.assignments.all());
		if (this.seekAware != null) {
			this.seekAware.onAssigned(added, this.context.seeks());
		}
	}

	@Override
	public void onLost(TmqConsumer source, List<TmqTopicPartition> partitions, @Nullable TaosException cause) {
		this.tracker.revoke(partitions);
		this.commits.revoke(partitions);
		if (cause != null) {
			this.context.counters().consumers.increment();
			this.context.failed(cause, false);
		}
		lose(partitions);
	}

	private void lose(List<TmqTopicPartition> partitions) {
		List<TmqAssignment> lost = this.assignments.remove(partitions);
		if (lost.isEmpty()) {
			return;
		}
		this.context.events().assignmentChanged(this.assignments.all());
		try {
			if (this.seekAware != null) {
				this.seekAware.onRevoked(lost);
			}
		}
		catch (RuntimeException ex) {
			logger.error("The listener '{}' failed upon vgroups that it lost", this.context.listenerId(), ex);
		}
	}

	@Override
	public void onOffsetGap(TmqConsumer source, TmqOffsetGap gap) {
		logger.warn(
				"The listener '{}' lost the messages of {} from {} to {}: they were committed to come, and the log"
						+ " has dropped them (wal_retention_period)",
				this.context.listenerId(), gap.partition(), gap.committed(), gap.begin());
		this.context.events().offsetGap(gap);
	}

}
