package io.github.taosspring.listener;

import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Messages that are held to be delivered again. Thread-safe.
 */
final class Redeliveries {

	private final ReentrantLock lock = new ReentrantLock();

	private final PriorityQueue<Held> queue = new PriorityQueue<>((a, b) -> Long.signum(a.due - b.due));

	/**
	 * Hold a message.
	 * @param delivery the message
	 * @param due until when, by {@link System#nanoTime()}
	 */
	void add(Delivery delivery, long due) {
		this.lock.lock();
		try {
			this.queue.add(new Held(delivery, due));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take a message whose time has come.
	 * @return the message, {@code null} if there is none
	 */
	@Nullable Delivery takeDue() {
		this.lock.lock();
		try {
			Held first = this.queue.peek();
			if (first == null || first.left() > 0) {
				return null;
			}
			this.queue.poll();
			return first.delivery;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return when the next one is due.
	 * @return nanoseconds from now, {@link Long#MAX_VALUE} if there is none
	 */
	long untilNext() {
		this.lock.lock();
		try {
			Held first = this.queue.peek();
			return (first != null) ? Math.max(0, first.left()) : Long.MAX_VALUE;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * A message and its time.
	 */
	private record Held(Delivery delivery, long due) {

		private long left() {
			return this.due - System.nanoTime();
		}

	}

}
