package io.github.taosspring.core;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * A row that the server refused while it took others of its batch; the message says
 * which.
 */
public class InsertRefusedException extends DataIntegrityViolationException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message which row and why
	 * @param cause why; TDengine's code is among its causes
	 */
	public InsertRefusedException(String message, DataAccessException cause) {
		super(message, cause);
	}

}
