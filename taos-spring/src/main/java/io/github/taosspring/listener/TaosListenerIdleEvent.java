package io.github.taosspring.listener;

import java.time.Duration;

/**
 * No message has come for {@link TaosContainerProperties#getIdleEventInterval()}, or as
 * long again since the last such event.
 *
 * @param listenerId the listener, with the number of the consumer
 * @param containerId the listener without it
 * @param groupId the consumer group
 * @param idleTime the time since the last message, or since the start
 * @param paused whether the container is paused
 */
public record TaosListenerIdleEvent(String listenerId, String containerId, String groupId, Duration idleTime,
		boolean paused) implements TaosListenerEvent {

}
