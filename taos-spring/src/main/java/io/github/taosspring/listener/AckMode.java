package io.github.taosspring.listener;

/**
 * When the offset of a message is committed. Always per message, never before those of
 * the same vgroup that came earlier, and never backwards.
 */
public enum AckMode {

	/** Once the listener has returned from it. */
	MESSAGE,

	/**
	 * Once the listener has returned from it and
	 * {@link TaosContainerProperties#getAckTime()} has passed since the last commit.
	 */
	TIME,

	/**
	 * Once the listener has {@linkplain TaosAcknowledgment#acknowledge() acknowledged}
	 * it, on whatever thread, and so it has all that came before it from the same vgroup.
	 */
	MANUAL

}
