package io.github.taosspring.client;

import org.jspecify.annotations.Nullable;

/**
 * Wrong use of a bound statement.
 */
public class TaosStatementException extends TaosDatabaseException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception; see {@link TaosErrors} for how callers do.
	 * @param details what happened
	 * @param cause the cause, or {@code null}
	 */
	protected TaosStatementException(TaosErrors.Details details, @Nullable Throwable cause) {
		super(details, cause);
	}

}
