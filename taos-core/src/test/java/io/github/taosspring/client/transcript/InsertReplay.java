package io.github.taosspring.client.transcript;

import java.util.HashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Schemaless writes, answered as recorded; known by everything in them but the request
 * id.
 */
public final class InsertReplay {

	private static final JsonMapper MAPPER = new JsonMapper();

	private static final Map<String, ObjectNode> REPLIES = new HashMap<>();

	static {
		Map<Long, JsonNode> asked = new HashMap<>();
		for (JsonNode message : BlockRecording.lines("client-jdbc-schemaless.jsonl")) {
			JsonNode text = MAPPER.readTree(message.path("text").asString("{}"));
			if (text.path("action").asString("").equals("insert")) {
				if (message.get("dir").asString().equals(">")) {
					asked.put(text.get("args").get("req_id").asLong(), text.get("args"));
				}
				else {
					REPLIES.put(key(asked.get(text.get("req_id").asLong())), (ObjectNode) text);
				}
			}
		}
		for (JsonNode recording : BlockRecording.lines("../sml/visible.jsonl")) {
			ObjectNode reply = MAPPER.createObjectNode();
			reply.put("code", recording.get("code").asInt())
				.put("message", recording.get("message").asString())
				.put("timing", 1);
			if (recording.get("code").asInt() == 0) {
				reply.put("affected_rows", recording.get("affected_rows").asInt())
					.put("total_rows", recording.get("total_rows").asInt());
			}
			ObjectNode args = recording.deepCopy().asObject();
			args.put("data", recording.get("payload").asString());
			REPLIES.putIfAbsent(key(args), reply);
		}
	}

	private InsertReplay() {
	}

	static ObjectNode reply(JsonNode args) {
		ObjectNode reply = REPLIES.get(key(args));
		return (reply != null) ? reply.deepCopy()
				: MAPPER.createObjectNode().put("code", 65535).put("message", "no recording of " + args);
	}

	private static String key(JsonNode args) {
		return args.get("protocol") + " " + args.get("precision") + " " + args.get("ttl") + " "
				+ args.path("table_name_key").asString("") + " " + args.get("data");
	}

}
