package io.github.taosspring.client.wire;

import java.util.Arrays;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosType;

/**
 * Growing buffers of one column or tag of a {@link BindBatch}, in the layout of a bind
 * block: a mark a row, values packed, no filler but for absent values of fixed width.
 * <p>
 * Checks nothing but that its arrays can grow; whoever appends has checked type, range
 * and length. Allocates only when it grows. Not thread-safe.
 */
public final class BindColumn {

	/** Mark of a row with a value. */
	public static final byte VALUE = 0;

	/** Mark of a row that is NULL. */
	public static final byte NULL = 1;

	/** Mark of a row whose column is left as it is. */
	public static final byte NONE = 2;

	/** Bytes of a bind block besides marks, lengths and values. */
	public static final int BLOCK_HEAD = 17;

	private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

	private final TaosType type;

	private final int width;

	private int rows;

	/** Rows that are NULL or NONE. */
	private int absent;

	private byte[] marks = new byte[64];

	private byte[] data = new byte[256];

	private int length;

	/** Where the values of a variable type end. */
	private int[] ends = {};

	/**
	 * Create a column.
	 * @param type the type, as the server has it
	 */
	public BindColumn(TaosType type) {
		this.type = type;
		this.width = type.width();
		if (type.isVariable()) {
			this.ends = new int[64];
		}
	}

	/**
	 * Return the type.
	 * @return the type
	 */
	public TaosType type() {
		return this.type;
	}

	/**
	 * Return the number of rows so far.
	 * @return the rows
	 */
	public int rows() {
		return this.rows;
	}

	/**
	 * Return the bytes of the values so far.
	 * @return the bytes
	 */
	public int dataLength() {
		return this.length;
	}

	/**
	 * Return the mark of a row.
	 * @param row the row from 0
	 * @return {@link #VALUE}, {@link #NULL} or {@link #NONE}
	 */
	public byte mark(int row) {
		return this.marks[row];
	}

	/**
	 * Return the bits of a value of up to 64 bits.
	 * @param row the row from 0
	 * @return the value, not extended by its sign below 8 bytes
	 */
	public long bits(int row) {
		return switch (this.width) {
			case 8 -> LittleEndian.getLong(this.data, row * 8);
			case 4 -> LittleEndian.getInt(this.data, row * 4) & 0xffff_ffffL;
			case 2 -> LittleEndian.getUnsignedShort(this.data, row * 2);
			case 1 -> this.data[row] & 0xff;
			default -> throw new IllegalStateException(this.type + " has no value of up to 64 bits");
		};
	}

	/**
	 * Return a hash of a row's mark and bytes, for recognising the value later without an
	 * object.
	 * @param row the row from 0
	 * @param seed any number; other seeds give other hashes
	 * @return 64 bits, equal for equal values
	 */
	public long hash(int row, long seed) {
		long marked = seed + this.marks[row];
		return (this.width > 0) ? Hash64.of(this.data, row * this.width, (row + 1) * this.width, marked)
				: Hash64.of(this.data, endBefore(row), this.ends[row], marked);
	}

	/**
	 * Return the bytes of a value.
	 * @param row the row from 0
	 * @return a copy, in the order in which they are sent; those of an absent value mean
	 * nothing
	 */
	public byte[] bytes(int row) {
		int from = (this.width > 0) ? row * this.width : endBefore(row);
		return Arrays.copyOfRange(this.data, from, (this.width > 0) ? from + this.width : this.ends[row]);
	}

	/**
	 * Append a row without a value.
	 * @param mark {@link #NULL} or {@link #NONE}
	 */
	public void appendAbsent(byte mark) {
		if (this.width == 0) {
			endValue(0);
		}
		else {
			reserve(this.width);
			Arrays.fill(this.data, this.length, this.length + this.width, (byte) 0);
			this.length += this.width;
		}
		mark(mark);
		this.absent++;
	}

	/**
	 * Append a value of 1 byte.
	 * @param value the value
	 */
	public void appendByte(int value) {
		reserve(1);
		this.data[this.length++] = (byte) value;
		mark(VALUE);
	}

	/**
	 * Append a value of 2 bytes.
	 * @param value the value
	 */
	public void appendShort(int value) {
		reserve(2);
		LittleEndian.putShort(this.data, this.length, value);
		this.length += 2;
		mark(VALUE);
	}

	/**
	 * Append a value of 4 bytes.
	 * @param value the value
	 */
	public void appendInt(int value) {
		reserve(4);
		LittleEndian.putInt(this.data, this.length, value);
		this.length += 4;
		mark(VALUE);
	}

	/**
	 * Append a value of 8 bytes.
	 * @param value the value
	 */
	public void appendLong(long value) {
		reserve(8);
		LittleEndian.putLong(this.data, this.length, value);
		this.length += 8;
		mark(VALUE);
	}

	/**
	 * Append a value of 16 bytes.
	 * @param high the upper 64 bits
	 * @param low the lower 64 bits
	 */
	public void appendLongs(long high, long low) {
		reserve(16);
		LittleEndian.putLong(this.data, this.length, low);
		LittleEndian.putLong(this.data, this.length + 8, high);
		this.length += 16;
		mark(VALUE);
	}

	/**
	 * Append bytes.
	 * @param source an array with the bytes
	 * @param from the first one's index
	 * @param size how many
	 */
	public void appendBytes(byte[] source, int from, int size) {
		reserve(size);
		System.arraycopy(source, from, this.data, this.length, size);
		endValue(size);
		mark(VALUE);
	}

