package io.github.taosspring.listener;

import java.time.Duration;
import java.util.List;

import io.github.taosspring.client.tmq.TmqAssignment;

/**
 * Implemented by a {@link TaosMessageListener} that moves where it reads.
 */
public interface SeekAwareTaosListener {

	/**
	 * Called when a consumer of the container begins, on its thread. With a concurrency
	 * of more than one each has a callback of its own.
	 * @param callback moves where that consumer reads, until the container stops
	 */
	default void registerSeekCallback(TaosSeekCallback callback) {
	}

	/**
	 * Called when a consumer was assigned vgroups, before it polls them, on its thread.
	 * @param assignments those that it has not had before
	 * @param callback moves where it reads
	 */
	default void onAssigned(List<TmqAssignment> assignments, TaosSeekCallback callback) {
	}

	/**
	 * Called when vgroups were taken from a consumer or given up, on its thread.
	 * @param assignments those that it has no longer
	 */
	default void onRevoked(List<TmqAssignment> assignments) {
	}

	/**
	 * Called with each {@link TaosListenerIdleEvent}, on the container's thread.
	 * @param idleTime the time since the last message
	 * @param assignments what the consumer has
	 * @param callback moves where it reads
	 */
	default void onIdle(Duration idleTime, List<TmqAssignment> assignments, TaosSeekCallback callback) {
	}

}
