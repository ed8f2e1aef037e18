package io.github.taosspring.listener;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqOptions;

/**
 * Makes the consumers of containers. Thread-safe.
 */
@FunctionalInterface
public interface TmqConsumerFactory {

	/**
	 * Make a consumer that has not subscribed; the container subscribes and closes it.
	 * @param options how it consumes, with group and client id
	 * @return the consumer
	 */
	TmqConsumer createConsumer(TmqOptions options);

	/**
	 * Return a factory of consumers that connect where a client does.
	 * @param client the client, open for as long as containers run
	 * @return the factory
	 */
	static TmqConsumerFactory of(TaosClient client) {
		return (options) -> TmqConsumer.open(client, options);
	}

	/**
	 * Return a factory of consumers that connect to a URL.
	 * @param url such as {@code taos+ws://root:taosdata@localhost:6041}
	 * @return the factory
	 */
	static TmqConsumerFactory of(String url) {
		return (options) -> TmqConsumer.open(url, options);
	}

}
