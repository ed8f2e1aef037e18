package io.github.taosspring.support;

import io.github.taosspring.client.TaosException;

import org.springframework.dao.UncategorizedDataAccessException;

/**
 * A failure of TDengine for which Spring has no exception of its own.
 */
public class UncategorizedTaosException extends UncategorizedDataAccessException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what failed
	 * @param cause what TDengine or the connector said
	 */
	public UncategorizedTaosException(String message, TaosException cause) {
		super(message, cause);
	}

	/**
	 * Return the code of TDengine.
	 * @return the low 16 bits, 0 if the failure did not come from a server
	 */
	public int getCode() {
		return (getCause() instanceof TaosException cause) ? cause.code() : 0;
	}

}
