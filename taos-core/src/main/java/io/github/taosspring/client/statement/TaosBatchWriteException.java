package io.github.taosspring.client.statement;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosStatementException;

/**
 * A batch that was not written as a whole. {@link #result()} tells what was; code,
 * SQLState and {@link #isRetryable()} are those of the cause. If it is retryable, writing
 * the whole batch again is harmless, since its rows have explicit timestamps, unless
 * another writer has written the same timestamps of the same tables meanwhile: the last
 * one wins.
 */
public class TaosBatchWriteException extends TaosStatementException {

	private static final long serialVersionUID = 1L;

	private final transient WriteResult result;

	private final boolean outcomeUnknown;

	/**
	 * Create an exception.
	 * @param message what happened
	 * @param result what was written and rejected until then
	 * @param cause why
	 * @param outcomeUnknown whether rows beyond that may have been written
	 */
	public TaosBatchWriteException(String message, WriteResult result, TaosException cause, boolean outcomeUnknown) {
		super(new TaosErrors.Details(message, cause.code(), cause.sqlState(), cause.reqId(), cause.isRetryable()),
				cause);
		this.result = result;
		this.outcomeUnknown = outcomeUnknown;
	}

	static TaosBatchWriteException rejected(WriteResult result) {
		RejectedRow first = result.rejected().get(0);
		@Nullable String table = first.table();
		return new TaosBatchWriteException(
				result.rejected().size() + " of " + (result.rows() + result.rejected().size())
						+ " rows were rejected, the first one row " + first.row()
						+ ((table != null) ? " of table '" + table + "'" : "") + ": " + first.error().getMessage(),
				result, first.error(), false);
	}

	/**
	 * Return what was written and rejected.
	 * @return the result so far
	 */
	public WriteResult result() {
		return this.result;
	}

	/**
	 * Return whether rows that were sent may have been written although {@link #result()}
	 * does not count them: a timeout, an interruption or a broken connection kept the
	 * server's reply from coming, or a vgroup refused its part while others may have
	 * written theirs.
	 * @return {@code false} if no other rows were written than those counted
	 */
	public boolean isOutcomeUnknown() {
		return this.outcomeUnknown;
	}

}
