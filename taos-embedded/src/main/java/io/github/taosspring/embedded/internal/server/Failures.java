package io.github.taosspring.embedded.internal.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.taosspring.embedded.internal.sql.SqlException;

/**
 * What a client is told when a statement ends in an exception.
 * <p>
 * A {@link SqlException} is an answer. Anything else is a fault of this server: it is
 * logged with the request's id, and the client gets taosAdapter's code for faults without
 * a code and a text that names the fault.
 */
final class Failures {

	private static final Logger logger = LoggerFactory.getLogger(Failures.class);

	private Failures() {
	}

	/**
	 * Return the code of an exception.
	 */
	static int code(Throwable failure) {
		return (failure instanceof SqlException refused) ? refused.code() : AdapterError.CATCH_ALL;
	}

	/**
	 * Return the text of an exception, and log what is a fault.
	 */
	static String text(Throwable failure, long reqId) {
		if (failure instanceof SqlException) {
			return String.valueOf(failure.getMessage());
		}
		logger.error("The statement with request id {} failed inside the server", Long.toUnsignedString(reqId),
				failure);
		return "internal error: " + failure;
	}

	/**
	 * Return the reply to an HTTP request.
	 */
	static HttpFailure toHttp(Throwable failure, long reqId) {
		return new HttpFailure(200, code(failure), text(failure, reqId));
	}

}
