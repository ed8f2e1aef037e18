package io.github.taosspring.embedded.internal.server;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.insert.ParameterValues;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;

/**
 * One parameter of a bind frame, a view on the frame's bytes
 * ({@code driver/common/stmt/stmt2.go} of taosAdapter): <pre>
 * u32 length | i32 type | i32 rows | u8 null[rows] | u8 have length | i32 length[rows]? | i32 size | values
 * </pre>
 */
final class BindBlock implements ParameterValues {

	private static final int NULLS = 12;

	private static final int UNSET = 2;

	private final byte[] bytes;

	private final int nulls;

	private final TaosType type;

	private final int rows;

	/** Where the lengths are, -1 if there are none. */
	private final int lengths;

	private final int values;

	private final int size;

	private BindBlock(byte[] bytes, int nulls, TaosType type, int rows, int lengths, int values, int size) {
		this.bytes = bytes;
		this.nulls = nulls;
		this.type = type;
		this.rows = rows;
		this.lengths = lengths;
		this.values = values;
		this.size = size;
	}

	/**
	 * Read a block.
	 * @param frame little-endian, at the block, over an array; behind the block
	 * afterwards
	 * @return the block, its bounds checked
	 * @throws SqlException 0xFFFF if it is malformed
	 */
	static BindBlock read(ByteBuffer frame) {
		int start = frame.position();
		if (frame.remaining() < NULLS) {
			throw malformed("it ends inside a bind block");
		}
		long length = frame.getInt(start) & 0xffff_ffffL;
		TaosType type = type(frame.getInt(start + 4));
		int rows = frame.getInt(start + 8);
		if (length < NULLS || length > frame.remaining()) {
			throw malformed("a bind block has " + length + " bytes, " + frame.remaining() + " are left");
		}
		int end = start + (int) length;
		long have = (long) start + NULLS + rows;
		if (rows < 0 || have + 5 > end) {
			throw malformed("a bind block of " + length + " bytes has " + rows + " rows");
		}
		boolean haveLengths = frame.get((int) have) != 0;
		long size = have + 1 + (haveLengths ? 4L * rows : 0);
		if (size + 4 > end) {
			throw malformed("a bind block of " + length + " bytes has " + rows + " rows");
		}
		int valueSize = frame.getInt((int) size);
		if (valueSize < 0 || size + 4 + valueSize != end) {
			throw malformed("a bind block of " + length + " bytes has values of " + valueSize + " bytes");
		}
		frame.position(end);
		int offset = frame.arrayOffset();
		BindBlock block = new BindBlock(frame.array(), offset + start + NULLS, type, rows,
				haveLengths ? offset + (int) have + 1 : -1, offset + (int) size + 4, valueSize);
		block.check();
		return block;
	}

	static TaosType type(int code) {
		try {
			return TaosType.fromCode(code);
		}
		catch (IllegalArgumentException ex) {
			throw malformed("there is no data type " + code);
		}
	}

	static SqlException malformed(String why) {
		return new SqlException(AdapterError.CATCH_ALL, "malformed bind data: " + why);
	}

	private void check() {
		if (!this.type.isVariable()) {
			// NULLs at the end may be left out, all of them for example
			if (this.size % this.type.width() != 0 || this.size / this.type.width() > this.rows
					|| !nullFrom(this.size / this.type.width())) {
				throw malformed(this.rows + " values of " + this.type + " in " + this.size + " bytes");
			}
			return;
		}
		if (this.lengths < 0) {
			if (!nullFrom(0)) {
				throw malformed("values of " + this.type + " without lengths");
			}
			return;
		}
		ByteBuffer buffer = buffer();
		long sum = 0;
		for (int row = 0; row < this.rows; row++) {
			int length = isNull(row) ? 0 : buffer.getInt(this.lengths + 4 * row);
			if (length < 0) {
				throw malformed("a value of " + length + " bytes");
			}
			sum += length;
		}
		if (sum > this.size) {
			throw malformed("values of " + sum + " bytes in " + this.size);
		}
	}

