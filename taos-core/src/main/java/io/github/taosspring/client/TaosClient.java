package io.github.taosspring.client;

import java.time.Duration;

/**
 * Entry to the connector: thread-safe, shared by an application, closed at its end.
 * <p>
 * A client keeps the sessions that it needs itself and has no current database to change:
 * {@link TaosClientOptions#database()} or {@link QueryOptions#database()} say where a
 * statement runs, and a {@code USE} statement is refused by name. For a connection of
 * one's own see {@link #openSession()}.
 * <p>
 * A connection of the client's own that breaks is replaced in the background, with the
 * same database and time zone, by any of the endpoints; {@link TaosConnectionListener}
 * tells. Until then calls fail at once with a {@link TaosConnectionException} that is
 * {@linkplain TaosException#isRetryable() retryable}. A call whose reply went with its
 * connection has an {@linkplain TaosConnectionException#isOutcomeUnknown() unknown
 * outcome}: if its first word is SELECT, SHOW or DESCRIBE, the client itself sends it
 * once more within its deadline, and never if it is anything else. A result that is being
 * read fails. Sessions of the caller's own connect again when they are next used, see
 * {@link TaosSession}.
 */
public interface TaosClient extends TaosExecutor, AutoCloseable {

	/**
	 * Return the options.
	 * @return the options this client was made with
	 */
	TaosClientOptions options();

	/**
	 * Open a session of the caller's own, with the options' database and zone.
	 * @return a connected session, to be closed
	 */
	TaosSession openSession();

	/**
	 * Ask the server's data nodes for a sign of life, connecting where needed.
	 * @param timeout the time allowed in all, greater than zero
	 * @throws TaosException if they did not answer in time, or with an error
	 */
	void ping(Duration timeout);

	/**
	 * Close all sessions and end this client's threads; more than once is harmless.
	 */
	@Override
	void close();

	/**
	 * Create a client and connect it.
	 * @param url such as {@code taos+ws://root:taosdata@localhost:6041/power}
	 * @return a connected client, to be closed
	 * @throws TaosException if the URL is wrong, the server cannot be reached or refuses
	 * the login
	 */
	static TaosClient connect(String url) {
		return connect(TaosClientOptions.fromUrl(url));
	}

	/**
	 * Create a client and connect it.
	 * @param options the options
	 * @return a connected client, to be closed
	 * @throws TaosException if the server cannot be reached or refuses the login
	 */
	static TaosClient connect(TaosClientOptions options) {
		TaosClient client = create(options);
		try {
			client.ping(options.connectTimeout());
			return client;
		}
		catch (RuntimeException ex) {
			client.close();
			throw ex;
		}
	}

	/**
	 * Try, step by step, whether each endpoint can be used, and say what is in the way.
	 * No step takes longer than the options' {@link TaosClientOptions#connectTimeout()},
	 * and none writes anything.
	 * @param options the options
	 * @return what was found; a step that fails is no exception
	 * @throws TaosInterfaceException if the protocol is not supported yet
	 */
	static TaosProbeReport probe(TaosClientOptions options) {
		checkSupported(options);
		return Providers.find().probe(options);
	}

	/**
	 * Create a client that connects when it is first used.
	 * @param options the options
	 * @return a client, to be closed
	 * @throws TaosInterfaceException if the protocol is not supported yet
	 */
	static TaosClient create(TaosClientOptions options) {
		checkSupported(options);
		return Providers.find().create(options);
	}

	private static void checkSupported(TaosClientOptions options) {
		if (options.protocol() == TaosProtocol.NATIVE) {
			throw TaosErrors.unsupported("The protocol of taos+" + options.protocol().scheme(options.tls())
					+ ":// is not supported yet; use taos+ws:// or taos+http://");
		}
	}

}
