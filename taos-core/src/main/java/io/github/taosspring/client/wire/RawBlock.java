package io.github.taosspring.client.wire;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;

/**
 * A {@link Block} over the bytes of TDengine's raw block.
 * <p>
 * Positions and lengths are checked when it is read, offsets of variable values when the
 * value is asked for; both throw
 * {@link io.github.taosspring.client.TaosInterfaceException}. The memory it takes beside
 * the bytes is bounded by their number. Values of NULLs and spare bits of the bitmaps are
 * never looked at.
 */
public final class RawBlock implements Block {

	private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

	private static final int SHOWN = 64;

	private final List<TaosColumn> columns;

	private final TaosPrecision precision;

	private final int rows;

	private final int start;

	private final int end;

	private final ColumnView[] views;

	/** Also the mark of validity, so that a read checks it for free. */
	private byte @Nullable [] bytes;

	private RawBlock(byte[] bytes, int start, int limit, List<TaosColumn> columns, TaosPrecision precision) {
		this.rows = BlockLayout.readRows(bytes, start, limit);
		this.end = BlockLayout.readEnd(bytes, start, limit);
		this.views = BlockLayout.readColumns(bytes, start, this.end, this.rows, columns);
		this.bytes = bytes;
		this.start = start;
		this.columns = columns;
		this.precision = precision;
	}

	/**
	 * Read a block. An accessible array behind the buffer is used as it is and must not
	 * change any more; other buffers are copied.
	 * @param buffer the block from its header on, in any byte order; not moved
	 * @param columns the columns that the result's metadata states
	 * @param precision the unit of the result's timestamps
	 * @return the block
	 * @throws io.github.taosspring.client.TaosInterfaceException if the bytes are
	 * malformed or do not have these columns
	 */
	public static RawBlock read(ByteBuffer buffer, List<TaosColumn> columns, TaosPrecision precision) {
		int size = buffer.remaining();
		List<TaosColumn> kept = List.copyOf(columns);
		if (buffer.hasArray()) {
			int start = buffer.arrayOffset() + buffer.position();
			return new RawBlock(buffer.array(), start, start + size, kept, precision);
		}
		byte[] bytes = new byte[size];
		buffer.duplicate().get(bytes);
		return new RawBlock(bytes, 0, size, kept, precision);
	}

	/**
	 * End the validity of this block and let go of its bytes; later reads throw
	 * {@link io.github.taosspring.client.TaosResultException}.
	 */
	public void release() {
		this.bytes = null;
	}

	/**
	 * Return the size of this block on the wire.
	 * @return the bytes
	 */
	public int byteSize() {
		return this.end - this.start;
	}

	@Override
	public int rows() {
		return this.rows;
	}

	@Override
	public List<TaosColumn> columns() {
		return this.columns;
	}

	@Override
	public TaosPrecision precision() {
		return this.precision;
	}

	@Override
	public boolean isNull(int column, int row) {
		byte[] b = bytes();
		return view(column, row).isNull(b, row);
	}

	@Override
	public boolean getBoolean(int column, int row) {
		byte[] b = bytes();
		ColumnView view = present(b, column, row);
		if (view.type != TaosType.BOOL) {
			throw cannot(view, row, "boolean");
		}
		return b[view.position(row)] != 0;
	}

	@Override
	public int getInt(int column, int row) {
		byte[] b = bytes();
		ColumnView view = view(column, row);
		return view.has(TaosType.INT, b, row) ? LittleEndian.getInt(b, view.data + 4 * row)
				: convertInt(b, column, row);
	}

	private int convertInt(byte[] b, int column, int row) {
		ColumnView view = present(b, column, row);
		switch (view.type) {
			case SMALLINT:
				return LittleEndian.getShort(b, view.position(row));
			case TINYINT:
				return b[view.position(row)];
			case BOOL, TINYINT_UNSIGNED, SMALLINT_UNSIGNED:
				return (int) integer(b, view, row);
			case INT_UNSIGNED, BIGINT:
				long value = integer(b, view, row);
				if ((int) value == value) {
					return (int) value;
				}
				break;
			case BIGINT_UNSIGNED:
				long bits = LittleEndian.getLong(b, view.position(row));
				if (bits >= 0 && bits <= Integer.MAX_VALUE) {
					return (int) bits;
				}
				break;
			default:
		}
		throw cannot(view, row, "int");
	}

