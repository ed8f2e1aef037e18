package io.github.taosspring.listener.adapter;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.client.tmq.TmqTopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often a message is delivered: a vgroup's messages come in order, so one that
 * comes again is the one that came last. Thread-safe.
 */
final class DeliveryAttempts {

	private final Map<TmqTopicPartition, Attempt> attempts = new ConcurrentHashMap<>();

	/**
	 * Count a delivery.
	 * @param message the message
	 * @param firstRow the row that it begins at
	 * @return the attempt, from 1
	 */
	int next(TmqMessage message, int firstRow) {
		return this.attempts
			.compute(message.partition(), (partition, last) -> Attempt.after(last, message.endOffset(), firstRow))
			.count();
	}

	/**
	 * The last delivery of a vgroup.
	 */
	private record Attempt(long offset, int firstRow, int count) {

		static Attempt after(@Nullable Attempt last, long offset, int firstRow) {
			boolean again = last != null && last.offset == offset && last.firstRow == firstRow;
			return new Attempt(offset, firstRow, again ? last.count + 1 : 1);
		}

	}

}
