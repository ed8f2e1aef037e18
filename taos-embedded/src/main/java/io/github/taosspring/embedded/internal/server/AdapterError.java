package io.github.taosspring.embedded.internal.server;

/**
 * The failures that taosAdapter itself reports, with their HTTP status, code and text
 * ({@code httperror/errors.go}).
 */
enum AdapterError {

	/** The request is larger than this server takes. */
	REQUEST_TOO_BIG(413, 0x1104, "request size is too big"),

	/** There is no {@code Authorization}. */
	NO_AUTH(401, 0x1105, "no auth info input"),

	/** There is no body. */
	NO_BODY(400, 0x1106, "request is empty"),

	/** The body is blank. */
	NO_SQL(400, 0x1107, "no sql input"),

	/** The user's name is too long for a token. */
	TOKEN(400, 0x110A, "generate taosd token error"),

	/** The body cannot be read. */
	UNREADABLE_BODY(400, 0x1121, "invalid content length"),

	/** The scheme of {@code Authorization} is unknown. */
	AUTH_TYPE(401, 0x1122, "invalid type of Authorization"),

	/** {@code Basic} is not a name and a password. */
	BASIC_AUTH(401, 0x1124, "invalid basic Authorization"),

	/** {@code Taosd} is not a token. */
	TAOSD_AUTH(401, 0x1125, "invalid taosd Authorization");

	/** The code of all failures of taosAdapter that have none of their own. */
	static final int CATCH_ALL = 0xffff;

	private final int status;

	private final int code;

	private final String text;

	AdapterError(int status, int code, String text) {
		this.status = status;
		this.code = code;
		this.text = text;
	}

	/**
	 * Return the exception that ends a request with this failure.
	 */
	HttpFailure failure() {
		return new HttpFailure(this.status, this.code, this.text);
	}

}
