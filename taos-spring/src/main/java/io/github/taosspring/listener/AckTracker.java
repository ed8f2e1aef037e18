package io.github.taosspring.listener;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.client.tmq.TmqTopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What one consumer has delivered and what of it is acknowledged, vgroup by vgroup.
 * Thread-safe.
 */
final class AckTracker {

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<TmqTopicPartition, Watermark> watermarks = new HashMap<>();

	private final Map<TmqTopicPartition, TmqMessage> advanced = new HashMap<>();

	private boolean revoked;

	/**
	 * Note that a message is delivered.
	 */
	Delivery delivered(TmqMessage message) {
		this.lock.lock();
		try {
			if (message.endOffset() < 0) {
				return new Delivery(message);
			}
			return watermark(message.partition()).delivered(message);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Note that a message is acknowledged.
	 * @return whether it counts: it was delivered to the assignment that is there
	 */
	boolean acknowledge(Delivery delivery) {
		this.lock.lock();
		try {
			if (this.revoked || delivery.state() == Delivery.State.REVOKED) {
				return false;
			}
			if (delivery.state() == Delivery.State.ACKNOWLEDGED) {
				return true;
			}
			TmqMessage message = delivery.message();
			if (message.endOffset() < 0) {
				delivery.state(Delivery.State.ACKNOWLEDGED);
				this.advanced.put(message.partition(), message);
				return true;
			}
			TmqMessage last = watermark(message.partition()).acknowledged(delivery);
			if (last != null) {
				this.advanced.put(message.partition(), last);
			}
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Note whether a message is held to be delivered again.
	 */
	void hold(Delivery delivery, boolean held) {
		this.lock.lock();
		try {
			delivery.held(held);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return whether a message is not acknowledged and can still be.
	 */
	boolean isPending(Delivery delivery) {
		this.lock.lock();
		try {
			return !this.revoked && delivery.state() == Delivery.State.PENDING;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return the messages that can be committed since the last call, one a vgroup.
	 */
	Collection<TmqMessage> takeAdvanced() {
		this.lock.lock();
		try {
			Collection<TmqMessage> messages = new ArrayList<>(this.advanced.values());
			this.advanced.clear();
			return messages;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return whether there is something to {@linkplain #takeAdvanced() commit}.
	 */
	boolean hasAdvanced() {
		this.lock.lock();
		try {
			return !this.advanced.isEmpty();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Note that the consumer was told to read from elsewhere.
	 */
	void seek(TmqTopicPartition partition, long offset) {
		this.lock.lock();
		try {
			watermark(partition).seek(offset);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Forget vgroups that are assigned no longer.
	 */
	void revoke(Collection<TmqTopicPartition> partitions) {
		this.lock.lock();
		try {
			for (TmqTopicPartition partition : partitions) {
				Watermark watermark = this.watermarks.remove(partition);
				if (watermark != null) {
					watermark.revoke();
				}
				this.advanced.remove(partition);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Forget all, for good.
	 */
	void revokeAll() {
		this.lock.lock();
		try {
			this.revoked = true;
			this.watermarks.values().forEach(Watermark::revoke);
			this.advanced.clear();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return how many messages are not acknowledged.
	 */
	int pending() {
		this.lock.lock();
		try {
			return this.watermarks.values().stream().mapToInt(Watermark::pending).sum();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return how many messages are kept: those that are not acknowledged, and those that
	 * are, behind them.
	 */
	int open() {
		this.lock.lock();
		try {
			return this.watermarks.values().stream().mapToInt(Watermark::open).sum();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return how many messages are not acknowledged and not held to be delivered again.
	 */
	int awaited() {
		this.lock.lock();
		try {
			return this.watermarks.values().stream().mapToInt(Watermark::awaited).sum();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return where the last message of a vgroup ended.
	 * @return the offset, {@code null} if there was none
	 */
	@Nullable Long position(TmqTopicPartition partition) {
		this.lock.lock();
		try {
			Watermark watermark = this.watermarks.get(partition);
			long position = (watermark != null) ? watermark.position() : Watermark.END;
			return (position == Watermark.END || position == Watermark.BEGINNING) ? null : position;
		}
		finally {
			this.lock.unlock();
		}
	}

	private Watermark watermark(TmqTopicPartition partition) {
		return this.watermarks.computeIfAbsent(partition, (key) -> new Watermark());
	}

}
