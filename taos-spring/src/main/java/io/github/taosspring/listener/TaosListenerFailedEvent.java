package io.github.taosspring.listener;

/**
 * A container could not subscribe, lost its connection, or stops because of an error.
 *
 * @param listenerId the listener, with the number of the consumer
 * @param containerId the listener without it
 * @param groupId the consumer group
 * @param error why
 * @param stopped whether the container stops; if not, it tries again
 */
public record TaosListenerFailedEvent(String listenerId, String containerId, String groupId, Throwable error,
		boolean stopped) implements TaosListenerEvent {

}
