package io.github.taosspring.client.statement;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * How a batch is written. Immutable; {@link #DEFAULTS} sets nothing.
 */
public final class WriteOptions {

	/** NULL is NULL, wrong rows are found, the client's timeout and database. */
	public static final WriteOptions DEFAULTS = new WriteOptions(NullPolicy.NULL, true, 1000, null, 0, null);

	private final NullPolicy nullPolicy;

	private final boolean bisect;

	private final int maxRejected;

	private final @Nullable Duration timeout;

	private final long reqId;

	private final @Nullable String database;

	private WriteOptions(NullPolicy nullPolicy, boolean bisect, int maxRejected, @Nullable Duration timeout, long reqId,
			@Nullable String database) {
		this.nullPolicy = nullPolicy;
		this.bisect = bisect;
		this.maxRejected = maxRejected;
		this.timeout = timeout;
		this.reqId = reqId;
		this.database = database;
	}

	/**
	 * Return a copy with what NULLs in columns mean.
	 * @param nullPolicy the policy
	 * @return the copy
	 */
	public WriteOptions nullPolicy(NullPolicy nullPolicy) {
		return new WriteOptions(Objects.requireNonNull(nullPolicy, "nullPolicy"), this.bisect, this.maxRejected,
				this.timeout, this.reqId, this.database);
	}

	/**
	 * Return a copy that finds the rows which the server refuses and writes the others,
	 * which is the default, or that fails with the first refusal.
	 * @param bisect whether to find them
	 * @return the copy
	 */
	public WriteOptions bisect(boolean bisect) {
		return new WriteOptions(this.nullPolicy, bisect, this.maxRejected, this.timeout, this.reqId, this.database);
	}

	/**
	 * Return a copy that gives up once more rows than this were refused: finding each
	 * takes several requests. The default is 1000.
	 * @param rows the rows, 0 or more
	 * @return the copy
	 * @throws IllegalArgumentException if the number is negative
	 */
	public WriteOptions maxRejected(int rows) {
		if (rows < 0) {
			throw new IllegalArgumentException("maxRejected must not be negative, was " + rows);
		}
		return new WriteOptions(this.nullPolicy, this.bisect, rows, this.timeout, this.reqId, this.database);
	}

	/**
	 * Return a copy with a time allowed for the whole batch.
	 * @param timeout the time, greater than zero
	 * @return the copy
	 * @throws IllegalArgumentException if the timeout is not greater than zero
	 */
	public WriteOptions timeout(Duration timeout) {
		if (timeout.isNegative() || timeout.isZero()) {
			throw new IllegalArgumentException("timeout must be greater than zero, was " + timeout);
		}
		return new WriteOptions(this.nullPolicy, this.bisect, this.maxRejected, timeout, this.reqId, this.database);
	}

	/**
	 * Return a copy whose first frame has a request id of the caller's.
	 * @param reqId the id, greater than zero
	 * @return the copy
	 * @throws IllegalArgumentException if the id is not greater than zero
	 */
	public WriteOptions reqId(long reqId) {
		if (reqId <= 0) {
			throw new IllegalArgumentException("reqId must be greater than zero, was " + reqId);
		}
		return new WriteOptions(this.nullPolicy, this.bisect, this.maxRejected, this.timeout, reqId, this.database);
	}

	/**
	 * Return a copy that writes with another current database.
	 * @param database the name, without back-quotes, case kept
	 * @return the copy
	 */
	public WriteOptions database(String database) {
		return new WriteOptions(this.nullPolicy, this.bisect, this.maxRejected, this.timeout, this.reqId,
				Objects.requireNonNull(database, "database"));
	}

	/**
	 * Return what NULLs in columns mean.
	 * @return the policy
	 */
	public NullPolicy nullPolicy() {
		return this.nullPolicy;
	}

	/**
	 * Return whether refused rows are found and the others written.
	 * @return whether to find them
	 */
	public boolean bisect() {
		return this.bisect;
	}

	/**
	 * Return how many rows may be refused.
	 * @return the rows
	 */
	public int maxRejected() {
		return this.maxRejected;
	}

	/**
	 * Return the time allowed.
	 * @return the time, {@code null} for the client's
	 */
	public @Nullable Duration timeout() {
		return this.timeout;
	}

	/**
	 * Return the caller's request id.
	 * @return the id, 0 if one is to be generated
	 */
	public long reqId() {
		return this.reqId;
	}

	/**
	 * Return the current database for this write.
	 * @return the name, {@code null} for the client's
	 */
	public @Nullable String database() {
		return this.database;
	}

	@Override
	public String toString() {
		return "WriteOptions[nullPolicy=" + this.nullPolicy + ", bisect=" + this.bisect + ", maxRejected="
				+ this.maxRejected + ", timeout=" + this.timeout + ", reqId=" + this.reqId + ", database="
				+ this.database + "]";
	}

}
