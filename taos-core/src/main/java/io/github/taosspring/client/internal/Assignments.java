package io.github.taosspring.client.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.RemoteConsumer;
import io.github.taosspring.client.spi.RemoteMessage;
import io.github.taosspring.client.tmq.TmqAssignment;
import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqListener;
import io.github.taosspring.client.tmq.TmqOffsetGap;
import io.github.taosspring.client.tmq.TmqOffsetReset;
import io.github.taosspring.client.tmq.TmqTopicPartition;

/**
 * The vgroups that are assigned to a consumer. The server says nothing when that changes,
 * so it is asked now and then.
 * <p>
 * A vgroup for which the group has committed nothing gets its start committed before
 * anything of it is delivered: otherwise a consumer that connects anew before the first
 * commit would begin where {@code auto.offset.reset} says, and with {@code latest} miss
 * what came between. For the same reason {@code latest} begins where the end was when the
 * vgroup was assigned, not where it is when the first poll reaches the vgroup. Used by
 * the consumer's thread.
 */
final class Assignments {

	private static final Logger logger = LoggerFactory.getLogger(Assignments.class);

	/** No offset, because a snapshot is being read. */
	private static final int SNAPSHOT = 0x4006;

	private final TmqConsumer consumer;

	private final CommitCounts counts;

	private final Map<TmqTopicPartition, AssignedPartition> assigned = new LinkedHashMap<>();

	Assignments(TmqConsumer consumer, CommitCounts counts) {
		this.consumer = consumer;
		this.counts = counts;
	}

	/**
	 * Return a vgroup.
	 * @return the vgroup, {@code null} if it is not known to be assigned
	 */
	@Nullable AssignedPartition get(TmqTopicPartition id) {
		return this.assigned.get(id);
	}

	Collection<AssignedPartition> all() {
		return this.assigned.values();
	}

	/**
	 * Ask which vgroups are assigned now, and tell the listener of the difference.
	 * @param first a message of a vgroup that is not known, which comes before anything
	 * else of it; or {@code null}
	 */
	void refresh(RemoteConsumer remote, Collection<String> topics, TmqListener listener, @Nullable RemoteMessage first,
			Deadline deadline) {
		Map<TmqTopicPartition, TmqAssignment> now = new LinkedHashMap<>();
		try {
			for (String topic : topics) {
				remote.assignment(topic, deadline).forEach((each) -> now.put(each.partition(), each));
			}
		}
		catch (TaosException ex) {
			if (ex.code() != SNAPSHOT) {
				throw ex;
			}
			addUnasked(remote, first);
			return;
		}
		List<TmqTopicPartition> gone = this.assigned.values()
			.stream()
			.filter((each) -> !now.containsKey(each.id()) || !each.isCurrent())
			.map(AssignedPartition::id)
			.toList();
		lose(gone, listener, null);
		List<TmqAssignment> added = now.values().stream().filter((each) -> !isTold(each.partition())).toList();
		if (!added.isEmpty()) {
			add(remote, added, listener, first, deadline);
		}
		addUnasked(remote, first);
	}

	private boolean isTold(TmqTopicPartition id) {
		AssignedPartition partition = this.assigned.get(id);
		return partition != null && partition.isTold();
	}

	/**
	 * Add the vgroup of a message that the server tells nothing of, as it does while it
	 * reads a snapshot.
	 */
	private void addUnasked(RemoteConsumer remote, @Nullable RemoteMessage first) {
		if (first != null) {
			this.assigned.computeIfAbsent(first.partition(), (id) -> new AssignedPartition(id, remote, this.counts));
		}
	}

	private void add(RemoteConsumer remote, List<TmqAssignment> added, TmqListener listener,
			@Nullable RemoteMessage first, Deadline deadline) {
		List<TmqTopicPartition> ids = added.stream().map(TmqAssignment::partition).toList();
		Map<TmqTopicPartition, Long> committed = remote.committed(ids, deadline);
		// of those that are there without having been told, something was delivered
		List<TmqTopicPartition> uncommitted = ids.stream()
			.filter((id) -> !committed.containsKey(id) && !this.assigned.containsKey(id))
			.toList();
		Map<TmqTopicPartition, Long> starts = commitStarts(remote, uncommitted, first, deadline);
		List<TmqOffsetGap> gaps = new ArrayList<>();
		for (TmqAssignment each : added) {
			AssignedPartition partition = this.assigned.computeIfAbsent(each.partition(),
					(id) -> new AssignedPartition(id, remote, this.counts));
			partition.told();
			Long known = committed.getOrDefault(each.partition(), starts.get(each.partition()));
			if (known != null) {
				partition.committed(known);
			}
			if (known != null && known < each.begin()) {
				gaps.add(new TmqOffsetGap(each.partition(), known, each.begin()));
			}
		}
		for (TmqOffsetGap gap : gaps) {
			logger.warn("The log of {} begins at {}, but the group committed {}: what was between is lost",
					gap.partition(), gap.begin(), gap.committed());
			listener.onOffsetGap(this.consumer, gap);
		}
		listener.onAssigned(this.consumer, added);
	}

	private Map<TmqTopicPartition, Long> commitStarts(RemoteConsumer remote, List<TmqTopicPartition> uncommitted,
			@Nullable RemoteMessage first, Deadline deadline) {
		TmqOffsetReset reset = this.consumer.options().offsetReset();
		if (reset == TmqOffsetReset.NONE) {
			// a start that is committed would be one
			if (!uncommitted.isEmpty()) {
				logger.warn("The group has committed nothing for {}: nothing of it is delivered before a seek",
						uncommitted);
			}
			return Map.of();
		}
		Map<TmqTopicPartition, Long> starts = remote.position(uncommitted, deadline);
		boolean latest = reset == TmqOffsetReset.LATEST;
		if (first != null && starts.containsKey(first.partition())) {
			// the position is behind it
			begin(first, latest).ifPresentOrElse((begin) -> starts.put(first.partition(), begin),
					() -> starts.remove(first.partition()));
		}
		starts.forEach((id, start) -> {
			if (latest && (first == null || !id.equals(first.partition()))) {
				remote.seek(id, start, deadline);
			}
			Waits.forReply(remote.commit(id, start), "commit_offset", deadline);
		});
		return starts;
	}

	/**
	 * Return where a message begins. Changes of tables do not tell; without a start
	 * committed they come again from the earliest offset, but not from the latest.
	 */
	private static OptionalLong begin(RemoteMessage first, boolean latest) {
		if (first.begin() >= 0) {
			return OptionalLong.of(first.begin());
		}
		return (latest && first.end() > 0) ? OptionalLong.of(first.end() - 1) : OptionalLong.empty();
	}

	/**
	 * Take vgroups away and tell the listener, if there are any.
	 */
	void lose(Collection<TmqTopicPartition> ids, TmqListener listener, @Nullable TaosException cause) {
		List<TmqTopicPartition> lost = List.copyOf(ids);
		for (TmqTopicPartition id : lost) {
			AssignedPartition partition = this.assigned.remove(id);
			if (partition != null) {
				partition.lose();
			}
		}
		if (!lost.isEmpty()) {
			listener.onLost(this.consumer, lost, cause);
		}
	}

	void loseAll(TmqListener listener, @Nullable TaosException cause) {
		lose(this.assigned.keySet(), listener, cause);
	}

}
