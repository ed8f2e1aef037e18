package io.github.taosspring.client.schemaless;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * How lines are written. Immutable; {@link #DEFAULTS} sets nothing.
 */
public final class SchemalessOptions {

	/** Timestamps as the protocol has them, the client's timeout and database. */
	public static final SchemalessOptions DEFAULTS = new SchemalessOptions(SchemalessPrecision.NOT_CONFIGURED, 0, "",
			4 * 1024 * 1024, null, 0, null);

	private final SchemalessPrecision precision;

	private final int ttl;

	private final String tableNameKey;

	private final int maxPayloadBytes;

	private final @Nullable Duration timeout;

	private final long reqId;

	private final @Nullable String database;

	private SchemalessOptions(SchemalessPrecision precision, int ttl, String tableNameKey, int maxPayloadBytes,
			@Nullable Duration timeout, long reqId, @Nullable String database) {
		this.precision = precision;
		this.ttl = ttl;
		this.tableNameKey = tableNameKey;
		this.maxPayloadBytes = maxPayloadBytes;
		this.timeout = timeout;
		this.reqId = reqId;
		this.database = database;
	}

	/**
	 * Return a copy with the unit of the timestamps in lines of InfluxDB's protocol. A
	 * {@link PointBatch} brings its own.
	 * @param precision the unit
	 * @return the copy
	 */
	public SchemalessOptions precision(SchemalessPrecision precision) {
		return new SchemalessOptions(Objects.requireNonNull(precision, "precision"), this.ttl, this.tableNameKey,
				this.maxPayloadBytes, this.timeout, this.reqId, this.database);
	}

	/**
	 * Return a copy with the time to live of the child tables that this write makes, in
	 * the unit of TDengine's {@code TTL}, which is days.
	 * @param ttl the time, 0 for ever
	 * @return the copy
	 * @throws IllegalArgumentException if it is negative
	 */
	public SchemalessOptions ttl(int ttl) {
		if (ttl < 0) {
			throw new IllegalArgumentException("ttl must not be negative, was " + ttl);
		}
		return new SchemalessOptions(this.precision, ttl, this.tableNameKey, this.maxPayloadBytes, this.timeout,
				this.reqId, this.database);
	}

	/**
	 * Return a copy with the tag whose value is the name of the child table, rather than
	 * a tag. Rows without that tag, and all without this option, go to a table named
	 * after a hash of measurement and tags.
	 * @param key the tag's name, case kept
	 * @return the copy
	 */
	public SchemalessOptions tableNameKey(String key) {
		return new SchemalessOptions(this.precision, this.ttl, Objects.requireNonNull(key, "tableNameKey"),
				this.maxPayloadBytes, this.timeout, this.reqId, this.database);
	}

	/**
	 * Return a copy that sends at most so many bytes at once: more are cut at the ends of
	 * lines and sent one part after the other. The server takes a part whole or not at
	 * all. A single line or document in JSON is never cut. The default is 4 MiB.
	 * @param bytes the bytes of UTF-8, greater than zero
	 * @return the copy
	 * @throws IllegalArgumentException if it is not greater than zero
	 */
	public SchemalessOptions maxPayloadBytes(int bytes) {
		if (bytes <= 0) {
			throw new IllegalArgumentException("maxPayloadBytes must be greater than zero, was " + bytes);
		}
		return new SchemalessOptions(this.precision, this.ttl, this.tableNameKey, bytes, this.timeout, this.reqId,
				this.database);
	}

	/**
	 * Return a copy with a time allowed for the whole write.
	 * @param timeout the time, greater than zero
	 * @return the copy
	 * @throws IllegalArgumentException if the timeout is not greater than zero
	 */
	public SchemalessOptions timeout(Duration timeout) {
		if (timeout.isNegative() || timeout.isZero()) {
			throw new IllegalArgumentException("timeout must be greater than zero, was " + timeout);
		}
		return new SchemalessOptions(this.precision, this.ttl, this.tableNameKey, this.maxPayloadBytes, timeout,
				this.reqId, this.database);
	}

	/**
	 * Return a copy whose first request has an id of the caller's.
	 * @param reqId the id, greater than zero
	 * @return the copy
	 * @throws IllegalArgumentException if the id is not greater than zero
	 */
	public SchemalessOptions reqId(long reqId) {
		if (reqId <= 0) {
			throw new IllegalArgumentException("reqId must be greater than zero, was " + reqId);
		}
		return new SchemalessOptions(this.precision, this.ttl, this.tableNameKey, this.maxPayloadBytes, this.timeout,
				reqId, this.database);
	}

	/**
	 * Return a copy that writes into another database than the client's.
	 * @param database the name, without back-quotes, case kept
	 * @return the copy
	 */
	public SchemalessOptions database(String database) {
		return new SchemalessOptions(this.precision, this.ttl, this.tableNameKey, this.maxPayloadBytes, this.timeout,
				this.reqId, Objects.requireNonNull(database, "database"));
	}

	/**
	 * Return the unit of the timestamps in lines.
	 * @return the unit
	 */
	public SchemalessPrecision precision() {
		return this.precision;
	}

	/**
	 * Return the time to live of child tables.
	 * @return the time in days, 0 for ever
	 */
	public int ttl() {
		return this.ttl;
	}

	/**
	 * Return the tag whose value is the name of the child table.
	 * @return the tag's name, empty for none
	 */
	public String tableNameKey() {
		return this.tableNameKey;
	}

	/**
	 * Return how much is sent at once.
	 * @return the bytes
	 */
	public int maxPayloadBytes() {
		return this.maxPayloadBytes;
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
	 * Return the database to write into.
	 * @return the name, {@code null} for the client's
	 */
	public @Nullable String database() {
		return this.database;
	}

	@Override
	public String toString() {
		return "SchemalessOptions[precision=" + this.precision + ", ttl=" + this.ttl + ", tableNameKey="
				+ this.tableNameKey + ", maxPayloadBytes=" + this.maxPayloadBytes + ", timeout=" + this.timeout
				+ ", reqId=" + this.reqId + ", database=" + this.database + "]";
	}

}
