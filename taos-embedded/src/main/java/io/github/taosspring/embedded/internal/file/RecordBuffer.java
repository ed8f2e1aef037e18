package io.github.taosspring.embedded.internal.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Builds a record; kept for the next one. Not thread-safe.
 */
final class RecordBuffer {

	/** Length, CRC32C of the length, CRC32C of the rest. */
	static final int FRAME = 12;

	/** What a record may hold at most. */
	static final int LONGEST = Integer.MAX_VALUE - 64;

	private static final int FIRST_CAPACITY = 4096;

	/** A larger buffer isn't kept. */
	private static final int MOST_KEPT = 16 << 20;

	private final CRC32C crc = new CRC32C();

	private ByteBuffer bytes = allocate(FIRST_CAPACITY);

	private static ByteBuffer allocate(int capacity) {
		return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
	}

	/**
	 * Begin a record.
	 */
	void begin(RecordKind kind, long sequence, long time) {
		if (this.bytes.capacity() > MOST_KEPT) {
			this.bytes = allocate(FIRST_CAPACITY);
		}
		this.bytes.clear().position(FRAME);
		putByte(kind.code());
		putLong(sequence);
		putLong(time);
	}

	/**
	 * End the record.
	 */
	void end() {
		int length = this.bytes.position() - FRAME;
		this.bytes.putInt(0, length);
		this.bytes.putInt(4, crc(0, 4));
		this.bytes.putInt(8, crc(FRAME, length));
	}

	private int crc(int from, int length) {
		this.crc.reset();
		this.crc.update(this.bytes.array(), from, length);
		return (int) this.crc.getValue();
	}

	byte[] array() {
		return this.bytes.array();
	}

	int size() {
		return this.bytes.position();
	}

	private ByteBuffer room(int more) {
		if (this.bytes.remaining() < more) {
			long wanted = Math.max((long) this.bytes.position() + more, 2L * this.bytes.capacity());
			if ((long) this.bytes.position() + more > LONGEST) {
				throw new IllegalStateException("A statement of more than 2 GB can't be logged");
			}
			ByteBuffer larger = allocate((int) Math.min(wanted, LONGEST));
			larger.put(this.bytes.flip());
			this.bytes = larger;
		}
		return this.bytes;
	}

	void putByte(int value) {
		room(1).put((byte) value);
	}

	void putShort(int value) {
		room(2).putShort((short) value);
	}

	void putInt(int value) {
		room(4).putInt(value);
	}

	void putLong(long value) {
		room(8).putLong(value);
	}

	void putBytes(byte[] value) {
		room(4 + value.length).putInt(value.length).put(value);
	}

	void putText(String value) {
		putBytes(value.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Put values in their lower bytes.
	 * @param width 1, 2, 4 or 8
	 */
	void putLongs(long[] values, int count, int width) {
		ByteBuffer target = room(Math.multiplyExact(count, width));
		switch (width) {
			case 1 -> {
				for (int i = 0; i < count; i++) {
					target.put((byte) values[i]);
				}
			}
			case 2 -> {
				for (int i = 0; i < count; i++) {
					target.putShort((short) values[i]);
				}
			}
			case 4 -> {
				for (int i = 0; i < count; i++) {
					target.putInt((int) values[i]);
				}
			}
			default -> {
				for (int i = 0; i < count; i++) {
					target.putLong(values[i]);
				}
			}
		}
	}

	void putFloats(double[] values, int count) {
		ByteBuffer target = room(Math.multiplyExact(count, 4));
		for (int i = 0; i < count; i++) {
			target.putFloat((float) values[i]);
		}
	}

	void putDoubles(double[] values, int count) {
		ByteBuffer target = room(Math.multiplyExact(count, 8));
		for (int i = 0; i < count; i++) {
			target.putDouble(values[i]);
		}
	}

	byte[] toByteArray() {
		return Arrays.copyOf(this.bytes.array(), this.bytes.position());
	}

}
