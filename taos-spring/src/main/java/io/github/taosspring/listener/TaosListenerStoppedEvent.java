package io.github.taosspring.listener;

/**
 * A container has stopped: its thread ends, its consumer is closed.
 *
 * @param listenerId the listener, with the number of the consumer
 * @param containerId the listener without it
 * @param groupId the consumer group
 * @param unacknowledged the messages that were delivered and not acknowledged; they come
 * again
 */
public record TaosListenerStoppedEvent(String listenerId, String containerId, String groupId,
		long unacknowledged) implements TaosListenerEvent {

}
