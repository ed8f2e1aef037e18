package io.github.taosspring.embedded.internal.value;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The document of a JSON tag: a flat object whose values are strings, numbers, booleans
 * and nulls. Its text has its keys in order and no blanks, as a client gets it.
 */
public final class JsonDocument {

	/** The most bytes of a document ({@code TSDB_MAX_JSON_TAG_LEN}). */
	public static final int MAX_BYTES = 4095;

	private static final JsonFactory JSON = new JsonFactory();

	private JsonDocument() {
	}

	/**
	 * Read the text of a tag.
	 * @param text the text
	 * @return the bytes of the document as a client gets it, {@code null} for a tag that
	 * is NULL
	 * @throws BadDocumentException if it is no such document
	 */
	public static byte @Nullable [] parse(String text) throws BadDocumentException {
		if (text.isBlank()) {
			return null;
		}
		if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
			throw new BadDocumentException("json string too long than 4095");
		}
		Map<String, String> members = new TreeMap<>();
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
			JsonToken first = parser.nextToken();
			if (first == JsonToken.VALUE_NULL) {
				return null;
			}
			if (first != JsonToken.START_OBJECT) {
				parser.skipChildren();
				throw new BadDocumentException("json error invalide value");
			}
			readMembers(parser, members);
		}
		catch (JacksonException ex) {
			throw new BadDocumentException("json parse error");
		}
		return members.isEmpty() ? null : write(members);
	}

	private static void readMembers(JsonParser parser, Map<String, String> members) throws BadDocumentException {
		boolean nested = false;
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String key = parser.currentName();
			JsonToken value = parser.nextToken();
			if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
				nested = true;
				parser.skipChildren();
			}
			else if (!key.isEmpty()) {
				members.putIfAbsent(key, value(parser, value));
			}
		}
		if (nested) {
			throw new BadDocumentException("invalidate json value");
		}
	}

	private static String value(JsonParser parser, JsonToken token) {
		return switch (token) {
			case VALUE_STRING -> quote(parser.getString());
			case VALUE_TRUE -> "true";
			case VALUE_FALSE -> "false";
			case VALUE_NULL -> "null";
			default -> number(parser.getDoubleValue());
		};
	}

	/**
	 * Return a number as a document shows it.
	 * @param value the number
	 * @return whole numbers without a point
	 */
	public static String number(double value) {
		if (value == Math.rint(value) && Math.abs(value) < 1e15) {
			return Long.toString((long) value);
		}
		return new BigDecimal(Double.toString(value)).stripTrailingZeros()
			.toString()
			.replace("E+", "e+")
			.replace("E-", "e-");
	}

	/**
	 * Return a string as a document shows it.
	 * @param text the string
	 * @return the string in quotes, its special characters escaped
	 */
	public static String quote(String text) {
		StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			switch (c) {
				case '"' -> quoted.append("\\\"");
				case '\\' -> quoted.append("\\\\");
				case '\b' -> quoted.append("\\b");
				case '\f' -> quoted.append("\\f");
				case '\n' -> quoted.append("\\n");
				case '\r' -> quoted.append("\\r");
				case '\t' -> quoted.append("\\t");
				default -> {
					if (c < 0x20) {
						quoted.append(String.format("\\u%04x", (int) c));
					}
					else {
						quoted.append(c);
					}
				}
			}
		}
		return quoted.append('"').toString();
	}

	private static byte[] write(Map<String, String> members) {
		StringBuilder document = new StringBuilder("{");
		members.forEach((key, value) -> {
			if (document.length() > 1) {
				document.append(',');
			}
			document.append(quote(key)).append(':').append(value);
		});
		return document.append('}').toString().getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * A text that is no document of a tag; the message is TDengine's.
	 */
	public static final class BadDocumentException extends Exception {

		private static final long serialVersionUID = 1L;

		BadDocumentException(String message) {
			super(message, null, false, false);
		}

	}

}
