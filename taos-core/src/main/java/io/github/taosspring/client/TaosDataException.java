package io.github.taosspring.client;

import org.jspecify.annotations.Nullable;

/**
 * A value that is too long, out of range, or cannot be converted.
 */
public class TaosDataException extends TaosDatabaseException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception; see {@link TaosErrors} for how callers do.
	 * @param details what happened
	 * @param cause the cause, or {@code null}
	 */
	protected TaosDataException(TaosErrors.Details details, @Nullable Throwable cause) {
		super(details, cause);
	}

}
