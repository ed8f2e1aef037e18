package io.github.taosspring.embedded.internal.server;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts messages under way and says when to stop and when to resume reading.
 * <p>
 * Thread-safe. After each message exactly one of {@link #begin()} or, later,
 * {@link #end()} returns {@code true}.
 */
final class InFlight {

	private final int limit;

	private final ReentrantLock lock = new ReentrantLock();

	private int count;

	private boolean paused;

	InFlight(int limit) {
		this.limit = limit;
	}

	/**
	 * Count a message.
	 * @return whether the next one may be read
	 */
	boolean begin() {
		this.lock.lock();
		try {
			this.count++;
			this.paused = this.count >= this.limit;
			return !this.paused;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Count a message off.
	 * @return whether reading had stopped and goes on now
	 */
	boolean end() {
		this.lock.lock();
		try {
			this.count--;
			if (this.paused) {
				this.paused = false;
				return true;
			}
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

}
