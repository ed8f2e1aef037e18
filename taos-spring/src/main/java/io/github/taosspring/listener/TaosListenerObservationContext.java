package io.github.taosspring.listener;

import io.github.taosspring.client.tmq.TmqMessage;
import io.micrometer.observation.Observation;

/**
 * What is known of a delivery that is observed.
 */
public class TaosListenerObservationContext extends Observation.Context {

	private final TmqMessage message;

	private final String listenerId;

	private final String groupId;

	/**
	 * Create a context.
	 * @param message the message
	 * @param listenerId the listener
	 * @param groupId its consumer group
	 */
	public TaosListenerObservationContext(TmqMessage message, String listenerId, String groupId) {
		this.message = message;
		this.listenerId = listenerId;
		this.groupId = groupId;
	}

	/**
	 * Return the message.
	 * @return the message
	 */
	public TmqMessage getMessage() {
		return this.message;
	}

	/**
	 * Return the listener.
	 * @return its id
	 */
	public String getListenerId() {
		return this.listenerId;
	}

	/**
	 * Return the consumer group.
	 * @return its id
	 */
	public String getGroupId() {
		return this.groupId;
	}

}
