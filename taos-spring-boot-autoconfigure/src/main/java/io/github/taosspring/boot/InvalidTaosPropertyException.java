package io.github.taosspring.boot;

/**
 * The value of a property is wrong.
 */
public class InvalidTaosPropertyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String property;

	/**
	 * Create an exception.
	 * @param property the property to mend, such as {@code taos.url}
	 * @param cause what is wrong with its value
	 */
	public InvalidTaosPropertyException(String property, RuntimeException cause) {
		super(property + ": " + cause.getMessage(), cause);
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
