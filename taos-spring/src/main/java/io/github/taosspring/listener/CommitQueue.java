package io.github.taosspring.listener;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;

import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.client.tmq.TmqTopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits of one consumer: one under way for each vgroup, the last of those that were
 * asked for meanwhile after it. What fails is asked for again by {@link #retry()}, but
 * for a message of a snapshot that another was polled after: it has no offset, and what
 * is committed next is behind it. Thread-safe; replies come on the client's threads.
 */
final class CommitQueue {

	private static final Logger logger = LoggerFactory.getLogger(CommitQueue.class);

	private final TmqConsumer consumer;

	private final ListenerCounters counters;

	private final LoopSignals signals;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<TmqTopicPartition, Slot> slots = new HashMap<>();

	CommitQueue(TmqConsumer consumer, ListenerCounters counters, LoopSignals signals) {
		this.consumer = consumer;
		this.counters = counters;
		this.signals = signals;
	}

	/**
	 * Commit messages.
	 * @param messages one a vgroup; one that comes after a later one is left out
	 */
	void commit(Collection<TmqMessage> messages) {
		for (TmqMessage message : messages) {
			Slot slot = wish(message);
			send(slot);
		}
	}

	private Slot wish(TmqMessage message) {
		this.lock.lock();
		try {
			Slot slot = this.slots.computeIfAbsent(message.partition(), (key) -> new Slot());
			if (slot.wanted == null || slot.wanted.endOffset() <= message.endOffset()) {
				slot.wanted = message;
			}
			return slot;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void send(Slot slot) {
		TmqMessage message = take(slot);
		if (message == null) {
			return;
		}
		try {
			this.consumer.commitAsync(message)
				.whenComplete((committed, error) -> done(slot, message, committed, error));
		}
		catch (RuntimeException ex) {
			done(slot, message, null, ex);
		}
	}

	private @Nullable TmqMessage take(Slot slot) {
		this.lock.lock();
		try {
			if (slot.underWay != null || slot.revoked) {
				return null;
			}
			TmqMessage message = slot.wanted;
			slot.underWay = message;
			slot.wanted = null;
			return message;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void done(Slot slot, TmqMessage message, @Nullable Boolean committed, @Nullable Throwable error) {
		if (error != null) {
			this.counters.failedCommits.increment();
			logger.debug("Could not commit {} of {}", message.endOffset(), message.partition(), cause(error));
		}
		else if (Boolean.TRUE.equals(committed)) {
			this.counters.commits.increment();
		}
		else {
			this.counters.droppedAcknowledgments.increment();
		}
		boolean again = error != null && !isTooLate(message, cause(error));
		boolean more;
		this.lock.lock();
		try {
			slot.underWay = null;
			if (again && slot.wanted == null && !slot.revoked) {
				slot.wanted = message;
			}
			more = !again && slot.wanted != null;
		}
		finally {
			this.lock.unlock();
		}
		if (more) {
			send(slot);
		}
		this.signals.signal();
	}

	private static boolean isTooLate(TmqMessage message, Throwable error) {
		return message.endOffset() < 0 && error instanceof TaosInterfaceException;
	}

	private static Throwable cause(Throwable error) {
		Throwable cause = error.getCause();
		return (error instanceof CompletionException && cause != null) ? cause : error;
	}

	/**
	 * Ask again for what failed.
	 */
	void retry() {
		Collection<Slot> failed;
		this.lock.lock();
		try {
			failed = new ArrayList<>(this.slots.values());
		}
		finally {
			this.lock.unlock();
		}
		failed.forEach(this::send);
	}

	/**
	 * Forget vgroups that are assigned no longer.
	 */
	void revoke(Collection<TmqTopicPartition> partitions) {
		this.lock.lock();
		try {
			for (TmqTopicPartition partition : partitions) {
				Slot slot = this.slots.remove(partition);
				if (slot != null) {
					slot.revoked = true;
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return whether commits are under way or failed.
	 */
	boolean isBusy() {
		this.lock.lock();
		try {
			return this.slots.values().stream().anyMatch((slot) -> slot.underWay != null || slot.wanted != null);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return whether commits are under way.
	 */
	boolean isUnderWay() {
		this.lock.lock();
		try {
			return this.slots.values().stream().anyMatch((slot) -> slot.underWay != null);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The commits of a vgroup.
	 */
	private static final class Slot {

		private @Nullable TmqMessage underWay;

		private @Nullable TmqMessage wanted;

		private boolean revoked;

	}

}
