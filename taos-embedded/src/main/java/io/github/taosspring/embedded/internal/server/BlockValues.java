package io.github.taosspring.embedded.internal.server;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.wire.RawBlock;
import io.github.taosspring.embedded.internal.insert.ParameterValues;
import io.github.taosspring.embedded.internal.insert.StatementField;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;

/**
 * Values that a raw block carries to a statement of the first kind, one column of it.
 *
 * @param block the block
 * @param column the column
 */
record BlockValues(Block block, int column) implements ParameterValues {

	private static final int ROWS = 8;

	private static final int COLUMN_COUNT = 12;

	private static final int COLUMN_INFO = 28;

	private static final int COLUMN_INFO_BYTES = 5;

	/**
	 * Return the number of columns of a block.
	 */
	static int columns(ByteBuffer body) {
		if (body.remaining() < COLUMN_INFO) {
			throw BindBlock.malformed("it ends inside the block");
		}
		return littleEndian(body).getInt(COLUMN_COUNT);
	}

	/**
	 * Return the number of rows of a block.
	 */
	static int rows(ByteBuffer body) {
		if (body.remaining() < COLUMN_INFO) {
			throw BindBlock.malformed("it ends inside the block");
		}
		return littleEndian(body).getInt(ROWS);
	}

	private static ByteBuffer littleEndian(ByteBuffer body) {
		return body.slice().order(ByteOrder.LITTLE_ENDIAN);
	}

	/**
	 * Read a block for an insert.
	 * @param fields what its columns are for
	 */
	static List<BlockValues> read(ByteBuffer body, List<StatementField> fields) {
		List<TaosColumn> columns = fields.stream().map((field) -> field.type().column(field.name())).toList();
		TaosPrecision precision = fields.stream()
			.map(StatementField::precision)
			.filter((each) -> each != TaosPrecision.MILLISECOND)
			.findAny()
			.orElse(TaosPrecision.MILLISECOND);
		return read(body, columns, precision);
	}

	/**
	 * Read a block for a query, which says itself what types it has.
	 */
	static List<BlockValues> read(ByteBuffer body) {
		ByteBuffer block = littleEndian(body);
		int count = columns(body);
		if (count < 0 || count > (block.remaining() - COLUMN_INFO) / COLUMN_INFO_BYTES) {
			throw BindBlock.malformed("the block has " + count + " columns");
		}
		List<TaosColumn> columns = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			int code = block.get(COLUMN_INFO + COLUMN_INFO_BYTES * i);
			columns
				.add(new TaosColumn("?" + i, type(code), block.getInt(COLUMN_INFO + COLUMN_INFO_BYTES * i + 1), 0, 0));
		}
		return read(body, columns, TaosPrecision.MILLISECOND);
	}

	private static TaosType type(int code) {
		TaosType type = BindBlock.type(code);
		return switch (type) {
			case BOOL, TINYINT, SMALLINT, INT, BIGINT, TINYINT_UNSIGNED, SMALLINT_UNSIGNED, INT_UNSIGNED,
					BIGINT_UNSIGNED, FLOAT, DOUBLE, VARCHAR, NCHAR, VARBINARY, JSON ->
				type;
			default -> throw new SqlException(AdapterError.CATCH_ALL,
					"parse row block info error, err:unsupported data type " + code);
		};
	}

	private static List<BlockValues> read(ByteBuffer body, List<TaosColumn> columns, TaosPrecision precision) {
		Block block;
		try {
			block = RawBlock.read(body, columns, precision);
		}
		catch (TaosException ex) {
			throw BindBlock.malformed(String.valueOf(ex.getMessage()));
		}
		List<BlockValues> values = new ArrayList<>();
		for (int i = 0; i < block.columns().size(); i++) {
			values.add(new BlockValues(block, i));
		}
		return values;
	}

	@Override
	public TaosType type() {
		return this.block.columns().get(this.column).type();
	}

	@Override
	public int rows() {
		return this.block.rows();
	}

	@Override
	public boolean isNull(int row) {
		return this.block.isNull(this.column, row);
	}

	@Override
	public boolean isUnset(int row) {
		return false;
	}

	@Override
	public Vector read(ColumnType target) {
		Vector vector = new Vector(target, rows());
		try {
			read(vector);
		}
		catch (TaosException ex) {
			throw BindBlock.malformed(String.valueOf(ex.getMessage()));
		}
		return vector;
	}

	private void read(Vector vector) {
		for (int row = 0; row < rows(); row++) {
			if (isNull(row)) {
				vector.setNull(row);
				continue;
			}
			switch (type()) {
				case BOOL -> vector.longs[row] = this.block.getBoolean(this.column, row) ? 1 : 0;
				case FLOAT -> vector.doubles[row] = this.block.getFloat(this.column, row);
				case DOUBLE -> vector.doubles[row] = this.block.getDouble(this.column, row);
				case BIGINT_UNSIGNED -> vector.longs[row] = this.block.getUnsignedLong(this.column, row);
				case VARCHAR, NCHAR, VARBINARY, GEOMETRY, BLOB, JSON ->
					vector.objects[row] = this.block.getBytes(this.column, row);
				case DECIMAL, DECIMAL64 -> vector.objects[row] = this.block.getBigDecimal(this.column, row);
				default -> vector.longs[row] = this.block.getLong(this.column, row);
			}
		}
	}

}
