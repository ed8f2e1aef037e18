package io.github.taosspring.client.transcript;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The bound statements of a socket, answered as recorded. A statement is known by its
 * text; the replies to its binds and executes come in the recorded order, again from the
 * start when they are used up.
 */
final class StatementReplay {

	private static final JsonMapper MAPPER = new JsonMapper();

	private static final Map<String, BindRecording> BY_SQL = new HashMap<>();

	static {
		for (BindRecording recording : BindRecording.all()) {
			if (recording.json().has("sql")) {
				BY_SQL.putIfAbsent(key(recording.json().get("prepare").get("request").get("args")), recording);
			}
		}
	}

	private final Map<Long, State> statements = new HashMap<>();

	private long last;

	private static String key(JsonNode prepare) {
		return prepare.get("sql").asString() + prepare.get("get_fields");
	}

	/**
	 * Return whether an action is one of a statement.
	 */
	static boolean takes(String action) {
		return action.startsWith("stmt2_");
	}

	/**
	 * Answer a request.
	 * @param results takes the frames of a query's result
	 */
	synchronized ObjectNode reply(String action, JsonNode args, long id, Map<Long, Deque<byte[]>> results) {
		if (action.equals("stmt2_init")) {
			this.statements.put(++this.last, new State());
			return answer(0, "", this.last);
		}
		State state = this.statements.get(id);
		if (action.equals("stmt2_close")) {
			this.statements.remove(id);
			return answer(0, "", id);
		}
		if (state == null) {
			return answer(65535, "stmt2 is nil", id);
		}
		if (action.equals("stmt2_prepare")) {
			state.recording = BY_SQL.get(key(args));
			return (state.recording != null) ? copy(state.recording.prepareReply(), id)
					: answer(65535, "no recording of " + args.get("sql").asString(), id);
		}
		ObjectNode reply = copy(state.next(action), id);
		if (action.equals("stmt2_result")) {
			long result = 5000 + ++this.last;
			results.put(result, new ArrayDeque<>(state.recording.frames()));
			reply.put("id", result);
		}
		return reply;
	}

	private static ObjectNode copy(JsonNode recorded, long id) {
		ObjectNode reply = (ObjectNode) recorded.deepCopy();
		reply.put("stmt_id", id);
		return reply;
	}

	private static ObjectNode answer(int code, String message, long id) {
		ObjectNode reply = MAPPER.createObjectNode();
		reply.put("code", code).put("message", message).put("timing", 1).put("stmt_id", id);
		return reply;
	}

	/**
	 * A statement.
	 */
	private static final class State {

		private @Nullable BindRecording recording;

		private final Deque<JsonNode> replies = new ArrayDeque<>();

		private JsonNode next(String action) {
			if (this.replies.isEmpty()) {
				this.recording.json().get("replies").forEach(this.replies::add);
			}
			JsonNode reply = this.replies.poll();
			if (reply == null || !reply.get("action").asString().equals(action)) {
				throw new IllegalStateException("Recorded was " + reply + ", not " + action);
			}
			return reply;
		}

	}

}
