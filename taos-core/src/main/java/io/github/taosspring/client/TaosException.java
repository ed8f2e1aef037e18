package io.github.taosspring.client;

import org.jspecify.annotations.Nullable;

/**
 * Base of all failures of the connector. Carries the code that TDengine or its adapter
 * gave, the id of the request and an SQLState; never a password or a token.
 * <p>
 * Codes are the low 16 bits of the native ones ({@code taoserror.h}); 0 means that the
 * failure did not come from a server.
 */
public class TaosException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int code;

	private final String sqlState;

	private final long reqId;

	private final boolean retryable;

	/**
	 * Create an exception from the parts that {@link TaosErrors} puts together.
	 * @param details what happened
	 * @param cause the cause, or {@code null}
	 */
	protected TaosException(TaosErrors.Details details, @Nullable Throwable cause) {
		super(details.text(), cause);
		this.code = details.code();
		this.sqlState = details.sqlState();
		this.reqId = details.reqId();
		this.retryable = details.retryable();
	}

	/**
	 * Return the code of the server or its adapter.
	 * @return the low 16 bits, 0 if the failure did not come from a server
	 */
	public int code() {
		return this.code;
	}

	/**
	 * Return the SQLState.
	 * @return five characters
	 */
	public String sqlState() {
		return this.sqlState;
	}

	/**
	 * Return the id of the request that failed, as the server logs it.
	 * @return the id, 0 if no request was involved
	 */
	public long reqId() {
		return this.reqId;
	}

	/**
	 * Return whether the same call can succeed later without a change by the caller. A
	 * write whose outcome is unknown may have happened; writing it again is harmless only
	 * where it has explicit timestamps.
	 * @return whether a retry makes sense
	 */
	public boolean isRetryable() {
		return this.retryable;
	}

}
