package io.github.taosspring.client;

import org.jspecify.annotations.Nullable;

/**
 * A statement that cannot run as it stands: syntax, or an object that does not exist or
 * exists already.
 */
public class TaosProgrammingException extends TaosDatabaseException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception; see {@link TaosErrors} for how callers do.
	 * @param details what happened
	 * @param cause the cause, or {@code null}
	 */
	protected TaosProgrammingException(TaosErrors.Details details, @Nullable Throwable cause) {
		super(details, cause);
	}

}
