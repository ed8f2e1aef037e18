package io.github.taosspring.listener;

import java.time.Duration;
import java.util.Objects;

/**
 * What a container does about a message that its listener failed upon.
 */
public sealed interface FailureAction {

	/**
	 * The message goes to the listener again.
	 * @param delay when, from now
	 * @return the action
	 */
	static FailureAction retry(Duration delay) {
		return new Retry(delay);
	}

	/**
	 * The message, or the row of it, counts as processed.
	 * @return the action
	 */
	static FailureAction recovered() {
		return new Recovered();
	}

	/**
	 * The container stops; the message comes again when it is started.
	 * @return the action
	 */
	static FailureAction stop() {
		return new Stop();
	}

	/**
	 * Deliver again.
	 *
	 * @param delay when, from now, not negative
	 */
	record Retry(Duration delay) implements FailureAction {

		/**
		 * Check the delay.
		 */
		public Retry {
			Objects.requireNonNull(delay, "delay");
			if (delay.isNegative()) {
				throw new IllegalArgumentException("delay must not be negative, was " + delay);
			}
		}

	}

	/**
	 * Go on with what follows.
	 */
	record Recovered() implements FailureAction {

	}

	/**
	 * Stop the container.
	 */
	record Stop() implements FailureAction {

	}

}
