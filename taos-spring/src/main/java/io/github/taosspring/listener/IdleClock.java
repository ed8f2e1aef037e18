package io.github.taosspring.listener;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * When to say that no message comes. For the loop's thread.
 */
final class IdleClock {

	private final long interval;

	private long lastMessage = System.nanoTime();

	private long lastTold = this.lastMessage;

	/**
	 * Create a clock.
	 * @param interval how long without a message, {@code null} for never
	 */
	IdleClock(@Nullable Duration interval) {
		this.interval = (interval != null) ? interval.toNanos() : Long.MAX_VALUE;
	}

	void message() {
		this.lastMessage = System.nanoTime();
		this.lastTold = this.lastMessage;
	}

	/**
	 * Return when it is next.
	 * @return nanoseconds from now, at most an hour
	 */
	long nanosLeft() {
		long left = (this.interval != Long.MAX_VALUE) ? this.interval - (System.nanoTime() - this.lastTold)
				: Long.MAX_VALUE;
		return Math.min(Math.max(0, left), Duration.ofHours(1).toNanos());
	}

	/**
	 * Return whether it is now, and if so, note that it was said.
	 * @return the time since the last message, {@code null} if it is not
	 */
	@Nullable Duration due() {
		long now = System.nanoTime();
		if (this.interval == Long.MAX_VALUE || now - this.lastTold < this.interval) {
			return null;
		}
		this.lastTold = now;
		return Duration.ofNanos(now - this.lastMessage);
	}

}
