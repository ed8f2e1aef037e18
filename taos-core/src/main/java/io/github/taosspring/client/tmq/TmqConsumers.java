package io.github.taosspring.client.tmq;

/**
 * Makes consumers; what {@link TmqConsumer#open} finds in a client. Thread-safe.
 */
public interface TmqConsumers {

	/**
	 * Make a consumer that has not subscribed yet, without connecting.
	 * @param options how it consumes
	 * @return the consumer, to be closed
	 * @throws io.github.taosspring.client.TaosInterfaceException if the options have no
	 * group
	 */
	TmqConsumer open(TmqOptions options);

}
