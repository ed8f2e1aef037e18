package io.github.taosspring.listener;

import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqMessage;

/**
 * Called around each delivery of a message to a listener, on the container's thread, also
 * for each new attempt. Several are called in their order, after a delivery in the
 * reverse.
 */
public interface TaosInterceptor {

	/**
	 * Called before the listener.
	 * @param message the message
	 * @param consumer where it came from
	 * @return whether the listener gets it; if not, it counts as processed, and no other
	 * method of this interceptor is called
	 * @throws RuntimeException counts as the listener's
	 */
	default boolean before(TmqMessage message, TmqConsumer consumer) {
		return true;
	}

	/**
	 * Called after the listener returned.
	 * @param message the message
	 * @param consumer where it came from
	 * @throws RuntimeException counts as the listener's
	 */
	default void success(TmqMessage message, TmqConsumer consumer) {
	}

	/**
	 * Called after the listener threw. What this throws is logged.
	 * @param message the message
	 * @param error what it threw
	 * @param consumer where it came from
	 */
	default void failure(TmqMessage message, Exception error, TmqConsumer consumer) {
	}

	/**
	 * Called last, after success and failure; where a context of the thread is put away.
	 * What this throws is logged.
	 * @param message the message
	 * @param consumer where it came from
	 */
	default void after(TmqMessage message, TmqConsumer consumer) {
	}

}
