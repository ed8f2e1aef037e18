package io.github.taosspring.client;

/**
 * The REST interface as it is: a statement in, the whole answer out, with code, text,
 * columns, rows in Java's types, affected rows and the server's timing. For scripts and
 * diagnostics, and for who knows {@code RestClient} of TDengine's Python connector.
 * {@link TaosClient} with a URL of {@code taos+http://} reads large results block by
 * block.
 * <p>
 * Thread-safe, shared by an application, closed at its end. Connects when it is first
 * used, which tries the login, and again after a failure, to any of the endpoints. A
 * request that got no answer is never sent again.
 * <p>
 * The adapter ignores that the database of a request does not exist
 * ({@code controller/rest/restful.go}); this client tries each by {@code USE} before it
 * is first used, and again after a statement that drops one or that fails for its lack.
 * {@code USE} itself lasts no longer than its request and is refused by name. The login
 * goes with each request: the token of {@code /rest/login} is nothing but the password
 * under a key that everybody knows.
 * <p>
 * What the interface hides: a result that the server cut short looks whole, NaN and
 * infinities are NULL or lose the answer (before 3.4).
 */
public interface TaosRestClient extends AutoCloseable {

	/**
	 * Return the options.
	 * @return the options this client was made with
	 */
	TaosClientOptions options();

	/**
	 * Run a statement and read its answer to the end.
	 * @param sql one statement
	 * @return the answer
	 * @throws TaosException if the server refuses it, cannot be reached or does not
	 * answer in time
	 */
	default TaosRestResponse sql(String sql) {
		return sql(sql, TaosRestOptions.DEFAULTS);
	}

	/**
	 * Run a statement and read its answer to the end, all of it into memory.
	 * @param sql one statement
	 * @param options what this call sets
	 * @return the answer
	 * @throws TaosException if the server refuses it, unless
	 * {@link TaosRestOptions#refusalsReturned} is set; if it cannot be reached, does not
	 * answer in time, or its answer is malformed or broke off
	 */
	TaosRestResponse sql(String sql, TaosRestOptions options);

	/**
	 * End all calls and this client's threads; more than once is harmless.
	 */
	@Override
	void close();

	/**
	 * Create a client that connects when it is first used.
	 * @param url such as {@code taos+http://root:taosdata@localhost:6041/power}
	 * @return a client, to be closed
	 * @throws TaosException if the URL is wrong or of another protocol
	 */
	static TaosRestClient create(String url) {
		return create(TaosClientOptions.fromUrl(url));
	}

	/**
	 * Create a client that connects when it is first used.
	 * @param options the options, with the protocol {@link TaosProtocol#REST}
	 * @return a client, to be closed
	 * @throws TaosInterfaceException if the protocol is another one
	 */
	static TaosRestClient create(TaosClientOptions options) {
		if (options.protocol() != TaosProtocol.REST) {
			throw TaosErrors.misuse("A REST client needs a URL of taos+http:// or taos+https://, not of taos+"
					+ options.protocol().scheme(options.tls()) + "://");
		}
		return Providers.find().createRest(options);
	}

}
