package io.github.taosspring.client.internal.rest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import io.github.taosspring.client.TaosErrors;

/**
 * Keeps what was read from it lately, so that a value whose text matters can be had as it
 * was sent after a parser that reads ahead has gone over it.
 */
final class KeepingStream extends FilterInputStream {

	private static final int MAX_KEPT = 64 * 1024 * 1024;

	private static final int SLACK = 64 * 1024;

	private byte[] kept = new byte[16 * 1024];

	/** The offset in the stream of the first byte kept. */
	private long start;

	private int length;

	private boolean keeping = true;

	KeepingStream(InputStream in) {
		super(in);
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] target, int from, int size) throws IOException {
		int count = this.in.read(target, from, size);
		if (count > 0 && this.keeping) {
			if (this.length + count > MAX_KEPT) {
				throw TaosErrors.malformed(
						"Malformed answer: a JSON value or the text before it has more than " + MAX_KEPT + " bytes",
						null);
			}
			if (this.length + count > this.kept.length) {
				this.kept = Arrays.copyOf(this.kept, Math.max(2 * this.kept.length, this.length + count));
			}
			System.arraycopy(target, from, this.kept, this.length, count);
			this.length += count;
		}
		return count;
	}

	/**
	 * Keep nothing any more.
	 */
	void keepNothing() {
		this.keeping = false;
		this.kept = new byte[0];
		this.length = 0;
	}

	/**
	 * Let go of what lies before an offset, now or later.
	 */
	void keepFrom(long offset) {
		int surplus = (int) (offset - this.start);
		if (surplus > SLACK || surplus > 0 && surplus == this.length) {
			System.arraycopy(this.kept, surplus, this.kept, 0, this.length - surplus);
			this.length -= surplus;
			this.start = offset;
		}
	}

	/**
	 * Return the array that holds the bytes kept.
	 */
	byte[] array() {
		return this.kept;
	}

	/**
	 * Return where a byte of the stream lies in the array.
	 */
	int index(long offset) {
		long index = offset - this.start;
		if (index < 0 || index > this.length) {
			throw new IllegalStateException("Byte " + offset + " is not kept");
		}
		return (int) index;
	}

}
