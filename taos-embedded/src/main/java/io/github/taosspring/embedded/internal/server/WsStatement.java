package io.github.taosspring.embedded.internal.server;

import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.embedded.internal.engine.Rows;
import io.github.taosspring.embedded.internal.sql.SqlException;

/**
 * A prepared statement of a socket. Its actions wait for each other, as on a real server:
 * whoever uses it holds its lock.
 */
abstract class WsStatement {

	private static final int API_USAGE = 0x022A;

	private final ReentrantLock lock = new ReentrantLock();

	private @Nullable Rows result;

	ReentrantLock lock() {
		return this.lock;
	}

	/**
	 * Return the error of an action at the wrong time.
	 */
	static SqlException misuse() {
		return new SqlException(API_USAGE, "Stmt API usage error");
	}

	/**
	 * Keep the rows of a query until they are taken.
	 */
	void keepResult(Rows rows) {
		closeResult();
		this.result = rows;
	}

	/**
	 * Hand over the rows of the query that was run last.
	 * @return the rows, which the caller closes; {@code null} if there are none or they
	 * were handed over before
	 */
	@Nullable Rows takeResult() {
		Rows taken = this.result;
		this.result = null;
		return taken;
	}

	private void closeResult() {
		Rows open = takeResult();
		if (open != null) {
			open.close();
		}
	}

	/**
	 * Forget what was bound and free what the statement holds.
	 */
	void close() {
		closeResult();
	}

}
