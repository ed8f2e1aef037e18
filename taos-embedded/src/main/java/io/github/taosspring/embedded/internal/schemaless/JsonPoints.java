package io.github.taosspring.embedded.internal.schemaless;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.sql.SqlException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads OpenTSDB's JSON: an object or an array of objects with {@code metric},
 * {@code timestamp}, {@code value} and {@code tags} ({@code clientSmlJson.c}).
 * <p>
 * Numbers are doubles. What is wrong with a point is reported only if the document is
 * JSON to its end.
 */
final class JsonPoints {

	private static final JsonFactory JSON = new JsonFactory();

	private static final int MEMBERS = 4;

	private static final double TWO_TO_63 = 0x1p63;

	private final byte[] data;

	private final Points points;

	private final PointTimes times;

	private final PointValue value = new PointValue();

	private int count;

	private @Nullable SqlException failure;

	JsonPoints(byte[] data, Points points, PointTimes times) {
		this.data = data;
		this.points = points;
		this.times = times;
	}

	void read() {
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), this.data)) {
			JsonToken first = parser.nextToken();
			if (first == JsonToken.START_OBJECT) {
				point(tree(parser));
			}
			else if (first == JsonToken.START_ARRAY) {
				while (parser.nextToken() != JsonToken.END_ARRAY) {
					point(tree(parser));
				}
			}
			else {
				throw SchemalessErrors.invalidJson();
			}
		}
		catch (JacksonException ex) {
			throw SchemalessErrors.invalidJson();
		}
		if (this.failure != null) {
			throw this.failure;
		}
		if (this.count == 0) {
			throw new SqlException(0x070F, "invalid input");
		}
	}

	private static @Nullable Object tree(JsonParser parser) {
		JsonToken token = parser.currentToken();
		if (token == null) {
			throw SchemalessErrors.invalidJson();
		}
		return switch (token) {
			case START_OBJECT -> {
				Members members = new Members();
				while (parser.nextToken() != JsonToken.END_OBJECT) {
					members.names.add(parser.currentName());
					parser.nextToken();
					members.values.add(tree(parser));
				}
				yield members;
			}
			case START_ARRAY -> {
				List<@Nullable Object> elements = new ArrayList<>();
				while (parser.nextToken() != JsonToken.END_ARRAY) {
					elements.add(tree(parser));
				}
				yield elements;
			}
			case VALUE_STRING -> parser.getString();
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
			case VALUE_TRUE -> Boolean.TRUE;
			case VALUE_FALSE -> Boolean.FALSE;
			case VALUE_NULL -> null;
			default -> throw SchemalessErrors.invalidJson();
		};
	}

	private void point(@Nullable Object document) {
		this.count++;
		if (this.failure != null) {
			return;
		}
		try {
			readPoint(document);
		}
		catch (SqlException ex) {
			this.failure = ex;
		}
	}

	private void readPoint(@Nullable Object document) {
		if (!(document instanceof Members members) || members.size() != MEMBERS
				|| !members.has("metric", "timestamp", "value", "tags")
				|| !(members.get("metric") instanceof String metric)) {
			throw SchemalessErrors.invalidJson();
		}
		byte[] name = metric.getBytes(StandardCharsets.UTF_8);
		if (name.length == 0 || name.length > TelnetLines.MAX_TABLE_NAME) {
			throw new SqlException(SchemalessErrors.TABLE_NAME, "Table name too long");
		}
		value(members.get("value"));
		TaosType type = this.value.type;
		Object number = this.value.toObject();
		List<TagText> tags = tags(members.get("tags"));
		long timestamp = timestamp(members.get("timestamp"));
		byte[] key = key(name, tags);
		if (!this.points.begin(key, 0, key.length)) {
			this.points.begin(new Bytes(key, 0, key.length), name, name, tags);
		}
		restore(type, number);
		this.points.column(TelnetLines.VALUE, 0, TelnetLines.VALUE.length, this.value, this.data, -1);
		this.points.end(timestamp);
	}

	private void restore(TaosType type, Object object) {
		if (object instanceof byte[] bytes) {
			this.value.set(type, bytes);
		}
		else if (object instanceof Double number) {
			this.value.set(type, number.doubleValue());
		}
		else {
			this.value.set(type, ((Long) object).longValue());
		}
	}

	private void value(@Nullable Object document) {
		if (document instanceof Members members) {
			Object content = members.get("value");
			if (members.size() != 2 || !members.has("value") || !(members.get("type") instanceof String type)) {
				throw SchemalessErrors.invalidJson();
			}
			typed(content, type.toLowerCase(Locale.ROOT));
		}
		else if (document instanceof Boolean bool) {
			this.value.set(TaosType.BOOL, bool ? 1L : 0L);
		}
		else if (document instanceof Double number) {
			this.value.set(TaosType.DOUBLE, number.doubleValue());
		}
		else if (document instanceof String text) {
			text(TaosType.VARCHAR, text);
		}
		else {
			throw SchemalessErrors.invalidJson();
		}
	}

	private void typed(@Nullable Object content, String type) {
		if (content instanceof Boolean bool && type.equals("bool")) {
			this.value.set(TaosType.BOOL, bool ? 1L : 0L);
		}
		else if (content instanceof Double number) {
			number(number, type);
		}
		else if (content instanceof String text) {
			switch (type) {
				case "binary" -> text(TaosType.VARCHAR, text);
				case "varbinary" -> text(TaosType.VARBINARY, text);
				case "nchar" -> text(TaosType.NCHAR, text);
				default -> throw SchemalessErrors.invalidJsonType();
			}
		}
		else {
			throw SchemalessErrors.invalidJsonType();
		}
	}

	private void number(double number, String type) {
		switch (type) {
			case "i8", "tinyint" -> whole(TaosType.TINYINT, number, Byte.MIN_VALUE, Byte.MAX_VALUE);
			case "i16", "smallint" -> whole(TaosType.SMALLINT, number, Short.MIN_VALUE, Short.MAX_VALUE);
			case "i32", "int" -> whole(TaosType.INT, number, Integer.MIN_VALUE, Integer.MAX_VALUE);
			case "i64", "bigint" -> this.value.set(TaosType.BIGINT, (long) number);
			case "f32", "float" -> {
				requireRange(Math.abs(number) <= Float.MAX_VALUE);
				this.value.set(TaosType.FLOAT, (double) (float) number);
			}
			case "f64", "double" -> this.value.set(TaosType.DOUBLE, number);
			default -> throw SchemalessErrors.invalidJsonType();
		}
	}

	private void whole(TaosType type, double number, long least, long most) {
		requireRange(number >= least && number <= most);
		this.value.set(type, (long) number);
	}

	private static void requireRange(boolean condition) {
		if (!condition) {
			throw new SqlException(0x0224, "Value out of range");
		}
	}

	private void text(TaosType type, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		if (bytes.length > ((type == TaosType.NCHAR) ? ValueReader.MAX_NCHAR : ValueReader.MAX_TEXT)) {
			throw SchemalessErrors.tooLong();
		}
		this.value.set(type, bytes);
	}

	private List<TagText> tags(@Nullable Object document) {
		if (!(document instanceof Members members) || members.size() == 0) {
			throw SchemalessErrors.invalidJson();
		}
		List<TagText> tags = new ArrayList<>();
		for (int i = 0; i < members.size(); i++) {
			String name = members.names.get(i);
			byte[] key = name.getBytes(StandardCharsets.UTF_8);
			if (key.length == 0 || key.length > TelnetLines.MAX_COLUMN_NAME) {
				throw new SqlException(SchemalessErrors.COLUMN_NAME, "Invalid column length");
			}
			value(members.values.get(i));
			tags.add(new TagText(key, this.value.type, this.value.toObject(), this.data, -1));
		}
		return tags;
	}

	private static byte[] key(byte[] name, List<TagText> tags) {
		ByteArrayOutputStream key = new ByteArrayOutputStream(64);
		key.writeBytes(name);
		for (TagText tag : tags) {
			key.write(0);
			key.writeBytes(tag.key());
			key.write(0);
			key.write(tag.type().code());
			key.writeBytes(tag.memory());
		}
		return key.toByteArray();
	}

	private long timestamp(@Nullable Object document) {
		if (document instanceof Double number) {
			if (number >= TWO_TO_63) {
				throw timestamp("timestamp is too large");
			}
			if (number < 0) {
				throw timestamp("timestamp is negative");
			}
			if (number == 0) {
				return this.times.now();
			}
			String unit = PointTimes.unit(Long.toString(number.longValue()).length());
			if (unit.isEmpty()) {
				throw timestamp("timestamp precision can only be seconds(10 digits) or milli seconds(13 digits)");
			}
			return this.times.convert(number.longValue(), unit);
		}
		if (!(document instanceof Members members) || members.size() != 2
				|| !(members.get("value") instanceof Double number) || !(members.get("type") instanceof String type)) {
			throw timestamp("invalidate json");
		}
		if (number >= TWO_TO_63) {
			throw timestamp("timestamp is too large");
		}
		if (number == 0) {
			return this.times.now();
		}
		String unit = switch (type.toLowerCase(Locale.ROOT)) {
			case "s" -> "s";
			case "ms" -> "ms";
			case "us" -> "u";
			case "ns" -> "ns";
			default -> "";
		};
		if (number < 0 || unit.isEmpty()) {
			throw SchemalessErrors.invalidTimestamp();
		}
		long timestamp = this.times.convert(number.longValue(), unit);
		if (timestamp < 0) {
			throw SchemalessErrors.invalidTimestamp();
		}
		return timestamp;
	}

	private static SqlException timestamp(String text) {
		return new SqlException(SchemalessErrors.INVALID_TIMESTAMP, text);
	}

	/**
	 * The members of an object, those of the same name included.
	 */
	private static final class Members {

		private final List<String> names = new ArrayList<>();

		private final List<@Nullable Object> values = new ArrayList<>();

		int size() {
			return this.names.size();
		}

		/**
		 * Return whether there are members of some names, in any case.
		 */
		boolean has(String... wanted) {
			for (String name : wanted) {
				if (find(name) < 0) {
					return false;
				}
			}
			return true;
		}

		/**
		 * Return the first member of a name, in any case.
		 */
		@Nullable Object get(String name) {
			int found = find(name);
			return (found < 0) ? null : this.values.get(found);
		}

		private int find(String name) {
			for (int i = 0; i < this.names.size(); i++) {
				if (name.equalsIgnoreCase(this.names.get(i))) {
					return i;
				}
			}
			return -1;
		}

	}

}
