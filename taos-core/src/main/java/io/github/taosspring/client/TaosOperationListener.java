package io.github.taosspring.client;

import java.time.Duration;

/**
 * Told of each operation of a client: the hook for metrics and traces.
 * <p>
 * Called on the thread that runs the operation or on one of the client's; must be
 * thread-safe, must not block, and what it throws is logged and dropped. Each
 * {@link #onStart} is followed by exactly one {@link #onEnd} or {@link #onError} with the
 * same request id.
 */
public interface TaosOperationListener {

	/** Does nothing. */
	TaosOperationListener NONE = new TaosOperationListener() {

		@Override
		public String toString() {
			return "TaosOperationListener.NONE";
		}

	};

	/**
	 * An operation is about to be sent.
	 * @param operation what it is, of a small set of names such as {@code query} or
	 * {@code connect}; never contains SQL
	 * @param reqId the id under which the server logs it
	 */
	default void onStart(String operation, long reqId) {
	}

	/**
	 * An operation succeeded.
	 * @param operation as given to {@link #onStart}
	 * @param reqId as given to {@link #onStart}
	 * @param elapsed the time since then
	 * @param rows the rows affected, 0 if the operation has none; the rows of a result
	 * are told by {@link #onResultEnd} once it was read
	 */
	default void onEnd(String operation, long reqId, Duration elapsed, long rows) {
	}

	/**
	 * An operation failed.
	 * @param operation as given to {@link #onStart}
	 * @param reqId as given to {@link #onStart}
	 * @param elapsed the time since then
	 * @param error why
	 */
	default void onError(String operation, long reqId, Duration elapsed, TaosException error) {
	}

	/**
	 * A result is over: read to its end, closed, cancelled or failed. Called once for
	 * each result that an operation gave, after its {@link #onEnd}; on the thread that
	 * read or closed the result.
	 * @param operation as given to {@link #onStart}
	 * @param reqId as given to {@link #onStart}
	 * @param elapsed the time since then, the reader's own included
	 * @param rows the rows that were handed to the reader, block by block
	 */
	default void onResultEnd(String operation, long reqId, Duration elapsed, long rows) {
	}

	/**
	 * A JDBC connection was rolled back after statements that wrote, which stay written:
	 * TDengine has no transactions.
	 */
	default void onRollback() {
	}

}
