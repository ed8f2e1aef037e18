package io.github.taosspring.sample.api;

/**
 * A request's parameter that can't be used.
 */
class InvalidParameterException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String parameter;

	InvalidParameterException(String parameter, String reason) {
		super("Parameter '" + parameter + "': " + reason);
		this.parameter = parameter;
	}

	String parameter() {
		return this.parameter;
	}

}
