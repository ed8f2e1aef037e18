package io.github.taosspring.listener;

import java.time.Duration;

/**
 * Where acknowledgements go. Thread-safe.
 */
interface AckSink {

	/**
	 * Take the acknowledgement of a message.
	 * @param delivery the message
	 */
	void acknowledge(Delivery delivery);

	/**
	 * Deliver a message again.
	 * @param delivery the message
	 * @param delay when, from now
	 */
	void redeliver(Delivery delivery, Duration delay);

}
