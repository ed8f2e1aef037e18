package io.github.taosspring.embedded.conformance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.jspecify.annotations.Nullable;

/**
 * A consumer that knows nothing but the messages of {@code /rest/tmq}.
 */
final class ConsumerCaller implements AutoCloseable {

	private final WsCaller socket;

	private long last;

	private boolean closed;

	ConsumerCaller(EmbeddedTaosServer server) {
		this.socket = new WsCaller(server, "/rest/tmq");
	}

	WsCaller socket() {
		return this.socket;
	}

	Map<String, @Nullable Object> call(String action, String args) {
		return this.socket.call(action, args);
	}

	/**
	 * Subscribe from the begin of the log.
	 * @param more further arguments, each with a comma in front
	 */
	ConsumerCaller subscribe(String group, String topic, String more) {
		Map<String, @Nullable Object> reply = call("subscribe", "\"user\":\"root\",\"password\":\"taosdata\","
				+ "\"group_id\":\"" + group + "\",\"topics\":[\"" + topic + "\"],\"offset_reset\":\"earliest\"" + more);
		if (JsonTree.number(reply, "code") != 0) {
			throw new IllegalStateException("Not subscribed: " + reply);
		}
		return this;
	}

	Map<String, @Nullable Object> poll(int millis) {
		Map<String, @Nullable Object> reply = call("poll",
				"\"blocking_time\":" + millis + ",\"message_id\":" + this.last);
		if (Boolean.TRUE.equals(reply.get("have_message"))) {
			this.last = JsonTree.number(reply, "message_id");
		}
		return reply;
	}

	/**
	 * Poll until nothing comes.
	 * @return the messages
	 */
	List<Map<String, @Nullable Object>> drain() {
		List<Map<String, @Nullable Object>> messages = new ArrayList<>();
		for (Map<String, @Nullable Object> reply = poll(300); Boolean.TRUE
			.equals(reply.get("have_message")); reply = poll(300)) {
			messages.add(reply);
		}
		return messages;
	}

	/**
	 * Return the vgroups that this consumer has of a topic.
	 */
	List<Integer> vgroups(String topic) {
		return JsonTree.list(call("assignment", "\"topic\":\"" + topic + "\""), "assignment")
			.stream()
			.map((vgroup) -> JsonTree.number(JsonTree.object(vgroup), "vgroup_id"))
			.toList();
	}

	Map<String, @Nullable Object> commit(String topic, int vgroup, long offset) {
		return call("commit_offset", "\"topic\":\"" + topic + "\",\"vgroup_id\":" + vgroup + ",\"offset\":" + offset);
	}

	/**
	 * Return the committed offset of a vgroup.
	 */
	long committed(String topic, int vgroup) {
		return offset("committed", topic, vgroup);
	}

	/**
	 * Return where a vgroup goes on.
	 */
	long position(String topic, int vgroup) {
		return offset("position", topic, vgroup);
	}

	private long offset(String action, String topic, int vgroup) {
		Map<String, @Nullable Object> reply = call(action,
				"\"topic_vgroup_ids\":[{\"topic\":\"" + topic + "\",\"vgroup_id\":" + vgroup + "}]");
		if (!(JsonTree.list(reply, action).get(0) instanceof BigDecimal offset)) {
			throw new IllegalStateException("No offset: " + reply);
		}
		return offset.longValue();
	}

	@Override
	public void close() {
		if (!this.closed) {
			this.closed = true;
			this.socket.close();
		}
	}

}
