package io.github.taosspring.client;

import org.jspecify.annotations.Nullable;

/**
 * A failure of the operation rather than of the statement: permissions, resources, state
 * of the cluster.
 */
public class TaosOperationalException extends TaosDatabaseException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception; see {@link TaosErrors} for how callers do.
	 * @param details what happened
	 * @param cause the cause, or {@code null}
	 */
	protected TaosOperationalException(TaosErrors.Details details, @Nullable Throwable cause) {
		super(details, cause);
	}

}
