package io.github.taosspring.listener;

import java.util.List;

import io.github.taosspring.client.tmq.TmqAssignment;

import org.springframework.context.SmartLifecycle;

/**
 * Subscribes a listener to topics. Thread-safe.
 */
public interface TaosMessageListenerContainer extends SmartLifecycle {

	/** The phase of listeners: they are the first to stop. */
	int PHASE = SmartLifecycle.DEFAULT_PHASE - 100;

	/**
	 * Return the id of the listener.
	 * @return the id, which names threads, events and meters
	 */
	String listenerId();

	/**
	 * Return the consumer group.
	 * @return its id
	 */
	String groupId();

	/**
	 * Return the topics.
	 * @return their names
	 */
	List<String> topics();

	/**
	 * Return the properties. What is changed counts from the next start on.
	 * @return the properties, of this container alone
	 */
	TaosContainerProperties getContainerProperties();

	/**
	 * Deliver no message until {@link #resume()}, also after a restart. A message that
	 * the listener has is finished. A pause that outlasts {@code max.poll.interval.ms}
	 * gives up the assignment; resuming then takes a subscription.
	 */
	void pause();

	/**
	 * Deliver messages again.
	 */
	void resume();

	/**
	 * Return whether a pause was asked for.
	 * @return whether it was, and {@link #resume()} was not called since
	 */
	boolean isPauseRequested();

	/**
	 * Return whether a pause is in effect: no message is being delivered or polled.
	 * @return whether the running container is paused
	 */
	boolean isPaused();

	/**
	 * Return what is assigned.
	 * @return the vgroups, as of the last look; empty if none or not running
	 */
	List<TmqAssignment> assignments();

	/**
	 * Return what was done and how far the container is behind.
	 * @return a snapshot; sums over all consumers of the container
	 */
	TaosListenerMetrics metrics();

	/**
	 * Stop: no further message is polled, the one that the listener has is finished,
	 * acknowledgements are waited for and committed, the consumer leaves its group. All
	 * of it within {@link TaosContainerProperties#getShutdownTimeout()}; after that the
	 * listener's thread is interrupted, and what was not acknowledged comes again.
	 */
	@Override
	void stop();

}
