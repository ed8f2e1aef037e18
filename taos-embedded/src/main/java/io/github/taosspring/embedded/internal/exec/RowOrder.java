package io.github.taosspring.embedded.internal.exec;

import java.util.Arrays;
import java.util.List;

import io.github.taosspring.embedded.internal.function.Comparisons;
import io.github.taosspring.embedded.internal.plan.PlanNode;
import io.github.taosspring.embedded.internal.vector.Vector;
import io.github.taosspring.embedded.internal.vector.VectorKind;

/**
 * Orders of rows.
 */
final class RowOrder {

	private RowOrder() {
	}

	/**
	 * Return the positions of rows in an order; equal rows keep theirs.
	 */
	static int[] sort(RowBuffer rows, List<PlanNode.SortColumn> keys) {
		int size = rows.size();
		int[] order = new int[size];
		Arrays.setAll(order, (i) -> i);
		if (size < 2 || sorted(rows, keys)) {
			return order;
		}
		Key[] comparers = keys.stream().map((key) -> new Key(rows.column(key.column()), key)).toArray(Key[]::new);
		mergeSort(order, new int[size], 0, size, comparers);
		return order;
	}

	private static boolean sorted(RowBuffer rows, List<PlanNode.SortColumn> keys) {
		Key[] comparers = keys.stream().map((key) -> new Key(rows.column(key.column()), key)).toArray(Key[]::new);
		for (int row = 1; row < rows.size(); row++) {
			if (compare(comparers, row - 1, row) > 0) {
				return false;
			}
		}
		return true;
	}

	private static void mergeSort(int[] order, int[] spare, int from, int to, Key[] keys) {
		if (to - from < 2) {
			return;
		}
		int middle = (from + to) >>> 1;
		mergeSort(order, spare, from, middle, keys);
		mergeSort(order, spare, middle, to, keys);
		if (compare(keys, order[middle - 1], order[middle]) <= 0) {
			return;
		}
		System.arraycopy(order, from, spare, from, middle - from);
		int left = from;
		int right = middle;
		for (int at = from; left < middle; at++) {
			if (right == to || compare(keys, spare[left], order[right]) <= 0) {
				order[at] = spare[left++];
			}
			else {
				order[at] = order[right++];
			}
		}
	}

	private static int compare(Key[] keys, int a, int b) {
		for (Key key : keys) {
			int result = key.compare(a, b);
			if (result != 0) {
				return result;
			}
		}
		return 0;
	}

	/**
	 * One key of the order.
	 */
	private static final class Key {

		private final Vector values;

		private final PlanNode.SortColumn column;

		private final Comparisons.Comparer comparer;

		private final boolean plain;

		Key(Vector values, PlanNode.SortColumn column) {
			this.values = values;
			this.column = column;
			this.comparer = Comparisons.comparer(values.type(), values.type());
			this.plain = values.kind() == VectorKind.LONG && !values.type().type().isUnsigned();
		}

		int compare(int a, int b) {
			boolean nullA = this.values.isNull(a);
			boolean nullB = this.values.isNull(b);
			if (nullA || nullB) {
				return (nullA == nullB) ? 0 : (nullA == this.column.nullsFirst()) ? -1 : 1;
			}
			int result = this.plain ? Long.compare(this.values.longs[a], this.values.longs[b])
					: this.comparer.compare(this.values, a, this.values, b);
			if (result == Comparisons.Comparer.INCOMPARABLE) {
				return 0;
			}
			return this.column.descending() ? -result : result;
		}

	}

}
