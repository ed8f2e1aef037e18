package io.github.taosspring.client;

import org.jspecify.annotations.Nullable;

/**
 * The server cannot be reached, refused the login, or the connection broke. A call that
 * was under way then has an unknown outcome, see {@link #isOutcomeUnknown()}.
 */
public class TaosConnectionException extends TaosException {

	private static final long serialVersionUID = 1L;

	private final boolean outcomeUnknown;

	/**
	 * Create an exception; see {@link TaosErrors} for how callers do.
	 * @param details what happened
	 * @param cause the cause, or {@code null}
	 */
	protected TaosConnectionException(TaosErrors.Details details, @Nullable Throwable cause) {
		this(details, cause, false);
	}

	/**
	 * Create an exception for a call that was under way.
	 * @param details what happened
	 * @param cause the cause, or {@code null}
	 * @param outcomeUnknown whether the server may have done what it was asked
	 */
	protected TaosConnectionException(TaosErrors.Details details, @Nullable Throwable cause, boolean outcomeUnknown) {
		super(details, cause);
		this.outcomeUnknown = outcomeUnknown;
	}

	/**
	 * Return whether the call was sent and its reply is missing, so that the server may
	 * or may not have done what it was asked.
	 * @return {@code false} if it certainly did nothing for this call
	 */
	public boolean isOutcomeUnknown() {
		return this.outcomeUnknown;
	}

}
