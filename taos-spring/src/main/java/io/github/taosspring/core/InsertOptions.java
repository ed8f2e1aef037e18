package io.github.taosspring.core;

import java.util.Objects;

import io.github.taosspring.client.statement.NullPolicy;
import org.jspecify.annotations.Nullable;

/**
 * How records are inserted. Immutable; {@link #DEFAULTS} writes null as NULL, reports
 * tags that differ, and fails with the first row that cannot be written.
 */
public final class InsertOptions {

	/** Null is NULL, differing tags are reported, 10,000 rows a batch. */
	public static final InsertOptions DEFAULTS = new InsertOptions(NullPolicy.NULL, TagChange.REPORT, 10_000, false,
			null);

	private final NullPolicy nullPolicy;

	private final TagChange tagChange;

	private final int batchRows;

	private final boolean truncateTimestamps;

	private final @Nullable InsertFailureHandler failureHandler;

	private InsertOptions(NullPolicy nullPolicy, TagChange tagChange, int batchRows, boolean truncateTimestamps,
			@Nullable InsertFailureHandler failureHandler) {
		this.nullPolicy = nullPolicy;
		this.tagChange = tagChange;
		this.batchRows = batchRows;
		this.truncateTimestamps = truncateTimestamps;
		this.failureHandler = failureHandler;
	}

	/**
	 * Return a copy with what a null in a column means: NULL, or that the column of a row
	 * that exists keeps its value.
	 * @param nullPolicy the policy
	 * @return the copy
	 */
	public InsertOptions nullPolicy(NullPolicy nullPolicy) {
		return new InsertOptions(Objects.requireNonNull(nullPolicy, "nullPolicy"), this.tagChange, this.batchRows,
				this.truncateTimestamps, this.failureHandler);
	}

	/**
	 * Return a copy with what becomes of rows whose tags are not those of their child
	 * table.
	 * @param tagChange the policy
	 * @return the copy
	 */
	public InsertOptions tagChange(TagChange tagChange) {
		return new InsertOptions(this.nullPolicy, Objects.requireNonNull(tagChange, "tagChange"), this.batchRows,
				this.truncateTimestamps, this.failureHandler);
	}

	/**
	 * Return a copy with the most rows that are held and sent at once.
	 * @param batchRows the rows, greater than zero
	 * @return the copy
	 * @throws IllegalArgumentException if that is not greater than zero
	 */
	public InsertOptions batchRows(int batchRows) {
		if (batchRows <= 0) {
			throw new IllegalArgumentException("batchRows must be greater than zero, was " + batchRows);
		}
		return new InsertOptions(this.nullPolicy, this.tagChange, batchRows, this.truncateTimestamps,
				this.failureHandler);
	}

	/**
	 * Return a copy that cuts timestamps finer than the database's precision, or refuses
	 * them, which is the default.
	 * @param truncateTimestamps whether to cut them
	 * @return the copy
	 */
	public InsertOptions truncateTimestamps(boolean truncateTimestamps) {
		return new InsertOptions(this.nullPolicy, this.tagChange, this.batchRows, truncateTimestamps,
				this.failureHandler);
	}

	/**
	 * Return a copy that goes on after rows that cannot be written.
	 * @param failureHandler is told of them
	 * @return the copy
	 */
	public InsertOptions failureHandler(InsertFailureHandler failureHandler) {
		return new InsertOptions(this.nullPolicy, this.tagChange, this.batchRows, this.truncateTimestamps,
				Objects.requireNonNull(failureHandler, "failureHandler"));
	}

	/**
	 * Return what a null in a column means.
	 * @return the policy
	 */
	public NullPolicy nullPolicy() {
		return this.nullPolicy;
	}

	/**
	 * Return what becomes of rows whose tags differ.
	 * @return the policy
	 */
	public TagChange tagChange() {
		return this.tagChange;
	}

	/**
	 * Return the most rows of a batch.
	 * @return the rows
	 */
	public int batchRows() {
		return this.batchRows;
	}

	/**
	 * Return whether finer timestamps are cut.
	 * @return whether to cut them
	 */
	public boolean truncateTimestamps() {
		return this.truncateTimestamps;
	}

	/**
	 * Return what is told of rows that cannot be written.
	 * @return the handler, {@code null} if the first one ends the insert
	 */
	public @Nullable InsertFailureHandler failureHandler() {
		return this.failureHandler;
	}

}
