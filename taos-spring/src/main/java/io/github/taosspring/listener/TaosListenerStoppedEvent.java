package io.github.taosspring.listener;

/**
 * A container has stopped: its thread ends, its consumer is closed.
 *
 * @param listenerId the listener
 * @param groupId the consumer group
 * @param unacknowledged the messages that were delivered and not acknowledged; they come
 * again
 */
public record TaosListenerStoppedEvent(String listenerId, String groupId,
		long unacknowledged) implements TaosListenerEvent {

}
