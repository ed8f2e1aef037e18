package io.github.taosspring.client;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a single call of {@link TaosRestClient} may set. Immutable; {@link #DEFAULTS} sets
 * nothing.
 */
public final class TaosRestOptions {

	/** A generated request id, the client's timeout, database and time zone. */
	public static final TaosRestOptions DEFAULTS = new TaosRestOptions(QueryOptions.DEFAULTS, null, false, false,
			false);

	private final QueryOptions query;

	private final @Nullable ZoneId timeZone;

	private final boolean timing;

	private final boolean compressed;

	private final boolean refusalsReturned;

	private TaosRestOptions(QueryOptions query, @Nullable ZoneId timeZone, boolean timing, boolean compressed,
			boolean refusalsReturned) {
		this.query = query;
		this.timeZone = timeZone;
		this.timing = timing;
		this.compressed = compressed;
		this.refusalsReturned = refusalsReturned;
	}

	private TaosRestOptions with(QueryOptions changed) {
		return new TaosRestOptions(changed, this.timeZone, this.timing, this.compressed, this.refusalsReturned);
	}

	/**
	 * Return a copy that sends a request id of the caller's.
	 * @param reqId the id, greater than zero
	 * @return the copy
	 * @throws IllegalArgumentException if the id is not greater than zero
	 */
	public TaosRestOptions reqId(long reqId) {
		return with(this.query.reqId(reqId));
	}

	/**
	 * Return a copy with a deadline for the whole answer.
	 * @param timeout the time allowed, greater than zero
	 * @return the copy
	 * @throws IllegalArgumentException if the timeout is not greater than zero
	 */
	public TaosRestOptions timeout(Duration timeout) {
		return with(this.query.timeout(timeout));
	}

	/**
	 * Return a copy that runs the statement with a current database.
	 * @param database the name, without back-quotes, case kept
	 * @return the copy
	 * @throws TaosInterfaceException if it cannot be a database's name
	 */
	public TaosRestOptions database(String database) {
		return with(this.query.database(TaosLimits.checkDatabaseName(database)));
	}

	/**
	 * Return a copy that runs the statement in a time zone (parameter {@code conn_tz}),
	 * by which the server reads literals and prints times in texts. Timestamps are
	 * instants whatever the zone, so that the interface's other parameter, {@code tz},
	 * would change nothing.
	 * @param timeZone the zone
	 * @return the copy
	 */
	public TaosRestOptions timeZone(ZoneId timeZone) {
		return new TaosRestOptions(this.query, Objects.requireNonNull(timeZone, "timeZone"), this.timing,
				this.compressed, this.refusalsReturned);
	}

	/**
	 * Return a copy that asks how long the server took.
	 * @param timing whether to ask
	 * @return the copy
	 */
	public TaosRestOptions timing(boolean timing) {
		return new TaosRestOptions(this.query, this.timeZone, timing, this.compressed, this.refusalsReturned);
	}

	/**
	 * Return a copy that sends the statement compressed by gzip, which makes sense for
	 * long ones. Answers come compressed in any case.
	 * @param compressed whether to compress
	 * @return the copy
	 */
	public TaosRestOptions compressed(boolean compressed) {
		return new TaosRestOptions(this.query, this.timeZone, this.timing, compressed, this.refusalsReturned);
	}

	/**
	 * Return a copy that returns what the server refused as a response with its code,
	 * rather than throw the exception that it is. What is no answer of the server (no
	 * connection, a deadline that passed, a malformed answer) is thrown all the same.
	 * @param refusalsReturned whether to return it
	 * @return the copy
	 */
	public TaosRestOptions refusalsReturned(boolean refusalsReturned) {
		return new TaosRestOptions(this.query, this.timeZone, this.timing, this.compressed, refusalsReturned);
	}

	/**
	 * Return the caller's request id.
	 * @return the id, 0 if one is to be generated
	 */
	public long reqId() {
		return this.query.reqId();
	}

	/**
	 * Return the deadline.
	 * @return the time allowed, {@code null} for the client's
	 */
	public @Nullable Duration timeout() {
		return this.query.timeout();
	}

	/**
	 * Return the current database for this call.
	 * @return the name, {@code null} for the client's
	 */
	public @Nullable String database() {
		return this.query.database();
	}

	/**
	 * Return the time zone for this call.
	 * @return the zone, {@code null} for the client's
	 */
	public @Nullable ZoneId timeZone() {
		return this.timeZone;
	}

	/**
	 * Return whether the server is asked for its time.
	 * @return whether it is
	 */
	public boolean isTiming() {
		return this.timing;
	}

	/**
	 * Return whether the statement is sent compressed.
	 * @return whether it is
	 */
	public boolean isCompressed() {
		return this.compressed;
	}

	/**
	 * Return whether what the server refused is returned rather than thrown.
	 * @return whether it is
	 */
	public boolean isRefusalsReturned() {
		return this.refusalsReturned;
	}

	@Override
	public String toString() {
		return "TaosRestOptions[reqId=" + reqId() + ", timeout=" + timeout() + ", database=" + database()
				+ ", timeZone=" + this.timeZone + ", timing=" + this.timing + ", compressed=" + this.compressed
				+ ", refusalsReturned=" + this.refusalsReturned + "]";
	}

}
