package io.github.taosspring.client.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosErrors;

/**
 * The binary reply to {@code fetch_raw_data} of a subscription
 * ({@code controller/ws/tmq/tmq.go} of taosAdapter).
 *
 * @param timing nanoseconds that the server took
 * @param reqId the request id, 64 unsigned bits
 * @param code the low 16 bits of the server's code, 0 for success
 * @param message the error's text, empty for success
 * @param messageId the message
 * @param rawType what the bytes are, 0 for an error
 * @param raw the bytes, {@code null} for an error
 */
public record FetchRawDataReply(long timing, long reqId, int code, String message, long messageId, int rawType,
		@Nullable ByteBuffer raw) {

	static final long FLAG = -1;

	static final long ACTION = 8;

	private static final int MIN = 34;

	/**
	 * Return whether a frame is such a reply and not that to {@code fetch_block}, which
	 * begins with a time.
	 * @param frame the frame, not moved
	 * @return whether {@link #read} applies
	 */
	public static boolean matches(ByteBuffer frame) {
		if (frame.remaining() < MIN) {
			return false;
		}
		FrameReader reader = new FrameReader("fetch_raw_data reply", frame);
		return reader.readLong("flag") == FLAG && reader.readLong("action") == ACTION;
	}

	/**
	 * Return the request id of a reply that may be damaged further on.
	 * @param frame the frame, not moved
	 * @return the request id
	 * @throws io.github.taosspring.client.TaosInterfaceException if the frame ends before
	 * it or has another version
	 */
	public static long readReqId(ByteBuffer frame) {
		FrameReader reader = new FrameReader("fetch_raw_data reply", frame);
		reader.readLong("flag");
		reader.readLong("action");
		reader.readVersion();
		reader.readLong("timing");
		return reader.readLong("request id");
	}

	/**
	 * Read a reply.
	 * @param frame the frame, not moved; the bytes are a view on it
	 * @return the reply
	 * @throws io.github.taosspring.client.TaosInterfaceException if the frame is
	 * truncated or another one
	 */
	public static FetchRawDataReply read(ByteBuffer frame) {
		FrameReader reader = new FrameReader("fetch_raw_data reply", frame);
		long flag = reader.readLong("flag");
		long action = reader.readLong("action");
		if (flag != FLAG || action != ACTION) {
			throw TaosErrors.malformed("Malformed fetch_raw_data reply: it begins with 0x" + Long.toHexString(flag)
					+ " and action " + Long.toUnsignedString(action), null);
		}
		reader.readVersion();
		long timing = reader.readLong("timing");
		long reqId = reader.readLong("request id");
		int code = reader.readInt("code");
		String message = new String(reader.readBytes("message"), StandardCharsets.UTF_8);
		long messageId = reader.readLong("message id");
		if (code != 0) {
			// an error ends here
			return new FetchRawDataReply(timing, reqId, code, message, messageId, 0, null);
		}
		int rawType = reader.readShort("raw type");
		return new FetchRawDataReply(timing, reqId, 0, message, messageId, rawType, reader.readSlice("raw bytes"));
	}

}
