package io.github.taosspring.client.internal.ws;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Small messages as frames of WebSocket, masked as those of clients are (RFC 6455,
 * section 5).
 */
final class ClientFrame {

	private static final int FINAL_TEXT = 0x81;

	private static final int FINAL_BINARY = 0x82;

	private static final int MASKED = 0x80;

	private static final int MASK = 4;

	private ClientFrame() {
	}

	/**
	 * Make a frame of text.
	 * @param key the mask
	 * @return the frame, from the first byte of its array to its end
	 */
	static ByteBuffer text(String text, int key) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		return frame(FINAL_TEXT, bytes, 0, bytes.length, key);
	}

	/**
	 * Make a binary frame.
	 * @param bytes the message, in an array
	 * @param key the mask
	 * @return the frame, from the first byte of its array to its end
	 */
	static ByteBuffer binary(ByteBuffer bytes, int key) {
		return frame(FINAL_BINARY, bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining(), key);
	}

	private static ByteBuffer frame(int kind, byte[] message, int from, int size, int key) {
		int length = (size < 126) ? 0 : (size < 0x10000) ? Short.BYTES : Long.BYTES;
		ByteBuffer frame = ByteBuffer.allocate(2 + length + MASK + size);
		frame.put((byte) kind);
		switch (length) {
			case 0 -> frame.put((byte) (MASKED | size));
			case Short.BYTES -> frame.put((byte) (MASKED | 126)).putShort((short) size);
			default -> frame.put((byte) (MASKED | 127)).putLong(size);
		}
		frame.putInt(key);
		int at = frame.position();
		long mask = (long) key << 32 | key & 0xffff_ffffL;
		frame.put(message, from, size);
		int end = frame.position();
		for (; at <= end - Long.BYTES; at += Long.BYTES) {
			frame.putLong(at, frame.getLong(at) ^ mask);
		}
		for (int shift = 24; at < end; at++, shift = (shift + 24) & 31) {
			frame.put(at, (byte) (frame.get(at) ^ key >> shift));
		}
		return frame.rewind();
	}

}
