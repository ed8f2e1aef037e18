package io.github.taosspring.listener;

import io.github.taosspring.client.tmq.TmqMessage;

/**
 * Decides which messages a listener gets. The others count as processed.
 */
@FunctionalInterface
public interface TaosMessageFilter {

	/**
	 * Decide upon a message.
	 * @param message the message
	 * @return whether the listener gets it
	 */
	boolean accepts(TmqMessage message);

}
