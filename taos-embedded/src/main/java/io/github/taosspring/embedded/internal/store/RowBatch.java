package io.github.taosspring.embedded.internal.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Rows to write into one table, with their columns by slot.
 * <p>
 * A column is absent (a row that exists keeps its value) or present (its NULLs
 * overwrite).
 */
public final class RowBatch {

	private final int size;

	private final Vector timestamps;

	private final @Nullable Vector[] columns;

	/**
	 * Create a batch.
	 * @param size the number of rows
	 * @param columns the columns by slot; slot 0 holds the timestamps without NULL,
	 * {@code null} is an absent column
	 */
	public RowBatch(int size, @Nullable Vector[] columns) {
		Vector first = columns[0];
		if (first == null) {
			throw new IllegalArgumentException("The batch lacks timestamps");
		}
		this.size = size;
		this.timestamps = first;
		this.columns = columns;
	}

	/**
	 * Return the number of rows.
	 * @return the rows
	 */
	public int size() {
		return this.size;
	}

	/**
	 * Return a timestamp.
	 * @param row the row
	 * @return the timestamp
	 */
	public long timestamp(int row) {
		return this.timestamps.longs[row];
	}

	/**
	 * Return the keys of all rows, such that equal keys are equal objects.
	 * @param keySlot the slot of the second key column, -1 if there is none
	 * @return the keys in the order of the rows
	 */
	public List<Object> keys(int keySlot) {
		List<Object> keys = new ArrayList<>(this.size);
		Vector second = (keySlot < 0) ? null : this.columns[keySlot];
		for (int row = 0; row < this.size; row++) {
			Object key = (second != null) ? second.get(row) : null;
			if (key == null) {
				keys.add(timestamp(row));
			}
			else {
				keys.add(List.of(timestamp(row),
						(key instanceof byte[] bytes) ? new String(bytes, StandardCharsets.ISO_8859_1) : key));
			}
		}
		return keys;
	}

	/**
	 * Return how many slots there may be columns in.
	 * @return the slots, those of absent columns included
	 */
	public int slots() {
		return this.columns.length;
	}

	/**
	 * Return a column.
	 * @param slot its slot, less than {@link #slots()}
	 * @return the values, not to be changed, {@code null} if the column is absent
	 */
	public @Nullable Vector column(int slot) {
		return this.columns[slot];
	}

	/**
	 * Sort the rows by their keys and merge those with equal keys.
	 * @param keySlot the slot of the second key column, -1 if there is none
	 * @param laterNullWins whether a later row's NULL replaces an earlier value; it does
	 * in a bound statement, not inside one SQL text
	 * @return a batch whose keys ascend strictly, this one if they did already
	 */
	public RowBatch normalize(int keySlot, boolean laterNullWins) {
		if (ascends(keySlot)) {
			return this;
		}
		Integer[] order = new Integer[this.size];
		Arrays.setAll(order, (i) -> i);
		Arrays.sort(order, (a, b) -> compare(a, b, keySlot));
		int[] rows = new int[this.size];
		int[] groupEnds = new int[this.size];
		int groups = 0;
		for (int i = 0; i < this.size; i++) {
			rows[i] = order[i];
			if (i > 0 && compare(rows[i - 1], rows[i], keySlot) != 0) {
				groupEnds[groups++] = i;
			}
		}
		groupEnds[groups++] = this.size;
		@Nullable Vector[] merged = new @Nullable Vector[this.columns.length];
		for (int slot = 0; slot < merged.length; slot++) {
			Vector source = this.columns[slot];
			if (source != null) {
				merged[slot] = merge(source, rows, groupEnds, groups, laterNullWins);
			}
		}
		return new RowBatch(groups, merged);
	}

	private static Vector merge(Vector source, int[] rows, int[] groupEnds, int groups, boolean laterNullWins) {
		Vector target = new Vector(source.type(), groups);
		int start = 0;
		for (int group = 0; group < groups; group++) {
			int chosen = groupEnds[group] - 1;
			if (!laterNullWins) {
				while (chosen > start && source.isNull(rows[chosen])) {
					chosen--;
				}
			}
			target.copy(group, source, rows[chosen]);
			start = groupEnds[group];
		}
		return target;
	}

	private boolean ascends(int keySlot) {
		for (int row = 1; row < this.size; row++) {
			if (compare(row - 1, row, keySlot) >= 0) {
				return false;
			}
		}
		return true;
	}

	private int compare(int a, int b, int keySlot) {
		int result = Long.compare(timestamp(a), timestamp(b));
		if (result != 0 || keySlot < 0) {
			return result;
		}
		Vector key = this.columns[keySlot];
		if (key == null) {
			return 0;
		}
		Object left = key.get(a);
		Object right = key.get(b);
		if (left == null || right == null) {
			return Boolean.compare(left != null, right != null);
		}
		if (left instanceof byte[] bytes) {
			return Arrays.compareUnsigned(bytes, (byte[]) right);
		}
		return key.type().type().isUnsigned() ? Long.compareUnsigned((Long) left, (Long) right)
				: Long.compare((Long) left, (Long) right);
	}

}
