package io.github.taosspring.client.schemaless;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.wire.LineBuffer;

/**
 * Writes points in InfluxDB's line protocol as TDengine reads it
 * ({@code clientSmlLine.c}): a backslash stands in front of commas, spaces and equals
 * signs of names and tags, and in front of quotes of texts; a line feed ends a line
 * wherever it is. Backslashes are doubled, but the server misreads a name that has one in
 * front of a character to be escaped.
 */
final class LineEncoder extends PointEncoder {

	private static final byte PLAIN = 0;

	private static final byte ESCAPED = 1;

	private static final byte BACKSLASH = 2;

	private static final byte REFUSED = 3;

	private static final byte[] MEASUREMENT = kinds(", ");

	private static final byte[] NAME = kinds(", =");

	private static final byte[] TEXT = kinds("\"");

	LineEncoder() {
		super(SchemalessProtocol.LINE);
	}

	private static byte[] kinds(String escaped) {
		byte[] kinds = new byte[128];
		for (int i = 0; i < escaped.length(); i++) {
			kinds[escaped.charAt(i)] = ESCAPED;
		}
		kinds['\\'] = BACKSLASH;
		kinds['\n'] = REFUSED;
		kinds['\0'] = REFUSED;
		return kinds;
	}

	@Override
	void encode(Point point, long time, LineBuffer out) {
		checkMeasurement(point);
		String measurement = point.measurement();
		char first = measurement.charAt(0);
		if (first == '#') {
			throw inexpressible("measurement", measurement, point, "with '#' in front it is a comment");
		}
		if (first < ' ' || first > '~' && isBlank(first)) {
			throw inexpressible("measurement", measurement, point, "blanks in front are cut off");
		}
		if (point.tags() == 0 && measurement.charAt(measurement.length() - 1) == '\\') {
			throw inexpressible("measurement", measurement, point, "it ends in a backslash, and there are no tags");
		}
		putName(measurement, MEASUREMENT, "measurement", point, out);
		for (int i = 0; i < point.tags(); i++) {
			String key = point.tagKey(i);
			checkName(key, "tag", point);
			out.putAscii(',');
			putName(key, NAME, "tag", point, out);
			out.putAscii('=');
			putName(point.tagValue(i), NAME, "value of a tag", point, out);
		}
		char before = ' ';
		for (int i = 0; i < point.fields(); i++) {
			String name = point.name(i);
			checkName(name, "field", point);
			out.putAscii(before);
			putName(name, NAME, "field", point, out);
			out.putAscii('=');
			putValue(point, i, out);
			before = ',';
		}
		out.putAscii(' ');
		out.putLong(time);
		out.endLine('\n');
	}

	private void putName(String name, byte[] kinds, String what, Point point, LineBuffer out) {
		int chars = name.length();
		for (int i = out.putPlain(name, 0, kinds); i < chars; i = out.putPlain(name, i + 1, kinds)) {
			char value = name.charAt(i);
			byte kind = (value < kinds.length) ? kinds[value] : PLAIN;
			if (kind == PLAIN) {
				i = out.putChar(name, i);
				continue;
			}
			if (kind == REFUSED) {
				throw inexpressible(what, name, point, "it contains " + shown(value));
			}
			if (kind == ESCAPED && i > 0 && name.charAt(i - 1) == '\\') {
				throw inexpressible(what, name, point, "it has a backslash in front of " + shown(value));
			}
			out.putAscii('\\');
			out.putAscii(value);
		}
	}

	private void putValue(Point point, int field, LineBuffer out) {
		FieldType type = point.type(field);
		switch (type) {
			case BOOL -> out.putAscii((point.bits(field) != 0) ? "true" : "false");
			case VARCHAR, NCHAR -> {
				out.putAscii(type.mark());
				putText(point, field, out);
			}
			case VARBINARY -> putBinary(point.bytes(field), out);
			case GEOMETRY -> putGeometry(point, field, out);
			default -> {
				putNumber(point, field, out);
				out.putAscii(type.mark());
			}
		}
	}

	private void putText(Point point, int field, LineBuffer out) {
		String text = point.text(field);
		int chars = text.length();
		out.putAscii('"');
		for (int i = out.putPlain(text, 0, TEXT); i < chars; i = out.putPlain(text, i + 1, TEXT)) {
			char value = text.charAt(i);
			byte kind = (value < TEXT.length) ? TEXT[value] : PLAIN;
			if (kind == REFUSED) {
				throw inexpressible("field", point.name(field), point, "its text contains " + shown(value));
			}
			if (kind != PLAIN) {
				out.putAscii('\\');
			}
			i = out.putChar(text, i);
		}
		out.putAscii('"');
	}

	static void putBinary(byte[] value, LineBuffer out) {
		out.putAscii("B\"");
		if (value.length > 0) {
			out.putAscii("\\x");
			out.putHex(value);
		}
		out.putAscii('"');
	}

	private static void putGeometry(Point point, int field, LineBuffer out) {
		String wkt = point.text(field);
		for (int i = 0; i < wkt.length(); i++) {
			char value = wkt.charAt(i);
			if (value < ' ' || value > '~' || value == '"' || value == '\\') {
				throw TaosErrors.misuse("The field '" + point.name(field) + "' of '" + point.measurement()
						+ "' is no well-known text of a geometry: " + wkt);
			}
		}
		out.putAscii("G\"");
		out.putAscii(wkt);
		out.putAscii('"');
	}

}
