package io.github.taosspring.client.internal.ws;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.taosspring.client.spi.Deadline;

/**
 * A statement of the first kind on the server, closed when neither its user nor a result
 * needs it: the rows of a query belong to the statement, and closing it or running it
 * again while they are read would free them in the adapter. Thread-safe.
 */
final class Stmt1Handle {

	private static final String INIT = "init";

	private final WsConnection connection;

	private final long id;

	private final AtomicInteger users = new AtomicInteger(1);

	private Stmt1Handle(WsConnection connection, long id) {
		this.connection = connection;
		this.id = id;
	}

	/**
	 * Make a statement.
	 */
	static Stmt1Handle open(WsConnection connection, long reqId, Deadline deadline) {
		JsonReply reply = Stmt1Calls.checked(connection.ask(INIT, reqId, JsonRequests.initFirst(reqId), deadline),
				reqId);
		return new Stmt1Handle(connection, reply.statementId());
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
			this.connection.closeFirstStatement(this.id);
		}
	}

}