	private boolean nullFrom(int from) {
		for (int row = from; row < this.rows; row++) {
			if (this.bytes[this.nulls + row] == 0) {
				return false;
			}
		}
		return true;
	}

	private ByteBuffer buffer() {
		return ByteBuffer.wrap(this.bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

	@Override
	public TaosType type() {
		return this.type;
	}

	@Override
	public int rows() {
		return this.rows;
	}

	@Override
	public boolean isNull(int row) {
		return this.bytes[this.nulls + row] != 0;
	}

	@Override
	public boolean isUnset(int row) {
		return this.bytes[this.nulls + row] >= UNSET;
	}

	@Override
	public Vector read(ColumnType column) {
		Vector vector = new Vector(column, this.rows);
		ByteBuffer buffer = buffer();
		switch (column.kind()) {
			case LONG -> longs(buffer, vector.longs, this.size / this.type.width());
			case DOUBLE -> doubles(buffer, vector.doubles, this.size / this.type.width());
			case OBJECT -> objects(buffer, vector, column);
		}
		for (int row = 0; row < this.rows; row++) {
			if (this.bytes[this.nulls + row] != 0) {
				vector.setNull(row);
			}
		}
		return vector;
	}

	private void longs(ByteBuffer buffer, long[] target, int count) {
		int from = this.values;
		switch (this.type) {
			case BOOL -> {
				for (int row = 0; row < count; row++) {
					target[row] = (this.bytes[from + row] != 0) ? 1 : 0;
				}
			}
			case TINYINT -> {
				for (int row = 0; row < count; row++) {
					target[row] = this.bytes[from + row];
				}
			}
			case TINYINT_UNSIGNED -> {
				for (int row = 0; row < count; row++) {
					target[row] = this.bytes[from + row] & 0xff;
				}
			}
			case SMALLINT -> {
				for (int row = 0; row < count; row++) {
					target[row] = buffer.getShort(from + 2 * row);
				}
			}
			case SMALLINT_UNSIGNED -> {
				for (int row = 0; row < count; row++) {
					target[row] = buffer.getShort(from + 2 * row) & 0xffff;
				}
			}
			case INT -> {
				for (int row = 0; row < count; row++) {
					target[row] = buffer.getInt(from + 4 * row);
				}
			}
			case INT_UNSIGNED -> {
				for (int row = 0; row < count; row++) {
					target[row] = buffer.getInt(from + 4 * row) & 0xffff_ffffL;
				}
			}
			case BIGINT, BIGINT_UNSIGNED, TIMESTAMP ->
				buffer.position(from).slice().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(target, 0, count);
			default -> throw new IllegalArgumentException(this.type + " has no whole numbers");
		}
	}

	private void doubles(ByteBuffer buffer, double[] target, int count) {
		if (this.type == TaosType.DOUBLE) {
			buffer.position(this.values).slice().order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(target, 0, count);
			return;
		}
		for (int row = 0; row < count; row++) {
			target[row] = buffer.getFloat(this.values + 4 * row);
		}
	}

	private void objects(ByteBuffer buffer, Vector vector, ColumnType column) {
		if (!this.type.isVariable()) {
			int width = this.type.width();
			for (int row = 0; row < this.rows; row++) {
				if (!isNull(row)) {
					vector.objects[row] = decimal(this.values + width * row, width, column.scale());
				}
			}
			return;
		}
		int at = this.values;
		for (int row = 0; row < this.rows; row++) {
			if (!isNull(row)) {
				int length = buffer.getInt(this.lengths + 4 * row);
				vector.objects[row] = Arrays.copyOfRange(this.bytes, at, at + length);
				at += length;
			}
		}
	}

	/** The unscaled integer, little-endian. */
	private BigDecimal decimal(int from, int width, int scale) {
		byte[] bigEndian = new byte[width];
		for (int i = 0; i < width; i++) {
			bigEndian[i] = this.bytes[from + width - 1 - i];
		}
		return new BigDecimal(new BigInteger(bigEndian), scale);
	}

}
