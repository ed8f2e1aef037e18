package io.github.taosspring.embedded.internal.store;

import java.util.Arrays;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column in one chunk, in the narrowest array that holds them.
 * <p>
 * Rows beyond the published size may be written while others read the published ones; the
 * volatile write of the snapshot orders the two. NULLs have a mask of their own, one byte
 * a row, so that neighbours never share a memory word that both sides touch.
 */
final class ColumnData {

	private static final byte[] NO_BYTES = {};

	private static final short[] NO_SHORTS = {};

	private static final int[] NO_INTS = {};

	private static final long[] NO_LONGS = {};

	private static final float[] NO_FLOATS = {};

	private static final double[] NO_DOUBLES = {};

	private static final Object[] NO_OBJECTS = {};

	private final TaosType type;

	private final Layout layout;

	private byte[] bytes = NO_BYTES;

	private short[] shorts = NO_SHORTS;

	private int[] ints = NO_INTS;

	private long[] longs = NO_LONGS;

	private float[] floats = NO_FLOATS;

	private double[] doubles = NO_DOUBLES;

	private @Nullable Object[] objects = NO_OBJECTS;

	private boolean @Nullable [] nulls;

	private final int capacity;

	ColumnData(TaosType type, int capacity) {
		this.type = type;
		this.layout = Layout.of(type);
		this.capacity = capacity;
		switch (this.layout) {
			case BYTE -> this.bytes = new byte[capacity];
			case SHORT -> this.shorts = new short[capacity];
			case INT -> this.ints = new int[capacity];
			case LONG -> this.longs = new long[capacity];
			case FLOAT -> this.floats = new float[capacity];
			case DOUBLE -> this.doubles = new double[capacity];
			case OBJECT -> this.objects = new Object[capacity];
		}
	}

	TaosType type() {
		return this.type;
	}

	ColumnData withCapacity(int wanted, int size) {
		ColumnData result = new ColumnData(this.type, wanted);
		result.copyRange(0, this, 0, size);
		return result;
	}

	void fillNull(int from, int to) {
		for (int row = from; row < to; row++) {
			setNull(row);
		}
	}

	void setNull(int row) {
		if (this.layout == Layout.OBJECT) {
			this.objects[row] = null;
			return;
		}
		boolean[] mask = this.nulls;
		if (mask == null) {
			mask = new boolean[this.capacity];
			this.nulls = mask;
		}
		mask[row] = true;
	}

	boolean isNull(int row) {
		if (this.layout == Layout.OBJECT) {
			return this.objects[row] == null;
		}
		boolean[] mask = this.nulls;
		return mask != null && mask[row];
	}

	void set(int row, Vector source, int sourceRow) {
		if (source.isNull(sourceRow)) {
			setNull(row);
			return;
		}
		boolean[] mask = this.nulls;
		if (mask != null) {
			mask[row] = false;
		}
		switch (this.layout) {
			case BYTE -> this.bytes[row] = (byte) source.longs[sourceRow];
			case SHORT -> this.shorts[row] = (short) source.longs[sourceRow];
			case INT -> this.ints[row] = (int) source.longs[sourceRow];
			case LONG -> this.longs[row] = source.longs[sourceRow];
			case FLOAT -> this.floats[row] = (float) source.doubles[sourceRow];
			case DOUBLE -> this.doubles[row] = source.doubles[sourceRow];
			case OBJECT -> this.objects[row] = source.objects[sourceRow];
		}
	}

	void copyRange(int row, ColumnData source, int from, int count) {
		switch (this.layout) {
			case BYTE -> System.arraycopy(source.bytes, from, this.bytes, row, count);
			case SHORT -> System.arraycopy(source.shorts, from, this.shorts, row, count);
			case INT -> System.arraycopy(source.ints, from, this.ints, row, count);
			case LONG -> System.arraycopy(source.longs, from, this.longs, row, count);
			case FLOAT -> System.arraycopy(source.floats, from, this.floats, row, count);
			case DOUBLE -> System.arraycopy(source.doubles, from, this.doubles, row, count);
			case OBJECT -> System.arraycopy(source.objects, from, this.objects, row, count);
		}
		boolean[] mask = source.nulls;
		if (mask != null) {
			boolean[] own = this.nulls;
			if (own == null) {
				own = new boolean[this.capacity];
				this.nulls = own;
			}
			System.arraycopy(mask, from, own, row, count);
		}
		else if (this.nulls != null) {
			Arrays.fill(this.nulls, row, row + count, false);
		}
	}