	@Override
	public long getLong(int column, int row) {
		byte[] b = bytes();
		ColumnView view = view(column, row);
		return (view.has(TaosType.BIGINT, b, row) || view.has(TaosType.TIMESTAMP, b, row))
				? LittleEndian.getLong(b, view.data + 8 * row) : convertLong(b, column, row);
	}

	private long convertLong(byte[] b, int column, int row) {
		ColumnView view = present(b, column, row);
		switch (view.type) {
			case BIGINT_UNSIGNED:
				long bits = LittleEndian.getLong(b, view.position(row));
				if (bits >= 0) {
					return bits;
				}
				break;
			case BOOL, TINYINT, SMALLINT, INT, TINYINT_UNSIGNED, SMALLINT_UNSIGNED, INT_UNSIGNED:
				return integer(b, view, row);
			default:
		}
		throw cannot(view, row, "long");
	}

	@Override
	public long getUnsignedLong(int column, int row) {
		byte[] b = bytes();
		ColumnView view = present(b, column, row);
		if (isInteger(view.type)) {
			return integer(b, view, row);
		}
		throw cannot(view, row, "unsigned long");
	}

	@Override
	public float getFloat(int column, int row) {
		byte[] b = bytes();
		ColumnView view = view(column, row);
		return view.has(TaosType.FLOAT, b, row) ? LittleEndian.getFloat(b, view.data + 4 * row)
				: convertFloat(b, column, row);
	}

	private float convertFloat(byte[] b, int column, int row) {
		ColumnView view = present(b, column, row);
		if (view.type == TaosType.DOUBLE) {
			double value = LittleEndian.getDouble(b, view.position(row));
			if (Double.compare((float) value, value) == 0) {
				return (float) value;
			}
		}
		else if (view.type != TaosType.BIGINT_UNSIGNED && (isInteger(view.type) || view.type == TaosType.BOOL)) {
			long value = integer(b, view, row);
			float rounded = value;
			// 2^63 as float comes back as the largest long
			if ((long) rounded == value && value != Long.MAX_VALUE) {
				return rounded;
			}
		}
		else if (view.type == TaosType.BIGINT_UNSIGNED) {
			BigInteger value = unsigned(LittleEndian.getLong(b, view.position(row)));
			float rounded = value.floatValue();
			if (new BigDecimal(rounded).toBigInteger().equals(value)) {
				return rounded;
			}
		}
		throw cannot(view, row, "float");
	}

	@Override
	public double getDouble(int column, int row) {
		byte[] b = bytes();
		ColumnView view = view(column, row);
		return view.has(TaosType.DOUBLE, b, row) ? LittleEndian.getDouble(b, view.data + 8 * row)
				: convertDouble(b, column, row);
	}

	private double convertDouble(byte[] b, int column, int row) {
		ColumnView view = present(b, column, row);
		return switch (view.type) {
			case FLOAT -> LittleEndian.getFloat(b, view.position(row));
			case BOOL, TINYINT, SMALLINT, INT, BIGINT, TINYINT_UNSIGNED, SMALLINT_UNSIGNED, INT_UNSIGNED ->
				integer(b, view, row);
			case BIGINT_UNSIGNED -> {
				long bits = LittleEndian.getLong(b, view.position(row));
				yield (bits >= 0) ? bits : unsigned(bits).doubleValue();
			}
			case DECIMAL, DECIMAL64 -> decimal(b, view, row).doubleValue();
			default -> throw cannot(view, row, "double");
		};
	}

