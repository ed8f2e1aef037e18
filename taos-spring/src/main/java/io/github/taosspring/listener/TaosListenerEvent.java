package io.github.taosspring.listener;

/**
 * Something happened to a container. Published on the thread where it happened, which
 * waits for synchronous listeners.
 */
public sealed interface TaosListenerEvent
		permits TaosListenerStartedEvent, TaosListenerStoppedEvent, TaosListenerFailedEvent,
		TaosListenerResubscribedEvent, TaosListenerIdleEvent, TaosAssignmentChangedEvent, TaosOffsetGapEvent {

	/**
	 * Return the listener whose container it was.
	 * @return the id; with a concurrency of more than one that of the single consumer,
	 * such as {@code alarms-0}
	 */
	String listenerId();

	/**
	 * Return the listener whose container it was, without the number of a consumer.
	 * @return its {@link TaosMessageListenerContainer#listenerId()}
	 */
	String containerId();

	/**
	 * Return the consumer group.
	 * @return its id
	 */
	String groupId();

}
