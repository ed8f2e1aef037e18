package io.github.taosspring.embedded.internal.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The rows of a table at one moment, in the order of their keys.
 * <p>
 * Immutable for its readers. The writer, of which there is one at a time, may append
 * behind the rows of the newest snapshot in place; everything else copies chunks.
 */
public final class Snapshot {

	/** The snapshot of a table without rows. */
	public static final Snapshot EMPTY = new Snapshot(new Chunk[0], 0, 0);

	private final Chunk[] chunks;

	private final int lastSize;

	private final long rows;

	private Snapshot(Chunk[] chunks, int lastSize, long rows) {
		this.chunks = chunks;
		this.lastSize = lastSize;
		this.rows = rows;
	}

	/**
	 * Return the number of rows.
	 * @return the rows
	 */
	public long rows() {
		return this.rows;
	}

	int chunkCount() {
		return this.chunks.length;
	}

	Chunk chunk(int index) {
		return this.chunks[index];
	}

	int size(int index) {
		return (index == this.chunks.length - 1) ? this.lastSize : this.chunks[index].size;
	}

	/**
	 * Return the first timestamp.
	 * @return the timestamp of the first row; there must be one
	 */
	public long firstTimestamp() {
		return this.chunks[0].timestamps[0];
	}

	/**
	 * Return the last timestamp.
	 * @return the timestamp of the last row; there must be one
	 */
	public long lastTimestamp() {
		return this.chunks[this.chunks.length - 1].timestamps[this.lastSize - 1];
	}

	/**
	 * Return the index of the first chunk that may hold rows at or after a time.
	 */
	int firstChunkFor(long timestamp) {
		int low = 0;
		int high = this.chunks.length;
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (this.chunks[middle].timestamps[size(middle) - 1] < timestamp) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return low;
	}

	/**
	 * Return the first row of a chunk at or after a time.
	 */
	int lowerBound(int chunkIndex, long timestamp) {
		long[] timestamps = this.chunks[chunkIndex].timestamps;
		int low = 0;
		int high = size(chunkIndex);
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (timestamps[middle] < timestamp) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return low;
	}

	/**
	 * Return the row of a chunk after the last one at or before a time.
	 */
	int upperBound(int chunkIndex, long timestamp) {
		return (timestamp == Long.MAX_VALUE) ? size(chunkIndex) : lowerBound(chunkIndex, timestamp + 1);
	}

	/**
	 * Return a snapshot with more rows; rows of equal keys are written over.
	 * @param batch rows whose keys ascend strictly
	 * @param keySlot the slot of the second key column, -1 if there is none
	 * @return the new snapshot; this one stays as it is
	 */
	public Snapshot upsert(RowBatch batch, int keySlot) {
		int appended = firstBehind(batch, keySlot);
		Snapshot merged = (appended > 0) ? merge(batch, appended, keySlot) : this;
		return merged.append(batch, appended);
	}

	private int firstBehind(RowBatch batch, int keySlot) {
		if (this.chunks.length == 0) {
			return 0;
		}
		Chunk last = this.chunks[this.chunks.length - 1];
		int low = 0;
		int high = batch.size();
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (last.compareKey(this.lastSize - 1, batch, middle, keySlot) >= 0) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return low;
	}

	private Snapshot append(RowBatch batch, int from) {
		if (from == batch.size()) {
			return this;
		}
		List<Chunk> result = new ArrayList<>(Arrays.asList(this.chunks));
		Chunk target = null;
		int size = 0;
		if (!result.isEmpty()) {
			target = result.get(result.size() - 1);
			size = this.lastSize;
		}
		for (int row = from; row < batch.size();) {
			if (target == null || size >= Chunk.CAPACITY) {
				if (target != null) {
					result.set(result.size() - 1, target.sealed(size));
				}
				int wanted = (target == null) ? batch.size() - row : Chunk.CAPACITY;
				target = Chunk.first(wanted, batch.slots()).roomFor(batch, 0, Chunk.first(wanted, 1).capacity());
				size = 0;
				result.add(target);
			}
			int count = Math.min(batch.size() - row, Chunk.CAPACITY - size);
			int capacity = target.capacity();
			while (capacity < size + count) {
				capacity *= 2;
			}
			Chunk ready = target.roomFor(batch, size,
					Math.min(Math.max(capacity, target.capacity()), Math.max(Chunk.CAPACITY, target.capacity())));
			if (ready != target) {
				result.set(result.size() - 1, ready);
				target = ready;
			}
			for (int i = 0; i < count; i++) {
				target.write(size + i, batch, row + i);
			}
			size += count;
			row += count;
		}
		return new Snapshot(result.toArray(Chunk[]::new), size, this.rows + batch.size() - from);
	}

