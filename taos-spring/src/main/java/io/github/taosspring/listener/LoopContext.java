package io.github.taosspring.listener;

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

	/**
	 * Tell of a failure that is not a message's.
	 */
	void failed(Exception error, boolean stopped) {
		this.events.failed(error, stopped);
		this.parts.errorHandler.handleOther(error, this.container);
	}

}
