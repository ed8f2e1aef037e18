package io.github.taosspring.listener.adapter;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.taosspring.listener.TaosAcknowledgment;

/**
 * Acknowledges a message once each of its parts that a method was called for is
 * acknowledged. Asking for one of them again asks for the message, and none of those that
 * follow is delivered before. Thread-safe.
 */
final class PartAcknowledgments {

	private final TaosAcknowledgment message;

	private final AtomicInteger left;

	private volatile boolean rejected;

	/**
	 * Create acknowledgments.
	 * @param message that of the message
	 * @param parts how many parts it has
	 */
	PartAcknowledgments(TaosAcknowledgment message, int parts) {
		this.message = message;
		this.left = new AtomicInteger(parts);
	}

	/**
	 * Return that of the next part.
	 */
	TaosAcknowledgment next() {
		return new Part();
	}

	/**
	 * Return whether a part is to come again.
	 */
	boolean isRejected() {
		return this.rejected;
	}

	private final class Part implements TaosAcknowledgment {

		private final AtomicBoolean done = new AtomicBoolean();

		@Override
		public void acknowledge() {
			if (this.done.compareAndSet(false, true) && PartAcknowledgments.this.left.decrementAndGet() == 0) {
				PartAcknowledgments.this.message.acknowledge();
			}
		}

		@Override
		public void nack(Duration delay) {
			if (this.done.compareAndSet(false, true)) {
				PartAcknowledgments.this.message.nack(delay);
				PartAcknowledgments.this.rejected = true;
			}
		}

	}

}
