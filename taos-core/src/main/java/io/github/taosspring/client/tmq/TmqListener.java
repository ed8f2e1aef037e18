package io.github.taosspring.client.tmq;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosException;

/**
 * Told of what becomes of a consumer's assignment.
 * <p>
 * Called on the thread that uses the consumer, within {@link TmqConsumer#poll},
 * {@link TmqConsumer#subscribe} or {@link TmqConsumer#unsubscribe}, and before anything
 * of the vgroups in question is delivered. A call may use the consumer, for instance to
 * seek, but not poll or subscribe. What it throws is thrown by the call that it is
 * within.
 */
public interface TmqListener {

	/** Does nothing. */
	TmqListener NONE = new TmqListener() {

		@Override
		public String toString() {
			return "TmqListener.NONE";
		}

	};

	/**
	 * Vgroups were assigned: after subscribing, after a reconnect, or because another
	 * consumer of the group left.
	 * @param consumer the consumer
	 * @param assignments the vgroups that are new
	 */
	default void onAssigned(TmqConsumer consumer, List<TmqAssignment> assignments) {
	}

	/**
	 * Vgroups are not assigned any more. Messages of them can no longer be committed, and
	 * those that were not committed will be delivered again, here or to another consumer.
	 * @param consumer the consumer
	 * @param partitions the vgroups
	 * @param cause why: the connection broke, or the server took the vgroups away because
	 * the polls were too far apart (0x03E6); {@code null} if they went to another
	 * consumer of the group or the consumer unsubscribed
	 */
	default void onLost(TmqConsumer consumer, List<TmqTopicPartition> partitions, @Nullable TaosException cause) {
	}

	/**
	 * The log no longer has what the group had committed. Comes before
	 * {@link #onAssigned}.
	 * @param consumer the consumer
	 * @param gap what is missing
	 */
	default void onOffsetGap(TmqConsumer consumer, TmqOffsetGap gap) {
	}

}
