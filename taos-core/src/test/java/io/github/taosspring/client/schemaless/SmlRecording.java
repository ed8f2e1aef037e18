package io.github.taosspring.client.schemaless;

import java.util.List;

import tools.jackson.databind.JsonNode;

import io.github.taosspring.client.transcript.BlockRecording;

/**
 * A schemaless write that a real server answered.
 */
record SmlRecording(JsonNode json) {

	static List<SmlRecording> all() {
		return BlockRecording.lines("../sml/visible.jsonl").stream().map(SmlRecording::new).toList();
	}

	static SmlRecording named(String name) {
		return all().stream().filter((each) -> each.name().equals(name)).findFirst().orElseThrow();
	}

	String name() {
		return this.json.get("name").asString();
	}

	int protocol() {
		return this.json.get("protocol").asInt();
	}

	String payload() {
		return this.json.get("payload").asString();
	}

	String precision() {
		return this.json.get("precision").asString();
	}

	int code() {
		return this.json.get("code").asInt();
	}

	/**
	 * Return what a query over the rows answered, {@code null} if there is none.
	 */
	JsonNode rows() {
		JsonNode rows = null;
		for (JsonNode check : this.json.get("checks")) {
			if (check.get("sql").asString().startsWith("select tbname")) {
				rows = check;
			}
		}
		return rows;
	}

	@Override
	public String toString() {
		return name();
	}

}
