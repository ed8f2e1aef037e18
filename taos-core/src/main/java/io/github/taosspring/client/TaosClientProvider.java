package io.github.taosspring.client;

/**
 * Makes clients; found by {@link java.util.ServiceLoader}, so that the API does not
 * depend on its implementation.
 */
public interface TaosClientProvider {

	/**
	 * Create a client that connects when it is first used.
	 * @param options the options
	 * @return the client
	 */
	TaosClient create(TaosClientOptions options);

	/**
	 * Try, step by step, whether each endpoint can be used.
	 * @param options the options, of a supported protocol
	 * @return what was found
	 */
	TaosProbeReport probe(TaosClientOptions options);

	/**
	 * Create a client of the REST interface that connects when it is first used.
	 * @param options the options, of the protocol {@link TaosProtocol#REST}
	 * @return the client
	 */
	TaosRestClient createRest(TaosClientOptions options);

}
