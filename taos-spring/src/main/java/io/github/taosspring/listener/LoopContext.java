package io.github.taosspring.listener;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What belongs to one loop, from its start to its stop.
 *
 * @param listenerId the id, with the number of the consumer
 * @param settings how it consumes, not changed any more
 * @param parts what the container is put together from
 * @param counters what it counts with
 * @param signals what other threads tell it
 * @param events what it tells others
 * @param seeks where it is told to read
 * @param container the container, for error handlers
 */
record LoopContext(String listenerId, TaosContainerProperties settings, ListenerParts parts, ListenerCounters counters,
		LoopSignals signals, ListenerEvents events, SeekQueue seeks, TaosMessageListenerContainer container) {

	private static final Logger logger = LoggerFactory.getLogger(LoopContext.class);

	/**
	 * Tell of a failure that is not a message's.
	 */
	void failed(Exception error, boolean stopped) {
		this.events.failed(error, stopped);
		try {
			this.parts.errorHandler.handleOther(error, this.container);
		}
		catch (RuntimeException ex) {
			logger.error("The error handler of the listener '{}' failed", this.listenerId, ex);
		}
	}

}
