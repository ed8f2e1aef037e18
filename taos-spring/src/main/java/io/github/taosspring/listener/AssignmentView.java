package io.github.taosspring.listener;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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

	/**
	 * Take newer offsets of the vgroups that are there.
	 */
	void refresh(Collection<TmqAssignment> newer) {
		Set<TmqTopicPartition> known = this.assignments.stream()
			.map(TmqAssignment::partition)
			.collect(Collectors.toSet());
		add(newer.stream().filter((assignment) -> known.contains(assignment.partition())).toList());
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
