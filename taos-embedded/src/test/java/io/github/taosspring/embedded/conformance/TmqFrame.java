package io.github.taosspring.embedded.conformance;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.LongUnaryOperator;

/**
 * A binary reply on {@code /rest/tmq}, taken apart without the code under test.
 *
 * @param head what comes before the raw bytes, without the time
 * @param type the raw type, 0 for an error
 * @param bytes the raw bytes
 */
record TmqFrame(String head, int type, byte[] bytes) {

	/**
	 * Take a reply to {@code fetch_raw_data} apart.
	 */
	static TmqFrame rawData(byte[] frame) {
		ByteBuffer in = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
		int code = in.getInt(34);
		int message = in.getInt(38);
		int end = 42 + message;
		String head = in.getLong(0) + " " + in.getLong(8) + " " + in.getShort(16) + " " + in.getLong(26) + " " + code
				+ " " + new String(frame, 42, message, StandardCharsets.UTF_8) + " " + in.getLong(end);
		if (code != 0) {
			return new TmqFrame(head, 0, Arrays.copyOfRange(frame, end + 8, frame.length));
		}
		return new TmqFrame(head + " " + (in.getInt(end + 10) == frame.length - end - 14), in.getShort(end + 8),
				Arrays.copyOfRange(frame, end + 14, frame.length));
	}

	/**
	 * Take a reply to {@code fetch_raw} apart.
	 */
	static TmqFrame raw(byte[] frame) {
		ByteBuffer in = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
		String head = in.getLong(8) + " " + in.getLong(16) + " " + in.getLong(24) + " "
				+ (in.getInt(32) == frame.length - 38);
		return new TmqFrame(head, in.getShort(36), Arrays.copyOfRange(frame, 38, frame.length));
	}

	/**
	 * Return whether these are changes of tables.
	 */
	boolean isMeta() {
		return this.type != 0 && this.type != 2 && this.type != 4;
	}

	/**
	 * Return all that can be compared as text: blocks byte by byte, offsets as the
	 * operator has them, no ids of tables and no times. The number and the flags of the
	 * recorded tables' one column that was added later are left out too: they tell how
	 * many tags a table had by then, and no client uses them.
	 */
	String describe(LongUnaryOperator offsets) {
		StringBuilder text = new StringBuilder(this.head).append(" type ").append(this.type);
		if (this.type == 0) {
			return text.toString();
		}
		ByteBuffer in = ByteBuffer.wrap(this.bytes).order(ByteOrder.LITTLE_ENDIAN);
		text.append(" version ").append(in.get()).append(" length ").append(in.getInt());
		offset(in, offsets, text);
		offset(in, offsets, text);
		int blocks = in.getInt();
		boolean names = blocks != 0 && in.get() == 1;
		if (blocks != 0) {
			text.append(" names ").append(names).append(" schemas ").append(in.get());
		}
		for (int i = 0; i < blocks; i++) {
			block(in, names, text);
		}
		if (this.type == 2) {
			return text.append("\n tail ").append(in.getLong()).append(' ').append(in.remaining()).toString();
		}
		int requests = in.getInt();
		for (int i = 0; i < requests; i++) {
			request(in, text);
		}
		return text.append("\n rest ").append(in.remaining()).toString();
	}

	private static void offset(ByteBuffer in, LongUnaryOperator offsets, StringBuilder text) {
		int type = in.get() & 0xff;
		text.append(" offset ").append(Integer.toHexString(type));
		if (type == 0x11) {
			text.append(' ').append(offsets.applyAsLong(in.getLong()));
		}
		else {
			text.append(' ').append(in.getLong()).append(' ').append(in.getLong()).append(' ').append(in.get());
			text.append(' ').append(in.getLong());
		}
	}

	private static void block(ByteBuffer in, boolean names, StringBuilder text) {
		byte[] bytes = new byte[(int) varint(in)];
		in.get(bytes);
		text.append("\n block ").append(HexFormat.of().formatHex(bytes));
		long columns = zigzag(in);
		text.append("\n  schema ").append(zigzag(in));
		for (int i = 0; i < columns; i++) {
			int type = in.get();
			int flags = in.get();
			long length = zigzag(in);
			long id = zigzag(in);
			String name = text(in);
			boolean late = name.equals("d") && columns == 5;
			text.append(' ').append(type).append(' ').append(length).append(' ').append(name);
			text.append(late ? "" : " " + flags + " " + id);
		}
		if (names) {
			text.append("\n  table ").append(text(in));
		}
	}

	private static void request(ByteBuffer in, StringBuilder text) {
		int length = (int) varint(in);
		int end = in.position() + length;
		text.append("\n create ").append(length).append(' ').append(in.getInt()).append(' ').append(varint(in));
		text.append(' ').append(text(in));
		in.getLong();
		in.getLong();
		text.append(' ').append(in.getInt()).append(' ').append(in.get()).append(' ').append(in.getInt());
		text.append(' ').append(text(in)).append(' ').append(in.get());
		in.getLong();
		byte[] rest = new byte[end - in.position()];
		in.get(rest);
		text.append(' ').append(HexFormat.of().formatHex(rest));
	}

	private static String text(ByteBuffer in) {
		byte[] bytes = new byte[(int) varint(in)];
		in.get(bytes);
		return new String(bytes, 0, bytes.length - 1, StandardCharsets.UTF_8);
	}

	private static long varint(ByteBuffer in) {
		long result = 0;
		int shift = 0;
		while (true) {
			byte next = in.get();
			result |= (next & 0x7fL) << shift;
			if (next >= 0) {
				return result;
			}
			shift += 7;
		}
	}

	private static long zigzag(ByteBuffer in) {
		long value = varint(in);
		return value >>> 1 ^ -(value & 1);
	}

}
