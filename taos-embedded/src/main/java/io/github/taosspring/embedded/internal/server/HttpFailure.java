package io.github.taosspring.embedded.internal.server;

/**
 * The end of an HTTP request by an error reply. Carries no stack: it is an answer, not a
 * fault of this program.
 */
final class HttpFailure extends Exception {

	private static final long serialVersionUID = 1L;

	private final int status;

	private final int code;

	private final String text;

	HttpFailure(int status, int code, String text) {
		super(text, null, false, false);
		this.status = status;
		this.code = code;
		this.text = text;
	}

	/**
	 * Return the failure of a wrong parameter, HTTP 400.
	 */
	static HttpFailure badRequest(String text) {
		return new HttpFailure(400, AdapterError.CATCH_ALL, text);
	}

	/**
	 * Return the HTTP status.
	 */
	int status() {
		return this.status;
	}

	/**
	 * Return the code in the body.
	 */
	int code() {
		return this.code;
	}

	/**
	 * Return the text in the body.
	 */
	String text() {
		return this.text;
	}

}
