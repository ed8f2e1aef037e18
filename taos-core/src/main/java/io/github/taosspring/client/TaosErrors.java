package io.github.taosspring.client;

import org.jspecify.annotations.Nullable;

/**
 * Makes exceptions: the action and the code pick the class, the code alone decides
 * whether a retry makes sense.
 */
public final class TaosErrors {

	private TaosErrors() {
	}

	/**
	 * Return an exception for wrong use of the connector.
	 * @param message what is wrong and what to do
	 * @return the exception, SQLState {@code HY000}
	 */
	public static TaosInterfaceException misuse(String message) {
		return new TaosInterfaceException(new Details(message, 0, "HY000", 0, false), null);
	}

	/**
	 * Return an exception for something this connector or this server does not have.
	 * @param message names what is not supported
	 * @return the exception, SQLState {@code 0A000}
	 */
	public static TaosInterfaceException unsupported(String message) {
		return new TaosInterfaceException(new Details(message, 0, "0A000", 0, false), null);
	}

	/**
	 * Return an exception for a value that cannot be given in the type asked for.
	 * @param message names column, type and value
	 * @return the exception, SQLState {@code 22018}
	 */
	public static TaosInterfaceException conversion(String message) {
		return new TaosInterfaceException(new Details(message, 0, "22018", 0, false), null);
	}

	/**
	 * Return an exception for bytes or text of the server that cannot be decoded.
	 * @param message what is wrong with them
	 * @param cause the cause, or {@code null}
	 * @return the exception, SQLState {@code HY000}
	 */
	public static TaosInterfaceException malformed(String message, @Nullable Throwable cause) {
		return new TaosInterfaceException(new Details(message, 0, "HY000", 0, false), cause);
	}

	/**
	 * Return an exception for a failure to connect.
	 * @param message what failed, with host and port
	 * @param cause the cause, or {@code null}
	 * @return the exception, SQLState {@code 08001}
	 */
	public static TaosConnectionException cannotConnect(String message, @Nullable Throwable cause) {
		return new TaosConnectionException(new Details(message, 0, "08001", 0, true), cause);
	}

	/**
	 * Return an exception for a connection that broke while a call was under way.
	 * @param message what broke
	 * @param reqId the request
	 * @param cause the cause, or {@code null}
	 * @return the exception, SQLState {@code 08006}
	 */
	public static TaosConnectionException connectionBroken(String message, long reqId, @Nullable Throwable cause) {
		return new TaosConnectionException(new Details(message, 0, "08006", reqId, true), cause);
	}

	/**
	 * Return an exception for a call whose reply will not come because its connection
	 * broke.
	 * @param message what broke
	 * @param reqId the request
	 * @param cause the cause, or {@code null}
	 * @return the exception, SQLState {@code 08007}
	 */
	public static TaosConnectionException outcomeUnknown(String message, long reqId, @Nullable Throwable cause) {
		return new TaosConnectionException(
				new Details(message + "; the outcome of request " + Long.toUnsignedString(reqId) + " is unknown", 0,
						"08007", reqId, true),
				cause, true);
	}

	/**
	 * Return an exception for the use of something closed.
	 * @param message what was closed
	 * @return the exception, SQLState {@code 08003}
	 */
	public static TaosConnectionException closed(String message) {
		return new TaosConnectionException(new Details(message, 0, "08003", 0, false), null);
	}

	/**
	 * Return an exception for a result that cannot be read (any more).
	 * @param message why
	 * @return the exception, SQLState {@code 24000}
	 */
	public static TaosResultException result(String message) {
		return new TaosResultException(new Details(message, 0, "24000", 0, false), null);
	}

	/**
	 * Return an exception for a deadline that passed.
	 * @param message what took too long, with the time allowed
	 * @param reqId the request
	 * @return the exception, SQLState {@code HYT00}
	 */
	public static TaosTimeoutException timeout(String message, long reqId) {
		return new TaosTimeoutException(new Details(message, 0, "HYT00", reqId, true), null);
	}

