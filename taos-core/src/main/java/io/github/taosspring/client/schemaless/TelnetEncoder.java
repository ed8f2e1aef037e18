package io.github.taosspring.client.schemaless;

import io.github.taosspring.client.wire.LineBuffer;

/**
 * Writes points as OpenTSDB's telnet lines, as TDengine reads them
 * ({@code clientSmlTelnet.c}): spaces separate, and nothing can be escaped.
 */
final class TelnetEncoder extends PointEncoder {

	private final boolean split;

	/**
	 * Create an encoder.
	 * @param split whether each field becomes a line of its own
	 */
	TelnetEncoder(boolean split) {
		super(SchemalessProtocol.TELNET);
		this.split = split;
	}

	@Override
	void encode(Point point, long time, LineBuffer out) {
		OpenTsdb.check(this, point, this.split);
		OpenTsdb.checkDigits(this, point, time);
		if (point.measurement().equals("put") && !this.split) {
			throw inexpressible("measurement", "put", point, "it is taken for OpenTSDB's command");
		}
		for (int field = 0; field < point.fields(); field++) {
			put(point.measurement(), "measurement", false, point, out);
			if (this.split) {
				out.putAscii('.');
				put(point.name(field), "field", false, point, out);
			}
			out.putAscii(' ');
			out.putLong(time);
			out.putAscii(' ');
			putValue(point, field, out);
			for (int i = 0; i < point.tags(); i++) {
				out.putAscii(' ');
				put(point.tagKey(i), "tag", true, point, out);
				out.putAscii('=');
				put(point.tagValue(i), "value of a tag", true, point, out);
			}
			out.endLine('\n');
		}
	}

	private void put(String text, String what, boolean inPair, Point point, LineBuffer out) {
		int chars = text.length();
		for (int i = 0; i < chars; i++) {
			char value = text.charAt(i);
			if (value <= ' ' || value > '~' && isBlank(value) || inPair && value == '=') {
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
