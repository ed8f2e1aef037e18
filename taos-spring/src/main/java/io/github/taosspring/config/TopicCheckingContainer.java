package io.github.taosspring.config;

import io.github.taosspring.listener.ConcurrentTaosMessageListenerContainer;
import io.github.taosspring.listener.TaosContainerProperties;
import io.github.taosspring.listener.TmqConsumerFactory;

/**
 * Container that looks at its topics before it starts: one that does not bring what the
 * listener takes keeps it from starting, whatever the policy for failures at start. If
 * the server does not answer or refuses, the first consumer looks, and the policy counts.
 */
final class TopicCheckingContainer extends ConcurrentTaosMessageListenerContainer {

	private final TopicCheck check;

	TopicCheckingContainer(TmqConsumerFactory consumerFactory, TaosContainerProperties properties, TopicCheck check) {
		super((options) -> {
			check.runForConsumer();
			return consumerFactory.createConsumer(options);
		}, properties);
		this.check = check;
	}

	@Override
	public void start() {
		if (!isRunning()) {
			this.check.runIfReachable();
		}
		super.start();
	}

}
