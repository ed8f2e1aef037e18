package io.github.taosspring.listener.adapter;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import org.jspecify.annotations.Nullable;

/**
 * A block with further columns whose value is the same in all rows: those of the single
 * row of another block, as the name of the table and its tags.
 */
final class ConstantsBlock implements Block {

	private final Block block;

	private final Block constants;

	private final List<TaosColumn> columns;

	private final int width;

	/**
	 * Create a block.
	 * @param block the rows
	 * @param constants a block of one row
	 * @param columns the columns of the one and the other
	 */
	ConstantsBlock(Block block, Block constants, List<TaosColumn> columns) {
		this.block = block;
		this.constants = constants;
		this.columns = columns;
		this.width = columns.size() - constants.columns().size();
	}

	private Block of(int column) {
		return (column < this.width) ? this.block : this.constants;
	}

	private int column(int column) {
		return (column < this.width) ? column : column - this.width;
	}

	private int row(int column, int row) {
		return (column < this.width) ? row : 0;
	}

	@Override
	public int rows() {
		return this.block.rows();
	}

	@Override
	public List<TaosColumn> columns() {
		return this.columns;
	}

	@Override
	public TaosPrecision precision() {
		return this.block.precision();
	}

	@Override
	public boolean isNull(int column, int row) {
		return of(column).isNull(column(column), row(column, row));
	}

	@Override
	public boolean getBoolean(int column, int row) {
		return of(column).getBoolean(column(column), row(column, row));
	}

	@Override
	public int getInt(int column, int row) {
		return of(column).getInt(column(column), row(column, row));
	}

	@Override
	public long getLong(int column, int row) {
		return of(column).getLong(column(column), row(column, row));
	}

	@Override
	public long getUnsignedLong(int column, int row) {
		return of(column).getUnsignedLong(column(column), row(column, row));
	}

	@Override
	public float getFloat(int column, int row) {
		return of(column).getFloat(column(column), row(column, row));
	}

	@Override
	public double getDouble(int column, int row) {
		return of(column).getDouble(column(column), row(column, row));
	}

	@Override
	public @Nullable BigDecimal getBigDecimal(int column, int row) {
		return of(column).getBigDecimal(column(column), row(column, row));
	}

	@Override
	public @Nullable BigInteger getBigInteger(int column, int row) {
		return of(column).getBigInteger(column(column), row(column, row));
	}

	@Override
	public @Nullable String getString(int column, int row) {
		return of(column).getString(column(column), row(column, row));
	}

	@Override
	public byte @Nullable [] getBytes(int column, int row) {
		return of(column).getBytes(column(column), row(column, row));
	}

	@Override
	public @Nullable Instant getInstant(int column, int row) {
		return of(column).getInstant(column(column), row(column, row));
	}

	@Override
	public @Nullable Object getObject(int column, int row) {
		return of(column).getObject(column(column), row(column, row));
	}

	@Override
	public long[] longs(int column) {
		long[] values = of(column).longs(column(column));
		if (column >= this.width) {
			long value = values[0];
			values = new long[rows()];
			Arrays.fill(values, value);
		}
		return values;
	}

	@Override
	public int[] ints(int column) {
		int[] values = of(column).ints(column(column));
		if (column >= this.width) {
			int value = values[0];
			values = new int[rows()];
			Arrays.fill(values, value);
		}
		return values;
	}

	@Override
	public double[] doubles(int column) {
		double[] values = of(column).doubles(column(column));
		if (column >= this.width) {
			double value = values[0];
			values = new double[rows()];
			Arrays.fill(values, value);
		}
		return values;
	}

	@Override
	public boolean[] nulls(int column) {
		boolean[] values = of(column).nulls(column(column));
		if (column >= this.width) {
			boolean value = values[0];
			values = new boolean[rows()];
			Arrays.fill(values, value);
		}
		return values;
	}

	@Override
	public Block copy() {
		return new ConstantsBlock(this.block.copy(), this.constants.copy(), this.columns);
	}

}
