package io.github.taosspring.client.spi;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A point in time by the monotonic clock. Immutable.
 */
public final class Deadline {

	private final Duration allowed;

	private final long nanoTime;

	private Deadline(Duration allowed, long nanoTime) {
		this.allowed = allowed;
		this.nanoTime = nanoTime;
	}

	/**
	 * Return the deadline that is some time from now.
	 * @param allowed the time allowed; more than a century counts as a century
	 * @return the deadline
	 */
	public static Deadline after(Duration allowed) {
		Duration bounded = (allowed.compareTo(Duration.ofDays(36_500)) > 0) ? Duration.ofDays(36_500) : allowed;
		return new Deadline(allowed, System.nanoTime() + bounded.toNanos());
	}

	/**
	 * Return the earlier of this deadline and one that is some time from now.
	 * @param allowed the time allowed
	 * @return this or a new deadline
	 */
	public Deadline orAfter(Duration allowed) {
		Deadline other = after(allowed);
		return (other.nanoTime - this.nanoTime < 0) ? other : this;
	}

	/**
	 * Return whether this is the earlier of two deadlines.
	 * @param other the other one
	 * @return whether this passes first
	 */
	public boolean isBefore(Deadline other) {
		return this.nanoTime - other.nanoTime < 0;
	}

	/**
	 * Return the time allowed when this deadline was made, for messages.
	 * @return the time
	 */
	public Duration allowed() {
		return this.allowed;
	}

	/**
	 * Return the time left.
	 * @return nanoseconds, zero or less once it has passed
	 */
	public long remainingNanos() {
		return this.nanoTime - System.nanoTime();
	}

	/**
	 * Return the time left for APIs that take milliseconds and mean for ever by zero.
	 * @return milliseconds, at least 1
	 */
	public int remainingMillis() {
		return (int) Math.max(1, Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(remainingNanos())));
	}

	/**
	 * Return whether the time is over.
	 * @return whether it has passed
	 */
	public boolean isOver() {
		return remainingNanos() <= 0;
	}

	@Override
	public String toString() {
		return this.allowed.toMillis() + " ms";
	}

}