	@Override
	public @Nullable BigDecimal getBigDecimal(int column, int row) {
		byte[] b = bytes();
		ColumnView view = view(column, row);
		if (view.isNull(b, row)) {
			return null;
		}
		switch (view.type) {
			case DECIMAL, DECIMAL64:
				return decimal(b, view, row);
			case FLOAT:
				float single = LittleEndian.getFloat(b, view.position(row));
				if (Float.isFinite(single)) {
					return new BigDecimal(Float.toString(single));
				}
				break;
			case DOUBLE:
				double value = LittleEndian.getDouble(b, view.position(row));
				if (Double.isFinite(value)) {
					return BigDecimal.valueOf(value);
				}
				break;
			case BIGINT_UNSIGNED:
				return new BigDecimal(unsigned(LittleEndian.getLong(b, view.position(row))));
			default:
				if (isInteger(view.type)) {
					return BigDecimal.valueOf(integer(b, view, row));
				}
		}
		throw cannot(view, row, "BigDecimal");
	}

	@Override
	public @Nullable BigInteger getBigInteger(int column, int row) {
		byte[] b = bytes();
		ColumnView view = view(column, row);
		if (view.isNull(b, row)) {
			return null;
		}
		if (view.type == TaosType.BIGINT_UNSIGNED) {
			return unsigned(LittleEndian.getLong(b, view.position(row)));
		}
		if (isInteger(view.type)) {
			return BigInteger.valueOf(integer(b, view, row));
		}
		throw cannot(view, row, "BigInteger");
	}

	@Override
	public @Nullable String getString(int column, int row) {
		byte[] b = bytes();
		ColumnView view = view(column, row);
		if (view.text) {
			return view.textOrNull(b, row);
		}
		return view.isNull(b, row) ? null : string(b, view, row);
	}

	@Override
	public byte @Nullable [] getBytes(int column, int row) {
		byte[] b = bytes();
		ColumnView view = view(column, row);
		if (view.isNull(b, row)) {
			return null;
		}
		if (!view.variable) {
			throw cannot(view, row, "byte[]");
		}
		if (view.type == TaosType.NCHAR) {
			return view.text(b, row).getBytes(StandardCharsets.UTF_8);
		}
		int from = view.start(b, row);
		return Arrays.copyOfRange(b, from, from + view.size(b, row, from));
	}

	@Override
	public @Nullable Instant getInstant(int column, int row) {
		byte[] b = bytes();
		ColumnView view = view(column, row);
		if (view.isNull(b, row)) {
			return null;
		}
		if (view.type != TaosType.TIMESTAMP) {
			throw cannot(view, row, "Instant");
		}
		return this.precision.toInstant(LittleEndian.getLong(b, view.position(row)));
	}

	@Override
	public @Nullable Object getObject(int column, int row) {
		byte[] b = bytes();
		ColumnView view = view(column, row);
		if (view.isNull(b, row)) {
			return null;
		}
		return switch (view.type) {
			case NULL -> null;
			case BOOL -> b[view.position(row)] != 0;
			case TINYINT -> b[view.position(row)];
			case SMALLINT -> LittleEndian.getShort(b, view.position(row));
			case INT -> LittleEndian.getInt(b, view.position(row));
			case BIGINT -> LittleEndian.getLong(b, view.position(row));
			case TINYINT_UNSIGNED -> (short) integer(b, view, row);
			case SMALLINT_UNSIGNED -> (int) integer(b, view, row);
			case INT_UNSIGNED -> integer(b, view, row);
			case BIGINT_UNSIGNED -> unsigned(LittleEndian.getLong(b, view.position(row)));
			case FLOAT -> LittleEndian.getFloat(b, view.position(row));
			case DOUBLE -> LittleEndian.getDouble(b, view.position(row));
			case DECIMAL, DECIMAL64 -> decimal(b, view, row);
			case TIMESTAMP -> this.precision.toInstant(LittleEndian.getLong(b, view.position(row)));
			case VARCHAR, NCHAR, JSON -> view.text(b, row);
			case VARBINARY, BLOB, GEOMETRY -> getBytes(column, row);
		};
	}