	/**
	 * Read a range into a vector that has no values there yet.
	 */
	void read(int from, int count, Vector target, int at) {
		switch (this.layout) {
			case BYTE -> readBytes(from, count, target.longs, at);
			case SHORT -> readShorts(from, count, target.longs, at);
			case INT -> readInts(from, count, target.longs, at);
			case LONG -> System.arraycopy(this.longs, from, target.longs, at, count);
			case FLOAT -> {
				for (int i = 0; i < count; i++) {
					target.doubles[at + i] = this.floats[from + i];
				}
			}
			case DOUBLE -> System.arraycopy(this.doubles, from, target.doubles, at, count);
			case OBJECT -> System.arraycopy(this.objects, from, target.objects, at, count);
		}
		boolean[] mask = this.nulls;
		if (mask != null) {
			for (int i = 0; i < count; i++) {
				if (mask[from + i]) {
					target.setNull(at + i);
				}
			}
		}
	}

	private void readBytes(int from, int count, long[] target, int at) {
		long mask = this.type.isUnsigned() ? 0xFFL : -1L;
		for (int i = 0; i < count; i++) {
			target[at + i] = this.bytes[from + i] & mask;
		}
	}

	private void readShorts(int from, int count, long[] target, int at) {
		long mask = this.type.isUnsigned() ? 0xFFFFL : -1L;
		for (int i = 0; i < count; i++) {
			target[at + i] = this.shorts[from + i] & mask;
		}
	}

	private void readInts(int from, int count, long[] target, int at) {
		long mask = this.type.isUnsigned() ? 0xFFFF_FFFFL : -1L;
		for (int i = 0; i < count; i++) {
			target[at + i] = this.ints[from + i] & mask;
		}
	}

	/**
	 * Compare the value of a key column with one in a vector; NULL comes first.
	 */
	int compare(int row, Vector other, int otherRow) {
		if (this.layout == Layout.OBJECT) {
			byte[] left = (byte[]) this.objects[row];
			byte[] right = (byte[]) other.objects[otherRow];
			if (left == null || right == null) {
				return Boolean.compare(left != null, right != null);
			}
			return Arrays.compareUnsigned(left, right);
		}
		long left = asLong(row);
		long right = other.longs[otherRow];
		return this.type.isUnsigned() ? Long.compareUnsigned(left, right) : Long.compare(left, right);
	}

	private long asLong(int row) {
		return switch (this.layout) {
			case BYTE -> this.type.isUnsigned() ? this.bytes[row] & 0xFFL : this.bytes[row];
			case SHORT -> this.type.isUnsigned() ? this.shorts[row] & 0xFFFFL : this.shorts[row];
			case INT -> this.type.isUnsigned() ? this.ints[row] & 0xFFFF_FFFFL : this.ints[row];
			case LONG -> this.longs[row];
			default -> throw new IllegalStateException("Not a key column: " + this.type);
		};
	}

	/**
	 * The Java array that a type is kept in.
	 */
	private enum Layout {

		BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, OBJECT;

		static Layout of(TaosType type) {
			return switch (type) {
				case BOOL, TINYINT, TINYINT_UNSIGNED -> BYTE;
				case SMALLINT, SMALLINT_UNSIGNED -> SHORT;
				case INT, INT_UNSIGNED -> INT;
				case BIGINT, BIGINT_UNSIGNED, TIMESTAMP -> LONG;
				case FLOAT -> FLOAT;
				case DOUBLE -> DOUBLE;
				default -> OBJECT;
			};
		}

	}

}
