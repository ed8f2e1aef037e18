package io.github.taosspring.client.wire;

import java.nio.ByteBuffer;

/**
 * The binary reply to the older {@code fetch_block}: no request id, no error
 * ({@code controller/ws/ws/fetch.go} of taosAdapter).
 *
 * @param timing nanoseconds that the server took
 * @param resultId the result
 * @param block the raw block
 */
public record FetchBlockReply(long timing, long resultId, ByteBuffer block) {

	/** Bytes in front of the block. */
	public static final int HEADROOM = 16;

	/**
	 * Read a reply.
	 * @param frame the frame, not moved; the block is a view on it
	 * @return the reply
	 * @throws io.github.taosspring.client.TaosInterfaceException if the frame is
	 * truncated
	 */
	public static FetchBlockReply read(ByteBuffer frame) {
		FrameReader reader = new FrameReader("fetch_block reply", frame);
		long timing = reader.readLong("timing");
		long resultId = reader.readLong("result id");
		return new FetchBlockReply(timing, resultId, reader.rest());
	}

	/**
	 * Lay out a reply.
	 * @param timing nanoseconds that the server took
	 * @param resultId the result
	 * @param block the block, not moved
	 * @return the frame
	 */
	public static ByteBuffer write(long timing, long resultId, ByteBuffer block) {
		byte[] target = new byte[HEADROOM + block.remaining()];
		LittleEndian.putLong(target, 0, timing);
		LittleEndian.putLong(target, 8, resultId);
		block.duplicate().get(target, HEADROOM, block.remaining());
		return ByteBuffer.wrap(target);
	}

}
