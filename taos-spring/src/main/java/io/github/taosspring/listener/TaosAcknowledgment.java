package io.github.taosspring.listener;

import java.time.Duration;

/**
 * Says that a message was processed, or is to come again. Thread-safe. The first call
 * counts, later ones do nothing.
 * <p>
 * What comes after the container gave up its assignment, because of a long pause, a slow
 * listener or a lost connection, is dropped and
 * {@linkplain TaosListenerMetrics#droppedAcknowledgments() counted}: the message comes
 * again.
 */
public interface TaosAcknowledgment {

	/**
	 * Say that the message was processed.
	 * @throws IllegalStateException if the mode is not {@link AckMode#MANUAL}, where the
	 * container acknowledges by itself
	 */
	void acknowledge();

	/**
	 * Ask for the message again after a time. Called while the listener has the message
	 * and on its thread, it is the next message that the listener gets: the container
	 * waits, and gives up its assignment if the time does not fit into
	 * {@code max.poll.interval.ms}. Called later, in {@link AckMode#MANUAL}, the message
	 * comes again after the time, and others come meanwhile, also of its vgroup.
	 * @param delay the time, not negative
	 * @throws IllegalStateException if the mode is not {@link AckMode#MANUAL} and the
	 * listener has returned or this is another thread
	 * @throws IllegalArgumentException if the time is negative
	 */
	void nack(Duration delay);

}
