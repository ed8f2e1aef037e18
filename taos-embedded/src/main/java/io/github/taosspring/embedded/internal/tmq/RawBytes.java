package io.github.taosspring.embedded.internal.tmq;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes in the encoding of TDengine's own requests, little-endian ({@code tencode.h}).
 */
final class RawBytes {

	private ByteBuffer bytes = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);

	int size() {
		return this.bytes.position();
	}

	byte[] toArray() {
		return Arrays.copyOf(this.bytes.array(), this.bytes.position());
	}

	private ByteBuffer room(int length) {
		if (this.bytes.remaining() < length) {
			ByteBuffer larger = ByteBuffer.allocate(Math.max(2 * this.bytes.capacity(), this.bytes.position() + length))
				.order(ByteOrder.LITTLE_ENDIAN);
			this.bytes = larger.put(this.bytes.flip());
		}
		return this.bytes;
	}

	RawBytes put(int value) {
		room(1).put((byte) value);
		return this;
	}

	RawBytes putShort(int value) {
		room(Short.BYTES).putShort((short) value);
		return this;
	}

	RawBytes putInt(int value) {
		room(Integer.BYTES).putInt(value);
		return this;
	}

	RawBytes putLong(long value) {
		room(Long.BYTES).putLong(value);
		return this;
	}

	RawBytes put(byte[] value) {
		room(value.length).put(value);
		return this;
	}

	RawBytes putVarint(int value) {
		int rest = value;
		while ((rest & ~0x7f) != 0) {
			put(rest & 0x7f | 0x80);
			rest >>>= 7;
		}
		return put(rest);
	}

	/**
	 * Put bytes with their length in front.
	 */
	RawBytes putBinary(byte[] value) {
		return putVarint(value.length).put(value);
	}

	/**
	 * Put a text with its length in front and a zero at its end.
	 */
	RawBytes putText(String text) {
		byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
		return putVarint(utf8.length + 1).put(utf8).put(0);
	}

}
