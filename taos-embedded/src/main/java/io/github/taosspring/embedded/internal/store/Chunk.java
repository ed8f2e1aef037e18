package io.github.taosspring.embedded.internal.store;

import java.util.Arrays;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Up to {@link #CAPACITY} rows in the order of their keys.
 * <p>
 * Columns are found by their slot, which a table gives out once and never again; a slot
 * that is missing holds only NULLs, so that adding and dropping columns touches no data.
 */
final class Chunk {

	/** The most rows of a chunk. */
	static final int CAPACITY = 2048;

	private static final int FIRST_CAPACITY = 16;

	final long[] timestamps;

	private final @Nullable ColumnData[] columns;

	/** The rows, valid once a later chunk was published after this one. */
	int size;

	Chunk(int capacity, int slots) {
		this(new long[capacity], new @Nullable ColumnData[slots]);
	}

	private Chunk(long[] timestamps, @Nullable ColumnData[] columns) {
		this.timestamps = timestamps;
		this.columns = columns;
	}

	static Chunk first(int rows, int slots) {
		int capacity = FIRST_CAPACITY;
		while (capacity < rows && capacity < CAPACITY) {
			capacity *= 2;
		}
		return new Chunk(capacity, slots);
	}

	int capacity() {
		return this.timestamps.length;
	}

	int slots() {
		return this.columns.length;
	}

	/**
	 * Return this chunk with its final size. A size that was given once may be in use by
	 * a snapshot, so another one needs another chunk.
	 */
	Chunk sealed(int finalSize) {
		if (this.size == finalSize) {
			return this;
		}
		Chunk result = (this.size == 0) ? this : new Chunk(this.timestamps, this.columns);
		result.size = finalSize;
		return result;
	}

	@Nullable ColumnData column(int slot) {
		return (slot < this.columns.length) ? this.columns[slot] : null;
	}

	ColumnData requireColumn(int slot) {
		ColumnData column = column(slot);
		if (column == null) {
			throw new IllegalStateException("No column in slot " + slot);
		}
		return column;
	}

	/**
	 * Return a chunk with these rows that has room for more, and columns for all that a
	 * batch brings.
	 */
	Chunk roomFor(RowBatch batch, int ownSize, int wantedCapacity) {
		boolean complete = batch.slots() <= this.columns.length;
		for (int slot = 1; slot < batch.slots() && complete; slot++) {
			complete = batch.column(slot) == null || this.columns[slot] != null;
		}
		if (complete && wantedCapacity == capacity()) {
			return this;
		}
		int slots = Math.max(batch.slots(), this.columns.length);
		boolean grow = wantedCapacity != capacity();
		long[] keys = grow ? Arrays.copyOf(this.timestamps, wantedCapacity) : this.timestamps;
		@Nullable ColumnData[] copies = Arrays.copyOf(this.columns, slots);
		for (int slot = 1; slot < slots; slot++) {
			ColumnData own = copies[slot];
			Vector brought = (slot < batch.slots()) ? batch.column(slot) : null;
			if (own != null) {
				copies[slot] = grow ? own.withCapacity(wantedCapacity, ownSize) : own;
			}
			else if (brought != null) {
				copies[slot] = nullColumn(brought.type().type(), wantedCapacity, ownSize);
			}
		}
		return new Chunk(keys, copies);
	}

	private static ColumnData nullColumn(TaosType type, int capacity, int size) {
		ColumnData column = new ColumnData(type, capacity);
		column.fillNull(0, size);
		return column;
	}

	/**
	 * Write a row of a batch; columns that the batch lacks become NULL.
	 */
	void write(int row, RowBatch batch, int batchRow) {
		this.timestamps[row] = batch.timestamp(batchRow);
		for (int slot = 1; slot < this.columns.length; slot++) {
			ColumnData column = this.columns[slot];
			if (column != null) {
				Vector source = (slot < batch.slots()) ? batch.column(slot) : null;
				if (source != null) {
					column.set(row, source, batchRow);
				}
				else {
					column.setNull(row);
				}
			}
		}
	}

	/**
	 * Write over a row of the same key; columns that the batch lacks keep their value.
	 */
	void overwrite(int row, RowBatch batch, int batchRow) {
		for (int slot = 1; slot < batch.slots(); slot++) {
			Vector source = batch.column(slot);
			if (source != null) {
				requireColumn(slot).set(row, source, batchRow);
			}
		}
	}

	void copyRange(int row, Chunk source, int from, int count) {
		System.arraycopy(source.timestamps, from, this.timestamps, row, count);
		for (int slot = 1; slot < this.columns.length; slot++) {
			ColumnData column = this.columns[slot];
			if (column == null) {
				continue;
			}
			ColumnData other = source.column(slot);
			if (other != null) {
				column.copyRange(row, other, from, count);
			}
			else {
				column.fillNull(row, row + count);
			}
		}
	}

	/**
	 * Return an empty chunk with the columns of another and of a batch.
	 */
	static Chunk likeWith(Chunk source, @Nullable RowBatch batch, int capacity) {
		int slots = Math.max(source.columns.length, (batch != null) ? batch.slots() : 0);
		Chunk result = new Chunk(capacity, slots);
		for (int slot = 1; slot < slots; slot++) {
			ColumnData own = source.column(slot);
			Vector brought = (batch != null && slot < batch.slots()) ? batch.column(slot) : null;
			if (own != null) {
				result.columns[slot] = new ColumnData(own.type(), capacity);
			}
			else if (brought != null) {
				result.columns[slot] = new ColumnData(brought.type().type(), capacity);
			}
		}
		return result;
	}

	/**
	 * Compare the key of a row with that of a row of a batch.
	 */
	int compareKey(int row, RowBatch batch, int batchRow, int keySlot) {
		int result = Long.compare(this.timestamps[row], batch.timestamp(batchRow));
		if (result != 0 || keySlot < 0) {
			return result;
		}
		Vector key = batch.column(keySlot);
		if (key == null) {
			throw new IllegalArgumentException("The batch lacks the key column");
		}
		return requireColumn(keySlot).compare(row, key, batchRow);
	}

}
