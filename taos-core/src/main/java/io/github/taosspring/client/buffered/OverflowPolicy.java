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
	 * It gets the room of the oldest batches that are not on their way, which go to the
	 * failure listener. Where there are none, it waits like {@link #BLOCK}.
	 */
	DROP_OLDEST

}
