package io.github.taosspring.client;

import org.jspecify.annotations.Nullable;

/**
 * A failure of a subscription.
 */
public class TaosTmqException extends TaosDatabaseException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception; see {@link TaosErrors} for how callers do.
	 * @param details what happened
	 * @param cause the cause, or {@code null}
	 */
	protected TaosTmqException(TaosErrors.Details details, @Nullable Throwable cause) {
		super(details, cause);
	}

}
