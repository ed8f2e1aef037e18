package io.github.taosspring.embedded.internal.server;

import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.embedded.internal.engine.Rows;

/**
 * An open result of a socket. Fetches on it wait for each other.
 */
final class WsResult {

	private final Rows rows;

	private final ReentrantLock lock = new ReentrantLock();

	private @Nullable ByteBuffer current;

	WsResult(Rows rows) {
		this.rows = rows;
	}

	Rows rows() {
		return this.rows;
	}

	/**
	 * Move to the next block and keep it for {@link #current()}.
	 * @return the block, {@code null} at the end
	 */
	@Nullable ByteBuffer next() {
		this.lock.lock();
		try {
			this.current = this.rows.next();
			return this.current;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Move to the next block without keeping it: the caller writes into its buffer.
	 * @return the block, {@code null} at the end
	 */
	@Nullable ByteBuffer take() {
		this.lock.lock();
		try {
			this.current = null;
			return this.rows.next();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return the block that {@link #next()} moved to.
	 * @return the block, {@code null} if there is none
	 */
	@Nullable ByteBuffer current() {
		this.lock.lock();
		try {
			return this.current;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Free what the result holds; a fetch that is under way is the last.
	 */
	void close() {
		this.rows.close();
	}

}
