package io.github.taosspring.client.wire;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosType;

/**
 * Where a column's values lie in the bytes of a block. Holds no bytes itself, so that a
 * released block keeps nothing alive.
 */
final class ColumnView {

	final TaosColumn column;

	final TaosType type;

	/** Position of the bitmap, or of the array of offsets. */
	final int nulls;

	/** Position of the values. */
	final int data;

	/** Bytes of the values. */
	final int length;

	/** Scale of a decimal. */
	final int scale;

	/** Bytes of one value, 0 if it varies. */
	final int width;

	/** Bytes of the length in front of a value of variable width. */
	final int prefix;

	final boolean variable;

	/** Whether the bitmap has a NULL; not known for variable width. */
	final boolean nullable;

	/** Whether values are VARCHAR, NCHAR or JSON. */
	final boolean text;

	private final StringCache strings = new StringCache();

	ColumnView(TaosColumn column, TaosType type, int nulls, int data, int length, int scale, boolean nullable) {
		this.column = column;
		this.type = type;
		this.nulls = nulls;
		this.data = data;
		this.length = length;
		this.scale = scale;
		this.width = type.width();
		this.variable = type.isVariable();
		this.prefix = (type == TaosType.BLOB) ? 4 : 2;
		this.nullable = nullable;
		this.text = type == TaosType.VARCHAR || type == TaosType.NCHAR || type == TaosType.JSON;
	}

	boolean isNull(byte[] bytes, int row) {
		if (this.variable) {
			return LittleEndian.getInt(bytes, this.nulls + 4 * row) == -1;
		}
		return this.nullable && isNullFixed(bytes, row);
	}

	private boolean isNullFixed(byte[] bytes, int row) {
		return (bytes[this.nulls + (row >> 3)] & (0x80 >> (row & 7))) != 0 || this.type == TaosType.NULL;
	}

	/**
	 * Return whether a value of fixed width is there and of a type: the short way of
	 * getters that are asked for the column's own type.
	 */
	boolean has(TaosType wanted, byte[] bytes, int row) {
		return this.type == wanted && !(this.nullable && isNullFixed(bytes, row));
	}

	int position(int row) {
		return this.data + row * this.width;
	}

	/**
	 * Return the position of a value of variable width, behind its length.
	 */
	int start(byte[] bytes, int row) {
		return start(LittleEndian.getInt(bytes, this.nulls + 4 * row), row);
	}

	private int start(int offset, int row) {
		if (offset < 0 || offset > this.length - this.prefix) {
			throw outside(offset, row);
		}
		return this.data + offset + this.prefix;
	}

	/**
	 * Return the bytes of a value of variable width.
	 */
	int size(byte[] bytes, int row, int start) {
		int size = (this.prefix == 4) ? LittleEndian.getInt(bytes, start - 4)
				: LittleEndian.getUnsignedShort(bytes, start - 2);
		if (size < 0 || size > this.data + this.length - start) {
			throw beyond(size, row);
		}
		return size;
	}

	String text(byte[] bytes, int row) {
		return text(bytes, row, start(bytes, row));
	}

	/**
	 * Return a text.
	 * @return the text, {@code null} for NULL
	 */
	@Nullable String textOrNull(byte[] bytes, int row) {
		int offset = LittleEndian.getInt(bytes, this.nulls + 4 * row);
		return (offset != -1) ? text(bytes, row, start(offset, row)) : null;
	}

	private String text(byte[] bytes, int row, int start) {
		int size = size(bytes, row, start);
		if (this.type == TaosType.NCHAR && (size & 3) != 0) {
			throw broken(size, row);
		}
		return this.strings.get(bytes, start, size, this.type == TaosType.NCHAR);
	}

	private TaosException outside(int offset, int row) {
		return TaosErrors.malformed("Malformed block: offset " + offset + " of column '" + this.column.name()
				+ "' in row " + row + " is outside of the column's " + this.length + " bytes", null);
	}

	private TaosException beyond(int size, int row) {
		return TaosErrors.malformed("Malformed block: the " + (size & 0xffff_ffffL) + " bytes of column '"
				+ this.column.name() + "' in row " + row + " go beyond the column's " + this.length + " bytes", null);
	}

	private TaosException broken(int size, int row) {
		return TaosErrors.malformed("Malformed block: the " + size + " bytes of column '" + this.column.name()
				+ "' in row " + row + " are not a number of UCS-4 characters", null);
	}

}
