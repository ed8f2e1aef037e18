package io.github.taosspring.sample.settings;

/**
 * A setting outside what it may be; the message names the setting and its limits.
 */
class InvalidSettingException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	InvalidSettingException(String message) {
		super(message);
	}

}
