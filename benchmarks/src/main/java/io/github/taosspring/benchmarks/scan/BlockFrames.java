package io.github.taosspring.benchmarks.scan;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The few fields of a reply to {@code fetch_raw_block} that a loop without decoding looks
 * at; replies with a message do not occur.
 */
final class BlockFrames {

	/** Where the block begins. */
	static final int BLOCK_START = 55;

	private static final int LAST = 50;

	private static final int ROWS = BLOCK_START + 8;

	private BlockFrames() {
	}

	static boolean isLast(ByteBuffer frame) {
		return frame.get(frame.position() + LAST) != 0;
	}

	static int rows(ByteBuffer frame) {
		return frame.order(ByteOrder.LITTLE_ENDIAN).getInt(frame.position() + ROWS);
	}

}
