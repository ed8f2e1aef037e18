package io.github.taosspring.client.wire;

import java.nio.charset.StandardCharsets;

/**
 * The request of a schemaless write, action {@code insert}
 * ({@code controller/ws/ws/schemaless.go} of taosAdapter), laid out straight from the
 * lines' bytes.
 */
public final class InsertFrame {

	/** What is reserved for at once; each byte can become six. */
	private static final int STRIDE = 1024;

	private InsertFrame() {
	}

	/**
	 * Lay out a request.
	 * @param frame where to
	 * @param reqId the request id, 64 unsigned bits
	 * @param protocol 1 InfluxDB line, 2 OpenTSDB telnet, 3 OpenTSDB JSON
	 * @param precision the unit of the timestamps as it stands on the wire, may be empty
	 * @param ttl the time to live of child tables, 0 for ever
	 * @param tableNameKey the tag that names the child table, may be empty
	 * @param elements whether the lines are the elements of an array, without brackets
	 * @param lines the bytes of the lines, in UTF-8
	 * @param from where they begin
	 * @param to where they end
	 */
	public static void write(BindFrame frame, long reqId, int protocol, String precision, int ttl, String tableNameKey,
			boolean elements, byte[] lines, int from, int to) {
		frame.beginText();
		ascii(frame, "{\"action\":\"insert\",\"args\":{\"req_id\":" + Long.toUnsignedString(reqId) + ",\"protocol\":"
				+ protocol + ",\"precision\":\"" + precision + "\",\"ttl\":" + ttl + ",\"table_name_key\":\"");
		byte[] key = tableNameKey.getBytes(StandardCharsets.UTF_8);
		text(frame, key, 0, key.length);
		ascii(frame, elements ? "\",\"data\":\"[" : "\",\"data\":\"");
		text(frame, lines, from, to);
		ascii(frame, elements ? "]\"}}" : "\"}}");
	}

	private static void ascii(BindFrame frame, String text) {
		frame.reserve(text.length());
		for (int i = 0; i < text.length(); i++) {
			frame.putByte((byte) text.charAt(i));
		}
	}

	private static void text(BindFrame frame, byte[] text, int from, int to) {
		for (int start = from; start < to; start += STRIDE) {
			int end = Math.min(to, start + STRIDE);
			// what is written eight bytes at a time ends beyond what is put
			frame.reserve(6L * (end - start) + Long.BYTES);
			frame.putEscaped(text, start, end);
		}
	}

}
