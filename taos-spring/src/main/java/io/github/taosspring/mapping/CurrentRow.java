package io.github.taosspring.mapping;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.ColumnLabels;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosResult;
import org.jspecify.annotations.Nullable;

/**
 * The row that a query or the reader of a block stands on: a view of the block, one
 * object for all rows of a query or block, not to be kept and not thread-safe.
 * <p>
 * Columns count from 0 and have a label: the exact one is looked for first, then the
 * first that differs in case only. The getters are those of {@link Block}: a primitive
 * one throws on NULL, and all throw
 * {@link io.github.taosspring.client.TaosInterfaceException} for an unknown label or a
 * value that does not fit without loss.
 */
public final class CurrentRow {

	private final @Nullable TaosResult result;

	private final @Nullable Block single;

	private final Map<String, Integer> indexes = new HashMap<>();

	private int row;

	/**
	 * Create a view.
	 * @param result the result to look at; the caller moves and closes it
	 */
	public CurrentRow(TaosResult result) {
		this.result = result;
		this.single = null;
	}

	/**
	 * Create a view that stands on the first row of a block, see {@link #moveTo(int)}.
	 * @param block the block to look at
	 */
	public CurrentRow(Block block) {
		this.result = null;
		this.single = block;
	}

	/**
	 * Move a view of a block.
	 * @param row the position of the row from 0
	 * @throws IndexOutOfBoundsException if the block has no such row
	 * @throws IllegalStateException if this is a view of a result, which moves by itself
	 */
	public void moveTo(int row) {
		if (this.single == null) {
			throw new IllegalStateException("The row of a result is moved by the result");
		}
		this.row = Objects.checkIndex(row, this.single.rows());
	}

	/**
	 * Return the columns.
	 * @return the columns in order
	 */
	public List<TaosColumn> columns() {
		return (this.result != null) ? this.result.columns() : block().columns();
	}

	/**
	 * Return the position of a column.
	 * @param label its label
	 * @return the position from 0
	 */
	public int columnIndex(String label) {
		Integer index = this.indexes.get(label);
		if (index == null) {
			index = (this.result != null) ? this.result.columnIndex(label) : new ColumnLabels(columns()).index(label);
			this.indexes.put(label, index);
		}
		return index;
	}

	/**
	 * Return the block of this row, for all that has no getter here.
	 * @return the block
	 */
	public Block block() {
		return (this.single != null) ? this.single : Objects.requireNonNull(this.result).block();
	}

	/**
	 * Return the position of this row in its block.
	 * @return the position from 0
	 */
	public int rowInBlock() {
		return (this.result != null) ? this.result.rowInBlock() : this.row;
	}

	public boolean isNull(int column) {
		return block().isNull(column, rowInBlock());
	}

	public boolean isNull(String label) {
		return isNull(columnIndex(label));
	}

	public boolean getBoolean(int column) {
		return block().getBoolean(column, rowInBlock());
	}

	public boolean getBoolean(String label) {
		return getBoolean(columnIndex(label));
	}

	public int getInt(int column) {
		return block().getInt(column, rowInBlock());
	}

	public int getInt(String label) {
		return getInt(columnIndex(label));
	}

	public long getLong(int column) {
		return block().getLong(column, rowInBlock());
	}

	public long getLong(String label) {
		return getLong(columnIndex(label));
	}

	public float getFloat(int column) {
		return block().getFloat(column, rowInBlock());
	}

	public float getFloat(String label) {
		return getFloat(columnIndex(label));
	}

	public double getDouble(int column) {
		return block().getDouble(column, rowInBlock());
	}

	public double getDouble(String label) {
		return getDouble(columnIndex(label));
	}

	public @Nullable BigDecimal getBigDecimal(int column) {
		return block().getBigDecimal(column, rowInBlock());
	}

	public @Nullable BigDecimal getBigDecimal(String label) {
		return getBigDecimal(columnIndex(label));
	}

	public @Nullable String getString(int column) {
		return block().getString(column, rowInBlock());
	}

	public @Nullable String getString(String label) {
		return getString(columnIndex(label));
	}

	public byte @Nullable [] getBytes(int column) {
		return block().getBytes(column, rowInBlock());
	}

	public byte @Nullable [] getBytes(String label) {
		return getBytes(columnIndex(label));
	}

	public @Nullable Instant getInstant(int column) {
		return block().getInstant(column, rowInBlock());
	}

	public @Nullable Instant getInstant(String label) {
		return getInstant(columnIndex(label));
	}

	public @Nullable Object getObject(int column) {
		return block().getObject(column, rowInBlock());
	}

	public @Nullable Object getObject(String label) {
		return getObject(columnIndex(label));
	}

}
