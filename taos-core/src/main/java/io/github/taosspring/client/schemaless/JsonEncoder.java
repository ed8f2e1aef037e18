package io.github.taosspring.client.schemaless;

import io.github.taosspring.client.wire.LineBuffer;

/**
 * Writes points as the objects of OpenTSDB's JSON, as TDengine reads them
 * ({@code clientSmlJson.c}): all numbers are doubles on their way, so that integers and
 * times beyond 2^53 are refused unless a double holds them; there are no unsigned types.
 */
final class JsonEncoder extends PointEncoder {

	private static final long MILLIS_OF_13_DIGITS = 1_000_000_000_000L;

	private final boolean split;

	private final String unit;

	/**
	 * Create an encoder.
	 * @param split whether each field becomes an object of its own
	 * @param unit the name of the times' unit
	 */
	JsonEncoder(boolean split, String unit) {
		super(SchemalessProtocol.JSON);
		this.split = split;
		this.unit = unit;
	}

	@Override
	void encode(Point point, long time, LineBuffer out) {
		OpenTsdb.check(this, point, this.split);
		if (!isExact(time)) {
			throw inexpressible("time", time + " " + this.unit, point, "it is rounded to a double");
		}
		for (int field = 0; field < point.fields(); field++) {
			out.putAscii("{\"metric\":\"");
			putText(point.measurement(), "measurement", point.measurement(), point, out);
			if (this.split) {
				out.putAscii('.');
				putText(point.name(field), "field", point.name(field), point, out);
			}
			out.putAscii("\",\"timestamp\":");
			putTime(time, out);
			out.putAscii(",\"value\":");
			putValue(point, field, out);
			out.putAscii(",\"tags\":{");
			for (int i = 0; i < point.tags(); i++) {
				out.putAscii((i > 0) ? ",\"" : "\"");
				putText(point.tagKey(i), "tag", point.tagKey(i), point, out);
				out.putAscii("\":\"");
				putText(point.tagValue(i), "tag", point.tagKey(i), point, out);
				out.putAscii('"');
			}
			out.putAscii("}}");
			out.endLine(',');
		}
	}

	private void putTime(long time, LineBuffer out) {
		if (this.unit.equals("ms") && time >= MILLIS_OF_13_DIGITS && time < 10 * MILLIS_OF_13_DIGITS) {
			out.putLong(time);
			return;
		}
		out.putAscii("{\"value\":");
		out.putLong(time);
		out.putAscii(",\"type\":\"");
		out.putAscii(this.unit);
		out.putAscii("\"}");
	}

	private void putValue(Point point, int field, LineBuffer out) {
		FieldType type = point.type(field);
		if (type.jsonName().isEmpty() && type != FieldType.BOOL) {
			throw inexpressible("field", point.name(field), point, "it has no type " + type.name().replace('_', ' '));
		}
		switch (type) {
			case BOOL -> out.putAscii((point.bits(field) != 0) ? "true" : "false");
			case DOUBLE -> putNumber(point, field, out);
			case VARCHAR -> putQuoted(point, field, out);
			case NCHAR -> {
				out.putAscii("{\"value\":");
				putQuoted(point, field, out);
				putType(type, out);
			}
			default -> {
				if (type == FieldType.BIGINT && !isExact(point.bits(field))) {
					throw inexpressible("field", point.name(field), point,
							point.bits(field) + " is rounded to a double");
				}
				out.putAscii("{\"value\":");
				putNumber(point, field, out);
				putType(type, out);
			}
		}
	}

	private static boolean isExact(long value) {
		return (long) (double) value == value;
	}

	private static void putType(FieldType type, LineBuffer out) {
		out.putAscii(",\"type\":\"");
		out.putAscii(type.jsonName());
		out.putAscii("\"}");
	}

	private void putQuoted(Point point, int field, LineBuffer out) {
		out.putAscii('"');
		putText(point.text(field), "field", point.name(field), point, out);
		out.putAscii('"');
	}

	private void putText(String text, String what, String name, Point point, LineBuffer out) {
		int chars = text.length();
		for (int i = 0; i < chars; i++) {
			char value = text.charAt(i);
			if (value == '\0') {
				throw inexpressible(what, name, point, "it contains NUL");
			}
			if (value < ' ') {
				out.putAscii("\\u00");
				out.putAscii(Character.forDigit(value >> 4, 16));
				out.putAscii(Character.forDigit(value & 0xf, 16));
				continue;
			}
			if (value == '"' || value == '\\') {
				out.putAscii('\\');
			}
			i = out.putChar(text, i);
		}
	}

}
