package io.github.taosspring.client;

import org.jspecify.annotations.Nullable;

/**
 * The server refused a request; the subclasses tell kinds of failure apart.
 */
public class TaosDatabaseException extends TaosException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception; see {@link TaosErrors} for how callers do.
	 * @param details what happened
	 * @param cause the cause, or {@code null}
	 */
	protected TaosDatabaseException(TaosErrors.Details details, @Nullable Throwable cause) {
		super(details, cause);
	}

}
