package io.github.taosspring.benchmarks.replay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * What one client's socket says about a subscription. There is one vgroup, and each poll
 * has a message. Answers have taosAdapter's layout ({@code controller/ws/tmq/tmq.go}).
 */
final class TopicConversation {

	private static final Map<DataSet, TopicMessages> MESSAGES = new ConcurrentHashMap<>();

	private static final int VGROUP = 2;

	/** Head of a message, up to and with its two offsets. */
	private final ByteBuffer head = ByteBuffer.allocateDirect(56 + 23).order(ByteOrder.LITTLE_ENDIAN);

	private final FrameChannel channel;

	private String topic = "";

	private @Nullable TopicMessages messages;

	private long lastMessage;

	TopicConversation(FrameChannel channel) {
		this.channel = channel;
	}

	/**
	 * Answer a request.
	 * @return the fields of the reply beside the head, empty if a frame was sent instead,
	 * {@code null} if this is not about a subscription
	 */
	@Nullable String answer(JsonRequest request) throws IOException {
		return switch (request.action()) {
			case "subscribe" -> {
				this.topic = request.topic();
				this.messages = MESSAGES.computeIfAbsent(DataSet.valueOf(this.topic.toUpperCase(Locale.ROOT)),
						TopicMessages::new);
				yield "\"timing\":1,\"version\":\"" + ReplayServer.VERSION + "\"";
			}
			case "unsubscribe", "commit_offset", "seek" -> "\"timing\":1";
			case "commit" -> "\"timing\":1,\"message_id\":" + this.lastMessage;
			case "poll" -> "\"timing\":1,\"have_message\":true,\"topic\":\"" + this.topic
					+ "\",\"database\":\"power\",\"vgroup_id\":" + VGROUP + ",\"message_type\":1,\"message_id\":"
					+ ++this.lastMessage + ",\"offset\":" + (this.lastMessage - 1);
			case "list_topics" -> "\"timing\":1,\"topics\":[\"" + this.topic + "\"]";
			case "assignment" -> "\"timing\":1,\"assignment\":[{\"vgroup_id\":" + VGROUP + ",\"offset\":"
					+ this.lastMessage + ",\"begin\":0,\"end\":1000000000}]";
			case "committed" -> "\"timing\":1,\"committed\":[0]";
			case "position" -> "\"timing\":1,\"position\":[" + this.lastMessage + "]";
			case "fetch_raw_data" -> {
				sendMessage(request.reqId());
				yield "";
			}
			default -> null;
		};
	}

	private void sendMessage(long reqId) throws IOException {
		TopicMessages all = this.messages;
		if (all == null) {
			throw new IOException("A message was fetched without a subscription");
		}
		ByteBuffer message = all.message(this.lastMessage - 1);
		this.head.clear();
		this.head.putLong(-1).putLong(8).putShort((short) 1).putLong(1).putLong(reqId).putInt(0).putInt(0);
		this.head.putLong(this.lastMessage).putShort((short) 2).putInt(23 + message.remaining());
		this.head.put((byte) 100).putInt(18);
		this.head.put((byte) 0x11).putLong(this.lastMessage - 1).put((byte) 0x11).putLong(this.lastMessage);
		this.channel.write(FrameChannel.BINARY, this.head.flip(), message);
	}

}
