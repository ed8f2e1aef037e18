package io.github.taosspring.client.internal.rest;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;

/**
 * Why a connection or a call ended; makes one exception for each call that it fails.
 *
 * @param byUser whether it was ended on purpose
 * @param message what happened, with the endpoint
 * @param cause the cause, or {@code null}
 */
record RestEnd(boolean byUser, String message, @Nullable Throwable cause) {

	TaosException toException(long reqId) {
		if (this.byUser) {
			return TaosErrors.closed(this.message);
		}
		return TaosErrors.connectionBroken(this.message, reqId, this.cause);
	}

}
