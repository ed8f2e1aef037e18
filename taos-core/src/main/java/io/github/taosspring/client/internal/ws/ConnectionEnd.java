package io.github.taosspring.client.internal.ws;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;

/**
 * Why a connection ended; makes one exception for each call that it fails.
 *
 * @param byUser whether it was closed on purpose
 * @param message what happened, with the endpoint
 * @param cause the cause, or {@code null}
 */
record ConnectionEnd(boolean byUser, String message, @Nullable Throwable cause) {

	/**
	 * Return the exception for a statement that was sent and has no reply.
	 */
	TaosException outcomeUnknown(long reqId) {
		return TaosErrors.outcomeUnknown(this.message, reqId, this.cause);
	}

	TaosException toException(long reqId) {
		if (this.byUser) {
			return TaosErrors.closed(this.message);
		}
		return TaosErrors.connectionBroken(this.message, reqId, this.cause);
	}

}
