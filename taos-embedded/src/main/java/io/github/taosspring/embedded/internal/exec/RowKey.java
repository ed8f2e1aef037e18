package io.github.taosspring.embedded.internal.exec;

import java.util.Arrays;

import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Values of a row as the key of a map.
 */
final class RowKey {

	private final @Nullable Object[] values;

	private final int hash;

	RowKey(@Nullable Object[] values) {
		this.values = values;
		this.hash = Arrays.deepHashCode(values);
	}

	static RowKey of(Vector[] columns, int row) {
		@Nullable Object[] values = new @Nullable Object[columns.length];
		for (int i = 0; i < values.length; i++) {
			Object value = columns[i].get(row);
			// zeroes of both signs are one key
			values[i] = (value instanceof Double number && number == 0) ? Double.valueOf(0) : value;
		}
		return new RowKey(values);
	}

	@Nullable Object[] values() {
		return this.values;
	}

	/**
	 * Return whether two rows have the same key, without making either.
	 */
	static boolean same(Vector[] columns, int a, int b) {
		for (Vector column : columns) {
			boolean nullA = column.isNull(a);
			if (nullA != column.isNull(b)) {
				return false;
			}
			if (nullA) {
				continue;
			}
			boolean equal = switch (column.kind()) {
				case LONG -> column.longs[a] == column.longs[b];
				case DOUBLE -> column.doubles[a] == column.doubles[b];
				case OBJECT -> {
					Object x = column.objects[a];
					Object y = column.objects[b];
					yield x == y
							|| (x instanceof byte[] bytes && y instanceof byte[] others && Arrays.equals(bytes, others))
							|| (x != null && x.equals(y));
				}
			};
			if (!equal) {
				return false;
			}
		}
		return true;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof RowKey key && this.hash == key.hash && Arrays.deepEquals(this.values, key.values);
	}

	@Override
	public int hashCode() {
		return this.hash;
	}

}
