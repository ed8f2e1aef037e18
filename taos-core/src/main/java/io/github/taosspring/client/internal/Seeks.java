package io.github.taosspring.client.internal;

import java.util.HashMap;
import java.util.Map;

import io.github.taosspring.client.spi.RemoteMessage;
import io.github.taosspring.client.tmq.TmqTopicPartition;

/**
 * Tells a message from before a seek, which the server had fetched ahead and still
 * returns: it goes on where the server was before, or goes nowhere (both seen on
 * 3.3.7.5). Such a one is not delivered; instead the server is told the sought offset
 * once more, so that nothing is missed should it not have been one. Used by the
 * consumer's thread.
 */
final class Seeks {

	private static final int TIMES = 3;

	private final Map<TmqTopicPartition, Seek> latest = new HashMap<>();

	/**
	 * Remember a seek.
	 * @param before where the server would have read on
	 */
	void sought(TmqTopicPartition partition, long target, long before) {
		this.latest.put(partition, new Seek(target, before, TIMES));
	}

	/**
	 * Return whether the first message after a seek is one from before.
	 */
	boolean isFromBefore(RemoteMessage message) {
		Seek seek = this.latest.remove(message.partition());
		if (seek == null || seek.times == 0 || message.begin() < 0) {
			return false;
		}
		boolean goesOn = message.begin() == seek.before && seek.before != seek.target;
		boolean goesNowhere = message.end() >= 0 && message.end() <= message.begin();
		if (goesOn || goesNowhere) {
			this.latest.put(message.partition(), new Seek(seek.target, message.end(), seek.times - 1));
			return true;
		}
		return false;
	}

	/**
	 * Return the offset sought last.
	 */
	long target(TmqTopicPartition partition) {
		Seek seek = this.latest.get(partition);
		if (seek == null) {
			throw new IllegalStateException("No seek of " + partition);
		}
		return seek.target;
	}

	void clear() {
		this.latest.clear();
	}

	private record Seek(long target, long before, int times) {

	}

}
