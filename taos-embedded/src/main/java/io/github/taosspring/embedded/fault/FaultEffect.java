package io.github.taosspring.embedded.fault;

import java.time.Duration;

/**
 * What a {@link Fault} does to a request; made by the methods of {@code Fault}.
 */
public sealed interface FaultEffect {

	/**
	 * The reply waits.
	 *
	 * @param duration how long
	 */
	record Delay(Duration duration) implements FaultEffect {
	}

	/**
	 * The request does not run and is answered with an error.
	 *
	 * @param code the code of TDengine
	 * @param message its text
	 */
	record Error(int code, String message) implements FaultEffect {
	}

	/**
	 * The request runs and is never answered; the connection stays.
	 */
	record NoReply() implements FaultEffect {
	}

	/**
	 * The connection is cut without a word.
	 *
	 * @param running whether the request runs before
	 */
	record Disconnect(boolean running) implements FaultEffect {
	}

	/**
	 * The reply ends early.
	 *
	 * @param bytes how many bytes of it are sent
	 */
	record Truncate(int bytes) implements FaultEffect {
	}

	/**
	 * The connection is closed in good order after the reply.
	 */
	record Close() implements FaultEffect {
	}

}
