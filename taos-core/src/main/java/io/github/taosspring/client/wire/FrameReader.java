package io.github.taosspring.client.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import io.github.taosspring.client.TaosErrors;

/**
 * Reads the fields of a binary frame one after the other; whatever is missing is named.
 */
final class FrameReader {

	private static final int VERSION = 1;

	private final String frame;

	private final ByteBuffer buffer;

	FrameReader(String frame, ByteBuffer buffer) {
		this.frame = frame;
		this.buffer = buffer.slice().order(ByteOrder.LITTLE_ENDIAN);
	}

	long readLong(String field) {
		require(8, field);
		return this.buffer.getLong();
	}

	int readInt(String field) {
		require(4, field);
		return this.buffer.getInt();
	}

	int readShort(String field) {
		require(2, field);
		return this.buffer.getShort() & 0xffff;
	}

	byte readByte(String field) {
		require(1, field);
		return this.buffer.get();
	}

	void readVersion() {
		require(2, "version");
		int version = this.buffer.getShort() & 0xffff;
		if (version != VERSION) {
			throw TaosErrors.malformed("Malformed " + this.frame + ": unknown version " + version, null);
		}
	}

	/**
	 * Read a length of four bytes and as many bytes.
	 */
	byte[] readBytes(String field) {
		byte[] bytes = new byte[readSize(field)];
		this.buffer.get(bytes);
		return bytes;
	}

	/**
	 * Read a length of four bytes and a view on as many bytes.
	 */
	ByteBuffer readSlice(String field) {
		int size = readSize(field);
		ByteBuffer slice = this.buffer.slice(this.buffer.position(), size);
		this.buffer.position(this.buffer.position() + size);
		return slice;
	}

	ByteBuffer rest() {
		return this.buffer.slice();
	}

	private int readSize(String field) {
		int size = readInt("length of the " + field);
		if (size < 0) {
			throw TaosErrors.malformed("Malformed " + this.frame + ": its " + field + " claims to have "
					+ (size & 0xffff_ffffL) + " bytes", null);
		}
		require(size, field);
		return size;
	}

	private void require(int size, String field) {
		if (this.buffer.remaining() < size) {
			throw TaosErrors.malformed("Truncated " + this.frame + ": " + size + " bytes of its " + field
					+ " expected at " + this.buffer.position() + ", but " + this.buffer.remaining() + " are left",
					null);
		}
	}

}
