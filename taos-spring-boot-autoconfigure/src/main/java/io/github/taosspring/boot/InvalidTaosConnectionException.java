package io.github.taosspring.boot;

/**
 * The connection details or the settings of a client are wrong before any connection was
 * tried.
 */
public class InvalidTaosConnectionException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String property;

	InvalidTaosConnectionException(String property, RuntimeException cause) {
		super(cause.getMessage(), cause);
		this.property = property;
	}

	/**
	 * Return the property to mend.
	 * @return its name, such as {@code taos.url}
	 */
	public String getProperty() {
		return this.property;
	}

}
