package io.github.taosspring.client;

/**
 * The road to the server, chosen by a URL's scheme.
 */
public enum TaosProtocol {

	/** WebSocket to taosAdapter, the default. */
	WEBSOCKET("ws", 6041),

	/** HTTP to taosAdapter's {@code /rest/sql}. */
	REST("http", 6041),

	/** The native client library. */
	NATIVE("native", 6030);

	private final String scheme;

	private final int defaultPort;

	TaosProtocol(String scheme, int defaultPort) {
		this.scheme = scheme;
		this.defaultPort = defaultPort;
	}

	/**
	 * Return what stands behind {@code taos+} in a URL.
	 * @param tls whether connections are encrypted
	 * @return {@code ws}, {@code wss}, {@code http}, {@code https} or {@code native}
	 */
	public String scheme(boolean tls) {
		return (tls && this != NATIVE) ? this.scheme + "s" : this.scheme;
	}

	/**
	 * Return the port of endpoints that name none.
	 * @return the port
	 */
	public int defaultPort() {
		return this.defaultPort;
	}

}