	@Override
	public long[] longs(int column) {
		byte[] b = bytes();
		ColumnView view = this.views[column];
		long[] values = new long[this.rows];
		if (view.type == TaosType.BIGINT || view.type == TaosType.TIMESTAMP || view.type == TaosType.BIGINT_UNSIGNED) {
			for (int row = 0, position = view.data; row < values.length; row++, position += 8) {
				values[row] = LittleEndian.getLong(b, position);
			}
			for (int row = nextNull(b, view, 0); row < values.length; row = nextNull(b, view, row + 1)) {
				values[row] = 0;
			}
			return values;
		}
		if (!isInteger(view.type)) {
			throw cannot(view, "long[]");
		}
		for (int row = 0; row < values.length; row++) {
			values[row] = view.isNull(b, row) ? 0 : integer(b, view, row);
		}
		return values;
	}

	@Override
	public int[] ints(int column) {
		byte[] b = bytes();
		ColumnView view = this.views[column];
		if (!isInteger(view.type) || view.width > 4) {
			throw cannot(view, "int[]");
		}
		int[] values = new int[this.rows];
		for (int row = 0; row < values.length; row++) {
			if (!view.isNull(b, row)) {
				long value = integer(b, view, row);
				if ((int) value != value) {
					throw cannot(view, row, "int");
				}
				values[row] = (int) value;
			}
		}
		return values;
	}

	@Override
	public double[] doubles(int column) {
		byte[] b = bytes();
		ColumnView view = this.views[column];
		double[] values = new double[this.rows];
		if (view.type == TaosType.DOUBLE) {
			for (int row = 0, position = view.data; row < values.length; row++, position += 8) {
				values[row] = LittleEndian.getDouble(b, position);
			}
		}
		else if (view.type == TaosType.FLOAT) {
			for (int row = 0, position = view.data; row < values.length; row++, position += 4) {
				values[row] = LittleEndian.getFloat(b, position);
			}
		}
		else {
			throw cannot(view, "double[]");
		}
		for (int row = nextNull(b, view, 0); row < values.length; row = nextNull(b, view, row + 1)) {
			values[row] = 0;
		}
		return values;
	}

	@Override
	public boolean[] nulls(int column) {
		byte[] b = bytes();
		ColumnView view = this.views[column];
		boolean[] values = new boolean[this.rows];
		for (int row = 0; row < values.length; row++) {
			values[row] = view.isNull(b, row);
		}
		return values;
	}

	@Override
	public Block copy() {
		byte[] copy = Arrays.copyOfRange(bytes(), this.start, this.end);
		return new RawBlock(copy, 0, copy.length, this.columns, this.precision);
	}

	@Override
	public String toString() {
		return "RawBlock[rows=" + this.rows + ", columns=" + this.columns.size() + ", bytes=" + byteSize()
				+ ((this.bytes != null) ? "]" : ", released]");
	}

	private byte[] bytes() {
		byte[] b = this.bytes;
		if (b == null) {
			throw released();
		}
		return b;
	}

	private static TaosException released() {
		return TaosErrors
			.result("This block is no longer valid: its result moved on or was closed; copy() keeps a block");
	}

	private ColumnView view(int column, int row) {
		Objects.checkIndex(row, this.rows);
		return this.views[column];
	}

	private ColumnView present(byte[] b, int column, int row) {
		ColumnView view = view(column, row);
		if (view.isNull(b, row)) {
			throw TaosErrors.conversion("Column '" + view.column.name() + "' (" + view.type.sqlName()
					+ ") is NULL in row " + row + " of the block, ask isNull first");
		}
		return view;
	}

	private int nextNull(byte[] b, ColumnView view, int from) {
		int row = from;
		while (row < this.rows) {
			if ((row & 7) == 0 && b[view.nulls + (row >> 3)] == 0) {
				row += 8;
			}
			else if (view.isNull(b, row)) {
				return row;
			}
			else {
				row++;
			}
		}
		return this.rows;
	}

	private static boolean isInteger(TaosType type) {
		return switch (type) {
			case TINYINT, SMALLINT, INT, BIGINT, TINYINT_UNSIGNED, SMALLINT_UNSIGNED, INT_UNSIGNED, BIGINT_UNSIGNED ->
				true;
			default -> false;
		};
	}

