package io.github.taosspring.listener;

/**
 * A consumer that {@linkplain TaosListenerFailedEvent failed} is subscribed again,
 * whether it has vgroups or others of its group have them all.
 *
 * @param listenerId the listener
 * @param groupId the consumer group
 */
public record TaosListenerResubscribedEvent(String listenerId, String groupId) implements TaosListenerEvent {

}
