package io.github.taosspring.listener;

import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqMessage;

/**
 * Gets the messages of topics, one after the other on the container's thread; with a
 * {@linkplain ConcurrentTaosMessageListenerContainer concurrency} of more than one, on as
 * many threads.
 *
 * @see TaosRowsListener
 * @see SeekAwareTaosListener
 */
@FunctionalInterface
public interface TaosMessageListener {

	/**
	 * Process a message.
	 * @param message the message, which may be kept and given to other threads
	 * @param acknowledgment says that it was processed ({@link AckMode#MANUAL}), or is to
	 * come again
	 * @param consumer where it came from, for use on this thread during this call
	 * @throws Exception to be handled by the {@link TaosErrorHandler}
	 */
	void onMessage(TmqMessage message, TaosAcknowledgment acknowledgment, TmqConsumer consumer) throws Exception;

}
