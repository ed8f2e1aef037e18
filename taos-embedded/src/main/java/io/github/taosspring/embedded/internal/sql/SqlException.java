package io.github.taosspring.embedded.internal.sql;

/**
 * A statement's failure with TDengine's error code and text, as a client sees it.
 */
public final class SqlException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int code;

	/**
	 * Create the failure of a statement.
	 * @param code the low 16 bits of TDengine's code, such as {@code 0x2600}
	 * @param message TDengine's text
	 */
	public SqlException(int code, String message) {
		super(message);
		this.code = code;
	}

	/**
	 * Create the failure of a statement with its cause.
	 * @param code the low 16 bits of TDengine's code
	 * @param message TDengine's text
	 * @param cause what went wrong underneath
	 */
	public SqlException(int code, String message, Throwable cause) {
		super(message, cause);
		this.code = code;
	}

	/**
	 * Return the error code.
	 * @return the low 16 bits of TDengine's code
	 */
	public int code() {
		return this.code;
	}

	@Override
	public String getMessage() {
		String message = super.getMessage();
		return (message != null) ? message : "";
	}

}
