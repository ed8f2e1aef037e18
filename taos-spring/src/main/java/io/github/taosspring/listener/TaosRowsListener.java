package io.github.taosspring.listener;

import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqMessage;

/**
 * Listener that can go on in the middle of a message: after a
 * {@link TaosRowsFailedException} it is called again from the row that failed, and from
 * the one after it once that row was recovered. Others get the whole message again.
 */
@FunctionalInterface
public interface TaosRowsListener extends TaosMessageListener {

	/**
	 * Process a message from a row on.
	 * @param message the message
	 * @param firstRow the first row to process, counted from 0 over all blocks of the
	 * message in their order
	 * @param acknowledgment says that the message was processed, or is to come again
	 * @param consumer where it came from
	 * @throws Exception to be handled by the {@link TaosErrorHandler}
	 */
	void onRows(TmqMessage message, int firstRow, TaosAcknowledgment acknowledgment, TmqConsumer consumer)
			throws Exception;

	/**
	 * Called in {@link AckMode#MANUAL} once a row was recovered, or all that were left.
	 * If nothing is left to process, this acknowledges the message: at once, which is the
	 * default, or when the rows before, which may be processed elsewhere, are done.
	 * @param message the message
	 * @param nextRow the row after the last one that was recovered
	 * @param acknowledgment says that the message was processed
	 * @return whether {@link #onRows} is to be called with the next row
	 */
	default boolean onRecovered(TmqMessage message, int nextRow, TaosAcknowledgment acknowledgment) {
		if (nextRow < message.rows()) {
			return true;
		}
		acknowledgment.acknowledge();
		return false;
	}

	@Override
	default void onMessage(TmqMessage message, TaosAcknowledgment acknowledgment, TmqConsumer consumer)
			throws Exception {
		onRows(message, 0, acknowledgment, consumer);
	}

}