	private Snapshot merge(RowBatch batch, int to, int keySlot) {
		List<Chunk> result = new ArrayList<>(this.chunks.length + 1);
		int row = 0;
		long count = 0;
		int lastPiece = 0;
		for (int index = 0; index < this.chunks.length; index++) {
			int end = (index == this.chunks.length - 1) ? to : firstOf(index + 1, batch, row, to, keySlot);
			if (end == row) {
				result.add(this.chunks[index]);
				lastPiece = size(index);
				count += lastPiece;
				continue;
			}
			Chunk merged = mergeChunk(index, batch, row, end, keySlot);
			row = end;
			count += merged.size;
			lastPiece = addSplit(result, merged);
		}
		return new Snapshot(result.toArray(Chunk[]::new), lastPiece, count);
	}

	/**
	 * Return the first row of a batch whose key is not before the first of a chunk.
	 */
	private int firstOf(int chunkIndex, RowBatch batch, int from, int to, int keySlot) {
		int low = from;
		int high = to;
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (this.chunks[chunkIndex].compareKey(0, batch, middle, keySlot) > 0) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return low;
	}

	private Chunk mergeChunk(int index, RowBatch batch, int from, int to, int keySlot) {
		Chunk source = this.chunks[index];
		int size = size(index);
		Chunk target = Chunk.likeWith(source, batch, size + to - from);
		int at = 0;
		int own = 0;
		for (int row = from; row < to; row++) {
			int run = own;
			int order = -1;
			while (run < size) {
				order = source.compareKey(run, batch, row, keySlot);
				if (order >= 0) {
					break;
				}
				run++;
			}
			target.copyRange(at, source, own, run - own);
			at += run - own;
			own = run;
			if (run < size && order == 0) {
				target.copyRange(at, source, own, 1);
				target.overwrite(at, batch, row);
				own++;
			}
			else {
				target.write(at, batch, row);
			}
			at++;
		}
		target.copyRange(at, source, own, size - own);
		target.size = at + size - own;
		return target;
	}

	private static int addSplit(List<Chunk> result, Chunk chunk) {
		if (chunk.size <= Chunk.CAPACITY) {
			result.add(chunk);
			return chunk.size;
		}
		int pieces = (chunk.size + Chunk.CAPACITY - 1) / Chunk.CAPACITY;
		int from = 0;
		int size = 0;
		for (int piece = 0; piece < pieces; piece++) {
			int to = (int) ((long) chunk.size * (piece + 1) / pieces);
			size = to - from;
			Chunk part = Chunk.likeWith(chunk, null, size);
			part.copyRange(0, chunk, from, size);
			part.size = size;
			result.add(part);
			from = to;
		}
		return size;
	}

	/**
	 * Return a snapshot without the rows of a range of time.
	 * @param from the first timestamp to delete
	 * @param to the last timestamp to delete
	 * @return the new snapshot, this one if it has no such row
	 */
	public Snapshot delete(long from, long to) {
		if (from > to) {
			return this;
		}
		List<Chunk> result = new ArrayList<>(this.chunks.length);
		long count = 0;
		int lastPiece = 0;
		for (int index = 0; index < this.chunks.length; index++) {
			int size = size(index);
			int low = lowerBound(index, from);
			int high = upperBound(index, to);
			Chunk kept = (low >= high) ? this.chunks[index] : without(index, low, high);
			if (kept != null) {
				result.add(kept);
				lastPiece = (low >= high) ? size : kept.size;
				count += lastPiece;
			}
		}
		return (count == this.rows) ? this : new Snapshot(result.toArray(Chunk[]::new), lastPiece, count);
	}

	private @Nullable Chunk without(int index, int low, int high) {
		int size = size(index);
		int left = size - (high - low);
		if (left == 0) {
			return null;
		}
		Chunk source = this.chunks[index];
		Chunk result = Chunk.likeWith(source, null, left);
		result.copyRange(0, source, 0, low);
		result.copyRange(low, source, high, size - high);
		result.size = left;
		return result;
	}

}
