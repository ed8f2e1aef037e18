package io.github.taosspring.topic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the columns of a topic as {@code information_schema.ins_topics} has them: a JSON
 * array of objects with {@code name}, {@code type} and {@code length}, or the text
 * {@code NULL}.
 */
final class TopicColumns {

	private static final JsonFactory FACTORY = new JsonFactory();

	private static final Pattern DECIMAL = Pattern.compile("(?i)decimal\\s*\\(\\s*(\\d+)\\s*,\\s*(\\d+)\\s*\\)");

	private static final int MAX_DECIMAL64_PRECISION = 18;

	private static final Map<String, TaosType> TYPES = new HashMap<>();

	static {
		for (TaosType type : TaosType.values()) {
			TYPES.put(type.sqlName(), type);
		}
	}

	private TopicColumns() {
	}

	static List<TaosColumn> parse(@Nullable String json) {
		if (json == null || json.isBlank() || json.equals("NULL")) {
			return List.of();
		}
		List<TaosColumn> columns = new ArrayList<>();
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
			while (parser.nextToken() != null) {
				if (parser.currentToken() == JsonToken.START_OBJECT) {
					columns.add(column(parser, json));
				}
			}
			return columns;
		}
		catch (JacksonException ex) {
			throw TaosErrors.malformed("The columns of a topic are no JSON: " + json, ex);
		}
	}

	private static TaosColumn column(JsonParser parser, String json) {
		String name = "";
		String type = "";
		int length = 0;
		while (parser.nextToken() != JsonToken.END_OBJECT) {
			String property = String.valueOf(parser.currentName());
			parser.nextToken();
			switch (property) {
				case "name" -> name = parser.getString();
				case "type" -> type = parser.getString();
				case "length" -> length = parser.getIntValue();
				default -> parser.skipChildren();
			}
		}
		Matcher decimal = DECIMAL.matcher(type);
		if (decimal.matches()) {
			int precision = Integer.parseInt(decimal.group(1));
			return new TaosColumn(name, (precision <= MAX_DECIMAL64_PRECISION) ? TaosType.DECIMAL64 : TaosType.DECIMAL,
					length, precision, Integer.parseInt(decimal.group(2)));
		}
		TaosType found = TYPES.get(type);
		if (found == null) {
			throw TaosErrors.malformed("A topic has a column of the unknown type '" + type + "': " + json, null);
		}
		return new TaosColumn(name, found, length, 0, 0);
	}

}
