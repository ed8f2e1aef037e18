package io.github.taosspring.client;

import org.jspecify.annotations.Nullable;

/**
 * A deadline passed, here or on the server.
 */
public class TaosTimeoutException extends TaosOperationalException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception; see {@link TaosErrors} for how callers do.
	 * @param details what happened
	 * @param cause the cause, or {@code null}
	 */
	protected TaosTimeoutException(TaosErrors.Details details, @Nullable Throwable cause) {
		super(details, cause);
	}

}
