package io.github.taosspring.client.statement;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How a statement is prepared. Immutable; {@link #DEFAULTS} sets nothing.
 */
public final class StatementOptions {

	/**
	 * The session's timeout, a schema from the server, one super table, repeated binds.
	 */
	public static final StatementOptions DEFAULTS = new StatementOptions(null, 0, null, NullPolicy.NULL, false, true,
			false);

	private final @Nullable Duration timeout;

	private final long reqId;

	private final @Nullable BatchSchema schema;

	private final NullPolicy nullPolicy;

	private final boolean truncateTimestamps;

	private final boolean singleSuperTable;

	private final boolean tableBoundOnce;

	private StatementOptions(@Nullable Duration timeout, long reqId, @Nullable BatchSchema schema,
			NullPolicy nullPolicy, boolean truncateTimestamps, boolean singleSuperTable, boolean tableBoundOnce) {
		this.timeout = timeout;
		this.reqId = reqId;
		this.schema = schema;
		this.nullPolicy = nullPolicy;
		this.truncateTimestamps = truncateTimestamps;
		this.singleSuperTable = singleSuperTable;
		this.tableBoundOnce = tableBoundOnce;
	}

	/**
	 * Return a copy with a time allowed for preparing and for each later call.
	 * @param timeout the time, greater than zero
	 * @return the copy
	 * @throws IllegalArgumentException if the timeout is not greater than zero
	 */
	public StatementOptions timeout(Duration timeout) {
		if (timeout.isNegative() || timeout.isZero()) {
			throw new IllegalArgumentException("timeout must be greater than zero, was " + timeout);
		}
		return new StatementOptions(timeout, this.reqId, this.schema, this.nullPolicy, this.truncateTimestamps,
				this.singleSuperTable, this.tableBoundOnce);
	}

	/**
	 * Return a copy that prepares under a request id of the caller's.
	 * @param reqId the id, greater than zero
	 * @return the copy
	 * @throws IllegalArgumentException if the id is not greater than zero
	 */
	public StatementOptions reqId(long reqId) {
		if (reqId <= 0) {
			throw new IllegalArgumentException("reqId must be greater than zero, was " + reqId);
		}
		return new StatementOptions(this.timeout, reqId, this.schema, this.nullPolicy, this.truncateTimestamps,
				this.singleSuperTable, this.tableBoundOnce);
	}

	/**
	 * Return a copy that does not ask the server for the placeholders' types. Needed by
	 * {@code insert into ? values (?, ...)}, of which the server knows the types only
	 * once a table is bound.
	 * @param schema the placeholders, in the statement's order
	 * @return the copy
	 */
	public StatementOptions schema(BatchSchema schema) {
		return new StatementOptions(this.timeout, this.reqId, schema, this.nullPolicy, this.truncateTimestamps,
				this.singleSuperTable, this.tableBoundOnce);
	}

	/**
	 * Return a copy with what NULLs in columns mean.
	 * @param nullPolicy the policy
	 * @return the copy
	 */
	public StatementOptions nullPolicy(NullPolicy nullPolicy) {
		return new StatementOptions(this.timeout, this.reqId, this.schema, nullPolicy, this.truncateTimestamps,
				this.singleSuperTable, this.tableBoundOnce);
	}

	/**
	 * Return a copy that cuts timestamps finer than the precision instead of refusing
	 * them.
	 * @param truncate whether to cut them
	 * @return the copy
	 */
	public StatementOptions truncateTimestamps(boolean truncate) {
		return new StatementOptions(this.timeout, this.reqId, this.schema, this.nullPolicy, truncate,
				this.singleSuperTable, this.tableBoundOnce);
	}

	/**
	 * Return a copy with the server's flags for bound inserts ({@code single_stb_insert},
	 * {@code single_table_bind_once}). Together they make the server write many tables of
	 * few rows faster; the second one holds only if no table comes in two binds before an
	 * execute, else the server answers 0x267E.
	 * @param singleSuperTable whether all tables are of one super table
	 * @param tableBoundOnce whether each table is bound once before an execute
	 * @return the copy
	 */
	public StatementOptions flags(boolean singleSuperTable, boolean tableBoundOnce) {
		return new StatementOptions(this.timeout, this.reqId, this.schema, this.nullPolicy, this.truncateTimestamps,
				singleSuperTable, tableBoundOnce);
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
	 * Return the placeholders that the caller gave.
	 * @return the schema, {@code null} if the server is asked
	 */
	public @Nullable BatchSchema schema() {
		return this.schema;
	}

	/**
	 * Return what NULLs in columns mean.
	 * @return the policy
	 */
	public NullPolicy nullPolicy() {
		return this.nullPolicy;
	}

	/**
	 * Return whether timestamps finer than the precision are cut.
	 * @return whether they are cut
	 */
	public boolean truncateTimestamps() {
		return this.truncateTimestamps;
	}

	/**
	 * Return whether all tables are of one super table.
	 * @return the flag
	 */
	public boolean singleSuperTable() {
		return this.singleSuperTable;
	}

	/**
	 * Return whether each table is bound once before an execute.
	 * @return the flag
	 */
	public boolean tableBoundOnce() {
		return this.tableBoundOnce;
	}

	@Override
	public String toString() {
		return "StatementOptions[timeout=" + this.timeout + ", reqId=" + this.reqId + ", schema=" + this.schema
				+ ", nullPolicy=" + this.nullPolicy + ", truncateTimestamps=" + this.truncateTimestamps
				+ ", singleSuperTable=" + this.singleSuperTable + ", tableBoundOnce=" + this.tableBoundOnce + "]";
	}

}
