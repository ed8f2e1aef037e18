package io.github.taosspring.listener;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * What other threads tell a loop: to stop, to pause, or to look again. Thread-safe.
 */
final class LoopSignals {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private volatile boolean stopping;

	private volatile long stopDeadline;

	private volatile boolean aborted;

	private volatile boolean pauseRequested;

	private volatile boolean paused;

	/**
	 * Ask the loop to stop. The first deadline counts.
	 * @param deadline when it is to be done, by {@link System#nanoTime()}
	 */
	void stop(long deadline) {
		change(() -> {
			if (!this.stopping) {
				this.stopDeadline = deadline;
				this.stopping = true;
			}
		});
	}

	/**
	 * Note that the loop is interrupted, because it takes too long to stop.
	 */
	void abort() {
		change(() -> this.aborted = true);
	}

	boolean isAborted() {
		return this.aborted;
	}

	void pause(boolean paused) {
		change(() -> this.pauseRequested = paused);
	}

	/**
	 * Let the loop look again at what it waits for.
	 */
	void signal() {
		change(() -> {
		});
	}

	private void change(Runnable change) {
		this.lock.lock();
		try {
			change.run();
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean isStopping() {
		return this.stopping;
	}

	/**
	 * Return when the stop is to be done; counts once the loop is stopping.
	 */
	long stopDeadline() {
		return this.stopDeadline;
	}

	boolean isPauseRequested() {
		return this.pauseRequested;
	}

	/**
	 * Wait for the end of a pause.
	 * @param deadline how long, by {@link System#nanoTime()}
	 * @return whether the loop goes on or stops
	 * @throws InterruptedException if the thread is interrupted
	 */
	boolean awaitResume(long deadline) throws InterruptedException {
		this.paused = this.pauseRequested;
		if (!this.paused) {
			return true;
		}
		boolean resumed = await(deadline, () -> this.stopping || !this.pauseRequested);
		this.paused = !resumed;
		return resumed;
	}

	/**
	 * Return whether the loop waits for the end of a pause.
	 */
	boolean isPaused() {
		return this.paused;
	}

	/**
	 * Wait for something that is signalled.
	 * @param deadline how long, by {@link System#nanoTime()}
	 * @param condition what for
	 * @return whether it is so
	 * @throws InterruptedException if the thread is interrupted
	 */
	boolean await(long deadline, BooleanSupplier condition) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			while (!condition.getAsBoolean()) {
				long left = deadline - System.nanoTime();
				if (left <= 0) {
					return false;
				}
				this.changed.await(left, TimeUnit.NANOSECONDS);
			}
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

}
