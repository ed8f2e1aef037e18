package io.github.taosspring.listener;

import java.util.List;

/**
 * A container has subscribed, for the first time after its start.
 *
 * @param listenerId the listener, with the number of the consumer
 * @param containerId the listener without it
 * @param groupId the consumer group
 * @param topics the topics
 */
public record TaosListenerStartedEvent(String listenerId, String containerId, String groupId,
		List<String> topics) implements TaosListenerEvent {

	/**
	 * Copy the topics.
	 */
	public TaosListenerStartedEvent {
		topics = List.copyOf(topics);
	}

}
