package io.github.taosspring.client.schemaless;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a server makes of a line: names, values in Java's types ({@code Float} for FLOAT
 * and so on), and a time.
 *
 * @param measurement the name of the super table
 * @param tags the tags by their names
 * @param fields the fields by their names, as texts of type and value
 * @param time the time in the unit of the line
 */
record ReadPoint(String measurement, Map<String, String> tags, Map<String, String> fields, long time) {

	/**
	 * Read a line of InfluxDB's protocol as the real server does, whose rules are told in
	 * {@code clientSmlLine.c}: it goes character by character and remembers where the
	 * last escaped one was.
	 */
	static ReadPoint ofLine(String line) {
		return new Reader(line).read();
	}

	/**
	 * Read a line of OpenTSDB's.
	 */
	static ReadPoint ofTelnet(String line) {
		String[] parts = line.split(" +");
		Map<String, String> tags = new TreeMap<>();
		for (int i = 3; i < parts.length; i++) {
			String[] pair = parts[i].split("=", -1);
			if (pair.length != 2 || pair[0].isEmpty() || pair[1].isEmpty()) {
				throw new IllegalArgumentException("tag " + parts[i]);
			}
			tags.put(pair[0], pair[1]);
		}
		if (tags.isEmpty() || !parts[1].matches("[0-9]{10}|[0-9]{13}")) {
			throw new IllegalArgumentException(line);
		}
		return new ReadPoint(parts[0], tags, Map.of("_value", value(parts[2], false)), Long.parseLong(parts[1]));
	}

	/**
	 * Read a value: a text such as {@code INT 5}.
	 * @param escapes whether backslashes stand in front of quotes and backslashes
	 */
	static String value(String text, boolean escapes) {
		char first = Character.toUpperCase(text.charAt(0));
		if (first == '"') {
			return "VARCHAR " + unquoted(text, 1, escapes);
		}
		if (text.length() > 1 && text.charAt(1) == '"') {
			String inner = unquoted(text, 2, escapes);
			return switch (first) {
				case 'L' -> "NCHAR " + inner;
				case 'G' -> "GEOMETRY " + inner;
				case 'B' -> "VARBINARY " + (inner.startsWith("\\x") ? inner.substring(2)
						: HexFormat.of().formatHex(inner.getBytes(StandardCharsets.UTF_8)));
				default -> throw new IllegalArgumentException(text);
			};
		}
		if (List.of("T", "TRUE").contains(text.toUpperCase(Locale.ROOT))) {
			return "BOOL true";
		}
		if (List.of("F", "FALSE").contains(text.toUpperCase(Locale.ROOT))) {
			return "BOOL false";
		}
		return number(text);
	}

	private static String unquoted(String text, int start, boolean escapes) {
		if (text.length() <= start || text.charAt(text.length() - 1) != '"') {
			throw new IllegalArgumentException(text);
		}
		String inner = text.substring(start, text.length() - 1);
		return escapes ? unescaped(inner, "\"\\") : inner;
	}

	/**
	 * Drop each backslash in front of a character that it escapes; where the drop leaves
	 * off, reading goes on behind that character.
	 */
	private static String unescaped(String text, String escaped) {
		StringBuilder key = new StringBuilder(text);
		for (int i = 1; i < key.length(); i++) {
			if (key.charAt(i - 1) == '\\' && escaped.indexOf(key.charAt(i)) >= 0) {
				key.deleteCharAt(i - 1);
			}
		}
		return key.toString();
	}

	private static String number(String text) {
		String[][] suffixes = { { "i8", "TINYINT" }, { "i16", "SMALLINT" }, { "i32", "INT" }, { "i64", "BIGINT" },
				{ "u8", "TINYINT UNSIGNED" }, { "u16", "SMALLINT UNSIGNED" }, { "u32", "INT UNSIGNED" },
				{ "u64", "BIGINT UNSIGNED" }, { "i", "BIGINT" }, { "u", "BIGINT UNSIGNED" } };
		if (text.endsWith("f32")) {
			return "FLOAT " + (float) Double.parseDouble(text.substring(0, text.length() - 3));
		}
		if (text.endsWith("f64")) {
			return "DOUBLE " + Double.parseDouble(text.substring(0, text.length() - 3));
		}
		for (String[] suffix : suffixes) {
			if (text.endsWith(suffix[0])) {
				return suffix[1] + " " + new BigInteger(text.substring(0, text.length() - suffix[0].length()));
			}
		}
		return "DOUBLE " + Double.parseDouble(text);
	}

	/**
	 * Where reading a line is.
	 */
	private static final class Reader {

		private final String line;

		private int position;

		/** Where the last character is that was escaped. */
		private int escape = -1;

		private Reader(String line) {
			this.line = line;
		}

		private ReadPoint read() {
			if (this.line.indexOf('\n') >= 0 || this.line.charAt(0) == '#') {
				throw new IllegalArgumentException("no line: " + this.line);
			}
			String measurement = unescaped(until(", ", ", \\"), ", \\");
			Map<String, String> tags = new TreeMap<>();
			while (at() == ',') {
				this.position++;
				this.escape = -1;
				String key = unescaped(until("=", ", =\\"), ", =\\");
				this.position++;
				String value = unescaped(until(", ", ", =\\"), ", =\\");
				if (value.isEmpty() || tags.put(key, value) != null) {
					throw new IllegalArgumentException("tag '" + key + "' of " + this.line);
				}
			}
			Map<String, String> fields = new TreeMap<>();
			do {
				this.position++;
				this.escape = -1;
				String key = unescaped(until("=", ", =\\"), ", =\\");
				this.position++;
				if (fields.put(key, value(untilUnquoted(), true)) != null) {
					throw new IllegalArgumentException("field '" + key + "' of " + this.line);
				}
			}
			while (at() == ',');
			String time = (this.position < this.line.length()) ? this.line.substring(this.position + 1) : "";
			return new ReadPoint(measurement, tags, fields, time.isEmpty() ? 0 : Long.parseLong(time.strip()));
		}

		private char at() {
			return (this.position < this.line.length()) ? this.line.charAt(this.position) : '\n';
		}

		private boolean isEscaped() {
			return this.position > 0 && this.line.charAt(this.position - 1) == '\\' && this.position - 1 != this.escape;
		}

		private String until(String ends, String escaped) {
			int start = this.position;
			for (; this.position < this.line.length(); this.position++) {
				char value = at();
				if (ends.indexOf(value) >= 0 && !isEscaped()) {
					return this.line.substring(start, this.position);
				}
				if (this.position > start && this.line.charAt(this.position - 1) == '\\'
						&& escaped.indexOf(value) >= 0) {
					this.escape = this.position;
				}
			}
			throw new IllegalArgumentException("no end of a name at " + start + " of " + this.line);
		}

		private String untilUnquoted() {
			int start = this.position;
			int quotes = 0;
			for (; this.position < this.line.length(); this.position++) {
				char value = at();
				if (value == '"' && !isEscaped()) {
					quotes++;
				}
				else if (quotes % 2 == 0 && (value == ' ' || value == ',') && !isEscaped()) {
					break;
				}
				else if ((value == '"' || value == '\\') && this.line.charAt(this.position - 1) == '\\'
						&& this.position - 1 != this.escape) {
					this.escape = this.position;
				}
			}
			if (quotes != 0 && quotes != 2) {
				throw new IllegalArgumentException("quotes in " + this.line);
			}
			return this.line.substring(start, this.position);
		}

	}

}