	/**
	 * Return an exception for a wait that the thread's interruption ended. The thread's
	 * interrupt status is to be set again.
	 * @param message what was waited for
	 * @param reqId the request
	 * @return the exception, SQLState {@code HY008}
	 */
	public static TaosOperationalException interrupted(String message, long reqId) {
		return new TaosOperationalException(new Details(message, 0, "HY008", reqId, false), null);
	}

	/**
	 * Return an exception for a failure that the server or its adapter reported. The
	 * action and the code pick the class, the code alone decides
	 * {@link TaosException#isRetryable()}; only under 65535, the adapter's code for all
	 * that has none, the text does.
	 * @param action the action of the request as it stands on the wire, such as
	 * {@code conn}, {@code query} or {@code insert}; {@code login} for REST's login
	 * @param code the code, of which the low 16 bits count; 0x80FFxxxx, an error of the
	 * server's operating system, is told from TDengine's own
	 * @param message the server's text, may be empty
	 * @param reqId the request, 0 if none
	 * @return the exception; its message is the text with the code, such as
	 * {@code syntax error near "selec 1" (0x2600)}
	 */
	public static TaosException fromServer(String action, int code, @Nullable String message, long reqId) {
		int low = code & 0xFFFF;
		String text = (message != null) ? message.strip() : "";
		boolean operatingSystem = (code >>> 24) == 0x80 && (code & 0xFF_0000) != 0;
		ServerCodes.Rule rule = operatingSystem ? new ServerCodes.Rule(ServerCodes.Kind.DATABASE, "HY000", false)
				: ServerCodes.find(action, low, text);
		String hex = "0x%04x".formatted(operatingSystem ? code : low);
		if (text.isEmpty()) {
			text = "TDengine refused '" + action + "' without a text";
		}
		return create(rule, text + " (" + hex + ")", low, reqId);
	}

	/**
	 * Return an exception for an answer whose HTTP status says that it is a refusal. A
	 * code of TDengine or the adapter's counts as in {@link #fromServer}, the status for
	 * what has none.
	 * @param action the action of the request, such as {@code conn} or {@code query}
	 * @param status the HTTP status
	 * @param code the code, 0 if the answer has none
	 * @param message the server's text, may be empty
	 * @param reqId the request, 0 if none
	 * @return the exception; its message ends in the code or the status, such as
	 * {@code sql rejected (HTTP 403)}
	 */
	public static TaosException fromHttp(String action, int status, int code, @Nullable String message, long reqId) {
		int low = code & 0xFFFF;
		if (low != 0 && low != ServerCodes.ADAPTER) {
			return fromServer(action, code, message, reqId);
		}
		String text = (message != null) ? message.strip() : "";
		ServerCodes.Rule rule = ServerCodes.findByStatus(action, status, text);
		if (text.isEmpty()) {
			text = "The server refused '" + action + "' without a text";
		}
		return create(rule, text + " (HTTP " + status + ")", low, reqId);
	}

	private static TaosException create(ServerCodes.Rule rule, String text, int code, long reqId) {
		Details details = new Details(text, code, rule.sqlState(), reqId, rule.retryable());
		return switch (rule.kind()) {
			case CONNECTION -> new TaosConnectionException(details, null);
			case LOGIN, OPERATIONAL -> new TaosOperationalException(details, null);
			case TIMEOUT -> new TaosTimeoutException(details, null);
			case TMQ -> new TaosTmqException(details, null);
			case SCHEMALESS -> new TaosSchemalessException(details, null);
			case STATEMENT -> new TaosStatementException(details, null);
			case RESULT -> new TaosResultException(details, null);
			case PROGRAMMING -> new TaosProgrammingException(details, null);
			case DATA -> new TaosDataException(details, null);
			case INTERNAL -> new TaosInternalException(details, null);
			case DATABASE -> new TaosDatabaseException(details, null);
		};
	}

	/**
	 * What an exception carries.
	 *
	 * @param text the message
	 * @param code the low 16 bits of the native code, 0 if none
	 * @param sqlState five characters
	 * @param reqId the request, 0 if none
	 * @param retryable whether a retry makes sense
	 */
	public record Details(String text, int code, String sqlState, long reqId, boolean retryable) {

	}

}
