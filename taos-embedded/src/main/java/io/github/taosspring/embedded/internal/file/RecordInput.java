package io.github.taosspring.embedded.internal.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads the body of a record; what is missing throws
 * {@link java.nio.BufferUnderflowException}. Not thread-safe.
 */
final class RecordInput {

	private final ByteBuffer bytes;

	private final RecordKind kind;

	private final long sequence;

	private final long time;

	RecordInput(byte[] bytes, int length) {
		this.bytes = ByteBuffer.wrap(bytes, 0, length).order(ByteOrder.LITTLE_ENDIAN);
		this.kind = RecordKind.of(getByte());
		this.sequence = getLong();
		this.time = getLong();
	}

	RecordKind kind() {
		return this.kind;
	}

	long sequence() {
		return this.sequence;
	}

	/** Return when the record was written, in milliseconds since 1970. */
	long time() {
		return this.time;
	}

	int remaining() {
		return this.bytes.remaining();
	}

	int getByte() {
		return this.bytes.get();
	}

	int getShort() {
		return this.bytes.getShort() & 0xffff;
	}

	int getInt() {
		return this.bytes.getInt();
	}

	/** Return a count of things of which each takes a byte at least. */
	int getCount() {
		int count = this.bytes.getInt();
		if (count < 0 || count > this.bytes.remaining()) {
			throw new IllegalArgumentException("A count of " + count + " in " + this.bytes.remaining() + " bytes");
		}
		return count;
	}

	long getLong() {
		return this.bytes.getLong();
	}

	float getFloat() {
		return this.bytes.getFloat();
	}

	double getDouble() {
		return this.bytes.getDouble();
	}

	byte[] getBytes() {
		byte[] value = new byte[getCount()];
		this.bytes.get(value);
		return value;
	}

	String getText() {
		return new String(getBytes(), StandardCharsets.UTF_8);
	}

}
