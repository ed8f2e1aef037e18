package io.github.taosspring.client;

import org.jspecify.annotations.Nullable;

/**
 * The server cannot be reached, refused the login, or the connection broke. A call that
 * was under way then has an unknown outcome.
 */
public class TaosConnectionException extends TaosException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception; see {@link TaosErrors} for how callers do.
	 * @param details what happened
	 * @param cause the cause, or {@code null}
	 */
	protected TaosConnectionException(TaosErrors.Details details, @Nullable Throwable cause) {
		super(details, cause);
	}

}
