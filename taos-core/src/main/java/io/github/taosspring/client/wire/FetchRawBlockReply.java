package io.github.taosspring.client.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosErrors;

/**
 * The binary reply to {@code fetch_raw_block} ({@code controller/ws/ws/resp.go} of
 * taosAdapter).
 *
 * @param timing nanoseconds that the server took
 * @param reqId the request id, 64 unsigned bits
 * @param code the low 16 bits of the server's code, 0 for success
 * @param message the error's text, empty for success
 * @param resultId the result
 * @param finished whether the result has ended, by its last row or by an error
 * @param block the raw block, {@code null} at the end
 */
public record FetchRawBlockReply(long timing, long reqId, int code, String message, long resultId, boolean finished,
		@Nullable ByteBuffer block) {

	/** Bytes in front of the block of a reply without message. */
	public static final int HEADROOM = 55;

	private static final long FLAG = -1;

	private static final int VERSION = 1;

	private static final int MIN = 18;

	/**
	 * Return whether a frame is such a reply and not a legacy one, which begins with a
	 * time.
	 * @param frame the frame, not moved
	 * @return whether {@link #read} applies
	 */
	public static boolean matches(ByteBuffer frame) {
		if (frame.remaining() < MIN) {
			return false;
		}
		FrameReader reader = new FrameReader("fetch_raw_block reply", frame);
		return reader.readLong("flag") == FLAG && reader.readLong("action") == BinaryRequest.FETCH_RAW_BLOCK;
	}

	/**
	 * Read a reply.
	 * @param frame the frame, not moved; the block is a view on it
	 * @return the reply
	 * @throws io.github.taosspring.client.TaosInterfaceException if the frame is
	 * truncated or another one
	 */
	public static FetchRawBlockReply read(ByteBuffer frame) {
		FrameReader reader = new FrameReader("fetch_raw_block reply", frame);
		long flag = reader.readLong("flag");
		long action = reader.readLong("action");
		if (flag != FLAG || action != BinaryRequest.FETCH_RAW_BLOCK) {
			throw TaosErrors.malformed("Malformed fetch_raw_block reply: it begins with 0x" + Long.toHexString(flag)
					+ " and action " + Long.toUnsignedString(action), null);
		}
		reader.readVersion();
		long timing = reader.readLong("timing");
		long reqId = reader.readLong("request id");
		int code = reader.readInt("code");
		String message = new String(reader.readBytes("message"), StandardCharsets.UTF_8);
		long resultId = reader.readLong("result id");
		boolean finished = reader.readByte("end mark") != 0;
		ByteBuffer block = finished ? null : reader.readSlice("block");
		return new FetchRawBlockReply(timing, reqId, code, message, resultId, finished, block);
	}

	/**
	 * Return the request id of a reply that may be damaged further on.
	 * @param frame the frame, not moved
	 * @return the request id
	 * @throws io.github.taosspring.client.TaosInterfaceException if the frame ends before
	 * it
	 */
	public static long readReqId(ByteBuffer frame) {
		FrameReader reader = new FrameReader("fetch_raw_block reply", frame);
		reader.readLong("flag");
		reader.readLong("action");
		reader.readVersion();
		reader.readLong("timing");
		return reader.readLong("request id");
	}

	/**
	 * Lay out a reply with a block, in place if there is room in front of it.
	 * @param timing nanoseconds that the server took
	 * @param reqId the request id
	 * @param resultId the result
	 * @param block the block; if its buffer is a heap one with {@link #HEADROOM} bytes in
	 * front, as {@link BlockEncoder#finish(int)} makes it, they are overwritten
	 * @return the frame
	 */
	public static ByteBuffer block(long timing, long reqId, long resultId, ByteBuffer block) {
		int size = block.remaining();
		byte[] target;
		int start;
		if (block.hasArray() && block.position() >= HEADROOM) {
			target = block.array();
			start = block.arrayOffset() + block.position() - HEADROOM;
		}
		else {
			target = new byte[HEADROOM + size];
			start = 0;
			block.duplicate().get(target, HEADROOM, size);
		}
		head(target, start, timing, reqId, 0, 0);
		LittleEndian.putLong(target, start + 42, resultId);
		target[start + 50] = 0;
		LittleEndian.putInt(target, start + 51, size);
		return ByteBuffer.wrap(target, start, HEADROOM + size);
	}

	/**
	 * Lay out the reply at the end of a result.
	 * @param timing nanoseconds that the server took
	 * @param reqId the request id
	 * @param resultId the result
	 * @return the frame
	 */
	public static ByteBuffer end(long timing, long reqId, long resultId) {
		return error(timing, reqId, resultId, 0, "");
	}

	/**
	 * Lay out an error.
	 * @param timing nanoseconds that the server took
	 * @param reqId the request id
	 * @param resultId the result
	 * @param code the low 16 bits of the code
	 * @param message the text
	 * @return the frame
	 */
	public static ByteBuffer error(long timing, long reqId, long resultId, int code, String message) {
		byte[] text = message.getBytes(StandardCharsets.UTF_8);
		byte[] target = new byte[51 + text.length];
		head(target, 0, timing, reqId, code, text.length);
		System.arraycopy(text, 0, target, 42, text.length);
		LittleEndian.putLong(target, 42 + text.length, resultId);
		target[50 + text.length] = 1;
		return ByteBuffer.wrap(target);
	}

	private static void head(byte[] target, int start, long timing, long reqId, int code, int messageLength) {
		LittleEndian.putLong(target, start, FLAG);
		LittleEndian.putLong(target, start + 8, BinaryRequest.FETCH_RAW_BLOCK);
		LittleEndian.putShort(target, start + 16, VERSION);
		LittleEndian.putLong(target, start + 18, timing);
		LittleEndian.putLong(target, start + 26, reqId);
		LittleEndian.putInt(target, start + 34, code);
		LittleEndian.putInt(target, start + 38, messageLength);
	}

}
