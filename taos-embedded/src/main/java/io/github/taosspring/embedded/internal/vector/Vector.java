package io.github.taosspring.embedded.internal.vector;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A run of values of one type, usually {@link #SIZE} of them.
 * <p>
 * Filled by its maker and not changed after it was handed on, so that it can be shared:
 * an operator that changes values makes a vector of its own. Depending on {@link #kind()}
 * exactly one of {@link #longs}, {@link #doubles} and {@link #objects} is there; the
 * fields are public so that loops over them compile to array accesses.
 */
public final class Vector {

	/** The usual number of values. */
	public static final int SIZE = 1024;

	private static final long[] NO_LONGS = {};

	private static final double[] NO_DOUBLES = {};

	private static final Object[] NO_OBJECTS = {};

	/** The values of {@link VectorKind#LONG}; 0 where NULL. */
	public long[] longs = NO_LONGS;

	/** The values of {@link VectorKind#DOUBLE}; 0 where NULL. */
	public double[] doubles = NO_DOUBLES;

	/** The values of {@link VectorKind#OBJECT}; {@code null} where NULL. */
	public @Nullable Object[] objects = NO_OBJECTS;

	private final ColumnType type;

	private final VectorKind kind;

	private boolean @Nullable [] nulls;

	private int capacity;

	/**
	 * Create a vector of zeroes, or of NULLs if values are objects.
	 * @param type the type
	 * @param capacity how many values it has room for
	 */
	public Vector(ColumnType type, int capacity) {
		this.type = type;
		this.kind = type.kind();
		this.capacity = capacity;
		switch (this.kind) {
			case LONG -> this.longs = new long[capacity];
			case DOUBLE -> this.doubles = new double[capacity];
			case OBJECT -> this.objects = new Object[capacity];
		}
	}

	private Vector(ColumnType type, Vector source) {
		this.type = type;
		this.kind = type.kind();
		this.capacity = source.capacity;
		this.longs = source.longs;
		this.doubles = source.doubles;
		this.objects = source.objects;
		this.nulls = source.nulls;
	}

	/**
	 * Create a vector that holds one value over and over.
	 * @param type the type
	 * @param value as {@link #get(int)} gives it
	 * @param size how often
	 * @return the vector
	 */
	public static Vector constant(ColumnType type, @Nullable Object value, int size) {
		Vector vector = new Vector(type, size);
		if (value == null) {
			vector.fillNull(0, size);
		}
		else {
			switch (vector.kind) {
				case LONG -> Arrays.fill(vector.longs, (Long) value);
				case DOUBLE -> Arrays.fill(vector.doubles, (Double) value);
				case OBJECT -> Arrays.fill(vector.objects, value);
			}
		}
		return vector;
	}

	/**
	 * Return the same values under another type of the same kind.
	 * @param type the type
	 * @return a vector that shares the values
	 */
	public Vector as(ColumnType type) {
		if (type.kind() != this.kind) {
			throw new IllegalArgumentException(this.type + " is not held like " + type);
		}
		return new Vector(type, this);
	}

	public ColumnType type() {
		return this.type;
	}

	public VectorKind kind() {
		return this.kind;
	}

	public int capacity() {
		return this.capacity;
	}

	/**
	 * Return whether a value is NULL.
	 * @param row the row
	 * @return whether it is
	 */
	public boolean isNull(int row) {
		if (this.kind == VectorKind.OBJECT) {
			return this.objects[row] == null;
		}
		return this.nulls != null && this.nulls[row];
	}

	/**
	 * Return whether a NULL is possible at all.
	 * @return {@code false} only if there is none
	 */
	public boolean mayHaveNulls() {
		return this.kind == VectorKind.OBJECT || this.nulls != null;
	}

	/**
	 * Set a value to NULL.
	 * @param row the row
	 */
	public void setNull(int row) {
		if (this.kind == VectorKind.OBJECT) {
			this.objects[row] = null;
			return;
		}
		boolean[] mask = this.nulls;
		if (mask == null) {
			mask = new boolean[this.capacity];
			this.nulls = mask;
		}
		mask[row] = true;
		if (this.kind == VectorKind.LONG) {
			this.longs[row] = 0;
		}
		else {
			this.doubles[row] = 0;
		}
	}

	/**
	 * Set a range to NULL.
	 * @param from the first row
	 * @param to the row after the last
	 */
	public void fillNull(int from, int to) {
		if (this.kind == VectorKind.OBJECT) {
			Arrays.fill(this.objects, from, to, null);
			return;
		}
		for (int row = from; row < to; row++) {
			setNull(row);
		}
	}

	/**
	 * Set a value.
	 * @param row the row
	 * @param value an integer, BOOL or TIMESTAMP
	 */
	public void setLong(int row, long value) {
		this.longs[row] = value;
		if (this.nulls != null) {
			this.nulls[row] = false;
		}
	}

	/**
	 * Set a value.
	 * @param row the row
	 * @param value a FLOAT or DOUBLE
	 */
	public void setDouble(int row, double value) {
		this.doubles[row] = value;
		if (this.nulls != null) {
			this.nulls[row] = false;
		}
	}

	/**
	 * Set a text.
	 * @param row the row
	 * @param text the text
	 */
	public void setText(int row, @Nullable String text) {
		this.objects[row] = (text != null) ? text.getBytes(StandardCharsets.UTF_8) : null;
	}

	/**
	 * Return a text.
	 * @param row a row that is not NULL
	 * @return the bytes read as UTF-8
	 */
	public String text(int row) {
		return new String(bytes(row), StandardCharsets.UTF_8);
	}

	/**
	 * Return the bytes of a value; not to be changed.
	 * @param row a row that is not NULL
	 * @return the bytes
	 */
	public byte[] bytes(int row) {
		Object value = this.objects[row];
		if (value == null) {
			throw new IllegalStateException("NULL at " + row);
		}
		return (byte[]) value;
	}

	/**
	 * Return a decimal.
	 * @param row a row that is not NULL
	 * @return the value
	 */
	public BigDecimal decimal(int row) {
		Object value = this.objects[row];
		if (value == null) {
			throw new IllegalStateException("NULL at " + row);
		}
		return (BigDecimal) value;
	}

	/**
	 * Return a value as an object.
	 * @param row the row
	 * @return {@code Long}, {@code Double}, {@code BigDecimal}, {@code byte[]} or
	 * {@code null} for NULL
	 */
	public @Nullable Object get(int row) {
		if (isNull(row)) {
			return null;
		}
		return switch (this.kind) {
			case LONG -> this.longs[row];
			case DOUBLE -> this.doubles[row];
			case OBJECT -> this.objects[row];
		};
	}

	/**
	 * Set a value from an object.
	 * @param row the row
	 * @param value as {@link #get(int)} gives it
	 */
	public void set(int row, @Nullable Object value) {
		if (value == null) {
			setNull(row);
			return;
		}
		switch (this.kind) {
			case LONG -> setLong(row, (Long) value);
			case DOUBLE -> setDouble(row, (Double) value);
			case OBJECT -> this.objects[row] = value;
		}
	}

	/**
	 * Copy a value from a vector of the same kind.
	 * @param row the row here
	 * @param source the other vector
	 * @param sourceRow the row there
	 */
	public void copy(int row, Vector source, int sourceRow) {
		if (source.isNull(sourceRow)) {
			setNull(row);
			return;
		}
		switch (this.kind) {
			case LONG -> setLong(row, source.longs[sourceRow]);
			case DOUBLE -> setDouble(row, source.doubles[sourceRow]);
			case OBJECT -> this.objects[row] = source.objects[sourceRow];
		}
	}

	/**
	 * Copy values from a vector of the same kind.
	 * @param row the first row here
	 * @param source the other vector
	 * @param from the first row there
	 * @param count how many
	 */
	public void copyRange(int row, Vector source, int from, int count) {
		switch (this.kind) {
			case LONG -> System.arraycopy(source.longs, from, this.longs, row, count);
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
	 * Return the values at some rows.
	 * @param rows the rows
	 * @param count how many of them
	 * @return a new vector
	 */
	public Vector gather(int[] rows, int count) {
		Vector result = new Vector(this.type, count);
		switch (this.kind) {
			case LONG -> {
				for (int i = 0; i < count; i++) {
					result.longs[i] = this.longs[rows[i]];
				}
			}
			case DOUBLE -> {
				for (int i = 0; i < count; i++) {
					result.doubles[i] = this.doubles[rows[i]];
				}
			}
			case OBJECT -> {
				for (int i = 0; i < count; i++) {
					result.objects[i] = this.objects[rows[i]];
				}
			}
		}
		boolean[] mask = this.nulls;
		if (mask != null) {
			boolean[] picked = new boolean[count];
			for (int i = 0; i < count; i++) {
				picked[i] = mask[rows[i]];
			}
			result.nulls = picked;
		}
		return result;
	}

	/**
	 * Return a range of the values.
	 * @param from the first row
	 * @param to the row after the last
	 * @return a new vector, or this one if the range is all of it
	 */
	public Vector slice(int from, int to) {
		if (from == 0 && to == this.capacity) {
			return this;
		}
		Vector result = new Vector(this.type, 0);
		result.capacity = to - from;
		switch (this.kind) {
			case LONG -> result.longs = Arrays.copyOfRange(this.longs, from, to);
			case DOUBLE -> result.doubles = Arrays.copyOfRange(this.doubles, from, to);
			case OBJECT -> result.objects = Arrays.copyOfRange(this.objects, from, to);
		}
		if (this.nulls != null) {
			result.nulls = Arrays.copyOfRange(this.nulls, from, to);
		}
		return result;
	}

	/**
	 * Make room for more values.
	 * @param wanted the least capacity
	 */
	public void ensureCapacity(int wanted) {
		if (wanted <= this.capacity) {
			return;
		}
		int size = Math.max(wanted, Math.max(16, this.capacity * 2));
		switch (this.kind) {
			case LONG -> this.longs = Arrays.copyOf(this.longs, size);
			case DOUBLE -> this.doubles = Arrays.copyOf(this.doubles, size);
			case OBJECT -> this.objects = Arrays.copyOf(this.objects, size);
		}
		if (this.nulls != null) {
			this.nulls = Arrays.copyOf(this.nulls, size);
		}
		this.capacity = size;
	}

}
