package io.github.taosspring.embedded.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON as maps, lists, strings, booleans and {@link BigDecimal}s, so that no number loses
 * a digit.
 */
final class JsonTree {

	private static final JsonFactory FACTORY = JsonFactory.builder()
		.streamReadConstraints(StreamReadConstraints.builder().maxNumberLength(10_000).build())
		.build();

	private JsonTree() {
	}

	static @Nullable Object parse(String text) {
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
			parser.nextToken();
			return value(parser);
		}
	}

	static Map<String, @Nullable Object> parseObject(String text) {
		return object(parse(text));
	}

	/**
	 * Read a resource that has an object a line.
	 */
	static List<Map<String, @Nullable Object>> lines(String resource) {
		List<Map<String, @Nullable Object>> objects = new ArrayList<>();
		InputStream in = JsonTree.class.getResourceAsStream(resource);
		if (in == null) {
			throw new IllegalStateException("There is no " + resource);
		}
		try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				objects.add(parseObject(line));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return objects;
	}

	@SuppressWarnings("unchecked")
	static Map<String, @Nullable Object> object(@Nullable Object value) {
		if (!(value instanceof Map<?, ?> object)) {
			throw new IllegalArgumentException("Not an object: " + value);
		}
		return (Map<String, @Nullable Object>) object;
	}

	/**
	 * Return a member that is a list.
	 * @return the list, empty if the member is missing or {@code null}
	 */
	@SuppressWarnings("unchecked")
	static List<@Nullable Object> list(Map<String, @Nullable Object> object, String name) {
		Object value = object.get(name);
		return (value instanceof List<?> list) ? (List<@Nullable Object>) list : List.of();
	}

	static String string(Map<String, @Nullable Object> object, String name) {
		Object value = object.get(name);
		return (value instanceof String string) ? string : "";
	}

	static int number(Map<String, @Nullable Object> object, String name) {
		Object value = object.get(name);
		return (value instanceof BigDecimal number) ? number.intValue() : 0;
	}

	private static @Nullable Object value(JsonParser parser) {
		JsonToken token = parser.currentToken();
		if (token == null) {
			throw new IllegalArgumentException("The JSON text is empty");
		}
		return switch (token) {
			case START_OBJECT -> {
				Map<String, @Nullable Object> members = new LinkedHashMap<>();
				while (parser.nextToken() != JsonToken.END_OBJECT) {
					String name = parser.currentName();
					parser.nextToken();
					members.put(name, value(parser));
				}
				yield members;
			}
			case START_ARRAY -> {
				List<@Nullable Object> elements = new ArrayList<>();
				while (parser.nextToken() != JsonToken.END_ARRAY) {
					elements.add(value(parser));
				}
				yield elements;
			}
			case VALUE_STRING -> parser.getString();
			case VALUE_NUMBER_INT -> new BigDecimal(new BigInteger(parser.getString()));
			case VALUE_NUMBER_FLOAT -> new BigDecimal(parser.getString());
			case VALUE_TRUE -> Boolean.TRUE;
			case VALUE_FALSE -> Boolean.FALSE;
			case VALUE_NULL -> null;
			default -> throw new IllegalArgumentException("Unexpected " + token);
		};
	}

}
