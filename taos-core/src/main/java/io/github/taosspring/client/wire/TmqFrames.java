package io.github.taosspring.client.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Lays out the binary replies on {@code /rest/tmq} ({@code controller/ws/tmq/tmq.go} of
 * taosAdapter).
 */
public final class TmqFrames {

	private static final int VERSION = 1;

	/** The number that the older raw frame carries at 24. */
	private static final long FETCH_RAW = 3;

	private static final int HEAD = 42;

	private TmqFrames() {
	}

	/**
	 * Lay out the reply to {@code fetch_raw_data}.
	 * @param timing nanoseconds that the server took
	 * @param reqId the request id
	 * @param messageId the message
	 * @param rawType the type of the bytes
	 * @param raw the bytes
	 * @return the frame
	 */
	public static ByteBuffer rawData(long timing, long reqId, long messageId, int rawType, byte[] raw) {
		byte[] target = new byte[HEAD + 14 + raw.length];
		head(target, timing, reqId, 0, 0);
		LittleEndian.putLong(target, HEAD, messageId);
		LittleEndian.putShort(target, HEAD + 8, rawType);
		LittleEndian.putInt(target, HEAD + 10, raw.length);
		System.arraycopy(raw, 0, target, HEAD + 14, raw.length);
		return ByteBuffer.wrap(target);
	}

	/**
	 * Lay out an error as the reply to {@code fetch_raw_data}.
	 * @param timing nanoseconds that the server took
	 * @param reqId the request id
	 * @param messageId the message
	 * @param code the low 16 bits of the code
	 * @param message the text
	 * @return the frame
	 */
	public static ByteBuffer rawDataError(long timing, long reqId, long messageId, int code, String message) {
		byte[] text = message.getBytes(StandardCharsets.UTF_8);
		byte[] target = new byte[HEAD + text.length + 8];
		head(target, timing, reqId, code, text.length);
		System.arraycopy(text, 0, target, HEAD, text.length);
		LittleEndian.putLong(target, HEAD + text.length, messageId);
		return ByteBuffer.wrap(target);
	}

	private static void head(byte[] target, long timing, long reqId, int code, int messageLength) {
		LittleEndian.putLong(target, 0, FetchRawDataReply.FLAG);
		LittleEndian.putLong(target, 8, FetchRawDataReply.ACTION);
		LittleEndian.putShort(target, 16, VERSION);
		LittleEndian.putLong(target, 18, timing);
		LittleEndian.putLong(target, 26, reqId);
		LittleEndian.putInt(target, 34, code);
		LittleEndian.putInt(target, 38, messageLength);
	}

	/**
	 * Lay out the reply to {@code fetch_raw}.
	 * @param timing nanoseconds that the server took
	 * @param reqId the request id
	 * @param messageId the message
	 * @param rawType the type of the bytes
	 * @param raw the bytes
	 * @return the frame
	 */
	public static ByteBuffer raw(long timing, long reqId, long messageId, int rawType, byte[] raw) {
		byte[] target = new byte[38 + raw.length];
		blockHead(target, timing, reqId, messageId);
		LittleEndian.putLong(target, 24, FETCH_RAW);
		LittleEndian.putInt(target, 32, raw.length);
		LittleEndian.putShort(target, 36, rawType);
		System.arraycopy(raw, 0, target, 38, raw.length);
		return ByteBuffer.wrap(target);
	}

	/**
	 * Lay out the reply to {@code fetch_block}.
	 * @param timing nanoseconds that the server took
	 * @param reqId the request id of the {@code fetch} before
	 * @param messageId the message
	 * @param block the raw block; not changed
	 * @return the frame
	 */
	public static ByteBuffer block(long timing, long reqId, long messageId, ByteBuffer block) {
		int length = block.remaining();
		byte[] target = new byte[24 + length];
		blockHead(target, timing, reqId, messageId);
		block.duplicate().get(target, 24, length);
		LittleEndian.putInt(target, 24, TmqDataEncoder.BLOCK_VERSION);
		return ByteBuffer.wrap(target);
	}

	private static void blockHead(byte[] target, long timing, long reqId, long messageId) {
		LittleEndian.putLong(target, 0, timing);
		LittleEndian.putLong(target, 8, reqId);
		LittleEndian.putLong(target, 16, messageId);
	}

}
