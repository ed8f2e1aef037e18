package io.github.taosspring.client;

import org.jspecify.annotations.Nullable;

/**
 * A schemaless write that the server refused.
 */
public class TaosSchemalessException extends TaosDatabaseException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception; see {@link TaosErrors} for how callers do.
	 * @param details what happened
	 * @param cause the cause, or {@code null}
	 */
	protected TaosSchemalessException(TaosErrors.Details details, @Nullable Throwable cause) {
		super(details, cause);
	}

}
