package io.github.taosspring.embedded.internal.server;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts messages under way, and their bytes, and says when to stop and when to resume
 * reading.
 * <p>
 * Thread-safe. After each message exactly one of {@link #begin} or, later, {@link #end}
 * of some message returns {@code true}.
 */
final class InFlight {

	private final int maxCount;

	private final long maxBytes;

	private final ReentrantLock lock = new ReentrantLock();

	private int count;

	private long bytes;

	private boolean paused;

	InFlight(int maxCount, long maxBytes) {
		this.maxCount = maxCount;
		this.maxBytes = maxBytes;
	}

	/**
	 * Count a message.
	 * @param size its bytes
	 * @return whether the next one may be read
	 */
	boolean begin(int size) {
		this.lock.lock();
		try {
			this.count++;
			this.bytes += size;
			this.paused = isFull();
			return !this.paused;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Count a message off.
	 * @param size its bytes
	 * @return whether reading had stopped and goes on now
	 */
	boolean end(int size) {
		this.lock.lock();
		try {
			this.count--;
			this.bytes -= size;
			if (this.paused && !isFull()) {
				this.paused = false;
				return true;
			}
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isFull() {
		return this.count >= this.maxCount || this.bytes >= this.maxBytes;
	}

}