	/**
	 * Write text as UTF-8 behind the last value without appending it yet, see
	 * {@link #appendWritten}.
	 * @param text the text
	 * @return how many bytes it took, or -1 if it has an unpaired surrogate
	 */
	public int writeUtf8(CharSequence text) {
		int chars = text.length();
		reserve(3L * chars);
		return Utf8.write(text, this.data, this.length) - this.length;
	}

	/**
	 * Append what {@link #writeUtf8} wrote.
	 * @param size what it returned
	 */
	public void appendWritten(int size) {
		endValue(size);
		mark(VALUE);
	}

	private void endValue(int size) {
		if (this.rows == this.ends.length) {
			this.ends = Arrays.copyOf(this.ends, (int) Math.min(MAX_ARRAY, 2L * this.rows));
		}
		this.length += size;
		this.ends[this.rows] = this.length;
	}

	private void mark(byte mark) {
		if (this.rows == this.marks.length) {
			this.marks = Arrays.copyOf(this.marks, (int) Math.min(MAX_ARRAY, 2L * this.rows));
		}
		this.marks[this.rows++] = mark;
	}

	private void reserve(long more) {
		long needed = this.length + more;
		if (needed > this.data.length) {
			if (needed > MAX_ARRAY) {
				throw TaosErrors.misuse("A column of a batch cannot hold more than 2 GiB");
			}
			this.data = Arrays.copyOf(this.data, (int) Math.min(MAX_ARRAY, Math.max(needed, 2L * this.data.length)));
		}
	}

	/**
	 * Drop the last rows.
	 * @param count the rows to keep
	 */
	public void truncate(int count) {
		while (this.rows > count) {
			if (this.marks[--this.rows] != VALUE) {
				this.absent--;
			}
		}
		this.length = (this.width > 0) ? count * this.width : endBefore(count);
	}

	/**
	 * Drop all rows and keep the arrays.
	 */
	public void clear() {
		this.rows = 0;
		this.absent = 0;
		this.length = 0;
	}

	private int endBefore(int count) {
		return (count > 0) ? this.ends[count - 1] : 0;
	}

	boolean hasAbsent() {
		return this.absent > 0;
	}

	byte[] data() {
		return this.data;
	}

	/**
	 * Return where a value of a variable type begins.
	 */
	int start(int row) {
		return endBefore(row);
	}

	/**
	 * Return where a value of a variable type ends.
	 */
	int end(int row) {
		return this.ends[row];
	}

	/**
	 * Write a block of consecutive rows.
	 * @param nullMark what NULL rows are sent as
	 */
	void writeBlock(BindFrame out, int from, int to, byte nullMark) {
		int start = out.position();
		int count = to - from;
		int first = (this.width > 0) ? from * this.width : endBefore(from);
		int size = ((this.width > 0) ? to * this.width : endBefore(to)) - first;
		boolean none = this.absent > 0 && isAbsent(from, to);
		if (this.width > 0 && none) {
			size = 0;
		}
		out.reserve(BLOCK_HEAD + 5L * count + size);
		head(out, count);
		out.putBytes(this.marks, from, count);
		if (nullMark != NULL && this.absent > 0) {
			out.replace(NULL, nullMark, count);
		}
		lengthsAhead(out);
		if (this.width == 0) {
			int last = first;
			for (int row = from; row < to; row++) {
				out.putInt(this.ends[row] - last);
				last = this.ends[row];
			}
		}
		out.putInt(size);
		out.putBytes(this.data, first, size);
		out.patchInt(start, out.position() - start);
	}

	/**
	 * Write a block of rows in an order.
	 */
	void writeBlock(BindFrame out, int[] order, int from, int to, byte nullMark) {
		int start = out.position();
		int count = to - from;
		out.reserve(BLOCK_HEAD + 5L * count + (long) this.width * count);
		head(out, count);
		boolean none = true;
		for (int i = from; i < to; i++) {
			byte mark = this.marks[order[i]];
			none &= mark != VALUE;
			out.putByte((mark == NULL) ? nullMark : mark);
		}
		lengthsAhead(out);
		if (this.width == 0) {
			gatherVariable(out, order, from, to);
		}
		else {
			out.putInt(none ? 0 : count * this.width);
			if (!none) {
				gatherFixed(out, order, from, to);
			}
		}
		out.patchInt(start, out.position() - start);
	}

	private void gatherVariable(BindFrame out, int[] order, int from, int to) {
		long size = 0;
		for (int i = from; i < to; i++) {
			int length = this.ends[order[i]] - endBefore(order[i]);
			out.putInt(length);
			size += length;
		}
		out.reserve(size + 4);
		out.putInt((int) size);
		for (int i = from; i < to; i++) {
			int first = endBefore(order[i]);
			out.putBytes(this.data, first, this.ends[order[i]] - first);
		}
	}

	private void gatherFixed(BindFrame out, int[] order, int from, int to) {
		for (int i = from; i < to; i++) {
			int row = order[i];
			switch (this.width) {
				case 8 -> out.putLong(LittleEndian.getLong(this.data, row * 8));
				case 4 -> out.putInt(LittleEndian.getInt(this.data, row * 4));
				case 2 -> out.putShort(LittleEndian.getShort(this.data, row * 2));
				case 1 -> out.putByte(this.data[row]);
				default -> out.putBytes(this.data, row * this.width, this.width);
			}
		}
	}

	private void head(BindFrame out, int count) {
		out.putInt(0);
		out.putInt(this.type.code());
		out.putInt(count);
	}

	private void lengthsAhead(BindFrame out) {
		out.putByte((byte) ((this.width == 0) ? 1 : 0));
	}

	private boolean isAbsent(int from, int to) {
		for (int row = from; row < to; row++) {
			if (this.marks[row] == VALUE) {
				return false;
			}
		}
		return true;
	}

}
