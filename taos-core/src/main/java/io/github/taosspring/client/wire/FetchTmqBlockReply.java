package io.github.taosspring.client.wire;

import java.nio.ByteBuffer;

/**
 * The binary reply to {@code fetch_block} of a subscription: no error, and the request id
 * of the {@code fetch} before ({@code controller/ws/tmq/tmq.go} of taosAdapter).
 *
 * @param timing nanoseconds that the server took
 * @param fetchReqId the request id of the {@code fetch}
 * @param messageId the message
 * @param block the raw block, a view on the frame
 */
public record FetchTmqBlockReply(long timing, long fetchReqId, long messageId, ByteBuffer block) {

	/**
	 * Read a reply.
	 * @param frame the frame, not moved
	 * @return the reply
	 * @throws io.github.taosspring.client.TaosInterfaceException if the frame is
	 * truncated
	 */
	public static FetchTmqBlockReply read(ByteBuffer frame) {
		FrameReader reader = new FrameReader("fetch_block reply", frame);
		long timing = reader.readLong("timing");
		long reqId = reader.readLong("request id");
		long messageId = reader.readLong("message id");
		return new FetchTmqBlockReply(timing, reqId, messageId, reader.rest());
	}

}
