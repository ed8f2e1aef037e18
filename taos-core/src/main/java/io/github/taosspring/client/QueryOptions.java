package io.github.taosspring.client;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a single call may set. Immutable; {@link #DEFAULTS} sets nothing.
 */
public final class QueryOptions {

	/** A generated request id, the client's timeout and database. */
	public static final QueryOptions DEFAULTS = new QueryOptions(0, null, null);

	private final long reqId;

	private final @Nullable Duration timeout;

	private final @Nullable String database;

	private QueryOptions(long reqId, @Nullable Duration timeout, @Nullable String database) {
		this.reqId = reqId;
		this.timeout = timeout;
		this.database = database;
	}

	/**
	 * Return a copy that sends a request id of the caller's.
	 * @param reqId the id, greater than zero
	 * @return the copy
	 * @throws IllegalArgumentException if the id is not greater than zero
	 */
	public QueryOptions reqId(long reqId) {
		if (reqId <= 0) {
			throw new IllegalArgumentException("reqId must be greater than zero, was " + reqId);
		}
		return new QueryOptions(reqId, this.timeout, this.database);
	}

	/**
	 * Return a copy with a deadline for the statement's reply and, counted anew, for each
	 * block of its result.
	 * @param timeout the time allowed, greater than zero
	 * @return the copy
	 * @throws IllegalArgumentException if the timeout is not greater than zero
	 */
	public QueryOptions timeout(Duration timeout) {
		if (timeout.isNegative() || timeout.isZero()) {
			throw new IllegalArgumentException("timeout must be greater than zero, was " + timeout);
		}
		return new QueryOptions(this.reqId, timeout, this.database);
	}

	/**
	 * Return a copy that runs the statement with another current database. Sessions,
	 * whose database is their state, refuse it.
	 * @param database the name, without back-quotes, case kept
	 * @return the copy
	 */
	public QueryOptions database(String database) {
		return new QueryOptions(this.reqId, this.timeout, Objects.requireNonNull(database, "database"));
	}

	/**
	 * Return the caller's request id.
	 * @return the id, 0 if one is to be generated
	 */
	public long reqId() {
		return this.reqId;
	}

	/**
	 * Return the deadline.
	 * @return the time allowed, {@code null} for the client's
	 */
	public @Nullable Duration timeout() {
		return this.timeout;
	}

	/**
	 * Return the current database for this call.
	 * @return the name, {@code null} for the client's
	 */
	public @Nullable String database() {
		return this.database;
	}

	@Override
	public String toString() {
		return "QueryOptions[reqId=" + this.reqId + ", timeout=" + this.timeout + ", database=" + this.database + "]";
	}

}
