package io.github.taosspring.benchmarks.replay;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A request in JSON, those fields that the replay server looks at.
 *
 * @param action what is asked for
 * @param reqId the request id
 * @param sql the statement, empty if there is none
 * @param id the result or the statement, 0 if there is none
 * @param lines the lines of what is written without a schema
 * @param topic the topic of a subscription, the first of several; empty if there is none
 */
record JsonRequest(String action, long reqId, String sql, long id, long lines, String topic) {

	private static final JsonFactory JSON = new JsonFactory();

	static JsonRequest read(byte[] text) {
		String action = "";
		String sql = "";
		long reqId = 0;
		long id = 0;
		long lines = 0;
		String topic = "";
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
			for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
				if (token != JsonToken.PROPERTY_NAME) {
					continue;
				}
				String name = parser.currentName();
				parser.nextToken();
				switch (name) {
					case "action" -> action = parser.getString();
					case "sql" -> sql = parser.getString();
					case "req_id" -> reqId = Long.parseUnsignedLong(parser.getString());
					case "id", "stmt_id" -> id = Long.parseUnsignedLong(parser.getString());
					case "topics", "topic" -> {
						if (parser.currentToken() == JsonToken.START_ARRAY) {
							parser.nextToken();
						}
						topic = parser.getString();
					}
					case "data" -> lines = lines(parser);
					default -> {
					}
				}
			}
		}
		return new JsonRequest(action, reqId, sql, id, lines, topic);
	}

	private static long lines(JsonParser parser) {
		char[] text = parser.getStringCharacters();
		long lines = 1;
		for (int i = parser.getStringOffset(); i < parser.getStringOffset() + parser.getStringLength(); i++) {
			lines += (text[i] == '\n') ? 1 : 0;
		}
		return lines;
	}

}
