package io.github.taosspring.listener;

import io.github.taosspring.client.tmq.TmqMessage;

/**
 * A message that is to be acknowledged. Its state belongs to the {@link AckTracker}.
 */
final class Delivery {

	private final TmqMessage message;

	private State state = State.PENDING;

	/** Whether it is to be delivered again, so that nobody will acknowledge it now. */
	private boolean held;

	Delivery(TmqMessage message) {
		this.message = message;
	}

	TmqMessage message() {
		return this.message;
	}

	State state() {
		return this.state;
	}

	void state(State newState) {
		this.state = newState;
	}

	boolean isHeld() {
		return this.held;
	}

	void held(boolean newHeld) {
		this.held = newHeld;
	}

	/**
	 * What became of it.
	 */
	enum State {

		/** It is not acknowledged. */
		PENDING,

		/** It is, and maybe committed. */
		ACKNOWLEDGED,

		/** It comes again: acknowledging it has no effect. */
		REVOKED

	}

}
