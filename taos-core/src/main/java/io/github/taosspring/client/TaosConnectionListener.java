package io.github.taosspring.client;

/**
 * Told of what becomes of a client's connections.
 * <p>
 * Called on threads of the client or on one that connects; must be thread-safe, must not
 * block, and what it throws is logged and dropped.
 */
public interface TaosConnectionListener {

	/** Does nothing. */
	TaosConnectionListener NONE = new TaosConnectionListener() {

		@Override
		public String toString() {
			return "TaosConnectionListener.NONE";
		}

	};

	/**
	 * A connection was made.
	 * @param endpoint the server
	 */
	default void onConnected(TaosEndpoint endpoint) {
	}

	/**
	 * A connection broke. Calls under way on it failed.
	 * @param endpoint the server
	 * @param error why
	 */
	default void onLost(TaosEndpoint endpoint, TaosException error) {
	}

	/**
	 * A connection that was lost has been replaced, with the same database and time zone:
	 * in the background, or by the next call of the session that lost it.
	 * @param endpoint the server, maybe another one
	 */
	default void onReconnected(TaosEndpoint endpoint) {
	}

	/**
	 * No endpoint could be connected.
	 * @param error why
	 */
	default void onFailed(TaosException error) {
	}

}
