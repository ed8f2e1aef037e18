package io.github.taosspring.embedded.internal.store;

import java.util.List;

import io.github.taosspring.embedded.internal.vector.Batch;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Reads a range of a snapshot in vectors, in time order or from the end.
 * <p>
 * Not thread-safe.
 */
public final class SnapshotCursor {

	private final Snapshot snapshot;

	private final List<SlotColumn> columns;

	private final long from;

	private final long to;

	private final boolean backwards;

	private int chunk;

	private int low;

	private int high;

	private boolean entered;

	/**
	 * Create a cursor.
	 * @param snapshot the rows
	 * @param columns the columns to read
	 * @param from the first timestamp
	 * @param to the last timestamp
	 * @param backwards whether the vectors come last first; rows inside a vector ascend
	 * all the same
	 */
	public SnapshotCursor(Snapshot snapshot, List<SlotColumn> columns, long from, long to, boolean backwards) {
		this.snapshot = snapshot;
		this.columns = columns;
		this.from = from;
		this.to = to;
		this.backwards = backwards;
		this.chunk = backwards ? snapshot.chunkCount() - 1 : snapshot.firstChunkFor(from);
	}

	/**
	 * Return the next rows.
	 * @return at most {@link Vector#SIZE} rows, {@code null} at the end
	 */
	public @Nullable Batch next() {
		while (this.chunk >= 0 && this.chunk < this.snapshot.chunkCount()) {
			if (!this.entered) {
				this.low = this.snapshot.lowerBound(this.chunk, this.from);
				this.high = this.snapshot.upperBound(this.chunk, this.to);
				this.entered = true;
				if (outOfRange()) {
					return null;
				}
			}
			if (this.low < this.high) {
				return take();
			}
			this.chunk += this.backwards ? -1 : 1;
			this.entered = false;
		}
		return null;
	}

	private boolean outOfRange() {
		if (this.backwards) {
			return this.low == this.snapshot.size(this.chunk) && this.low > 0;
		}
		return this.high == 0;
	}

	private Batch take() {
		int count = Math.min(Vector.SIZE, this.high - this.low);
		int start = this.backwards ? this.high - count : this.low;
		Chunk source = this.snapshot.chunk(this.chunk);
		Vector[] vectors = new Vector[this.columns.size()];
		for (int i = 0; i < vectors.length; i++) {
			SlotColumn column = this.columns.get(i);
			Vector vector = new Vector(column.type(), count);
			if (column.slot() == 0) {
				System.arraycopy(source.timestamps, start, vector.longs, 0, count);
			}
			else {
				ColumnData data = source.column(column.slot());
				if (data != null) {
					data.read(start, count, vector, 0);
				}
				else {
					vector.fillNull(0, count);
				}
			}
			vectors[i] = vector;
		}
		if (this.backwards) {
			this.high = start;
		}
		else {
			this.low += count;
		}
		return new Batch(count, vectors);
	}

	/**
	 * A column to read.
	 *
	 * @param slot its slot, 0 for the timestamps
	 * @param type its type
	 */
	public record SlotColumn(int slot, ColumnType type) {

	}

}
