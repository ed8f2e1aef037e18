package io.github.taosspring.client.buffered;

/**
 * What becomes of an item for which there is no room.
 */
public enum OverflowPolicy {

	/** It waits for room, up to {@link BufferOptions#blockTimeout()}, then fails. */
	BLOCK,

	/** It fails at once. */
	FAIL,

	/**
	 * It gets the room of the oldest batch that is not on its way, which goes to the
	 * failure listener.
	 */
	DROP_OLDEST

}
