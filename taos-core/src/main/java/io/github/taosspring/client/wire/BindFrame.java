package io.github.taosspring.client.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

import io.github.taosspring.client.TaosErrors;

/**
 * A growing buffer for the frames that carry values; kept for the next one.
 * <p>
 * It has room in front for the head of a WebSocket frame, so that a large one goes out
 * from here without a copy. Not thread-safe.
 */
public final class BindFrame {

	private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

	/** The longest head of a WebSocket frame: length in 8 bytes, and the mask. */
	private static final int HEADROOM = 14;

	/** One in each of eight bytes. */
	private static final long EACH = 0x0101_0101_0101_0101L;

	private static final int FINAL_TEXT = 0x81;

	private static final int FINAL_BINARY = 0x82;

	private static final int MASKED = 0x80;

	private byte[] bytes = new byte[8 * 1024];

	private int position = HEADROOM;

	private int kind = FINAL_BINARY;

	/**
	 * Return the message as it is now, without a copy.
	 * @return a view of the bytes, valid until the next message is begun or this one is
	 * masked
	 */
	public ByteBuffer view() {
		return ByteBuffer.wrap(this.bytes, HEADROOM, size());
	}

	/**
	 * Return the bytes so far.
	 * @return the bytes
	 */
	public int size() {
		return this.position - HEADROOM;
	}

	/**
	 * Return the bytes that are kept.
	 * @return the bytes
	 */
	public int capacity() {
		return this.bytes.length;
	}

	/**
	 * Make the message one frame of WebSocket, as clients send it (RFC 6455, section 5).
	 * It is masked where it is, and is the message no more.
	 * @param key the mask
	 * @return the frame, from the first byte of its array on; valid until the next
	 * message is begun
	 */
	public ByteBuffer toWebSocketFrame(int key) {
		int size = size();
		mask(key);
		int head = (size < 126) ? 6 : (size < 0x10000) ? 8 : HEADROOM;
		if (head < HEADROOM) {
			System.arraycopy(this.bytes, HEADROOM, this.bytes, head, size);
		}
		ByteBuffer frame = ByteBuffer.wrap(this.bytes, 0, head + size);
		frame.put((byte) this.kind);
		switch (head) {
			case 6 -> frame.put((byte) (MASKED | size));
			case 8 -> frame.put((byte) (MASKED | 126)).putShort((short) size);
			default -> frame.put((byte) (MASKED | 127)).putLong(size);
		}
		frame.putInt(key);
		frame.rewind();
		return frame;
	}

	private void mask(int key) {
		int little = Integer.reverseBytes(key);
		long mask = (long) little << 32 | little & 0xffff_ffffL;
		int at = HEADROOM;
		for (; at <= this.position - 8; at += 8) {
			LittleEndian.putLong(this.bytes, at, LittleEndian.getLong(this.bytes, at) ^ mask);
		}
		for (; at < this.position; at++, mask >>>= 8) {
			this.bytes[at] ^= (byte) mask;
		}
	}

	void begin() {
		this.position = HEADROOM;
		this.kind = FINAL_BINARY;
	}

	void beginText() {
		this.position = HEADROOM;
		this.kind = FINAL_TEXT;
	}

	int position() {
		return this.position - HEADROOM;
	}

	/**
	 * See to it that bytes can be put. Each {@code put} below relies on it.
	 */
	void reserve(long more) {
		long needed = this.position + more;
		if (needed > this.bytes.length) {
			if (needed > MAX_ARRAY) {
				throw TaosErrors.misuse("A frame of values cannot hold more than 2 GiB");
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

	/**
	 * Put text as it stands in JSON. Eight bytes are looked at and copied at a time, up
	 * to the first one that has to be escaped. Six bytes have to be reserved for each,
	 * and eight more.
	 */
	void putEscaped(byte[] text, int from, int to) {
		byte[] target = this.bytes;
		int at = this.position;
		int index = from;
		while (index <= to - Long.BYTES) {
			long eight = LittleEndian.getLong(text, index);
			LittleEndian.putLong(target, at, eight);
			long special = special(eight);
			int clean = (special != 0) ? Long.numberOfTrailingZeros(special) >> 3 : Long.BYTES;
			index += clean;
			at += clean;
			if (special != 0) {
				at = putEscaped(text[index++], target, at);
			}
		}
		while (index < to) {
			byte value = text[index++];
			if (value >= 0x20 && value != '"' && value != '\\' || value < 0) {
				target[at++] = value;
			}
			else {
				at = putEscaped(value, target, at);
			}
		}
		this.position = at;
	}

	/**
	 * Find bytes below 0x20, quotes and backslashes.
	 * @return of the lowest byte that is one, and maybe of others above it, the upper bit
	 */
	private static long special(long eight) {
		long low = (eight - 0x20 * EACH) & ~eight;
		long quotes = eight ^ '"' * EACH;
		long backslashes = eight ^ '\\' * EACH;
		return (low | (quotes - EACH) & ~quotes | (backslashes - EACH) & ~backslashes) & 0x80 * EACH;
	}

	private static int putEscaped(byte value, byte[] target, int start) {
		int at = start;
		target[at++] = '\\';
		switch (value) {
			case '"', '\\' -> target[at++] = value;
			case '\n' -> target[at++] = 'n';
			default -> {
				target[at++] = 'u';
				target[at++] = '0';
				target[at++] = '0';
				target[at++] = LineBuffer.hexDigit(value >> 4);
				target[at++] = LineBuffer.hexDigit(value & 0xf);
			}
		}
		return at;
	}

	void skip(int size) {
		this.position += size;
	}

	void patchInt(int at, int value) {
		LittleEndian.putInt(this.bytes, HEADROOM + at, value);
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