	/**
	 * Return an integer or BOOL; the largest unsigned ones as bits.
	 */
	private static long integer(byte[] b, ColumnView view, int row) {
		int position = view.position(row);
		return switch (view.type) {
			case BOOL -> (b[position] != 0) ? 1 : 0;
			case TINYINT -> b[position];
			case SMALLINT -> LittleEndian.getShort(b, position);
			case INT -> LittleEndian.getInt(b, position);
			case TINYINT_UNSIGNED -> b[position] & 0xff;
			case SMALLINT_UNSIGNED -> LittleEndian.getUnsignedShort(b, position);
			case INT_UNSIGNED -> LittleEndian.getInt(b, position) & 0xffff_ffffL;
			default -> LittleEndian.getLong(b, position);
		};
	}

	private static BigInteger unsigned(long bits) {
		BigInteger value = BigInteger.valueOf(bits);
		return (bits >= 0) ? value : value.add(TWO_64);
	}

	private static BigDecimal decimal(byte[] b, ColumnView view, int row) {
		int position = view.position(row);
		long low = LittleEndian.getLong(b, position);
		if (view.type == TaosType.DECIMAL64) {
			return BigDecimal.valueOf(low, view.scale);
		}
		long high = LittleEndian.getLong(b, position + 8);
		if (high == low >> 63) {
			return BigDecimal.valueOf(low, view.scale);
		}
		return new BigDecimal(BigInteger.valueOf(high).shiftLeft(64).add(unsigned(low)), view.scale);
	}

	private String string(byte[] b, ColumnView view, int row) {
		return switch (view.type) {
			case NULL -> "null";
			case VARCHAR, NCHAR, JSON -> view.text(b, row);
			case VARBINARY, BLOB, GEOMETRY -> {
				int from = view.start(b, row);
				yield Text.hex(b, from, view.size(b, row, from));
			}
			case BOOL -> Boolean.toString(b[view.position(row)] != 0);
			case TIMESTAMP -> IsoFormat.of(this.precision)
				.format(this.precision.toInstant(LittleEndian.getLong(b, view.position(row))));
			case FLOAT -> Float.toString(LittleEndian.getFloat(b, view.position(row)));
			case DOUBLE -> Double.toString(LittleEndian.getDouble(b, view.position(row)));
			case DECIMAL, DECIMAL64 -> decimal(b, view, row).toPlainString();
			case BIGINT_UNSIGNED -> Long.toUnsignedString(LittleEndian.getLong(b, view.position(row)));
			case TINYINT, SMALLINT, INT, BIGINT, TINYINT_UNSIGNED, SMALLINT_UNSIGNED, INT_UNSIGNED ->
				Long.toString(integer(b, view, row));
		};
	}

	private TaosException cannot(ColumnView view, int row, String target) {
		String value = string(bytes(), view, row);
		if (value.length() > SHOWN) {
			value = value.substring(0, SHOWN) + "...";
		}
		return TaosErrors.conversion("Column '" + view.column.name() + "' (" + view.type.sqlName() + ") in row " + row
				+ " of the block cannot be read as " + target + ": " + value);
	}

	private static TaosException cannot(ColumnView view, String target) {
		return TaosErrors.conversion(
				"Column '" + view.column.name() + "' (" + view.type.sqlName() + ") cannot be read as " + target);
	}

	/**
	 * ISO 8601 in UTC with as many digits as the precision has.
	 */
	private static final class IsoFormat {

		private static final DateTimeFormatter[] FORMATS = new DateTimeFormatter[TaosPrecision.values().length];

		static {
			for (TaosPrecision precision : TaosPrecision.values()) {
				FORMATS[precision.ordinal()] = new DateTimeFormatterBuilder().appendInstant(precision.fractionDigits())
					.toFormatter();
			}
		}

		private IsoFormat() {
		}

		static DateTimeFormatter of(TaosPrecision precision) {
			return FORMATS[precision.ordinal()];
		}

	}

}
