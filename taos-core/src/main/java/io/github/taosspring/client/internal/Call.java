package io.github.taosspring.client.internal;

import java.time.Duration;

/**
 * A statement under way, or the query of a result that is being read. Compared by
 * identity: two may have the same request id.
 */
final class Call {

	private final String operation;

	private final String sql;

	private final long reqId;

	private final Duration timeout;

	private final long start = System.nanoTime();

	Call(String operation, String sql, long reqId, Duration timeout) {
		this.operation = operation;
		this.sql = sql;
		this.reqId = reqId;
		this.timeout = timeout;
	}

	String operation() {
		return this.operation;
	}

	String sql() {
		return this.sql;
	}

	long reqId() {
		return this.reqId;
	}

	/**
	 * Return the time allowed for the reply and, counted anew, for each block.
	 */
	Duration timeout() {
		return this.timeout;
	}

	Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.start);
	}

}
