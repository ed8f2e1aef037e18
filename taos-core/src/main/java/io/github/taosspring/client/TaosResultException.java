package io.github.taosspring.client;

import org.jspecify.annotations.Nullable;

/**
 * A result that is closed, was read already, or that the server no longer has.
 */
public class TaosResultException extends TaosDatabaseException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception; see {@link TaosErrors} for how callers do.
	 * @param details what happened
	 * @param cause the cause, or {@code null}
	 */
	protected TaosResultException(TaosErrors.Details details, @Nullable Throwable cause) {
		super(details, cause);
	}

}
