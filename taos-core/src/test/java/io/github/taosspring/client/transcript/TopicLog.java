package io.github.taosspring.client.transcript;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.github.taosspring.client.wire.FetchRawDataReply;
import io.github.taosspring.client.wire.MessageBlocks;

/**
 * The messages of a topic by vgroup, with the bytes of a real server. Not thread-safe.
 */
final class TopicLog {

	private static final JsonMapper MAPPER = new JsonMapper();

	private final Map<Integer, VgroupLog> vgroups = new LinkedHashMap<>();

	/**
	 * Return the log of a vgroup.
	 */
	VgroupLog vgroup(int id) {
		return this.vgroups.computeIfAbsent(id, (key) -> new VgroupLog());
	}

	Map<Integer, VgroupLog> vgroups() {
		return this.vgroups;
	}

	/**
	 * Append what was recorded of a topic.
	 */
	void append(TmqRecording recording, String topic) {
		Entry entry = null;
		for (JsonNode message : recording.json().get("messages")) {
			if (!message.get("dir").asString().equals("<")) {
				continue;
			}
			if (message.has("bin")) {
				if (entry != null) {
					entry.add(Base64.getDecoder().decode(message.get("bin").asString()));
				}
				continue;
			}
			ObjectNode reply = (ObjectNode) MAPPER.readTree(message.get("text").asString());
			String action = reply.path("action").asString("");
			if (action.equals("poll")) {
				boolean wanted = reply.get("have_message").asBoolean() && reply.get("topic").asString().equals(topic);
				entry = wanted ? new Entry(reply) : null;
				if (entry != null) {
					vgroup(reply.get("vgroup_id").asInt()).entries.add(entry);
				}
			}
			else if (entry != null && action.startsWith("fetch")) {
				entry.add(reply);
			}
		}
		this.vgroups.values().forEach(VgroupLog::settle);
	}

	/**
	 * Append a message with recorded rows and other offsets.
	 */
	void append(String topic, int vgroup, long begin, long end) {
		TopicLog recorded = new TopicLog();
		recorded.append(TmqRecording.named("query-topic"), "wr_t_query");
		Entry template = recorded.vgroups.values().iterator().next().entries.get(0);
		ObjectNode head = template.head.deepCopy();
		head.put("topic", topic);
		head.put("vgroup_id", vgroup);
		head.put("offset", begin);
		Entry entry = new Entry(head);
		byte[] frame = Objects.requireNonNull(template.rawFrame).clone();
		ByteBuffer buffer = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
		int raw = 56 + buffer.getInt(38);
		buffer.putLong(raw + 6, begin).putLong(raw + 15, end);
		entry.add(frame);
		vgroup(vgroup).entries.add(entry);
		vgroup(vgroup).settle();
	}

	/**
	 * The log of a vgroup.
	 */
	static final class VgroupLog {

		private final List<Entry> entries = new ArrayList<>();

		long begin;

		long end;

		private void settle() {
			for (Entry entry : this.entries) {
				this.end = Math.max(this.end, entry.end());
			}
		}

		/**
		 * Return the first message that goes beyond an offset.
		 */
		@Nullable Entry after(long offset) {
			for (Entry entry : this.entries) {
				if (entry.end() > Math.max(offset, this.begin)) {
					return entry;
				}
			}
			return null;
		}

	}

	/**
	 * A message.
	 */
	static final class Entry {

		final ObjectNode head;

		@Nullable byte[] rawFrame;

		@Nullable ObjectNode meta;

		/** Replies to {@code fetch}, each but the last with a frame. */
		final List<ObjectNode> fetches = new ArrayList<>();

		final List<byte[]> blocks = new ArrayList<>();

		private Entry(ObjectNode head) {
			this.head = head;
		}

		private void add(byte[] frame) {
			if (FetchRawDataReply.matches(ByteBuffer.wrap(frame))) {
				this.rawFrame = frame;
			}
			else {
				this.blocks.add(frame);
			}
		}

		private void add(ObjectNode reply) {
			if (reply.get("action").asString().equals("fetch_json_meta")) {
				this.meta = reply;
			}
			else if (reply.get("action").asString().equals("fetch")) {
				this.fetches.add(reply);
			}
		}

		/**
		 * Return the offset behind the message.
		 */
		long end() {
			if (this.head.get("message_type").asInt() == 2 || this.rawFrame == null) {
				return this.head.get("offset").asLong();
			}
			ByteBuffer raw = Objects.requireNonNull(FetchRawDataReply.read(ByteBuffer.wrap(this.rawFrame)).raw());
			return new MessageBlocks().read(raw).offset().end();
		}

	}

}
