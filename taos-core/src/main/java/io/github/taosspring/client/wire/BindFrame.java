package io.github.taosspring.client.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

import io.github.taosspring.client.TaosErrors;

/**
 * A growing buffer for the frames that carry bound values; kept for the next one. Not
 * thread-safe.
 */
public final class BindFrame {

	private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

	private byte[] bytes = new byte[8 * 1024];

	private int position;

	/**
	 * Return the frame as it is now, without a copy.
	 * @return a view of the bytes, valid until the next frame is begun
	 */
	public ByteBuffer view() {
		return ByteBuffer.wrap(this.bytes, 0, this.position);
	}

	/**
	 * Return the bytes so far.
	 * @return the bytes
	 */
	public int size() {
		return this.position;
	}

	void begin() {
		this.position = 0;
	}

	int position() {
		return this.position;
	}

	/**
	 * See to it that bytes can be put. Each {@code put} below relies on it.
	 */
	void reserve(long more) {
		long needed = this.position + more;
		if (needed > this.bytes.length) {
			if (needed > MAX_ARRAY) {
				throw TaosErrors.misuse("A frame of bound values cannot hold more than 2 GiB");
			}
			this.bytes = Arrays.copyOf(this.bytes, (int) Math.min(MAX_ARRAY, Math.max(needed, 2L * this.bytes.length)));
		}
	}

	void putByte(byte value) {
		this.bytes[this.position++] = value;
	}

	void putShort(int value) {
		LittleEndian.putShort(this.bytes, this.position, value);
		this.position += 2;
	}

	void putInt(int value) {
		LittleEndian.putInt(this.bytes, this.position, value);
		this.position += 4;
	}

	void putLong(long value) {
		LittleEndian.putLong(this.bytes, this.position, value);
		this.position += 8;
	}

	void putBytes(byte[] source, int from, int size) {
		System.arraycopy(source, from, this.bytes, this.position, size);
		this.position += size;
	}

	void skip(int size) {
		this.position += size;
	}

	void patchInt(int at, int value) {
		LittleEndian.putInt(this.bytes, at, value);
	}

	void patchShort(int at, int value) {
		LittleEndian.putShort(this.bytes, at, value);
	}

	/**
	 * Replace a value among the last bytes.
	 */
	void replace(byte value, byte by, int count) {
		for (int i = this.position - count; i < this.position; i++) {
			if (this.bytes[i] == value) {
				this.bytes[i] = by;
			}
		}
	}

}
