package io.github.taosspring.client.wire;

import java.util.List;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosType;

/**
 * The raw block's layout: header, column descriptions, lengths and segments
 * ({@code blockEncode} in {@code tdatablock.c} of TDengine 3.3.7, lengths as libtaos
 * leaves them: little-endian).
 */
final class BlockLayout {

	/** Version of the blocks of query results. */
	static final int VERSION = 1;

	/** Flag that column descriptions are present; always set. */
	static final int HAS_COLUMN_INFO = 0x8000_0000;

	/** Bytes before the column descriptions. */
	static final int HEADER = 28;

	/** Bytes of a column's description: its type code and its width. */
	static final int COLUMN_INFO = 5;

	private static final int OFFSET_LENGTH = 4;

	private static final int OFFSET_ROWS = 8;

	private static final int OFFSET_COLUMNS = 12;

	private static final int JSON_WIDTH = 16384;

	private static final int BLOB_WIDTH = 5;

	private BlockLayout() {
	}

	/**
	 * Write everything before the segments.
	 */
	static void writeHeader(byte[] target, int start, int length, int rows, List<TaosColumn> columns, int[] lengths) {
		int count = columns.size();
		LittleEndian.putInt(target, start, VERSION);
		LittleEndian.putInt(target, start + OFFSET_LENGTH, length);
		LittleEndian.putInt(target, start + OFFSET_ROWS, rows);
		LittleEndian.putInt(target, start + OFFSET_COLUMNS, count);
		LittleEndian.putInt(target, start + 16, HAS_COLUMN_INFO);
		LittleEndian.putLong(target, start + 20, 0);
		int info = start + HEADER;
		int sizes = info + COLUMN_INFO * count;
		for (int i = 0; i < count; i++) {
			TaosColumn column = columns.get(i);
			target[info + COLUMN_INFO * i] = (byte) column.type().code();
			LittleEndian.putInt(target, info + COLUMN_INFO * i + 1, width(column));
			LittleEndian.putInt(target, sizes + 4 * i, lengths[i]);
		}
	}

	/**
	 * Return a column's width as its description states it.
	 */
	static int width(TaosColumn column) {
		return switch (column.type()) {
			case VARCHAR, VARBINARY, GEOMETRY -> column.length() + 2;
			case NCHAR -> 4 * column.length() + 2;
			case JSON -> JSON_WIDTH;
			case BLOB -> BLOB_WIDTH;
			case DECIMAL, DECIMAL64 -> column.type().width() << 24 | column.precision() << 8 | column.scale();
			default -> column.type().width();
		};
	}

	/**
	 * Return how many rows a block has.
	 */
	static int readRows(byte[] bytes, int start, int end) {
		if (end - start < HEADER) {
			throw TaosErrors
				.malformed("Truncated block: " + (end - start) + " bytes are less than the header's " + HEADER, null);
		}
		int rows = LittleEndian.getInt(bytes, start + OFFSET_ROWS);
		if (rows < 1) {
			throw TaosErrors.malformed("Malformed block: it claims to have " + rows + " rows", null);
		}
		return rows;
	}

	/**
	 * Return where a block ends according to its own length.
	 */
	static int readEnd(byte[] bytes, int start, int end) {
		int length = LittleEndian.getInt(bytes, start + OFFSET_LENGTH);
		if (length < HEADER || length > end - start) {
			throw TaosErrors.malformed("Malformed block: it claims to have " + length + " bytes, but " + (end - start)
					+ " bytes are there", null);
		}
		return start + length;
	}

	/**
	 * Locate and check the segments; afterwards, every bitmap, every array of offsets and
	 * every value of fixed width lies within the block. The values of variable width are
	 * checked when they are read.
	 */
	static ColumnView[] readColumns(byte[] bytes, int start, int end, int rows, List<TaosColumn> columns) {
		int count = LittleEndian.getInt(bytes, start + OFFSET_COLUMNS);
		if (count != columns.size()) {
			throw TaosErrors
				.malformed("Malformed block: it has " + count + " columns, but the result has " + columns.size(), null);
		}
		int info = start + HEADER;
		int sizes = info + COLUMN_INFO * count;
		long position = info + (COLUMN_INFO + 4L) * count;
		if (position > end) {
			throw TaosErrors
				.malformed("Truncated block: the descriptions of its " + count + " columns go beyond its end", null);
		}
		ColumnView[] views = new ColumnView[count];
		for (int i = 0; i < count; i++) {
			TaosColumn column = columns.get(i);
			int code = bytes[info + COLUMN_INFO * i] & 0xff;
			TaosType type = type(code, column);
			int length = LittleEndian.getInt(bytes, sizes + 4 * i);
			long prefix = type.isVariable() ? 4L * rows : (rows + 7L) / 8;
			if (length < 0 || position + prefix + length > end) {
				throw TaosErrors.malformed("Malformed block: column '" + column.name() + "' with " + rows + " rows and "
						+ length + " bytes of data goes beyond the end of the block", null);
			}
			if (!type.isVariable() && length != (long) rows * type.width()) {
				throw TaosErrors.malformed("Malformed block: column '" + column.name() + "' (" + type.sqlName()
						+ ") has " + length + " bytes of data for " + rows + " rows", null);
			}
			int scale = type.isDecimal() ? bytes[info + COLUMN_INFO * i + 1] & 0xff : 0;
			views[i] = new ColumnView(column, type, (int) position, (int) (position + prefix), length, scale,
					type == TaosType.NULL || !type.isVariable() && hasNull(bytes, (int) position, rows));
			position += prefix + length;
		}
		return views;
	}

	/**
	 * Return whether a bitmap has a NULL; its spare bits are not looked at.
	 */
	private static boolean hasNull(byte[] bytes, int bitmap, int rows) {
		int position = bitmap;
		int end = bitmap + (rows >> 3);
		for (; position <= end - 8; position += 8) {
			if (LittleEndian.getLong(bytes, position) != 0) {
				return true;
			}
		}
		for (; position < end; position++) {
			if (bytes[position] != 0) {
				return true;
			}
		}
		return (rows & 7) != 0 && (bytes[end] & 0xff00 >> (rows & 7) & 0xff) != 0;
	}

	private static TaosType type(int code, TaosColumn column) {
		TaosType type;
		try {
			type = TaosType.fromCode(code);
		}
		catch (IllegalArgumentException ex) {
			throw TaosErrors
				.malformed("Malformed block: unknown type code " + code + " of column '" + column.name() + "'", ex);
		}
		if (type != column.type()) {
			throw TaosErrors.malformed("Malformed block: column '" + column.name() + "' is " + type.sqlName()
					+ " in the block, but " + column.type().sqlName() + " in the result", null);
		}
		return type;
	}

}
