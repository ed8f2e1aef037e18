package io.github.taosspring.client.internal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.github.taosspring.client.spi.Deadline;

/**
 * Counts the commits of a consumer: those that wait for their reply, and those that were
 * dropped. Thread-safe.
 */
final class CommitCounts {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition noneWaiting = this.lock.newCondition();

	private volatile int waiting;

	private final AtomicLong dropped = new AtomicLong();

	void sent() {
		add(1);
	}

	void replied() {
		add(-1);
	}

	private void add(int count) {
		this.lock.lock();
		try {
			this.waiting += count;
			if (this.waiting == 0) {
				this.noneWaiting.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	void drop() {
		this.dropped.incrementAndGet();
	}

	boolean anyWaiting() {
		return this.waiting > 0;
	}

	/**
	 * Wait until no commit waits for its reply, the deadline passes or the thread is
	 * interrupted, which it stays.
	 */
	void awaitReplies(Deadline deadline) {
		this.lock.lock();
		try {
			long left = deadline.remainingNanos();
			while (this.waiting > 0 && left > 0) {
				left = this.noneWaiting.awaitNanos(left);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.lock.unlock();
		}
	}

	long dropped() {
		return this.dropped.get();
	}

}
