package io.github.taosspring.listener;

import java.util.Map;
import java.util.TreeMap;

import io.github.taosspring.client.tmq.TmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * Up to where the messages of one vgroup are acknowledged without a gap. It never goes
 * back. Not thread-safe; guarded by the {@link AckTracker}.
 */
final class Watermark {

	/** Where the next message begins if that is at the log's beginning. */
	static final long BEGINNING = Long.MIN_VALUE;

	/** Where the next message begins if it has nothing to do with what came before. */
	static final long END = Long.MAX_VALUE;

	/** What is delivered and not below the mark, by end offset. */
	private final TreeMap<Long, Delivery> open = new TreeMap<>();

	private long position = END;

	private long mark = Long.MIN_VALUE;

	private int pending;

	/**
	 * Note that the consumer reads from elsewhere.
	 */
	void seek(long offset) {
		this.position = offset;
	}

	/**
	 * Note that a message was delivered. Those that it repeats are revoked: a message
	 * that is fetched again may have other bounds.
	 */
	Delivery delivered(TmqMessage message) {
		long end = message.endOffset();
		revoke(this.open.subMap(Math.min(this.position, end), false, end, true));
		this.position = end;
		Delivery delivery = new Delivery(message);
		if (end > this.mark) {
			Delivery same = this.open.put(end, delivery);
			if (same != null) {
				revoke(same);
			}
			this.pending++;
		}
		return delivery;
	}

	/**
	 * Note that a message was acknowledged.
	 * @return the last message up to which all are now, or {@code null} if the mark did
	 * not move
	 */
	@Nullable TmqMessage acknowledged(Delivery delivery) {
		delivery.state(Delivery.State.ACKNOWLEDGED);
		if (this.open.get(delivery.message().endOffset()) != delivery) {
			return null;
		}
		this.pending--;
		TmqMessage last = null;
		Map.Entry<Long, Delivery> first = this.open.firstEntry();
		while (first != null && first.getValue().state() == Delivery.State.ACKNOWLEDGED) {
			last = first.getValue().message();
			this.mark = first.getKey();
			this.open.pollFirstEntry();
			first = this.open.firstEntry();
		}
		return last;
	}

	private void revoke(Map<Long, Delivery> deliveries) {
		for (Delivery delivery : deliveries.values()) {
			revoke(delivery);
		}
		deliveries.clear();
	}

	private void revoke(Delivery delivery) {
		if (delivery.state() == Delivery.State.PENDING) {
			this.pending--;
		}
		delivery.state(Delivery.State.REVOKED);
	}

	/**
	 * Revoke all, because the vgroup is assigned no longer.
	 */
	void revoke() {
		revoke(this.open);
	}

	/**
	 * Return how many messages are not acknowledged.
	 */
	int pending() {
		return this.pending;
	}

	/**
	 * Return how many messages are kept: those that are not acknowledged, and those that
	 * are, behind them.
	 */
	int open() {
		return this.open.size();
	}

	/**
	 * Return how many messages are not acknowledged and not held to be delivered again.
	 */
	int awaited() {
		int count = 0;
		for (Delivery delivery : this.open.values()) {
			if (delivery.state() == Delivery.State.PENDING && !delivery.isHeld()) {
				count++;
			}
		}
		return count;
	}

	/**
	 * Return where the last message ended.
	 * @return its end offset, or where the consumer was told to read
	 */
	long position() {
		return this.position;
	}

}
