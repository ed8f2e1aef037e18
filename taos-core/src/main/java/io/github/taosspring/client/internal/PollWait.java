package io.github.taosspring.client.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.spi.Deadline;

/**
 * How the one thread of a consumer waits: for something that comes, for a wake-up, for
 * the consumer to be closed, or for the end of the time. Others wake it.
 */
final class PollWait {

	private final BooleanSupplier closed;

	private final AtomicBoolean woken = new AtomicBoolean();

	/** The thread to be woken. */
	private volatile @Nullable Thread waiting;

	PollWait(BooleanSupplier closed) {
		this.closed = closed;
	}

	/**
	 * Let the thread look again.
	 */
	void signal() {
		LockSupport.unpark(this.waiting);
	}

	void wakeup() {
		this.woken.set(true);
		signal();
	}

	/**
	 * Return whether there was a wake-up, once.
	 */
	boolean takeWakeup() {
		return this.woken.getAndSet(false);
	}

	/**
	 * Wait for something whose end calls {@link #signal()}.
	 * @return whether it is done
	 * @throws io.github.taosspring.client.TaosException if the thread is interrupted
	 */
	boolean until(CompletableFuture<?> awaited, Deadline deadline) {
		this.waiting = Thread.currentThread();
		try {
			while (!awaited.isDone() && !this.woken.get() && !this.closed.getAsBoolean()) {
				long left = deadline.remainingNanos();
				if (left <= 0) {
					break;
				}
				LockSupport.parkNanos(this, left);
				if (Thread.interrupted()) {
					Thread.currentThread().interrupt();
					throw TaosErrors.interrupted("Interrupted while polling", 0);
				}
			}
			return awaited.isDone();
		}
		finally {
			this.waiting = null;
		}
	}

	/**
	 * Pause.
	 */
	void pause(Deadline deadline) {
		until(new CompletableFuture<>(), deadline);
	}

}
