package io.github.taosspring.listener;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time within which a consumer has to poll again, or the server gives its vgroups to
 * others ({@code max.poll.interval.ms}). It is counted from before a poll is sent, so
 * that it never ends later than on the server. Set by the loop's thread, read by any.
 */
final class PollInterval {

	private static final long MAX_MARGIN = Duration.ofSeconds(30).toNanos();

	private static final long MIN_MARGIN = Duration.ofSeconds(1).toNanos();

	private final LongSupplier nanoTime;

	private final long length;

	private final long margin;

	private volatile long begin;

	PollInterval(Duration length, LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.length = length.toNanos();
		this.margin = Math.min(Math.max(MIN_MARGIN, Math.min(this.length / 10, MAX_MARGIN)), this.length / 2);
		this.begin = nanoTime.getAsLong();
	}

	/**
	 * Note that a poll is about to be sent.
	 */
	void polling() {
		this.begin = this.nanoTime.getAsLong();
	}

	/**
	 * Return when to give up the assignment on purpose: while there is time to commit.
	 */
	long giveUpAt() {
		return this.begin + this.length - this.margin;
	}

	/**
	 * Return whether it is time to give up what would wait longer.
	 */
	boolean isEnding() {
		return this.nanoTime.getAsLong() - giveUpAt() >= 0;
	}

	/**
	 * Return whether the server has given the vgroups to others.
	 */
	boolean isOver() {
		return this.nanoTime.getAsLong() - (this.begin + this.length) >= 0;
	}

}
