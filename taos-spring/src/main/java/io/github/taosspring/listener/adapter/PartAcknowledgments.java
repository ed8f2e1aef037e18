package io.github.taosspring.listener.adapter;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import io.github.taosspring.listener.TaosAcknowledgment;

/**
 * Acknowledges a message once each of its parts that a method was called for is
 * acknowledged, also those of attempts before. Asking for one of them again asks for the
 * message, and none of those that follow is delivered before. Thread-safe.
 */
final class PartAcknowledgments {

	private final ReentrantLock lock = new ReentrantLock();

	private TaosAcknowledgment message;

	/** How many parts are not acknowledged. */
	private int open;

	private boolean complete;

	private boolean rejected;

	/**
	 * Create acknowledgments.
	 * @param message that of the message
	 */
	PartAcknowledgments(TaosAcknowledgment message) {
		this.message = message;
	}

	/**
	 * Go on with a further attempt.
	 * @param newMessage its acknowledgment of the message
	 */
	void attempt(TaosAcknowledgment newMessage) {
		this.lock.lock();
		try {
			this.message = newMessage;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return that of the next part.
	 */
	Part next() {
		this.lock.lock();
		try {
			this.open++;
		}
		finally {
			this.lock.unlock();
		}
		return new Part();
	}

	/**
	 * Note that no further part follows.
	 */
	void complete() {
		change(() -> {
			this.complete = true;
			return true;
		});
	}

	/**
	 * Return whether a part is to come again.
	 */
	boolean isRejected() {
		this.lock.lock();
		try {
			return this.rejected;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Change something, and acknowledge the message if it is done by that.
	 */
	private void change(BooleanSupplier change) {
		TaosAcknowledgment done;
		this.lock.lock();
		try {
			boolean changed = change.getAsBoolean();
			done = (changed && this.complete && this.open == 0 && !this.rejected) ? this.message : null;
		}
		finally {
			this.lock.unlock();
		}
		if (done != null) {
			done.acknowledge();
		}
	}

	/**
	 * That of a part.
	 */
	final class Part implements TaosAcknowledgment {

		private boolean done;

		private boolean rejecting;

		private boolean first() {
			boolean first = !this.done;
			this.done = true;
			return first;
		}

		@Override
		public void acknowledge() {
			change(() -> {
				boolean first = first();
				if (first) {
					PartAcknowledgments.this.open--;
				}
				return first;
			});
		}

		@Override
		public void nack(Duration delay) {
			PartAcknowledgments.this.lock.lock();
			try {
				if (first()) {
					PartAcknowledgments.this.message.nack(delay);
					PartAcknowledgments.this.rejected = true;
					this.rejecting = true;
				}
			}
			finally {
				PartAcknowledgments.this.lock.unlock();
			}
		}

		/**
		 * Note that the method failed: the part is the error handler's, whatever the
		 * method has said.
		 */
		void withdraw() {
			PartAcknowledgments.this.lock.lock();
			try {
				if (first()) {
					PartAcknowledgments.this.open--;
				}
				else if (this.rejecting) {
					PartAcknowledgments.this.open--;
					PartAcknowledgments.this.rejected = false;
				}
			}
			finally {
				PartAcknowledgments.this.lock.unlock();
			}
		}

	}

}
