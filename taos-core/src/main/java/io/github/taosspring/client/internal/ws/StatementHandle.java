package io.github.taosspring.client.internal.ws;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * A statement on the server, closed when neither its user nor a result needs it: the rows
 * of a query belong to the statement, and closing it or running it again while they are
 * read would free them in the adapter (seen on 3.3.7.5: the next fetch has no answer).
 * Thread-safe.
 */
final class StatementHandle {

	private final long id;

	private final LongConsumer close;

	private final AtomicInteger users = new AtomicInteger(1);

	/**
	 * Hold a statement.
	 * @param close closes it
	 */
	StatementHandle(long id, LongConsumer close) {
		this.id = id;
		this.close = close;
	}

	long id() {
		return this.id;
	}

	/**
	 * Return whether a result is being read.
	 */
	boolean isShared() {
		return this.users.get() > 1;
	}

	void use() {
		this.users.incrementAndGet();
	}

	void release() {
		if (this.users.decrementAndGet() == 0) {
			this.close.accept(this.id);
		}
	}

}
