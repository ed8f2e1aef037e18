package io.github.taosspring.config;

import io.github.taosspring.listener.TaosMessageListenerContainer;

/**
 * Makes the containers of endpoints.
 */
@FunctionalInterface
public interface TaosListenerContainerFactory {

	/**
	 * Make a container.
	 * @param endpoint the endpoint
	 * @return its container, which has not been started
	 * @throws SubscriptionsNotSupportedException if the protocol has no subscriptions
	 * @throws IllegalStateException if the endpoint is wrong; the message says how
	 */
	TaosMessageListenerContainer createListenerContainer(TaosListenerEndpoint endpoint);

}
