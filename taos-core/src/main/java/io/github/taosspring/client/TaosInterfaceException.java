package io.github.taosspring.client;

import org.jspecify.annotations.Nullable;

/**
 * Wrong use of the connector: a bad URL or argument, an unsupported feature, a value that
 * does not fit the type asked for, or bytes that cannot be decoded.
 */
public class TaosInterfaceException extends TaosException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception; see {@link TaosErrors} for how callers do.
	 * @param details what happened
	 * @param cause the cause, or {@code null}
	 */
	protected TaosInterfaceException(TaosErrors.Details details, @Nullable Throwable cause) {
		super(details, cause);
	}

}
