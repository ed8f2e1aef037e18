package io.github.taosspring.embedded.internal.tmq;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import io.github.taosspring.embedded.internal.log.VgroupWal;
import org.jspecify.annotations.Nullable;

/**
 * A topic as one group consumes it: who has which vgroup, and what was committed. Used
 * under the groups' lock.
 * <p>
 * Vgroups are divided so that no consumer has two more than another; each keeps as many
 * of its own as it may.
 */
final class Subscription {

	private final String group;

	private final Topic topic;

	private final SortedMap<Integer, Partition> partitions = new TreeMap<>();

	private final Set<Member> members = new LinkedHashSet<>();

	Subscription(String group, Topic topic, List<VgroupWal> vgroups) {
		this.group = group;
		this.topic = topic;
		for (VgroupWal vgroup : vgroups) {
			this.partitions.put(vgroup.id(), new Partition(topic, vgroup));
		}
	}

	String group() {
		return this.group;
	}

	Topic topic() {
		return this.topic;
	}

	Collection<Partition> partitions() {
		return this.partitions.values();
	}

	@Nullable Partition partition(int vgroup) {
		return this.partitions.get(vgroup);
	}

	Set<Member> members() {
		return this.members;
	}

	void join(Member member) {
		if (this.members.add(member)) {
			rebalance();
		}
	}

	void leave(Member member) {
		if (this.members.remove(member)) {
			rebalance();
		}
	}

	private void rebalance() {
		Map<Member, Deque<Partition>> owned = new LinkedHashMap<>();
		this.members.forEach((member) -> owned.put(member, new ArrayDeque<>()));
		Deque<Partition> free = new ArrayDeque<>();
		for (Partition partition : this.partitions.values()) {
			Deque<Partition> own = (partition.owner() != null) ? owned.get(partition.owner()) : null;
			((own != null) ? own : free).add(partition);
		}
		Map<Member, Integer> shares = shares(owned);
		Set<Member> changed = new LinkedHashSet<>();
		owned.forEach((member, own) -> {
			while (own.size() > shares.get(member)) {
				free.add(own.removeLast());
				changed.add(member);
			}
		});
		owned.forEach((member, own) -> {
			while (own.size() < shares.get(member)) {
				Partition next = free.remove();
				own.add(next);
				next.owner(member);
				changed.add(member);
			}
		});
		free.forEach((partition) -> partition.owner(null));
		changed.forEach(Member::reassigned);
	}

	/**
	 * Return how many vgroups each member shall have: those with most have one more than
	 * the others if they can't be divided evenly.
	 */
	private Map<Member, Integer> shares(Map<Member, Deque<Partition>> owned) {
		Map<Member, Integer> shares = new LinkedHashMap<>();
		List<Member> byCount = new ArrayList<>(owned.keySet());
		byCount.sort((left, right) -> Integer.compare(owned.get(right).size(), owned.get(left).size()));
		for (int i = 0; i < byCount.size(); i++) {
			int rest = this.partitions.size() % byCount.size();
			shares.put(byCount.get(i), this.partitions.size() / byCount.size() + ((i < rest) ? 1 : 0));
		}
		return shares;
	}

}
