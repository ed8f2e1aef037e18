package io.github.taosspring.embedded.internal.function;

import java.io.StringWriter;
import java.util.Arrays;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import io.github.taosspring.embedded.internal.vector.VectorKind;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Values of JSON tags: flat documents, kept as their text.
 */
public final class JsonValues {

	private static final JsonFactory FACTORY = new JsonFactory();

	private JsonValues() {
	}

	/**
	 * Return the function of {@code ->}: the value of a key, NULL if there is none.
	 * @return the function of a document and a key
	 */
	public static ScalarFunction get() {
		return Lift.of("json_value", (arguments) -> ColumnType.JSON, (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			for (int row = 0; row < size; row++) {
				if (!Arguments.anyNull(arguments, row)) {
					String value = find(arguments[0].text(row), arguments[1].text(row));
					result.setText(row, (value == null || value.equals("null")) ? null : value);
				}
			}
			return result;
		});
	}

	/**
	 * Return the function of {@code CONTAINS}: whether a document has a key.
	 * @return the function of a document and a key
	 */
	public static ScalarFunction contains() {
		return Lift.of("json_contains", (arguments) -> ColumnType.BOOL, (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			for (int row = 0; row < size; row++) {
				boolean found = !Arguments.anyNull(arguments, row)
						&& find(arguments[0].text(row), arguments[1].text(row)) != null;
				result.longs[row] = found ? 1 : 0;
			}
			return result;
		});
	}

	/**
	 * Return the value of a key as JSON, numbers as TDengine prints them.
	 */
	private static @Nullable String find(String document, String key) {
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), document)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				return null;
			}
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				boolean match = parser.currentName().equals(key);
				JsonToken value = parser.nextToken();
				if (match) {
					return print(parser, value);
				}
			}
			return null;
		}
	}

	private static String print(JsonParser parser, JsonToken value) {
		return switch (value) {
			case VALUE_STRING -> quote(parser.getString());
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
				String.format(java.util.Locale.ROOT, "%.9f", parser.getDoubleValue());
			default -> parser.getString();
		};
	}

	/**
	 * Return a text as a JSON string.
	 * @param text the text
	 * @return the text in quotes
	 */
	public static String quote(String text) {
		StringWriter target = new StringWriter();
		try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), target)) {
			generator.writeString(text);
		}
		return target.toString();
	}

	/**
	 * Return a JSON string without its quotes.
	 * @param json a value
	 * @return the text, or the value itself if it is no string
	 */
	public static String unquote(String json) {
		if (!json.startsWith("\"")) {
			return json;
		}
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
			parser.nextToken();
			return parser.getString();
		}
	}

	/**
	 * Compare, where a JSON string meets only text and a JSON number only numbers.
	 */
	static int compare(Vector left, int leftRow, Vector right, int rightRow) {
		Object a = value(left, leftRow);
		Object b = value(right, rightRow);
		if (a instanceof byte[] x && b instanceof byte[] y) {
			return Arrays.compareUnsigned(x, y);
		}
		if (a instanceof Double x && b instanceof Double y) {
			return Double.compare(x, y);
		}
		return (a instanceof Boolean x && b instanceof Boolean y) ? Boolean.compare(x, y)
				: Comparisons.Comparer.INCOMPARABLE;
	}

	private static Object value(Vector vector, int row) {
		if (vector.type().type() == TaosType.JSON) {
			String text = vector.text(row);
			if (text.startsWith("\"")) {
				return Values.utf8(unquote(text));
			}
			if (text.equals("true") || text.equals("false")) {
				return text.equals("true");
			}
			return text.startsWith("{") ? vector.bytes(row) : (Object) Values.leadingNumber(text);
		}
		if (vector.type().type() == TaosType.BOOL) {
			return vector.longs[row] != 0;
		}
		if (vector.kind() == VectorKind.OBJECT && !vector.type().type().isDecimal()) {
			return vector.bytes(row);
		}
		return Values.toDouble(vector, row);
	}

}
