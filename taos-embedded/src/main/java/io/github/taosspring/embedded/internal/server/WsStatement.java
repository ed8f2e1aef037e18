package io.github.taosspring.embedded.internal.server;

import java.util.concurrent.locks.ReentrantLock;

/**
 * A prepared statement of a socket. Its actions wait for each other, as on a real server:
 * whoever uses it holds its lock.
 */
abstract class WsStatement {

	private final ReentrantLock lock = new ReentrantLock();

	private final long id;

	WsStatement(long id) {
		this.id = id;
	}

	long id() {
		return this.id;
	}

	ReentrantLock lock() {
		return this.lock;
	}

	/**
	 * Free what the statement holds.
	 */
	abstract void close();

}
