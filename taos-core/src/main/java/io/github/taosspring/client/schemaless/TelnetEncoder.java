package io.github.taosspring.client.schemaless;

import java.util.Arrays;

import io.github.taosspring.client.wire.LineBuffer;

/**
 * Writes points as OpenTSDB's telnet lines, as TDengine reads them
 * ({@code clientSmlTelnet.c}): spaces separate, and nothing can be escaped.
 */
final class TelnetEncoder extends PointEncoder {

	private static final byte[] NAME = refused(false);

	private static final byte[] IN_PAIR = refused(true);

	private final boolean split;

	/**
	 * Create an encoder.
	 * @param split whether each field becomes a line of its own
	 */
	TelnetEncoder(boolean split) {
		super(SchemalessProtocol.TELNET);
		this.split = split;
	}

	private static byte[] refused(boolean inPair) {
		byte[] refused = new byte[128];
		Arrays.fill(refused, 0, ' ' + 1, (byte) 1);
		refused['='] = (byte) (inPair ? 1 : 0);
		return refused;
	}

	@Override
	void encode(Point point, long time, LineBuffer out) {
		OpenTsdb.check(this, point, this.split);
		OpenTsdb.checkDigits(this, point, time);
		if (point.measurement().equals("put") && !this.split) {
			throw inexpressible("measurement", "put", point, "it is taken for OpenTSDB's command");
		}
		// what the fields of a point have in common is encoded once
		int start = out.size();
		put(point.measurement(), "measurement", NAME, point, out);
		if (this.split) {
			out.putAscii('.');
		}
		int name = out.size();
		putField(point, 0, out);
		int timestamp = out.size();
		out.putAscii(' ');
		out.putLong(time);
		out.putAscii(' ');
		int value = out.size();
		putValue(point, 0, out);
		int tags = out.size();
		putTags(point, out);
		int end = out.size();
		out.endLine('\n');
		for (int field = 1; field < point.fields(); field++) {
			out.repeat(start, name);
			putField(point, field, out);
			out.repeat(timestamp, value);
			putValue(point, field, out);
			out.repeat(tags, end);
			out.endLine('\n');
		}
	}

	private void putField(Point point, int field, LineBuffer out) {
		if (this.split) {
			put(point.name(field), "field", NAME, point, out);
		}
	}

	private void putTags(Point point, LineBuffer out) {
		for (int i = 0; i < point.tags(); i++) {
			out.putAscii(' ');
			put(point.tagKey(i), "tag", IN_PAIR, point, out);
			out.putAscii('=');
			put(point.tagValue(i), "value of a tag", IN_PAIR, point, out);
		}
	}

	private void put(String text, String what, byte[] refused, Point point, LineBuffer out) {
		int chars = text.length();
		for (int i = out.putPlain(text, 0, refused); i < chars; i = out.putPlain(text, i + 1, refused)) {
			char value = text.charAt(i);
			if (value < refused.length && refused[value] != 0 || isBlank(value)) {
				throw inexpressible(what, text, point, "it contains " + shown(value));
			}
			i = out.putChar(text, i);
		}
	}

	private void putValue(Point point, int field, LineBuffer out) {
		FieldType type = point.type(field);
		switch (type) {
			case BOOL -> out.putAscii((point.bits(field) != 0) ? "true" : "false");
			case VARCHAR, NCHAR, GEOMETRY -> {
				String text = point.text(field);
				for (int i = 0; i < text.length(); i++) {
					if (isSeparator(text.charAt(i))) {
						throw inexpressible("field", point.name(field), point,
								"its text contains " + shown(text.charAt(i)));
					}
				}
				out.putAscii(type.mark());
				out.putAscii('"');
				out.putText(text);
				out.putAscii('"');
			}
			case VARBINARY -> LineEncoder.putBinary(point.bytes(field), out);
			default -> {
				putNumber(point, field, out);
				out.putAscii(type.mark());
			}
		}
	}

	private static boolean isSeparator(char value) {
		return value == ' ' || value == '\n' || value == '\r' || value == '\0';
	}

}
