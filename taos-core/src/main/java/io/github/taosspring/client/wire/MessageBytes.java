package io.github.taosspring.client.wire;

import java.nio.charset.StandardCharsets;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;

/**
 * Reads a subscription's message from its first byte on; whatever is missing is named.
 */
final class MessageBytes {

	private final byte[] bytes;

	private final int start;

	private int position;

	private int end;

	MessageBytes(byte[] bytes, int start, int end) {
		this.bytes = bytes;
		this.start = start;
		this.position = start;
		this.end = end;
	}

	byte[] array() {
		return this.bytes;
	}

	int position() {
		return this.position;
	}

	int end() {
		return this.end;
	}

	int remaining() {
		return this.end - this.position;
	}

	/**
	 * Go on at another position, up to another end.
	 */
	void range(int newPosition, int newEnd) {
		this.position = newPosition;
		this.end = newEnd;
	}

	void skip(long count, String field) {
		require(count, field);
		this.position += (int) count;
	}

	int readByte(String field) {
		require(1, field);
		return this.bytes[this.position++];
	}

	int readInt(String field) {
		require(4, field);
		int value = LittleEndian.getInt(this.bytes, this.position);
		this.position += 4;
		return value;
	}

	long readLong(String field) {
		require(8, field);
		long value = LittleEndian.getLong(this.bytes, this.position);
		this.position += 8;
		return value;
	}

	/**
	 * Read an unsigned number, seven bits a byte, the low ones first.
	 */
	int readVarint(String field) {
		long value = 0;
		for (int shift = 0; shift < 35; shift += 7) {
			int next = readByte(field);
			value |= (next & 0x7FL) << shift;
			if (next >= 0) {
				if (value > Integer.MAX_VALUE) {
					break;
				}
				return (int) value;
			}
		}
		throw malformed("its " + field + " is out of range");
	}

	/**
	 * Read a signed number: zero, -1, 1, -2 and so on.
	 */
	int readZigzag(String field) {
		int value = readVarint(field);
		return value >>> 1 ^ -(value & 1);
	}

	/**
	 * Read a text with its length, which counts the NUL behind it.
	 */
	String readText(String field) {
		int size = readVarint("length of the " + field);
		require(size, field);
		int text = (size > 0 && this.bytes[this.position + size - 1] == 0) ? size - 1 : size;
		String value = new String(this.bytes, this.position, text, StandardCharsets.UTF_8);
		this.position += size;
		return value;
	}

	void require(long count, String field) {
		if (count < 0 || count > this.end - this.position) {
			throw TaosErrors.malformed("Truncated message: " + count + " bytes of its " + field + " expected at "
					+ (this.position - this.start) + ", but " + (this.end - this.position) + " are left", null);
		}
	}

	TaosException malformed(String what) {
		return TaosErrors.malformed("Malformed message: at " + (this.position - this.start) + ", " + what, null);
	}

}
