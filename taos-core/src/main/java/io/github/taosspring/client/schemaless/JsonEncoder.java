package io.github.taosspring.client.schemaless;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.github.taosspring.client.wire.LineBuffer;

/**
 * Writes points as the objects of OpenTSDB's JSON, as TDengine reads them
 * ({@code clientSmlJson.c}): all numbers are doubles on their way, so that integers and
 * times beyond 2^53 are refused unless a double holds them; there are no unsigned types.
 */
final class JsonEncoder extends PointEncoder {

	private static final long MILLIS_OF_13_DIGITS = 1_000_000_000_000L;

	private static final byte[] METRIC = ascii("{\"metric\":\"");

	private static final byte[] TIMESTAMP = ascii("\",\"timestamp\":");

	private static final byte[] VALUE = ascii(",\"value\":");

	private static final byte[] TAGS = ascii(",\"tags\":{");

	private static final byte[] FIRST_TAG = ascii("\"");

	private static final byte[] NEXT_TAG = ascii(",\"");

	private static final byte[] TAG_VALUE = ascii("\":\"");

	private static final byte[] END = ascii("}}");

	private static final byte[] TYPED_VALUE = ascii("{\"value\":");

	/** What follows the values of each type. */
	private static final byte[][] TYPES = Arrays.stream(FieldType.values())
		.map((type) -> type(type.jsonName()))
		.toArray(byte[][]::new);

	private static final byte[] SPECIAL = new byte[128];

	static {
		Arrays.fill(SPECIAL, 0, ' ', (byte) 1);
		SPECIAL['"'] = 1;
		SPECIAL['\\'] = 1;
	}

	private final boolean split;

	private final String unit;

	private final boolean millis;

	private final byte[] timeType;

	/**
	 * Create an encoder.
	 * @param split whether each field becomes an object of its own
	 * @param unit the name of the times' unit
	 */
	JsonEncoder(boolean split, String unit) {
		super(SchemalessProtocol.JSON);
		this.split = split;
		this.unit = unit;
		this.millis = unit.equals("ms");
		this.timeType = type(unit);
	}

	private static byte[] type(String name) {
		return ascii(",\"type\":\"" + name + "\"}");
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	@Override
	void encode(Point point, long time, LineBuffer out) {
		OpenTsdb.check(this, point, this.split);
		if (!isExact(time)) {
			throw inexpressible("time", time + " " + this.unit, point, "it is rounded to a double");
		}
		// what the fields of a point have in common is encoded once
		int start = out.size();
		out.putBytes(METRIC);
		putText(point.measurement(), "measurement", point.measurement(), point, out);
		if (this.split) {
			out.putAscii('.');
		}
		int name = out.size();
		putField(point, 0, out);
		int timestamp = out.size();
		out.putBytes(TIMESTAMP);
		putTime(time, out);
		out.putBytes(VALUE);
		int value = out.size();
		putValue(point, 0, out);
		int tags = out.size();
		putTags(point, out);
		int end = out.size();
		out.endLine(',');
		for (int field = 1; field < point.fields(); field++) {
			out.repeat(start, name);
			putField(point, field, out);
			out.repeat(timestamp, value);
			putValue(point, field, out);
			out.repeat(tags, end);
			out.endLine(',');
		}
	}

	private void putField(Point point, int field, LineBuffer out) {
		if (this.split) {
			putText(point.name(field), "field", point.name(field), point, out);
		}
	}

	private void putTags(Point point, LineBuffer out) {
		out.putBytes(TAGS);
		for (int i = 0; i < point.tags(); i++) {
			out.putBytes((i > 0) ? NEXT_TAG : FIRST_TAG);
			putText(point.tagKey(i), "tag", point.tagKey(i), point, out);
			out.putBytes(TAG_VALUE);
			putText(point.tagValue(i), "tag", point.tagKey(i), point, out);
			out.putAscii('"');
		}
		out.putBytes(END);
	}

	private void putTime(long time, LineBuffer out) {
		if (this.millis && time >= MILLIS_OF_13_DIGITS && time < 10 * MILLIS_OF_13_DIGITS) {
			out.putLong(time);
			return;
		}
		out.putBytes(TYPED_VALUE);
		out.putLong(time);
		out.putBytes(this.timeType);
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
				out.putBytes(TYPED_VALUE);
				putQuoted(point, field, out);
				out.putBytes(TYPES[type.ordinal()]);
			}
			default -> {
				if (type == FieldType.BIGINT && !isExact(point.bits(field))) {
					throw inexpressible("field", point.name(field), point,
							point.bits(field) + " is rounded to a double");
				}
				out.putBytes(TYPED_VALUE);
				putNumber(point, field, out);
				out.putBytes(TYPES[type.ordinal()]);
			}
		}
	}

	private static boolean isExact(long value) {
		return (long) (double) value == value;
	}

	private void putQuoted(Point point, int field, LineBuffer out) {
		out.putAscii('"');
		putText(point.text(field), "field", point.name(field), point, out);
		out.putAscii('"');
	}

	private void putText(String text, String what, String name, Point point, LineBuffer out) {
		int chars = text.length();
		for (int i = out.putPlain(text, 0, SPECIAL); i < chars; i = out.putPlain(text, i + 1, SPECIAL)) {
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
