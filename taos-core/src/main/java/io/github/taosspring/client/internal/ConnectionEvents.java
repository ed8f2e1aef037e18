package io.github.taosspring.client.internal;

import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.taosspring.client.TaosConnectionListener;

/**
 * Tells the listener of connections; what it throws is logged and dropped.
 */
final class ConnectionEvents {

	private static final Logger logger = LoggerFactory.getLogger(ConnectionEvents.class);

	private final TaosConnectionListener listener;

	ConnectionEvents(TaosConnectionListener listener) {
		this.listener = listener;
	}

	void tell(Consumer<TaosConnectionListener> message) {
		try {
			message.accept(this.listener);
		}
		catch (RuntimeException ex) {
			logger.warn("A connection listener failed", ex);
		}
	}

}
