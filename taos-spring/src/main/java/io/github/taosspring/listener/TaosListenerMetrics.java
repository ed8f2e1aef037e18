package io.github.taosspring.listener;

import java.util.HashMap;
import java.util.Map;

import io.github.taosspring.client.tmq.TmqTopicPartition;

/**
 * What a container has done since it was made, and how far it is behind.
 *
 * @param messages the messages that were polled, those that came again included
 * @param acknowledgments the messages that count as processed
 * @param droppedAcknowledgments the acknowledgements that came after the assignment was
 * given up
 * @param failures the deliveries that the listener failed upon
 * @param recovered the failures that a recoverer took
 * @param commits the offsets that were committed
 * @param failedCommits the offsets that could not be committed, and are tried again; of a
 * snapshot's messages, which have none, only before the next poll
 * @param consumers the consumers that were opened: one, and one more after each
 * assignment that was given up and each lost connection
 * @param lag for each vgroup assigned how many WAL versions its end is ahead of what was
 * delivered, as of the last look at the assignment
 */
public record TaosListenerMetrics(long messages, long acknowledgments, long droppedAcknowledgments, long failures,
		long recovered, long commits, long failedCommits, long consumers, Map<TmqTopicPartition, Long> lag) {

	/** Nothing done. */
	public static final TaosListenerMetrics NONE = new TaosListenerMetrics(0, 0, 0, 0, 0, 0, 0, 0, Map.of());

	/**
	 * Copy the lag.
	 */
	public TaosListenerMetrics {
		lag = Map.copyOf(lag);
	}

	TaosListenerMetrics withoutLag() {
		return new TaosListenerMetrics(this.messages, this.acknowledgments, this.droppedAcknowledgments, this.failures,
				this.recovered, this.commits, this.failedCommits, this.consumers, Map.of());
	}

	TaosListenerMetrics plus(TaosListenerMetrics other) {
		Map<TmqTopicPartition, Long> bothLags = new HashMap<>(this.lag);
		bothLags.putAll(other.lag);
		return new TaosListenerMetrics(this.messages + other.messages, this.acknowledgments + other.acknowledgments,
				this.droppedAcknowledgments + other.droppedAcknowledgments, this.failures + other.failures,
				this.recovered + other.recovered, this.commits + other.commits,
				this.failedCommits + other.failedCommits, this.consumers + other.consumers, bothLags);
	}

	/**
	 * Return the sum of the lag.
	 * @return WAL versions, of all vgroups assigned
	 */
	public long totalLag() {
		return this.lag.values().stream().mapToLong(Long::longValue).sum();
	}

}
