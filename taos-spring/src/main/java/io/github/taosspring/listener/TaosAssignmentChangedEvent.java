package io.github.taosspring.listener;

import java.util.List;

import io.github.taosspring.client.tmq.TmqAssignment;

/**
 * A container has other vgroups than before.
 *
 * @param listenerId the listener, with the number of the consumer
 * @param containerId the listener without it
 * @param groupId the consumer group
 * @param assignments all that it has now; none after it was given up
 */
public record TaosAssignmentChangedEvent(String listenerId, String containerId, String groupId,
		List<TmqAssignment> assignments) implements TaosListenerEvent {

	/**
	 * Copy the assignments.
	 */
	public TaosAssignmentChangedEvent {
		assignments = List.copyOf(assignments);
	}

}
