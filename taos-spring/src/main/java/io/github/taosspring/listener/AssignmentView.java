package io.github.taosspring.listener;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.taosspring.client.tmq.TmqAssignment;
import io.github.taosspring.client.tmq.TmqTopicPartition;

/**
 * The vgroups of one consumer as last heard of. Changed on the loop's thread, read on
 * any.
 */
final class AssignmentView {

	private volatile List<TmqAssignment> assignments = List.of();

	List<TmqAssignment> all() {
		return this.assignments;
	}

	boolean isEmpty() {
		return this.assignments.isEmpty();
	}

	void add(Collection<TmqAssignment> added) {
		Map<TmqTopicPartition, TmqAssignment> map = new LinkedHashMap<>();
		this.assignments.forEach((assignment) -> map.put(assignment.partition(), assignment));
		added.forEach((assignment) -> map.put(assignment.partition(), assignment));
		this.assignments = List.copyOf(map.values());
	}

	/**
	 * Remove vgroups.
	 * @return those that were there
	 */
	List<TmqAssignment> remove(Collection<TmqTopicPartition> partitions) {
		List<TmqAssignment> removed = new ArrayList<>();
		List<TmqAssignment> left = new ArrayList<>();
		for (TmqAssignment assignment : this.assignments) {
			(partitions.contains(assignment.partition()) ? removed : left).add(assignment);
		}
		this.assignments = List.copyOf(left);
		return removed;
	}

	List<TmqTopicPartition> partitions() {
		return this.assignments.stream().map(TmqAssignment::partition).toList();
	}

	/**
	 * Take newer offsets of the vgroups that are there.
	 * @param newer what the server says of them
	 * @param positions up to where the server has looked. On 3.3.7 the assignment does
	 * not tell that of entries that are not for the topic, such as those that commits
	 * make
	 */
	void refresh(Collection<TmqAssignment> newer, Map<TmqTopicPartition, Long> positions) {
		List<TmqTopicPartition> known = partitions();
		add(newer.stream().filter((assignment) -> known.contains(assignment.partition())).map((assignment) -> {
			long current = Math.max(assignment.current(),
					positions.getOrDefault(assignment.partition(), assignment.current()));
			return new TmqAssignment(assignment.topic(), assignment.vgroup(), assignment.begin(), assignment.end(),
					current);
		}).toList());
	}

	/**
	 * Return how many WAL versions each vgroup's end is ahead of what was delivered.
	 */
	Map<TmqTopicPartition, Long> lag(AckTracker tracker) {
		Map<TmqTopicPartition, Long> lag = new HashMap<>();
		for (TmqAssignment assignment : this.assignments) {
			Long position = tracker.position(assignment.partition());
			long reached = (position != null) ? Math.max(position, assignment.current()) : assignment.current();
			lag.put(assignment.partition(), Math.max(0, assignment.end() - reached));
		}
		return lag;
	}

}
