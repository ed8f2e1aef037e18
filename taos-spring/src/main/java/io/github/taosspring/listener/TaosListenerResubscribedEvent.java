package io.github.taosspring.listener;

/**
 * A consumer that {@linkplain TaosListenerFailedEvent failed} is subscribed again,
 * whether it has vgroups or others of its group have them all.
 *
 * @param listenerId the listener, with the number of the consumer
 * @param containerId the listener without it
 * @param groupId the consumer group
 */
public record TaosListenerResubscribedEvent(String listenerId, String containerId,
		String groupId) implements TaosListenerEvent {

}
