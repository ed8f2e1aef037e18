package io.github.taosspring.client.transcript;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A case of {@code tmq.jsonl}: what a real server and a consumer said to each other.
 *
 * @param name the name of the case
 * @param json everything recorded about it
 */
public record TmqRecording(String name, JsonNode json) {

	private static final JsonMapper MAPPER = new JsonMapper();

	/**
	 * Return all recordings.
	 */
	public static List<TmqRecording> all() {
		return BlockRecording.lines("tmq.jsonl")
			.stream()
			.map((node) -> new TmqRecording(node.get("name").asString(), node))
			.toList();
	}

	/**
	 * Return a recording by its name.
	 */
	public static TmqRecording named(String name) {
		return all().stream().filter((recording) -> recording.name.equals(name)).findFirst().orElseThrow();
	}

	/**
	 * Return the server's binary frames.
	 */
	public List<byte[]> frames() {
		List<byte[]> frames = new ArrayList<>();
		for (JsonNode message : this.json.get("messages")) {
			if (message.has("bin") && message.get("dir").asString().equals("<")) {
				frames.add(Base64.getDecoder().decode(message.get("bin").asString()));
			}
		}
		return frames;
	}

	/**
	 * Return the server's replies in JSON to an action.
	 */
	public List<JsonNode> replies(String action) {
		List<JsonNode> replies = new ArrayList<>();
		for (JsonNode message : this.json.get("messages")) {
			if (message.has("text") && message.get("dir").asString().equals("<")) {
				JsonNode reply = MAPPER.readTree(message.get("text").asString());
				if (reply.path("action").asString("").equals(action)) {
					replies.add(reply);
				}
			}
		}
		return replies;
	}

	/**
	 * Return what was made of the messages by another reader.
	 */
	public JsonNode expected() {
		return this.json.path("expected");
	}

	@Override
	public String toString() {
		return this.name;
	}

}
