package io.github.taosspring.client.internal;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the commits of a consumer: those that wait for their reply, and those that were
 * dropped. Thread-safe.
 */
final class CommitCounts {

	private final AtomicInteger waiting = new AtomicInteger();

	private final AtomicLong dropped = new AtomicLong();

	void sent() {
		this.waiting.incrementAndGet();
	}

	void replied() {
		this.waiting.decrementAndGet();
	}

	void drop() {
		this.dropped.incrementAndGet();
	}

	boolean anyWaiting() {
		return this.waiting.get() > 0;
	}

	long dropped() {
		return this.dropped.get();
	}

}
