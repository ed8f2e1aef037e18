package io.github.taosspring.client.statement;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosStatementException;

/**
 * A batch that was not written as a whole. {@link #result()} tells what was; code,
 * SQLState and {@link #isRetryable()} are those of the cause. If it is retryable, writing
 * the whole batch again is harmless, since its rows have explicit timestamps.
 */
public class TaosBatchWriteException extends TaosStatementException {

	private static final long serialVersionUID = 1L;

	private final transient WriteResult result;

	/**
	 * Create an exception.
	 * @param message what happened
	 * @param result what was written and rejected until then
	 * @param cause why
	 */
	public TaosBatchWriteException(String message, WriteResult result, TaosException cause) {
		super(new TaosErrors.Details(message, cause.code(), cause.sqlState(), cause.reqId(), cause.isRetryable()),
				cause);
		this.result = result;
	}

	static TaosBatchWriteException rejected(WriteResult result) {
		RejectedRow first = result.rejected().get(0);
		@Nullable String table = first.table();
		return new TaosBatchWriteException(
				result.rejected().size() + " of " + (result.rows() + result.rejected().size())
						+ " rows were rejected, the first one row " + first.row()
						+ ((table != null) ? " of table '" + table + "'" : "") + ": " + first.error().getMessage(),
				result, first.error());
	}

	/**
	 * Return what was written and rejected.
	 * @return the result so far
	 */
	public WriteResult result() {
		return this.result;
	}

}
