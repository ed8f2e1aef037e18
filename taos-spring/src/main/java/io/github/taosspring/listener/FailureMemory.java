package io.github.taosspring.listener;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.client.tmq.TmqTopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The message of each vgroup that failed last, so that its attempts go on counting when
 * it comes again to another consumer of the listener. Thread-safe; a failure belongs to
 * the consumer that has its vgroup.
 */
final class FailureMemory {

	private final Map<TmqTopicPartition, TaosListenerFailure> failures = new ConcurrentHashMap<>();

	/**
	 * Return the failure of a message.
	 * @return the failure, {@code null} if it has not failed
	 */
	@Nullable TaosListenerFailure find(TmqMessage message) {
		TaosListenerFailure failure = this.failures.get(message.partition());
		if (failure == null) {
			return null;
		}
		// those of a snapshot have no offset
		boolean same = failure.message() == message
				|| (failure.message().endOffset() == message.endOffset() && message.endOffset() >= 0);
		return same ? failure : null;
	}

	void remember(TaosListenerFailure failure) {
		this.failures.put(failure.message().partition(), failure);
	}

	void forget(TmqMessage message) {
		this.failures.remove(message.partition());
	}

}
