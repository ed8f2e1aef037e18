package io.github.taosspring.embedded.internal.insert;

import java.util.function.Consumer;

import io.github.taosspring.embedded.internal.store.RowBatch;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Cuts rows of which some leave a column unset into batches in which a column is there or
 * absent for all rows. The batches keep the order of the rows, so that a later row of the
 * same key still wins.
 */
final class UnsetRows {

	private UnsetRows() {
	}

	/**
	 * Cut rows.
	 * @param rows how many there are
	 * @param slots the columns by slot
	 * @param unset the rows that a column is unset in, by slot; {@code null} for none
	 * @param target takes the batches
	 */
	static void split(int rows, @Nullable Vector[] slots, boolean @Nullable [][] unset, Consumer<RowBatch> target) {
		int from = 0;
		for (int row = 1; row <= rows; row++) {
			if (row == rows || differs(unset, row)) {
				target.accept(part(slots, unset, from, row));
				from = row;
			}
		}
	}

	private static boolean differs(boolean @Nullable [][] unset, int row) {
		for (boolean[] column : unset) {
			if (column != null && column[row] != column[row - 1]) {
				return true;
			}
		}
		return false;
	}

	private static RowBatch part(@Nullable Vector[] slots, boolean @Nullable [][] unset, int from, int to) {
		@Nullable Vector[] part = new Vector[slots.length];
		for (int slot = 0; slot < slots.length; slot++) {
			Vector column = slots[slot];
			boolean[] missing = unset[slot];
			if (column != null && (missing == null || !missing[from])) {
				part[slot] = column.slice(from, to);
			}
		}
		return new RowBatch(to - from, part);
	}

}
