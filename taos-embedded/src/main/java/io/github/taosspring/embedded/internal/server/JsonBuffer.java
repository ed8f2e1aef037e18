package io.github.taosspring.embedded.internal.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing buffer of UTF-8 that JSON is written into, in the form taosAdapter gives it:
 * nothing is escaped but quotes, backslashes and control characters
 * ({@code tools/jsonbuilder/stream_str.go}).
 * <p>
 * Not thread-safe.
 */
final class JsonBuffer {

	private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	private byte[] bytes;

	private int size;

	JsonBuffer(int capacity) {
		this.bytes = new byte[capacity];
	}

	int size() {
		return this.size;
	}

	void clear() {
		this.size = 0;
	}

	byte[] array() {
		return this.bytes;
	}

	ByteBuffer toByteBuffer() {
		return ByteBuffer.wrap(this.bytes, 0, this.size);
	}

	@Override
	public String toString() {
		return new String(this.bytes, 0, this.size, StandardCharsets.UTF_8);
	}

	JsonBuffer put(char ascii) {
		room(1);
		this.bytes[this.size++] = (byte) ascii;
		return this;
	}

	/**
	 * Write text of ASCII as it stands.
	 */
	@SuppressWarnings("deprecation")
	JsonBuffer ascii(String text) {
		int length = text.length();
		room(length);
		text.getBytes(0, length, this.bytes, this.size);
		this.size += length;
		return this;
	}

	/**
	 * Write bytes as they stand.
	 */
	JsonBuffer raw(byte[] text) {
		room(text.length);
		System.arraycopy(text, 0, this.bytes, this.size, text.length);
		this.size += text.length;
		return this;
	}

	/**
	 * Write a signed integer.
	 */
	JsonBuffer number(long value) {
		if (value < 0) {
			if (value == Long.MIN_VALUE) {
				return ascii("-9223372036854775808");
			}
			put('-');
			value = -value;
		}
		int digits = 1;
		for (long rest = value; rest >= 10; rest /= 10) {
			digits++;
		}
		digits(value, digits);
		return this;
	}

	/**
	 * Write an integer of 64 unsigned bits.
	 */
	JsonBuffer unsigned(long bits) {
		return (bits >= 0) ? number(bits) : ascii(Long.toUnsignedString(bits));
	}

	/**
	 * Write exactly so many decimal digits, with zeros in front.
	 */
	JsonBuffer digits(long value, int count) {
		room(count);
		int position = this.size + count;
		this.size = position;
		for (int i = 0; i < count; i++) {
			this.bytes[--position] = (byte) ('0' + value % 10);
			value /= 10;
		}
		return this;
	}

	/**
	 * Write a quoted string.
	 */
	JsonBuffer string(String text) {
		return string(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Write a quoted string of bytes that are not checked for being UTF-8, as taosAdapter
	 * copies them.
	 */
	JsonBuffer string(byte[] text) {
		room(text.length + 2);
		this.bytes[this.size++] = '"';
		int start = 0;
		for (int i = 0; i < text.length; i++) {
			byte b = text[i];
			if (b == '"' || b == '\\' || (b >= 0 && b < 0x20)) {
				copy(text, start, i);
				escape(b);
				start = i + 1;
			}
		}
		copy(text, start, text.length);
		return put('"');
	}

	/**
	 * Write a quoted string of lower-case hex digits.
	 */
	JsonBuffer hex(byte[] value) {
		room(2 * value.length + 2);
		this.bytes[this.size++] = '"';
		for (byte b : value) {
			this.bytes[this.size++] = HEX[(b >> 4) & 0xf];
			this.bytes[this.size++] = HEX[b & 0xf];
		}
		this.bytes[this.size++] = '"';
		return this;
	}

	private void copy(byte[] text, int from, int to) {
		room(to - from);
		System.arraycopy(text, from, this.bytes, this.size, to - from);
		this.size += to - from;
	}

	private void escape(byte b) {
		switch (b) {
			case '"' -> ascii("\\\"");
			case '\\' -> ascii("\\\\");
			case '\n' -> ascii("\\n");
			case '\r' -> ascii("\\r");
			case '\t' -> ascii("\\t");
			default -> {
				ascii("\\u00");
				put((char) HEX[b >> 4]);
				put((char) HEX[b & 0xf]);
			}
		}
	}

	private void room(int more) {
		if (more > this.bytes.length - this.size) {
			int needed = Math.addExact(this.size, more);
			this.bytes = Arrays.copyOf(this.bytes,
					Math.max(needed, (int) Math.min(2L * needed, Integer.MAX_VALUE - 8)));
		}
	}

}
