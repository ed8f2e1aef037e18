package io.github.taosspring.client.wire;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosErrors;
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

	private final StringCache strings = new StringCache();

	ColumnView(TaosColumn column, TaosType type, int nulls, int data, int length, int scale) {
		this.column = column;
		this.type = type;
		this.nulls = nulls;
		this.data = data;
		this.length = length;
		this.scale = scale;
		this.width = type.width();
		this.variable = type.isVariable();
		this.prefix = (type == TaosType.BLOB) ? 4 : 2;
	}

	boolean isNull(byte[] bytes, int row) {
		if (this.variable) {
			return LittleEndian.getInt(bytes, this.nulls + 4 * row) == -1;
		}
		return (bytes[this.nulls + (row >> 3)] & (0x80 >> (row & 7))) != 0 || this.type == TaosType.NULL;
	}

	int position(int row) {
		return this.data + row * this.width;
	}

	/**
	 * Return the position of a value of variable width, behind its length.
	 */
	int start(byte[] bytes, int row) {
		int offset = LittleEndian.getInt(bytes, this.nulls + 4 * row);
		if (offset < 0 || offset > this.length - this.prefix) {
			throw TaosErrors.malformed("Malformed block: offset " + offset + " of column '" + this.column.name()
					+ "' in row " + row + " is outside of the column's " + this.length + " bytes", null);
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
			throw TaosErrors.malformed("Malformed block: the " + (size & 0xffff_ffffL) + " bytes of column '"
					+ this.column.name() + "' in row " + row + " go beyond the column's " + this.length + " bytes",
					null);
		}
		return size;
	}

	String text(byte[] bytes, int row) {
		int start = start(bytes, row);
		int size = size(bytes, row, start);
		if (this.type == TaosType.NCHAR && (size & 3) != 0) {
			throw TaosErrors.malformed("Malformed block: the " + size + " bytes of column '" + this.column.name()
					+ "' in row " + row + " are not a number of UCS-4 characters", null);
		}
		return this.strings.get(bytes, start, size, this.type == TaosType.NCHAR);
	}

}
