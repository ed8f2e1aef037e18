package io.github.taosspring.embedded.internal.function;

import java.util.List;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Functions that select a row: {@code min}, {@code max}, {@code first}, {@code last} and
 * {@code last_row}.
 */
final class SelectionFunctions {

	private SelectionFunctions() {
	}

	static List<AggregateFunction> all() {
		return List.of(extreme("min", -1), extreme("max", 1), position("first", false, true),
				position("last", true, true), position("last_row", true, false));
	}

	private static AggregateFunction extreme(String name, int sign) {
		return AggregateFunctions.of(name, AggregateFunction.Kind.SELECTION, (arguments) -> {
			Arguments.count(name, arguments, 1, 1);
			ColumnType type = arguments.get(0).type();
			boolean comparable = type.isNumeric() || type.isText() || type.isTimestamp() || type.isNull();
			if (!comparable) {
				throw Arguments.wrongType(name);
			}
			return type;
		}, (arguments, type, context) -> new Extreme(type, sign));
	}

	private static AggregateFunction position(String name, boolean last, boolean skipNulls) {
		return AggregateFunctions.of(name, AggregateFunction.Kind.SELECTION, (arguments) -> {
			Arguments.count(name, arguments, 1, 1);
			if (arguments.get(0).type().type() == TaosType.JSON) {
				throw Arguments.wrongType(name);
			}
			return arguments.get(0).type();
		}, (arguments, type, context) -> new Position(type, last, skipNulls));
	}

	/**
	 * Keeps the smallest or largest value; the first of equal ones wins.
	 */
	private static final class Extreme implements Accumulator {

		private final Vector best;

		private final int sign;

		private final Comparisons.Comparer comparer;

		private boolean seen;

		Extreme(ColumnType type, int sign) {
			this.best = new Vector(type, 1);
			this.sign = sign;
			this.comparer = Comparisons.comparer(type, type);
		}

		@Override
		public int add(Vector[] arguments, @Nullable Vector time, int from, int to, RowCapture capture) {
			Vector values = arguments[0];
			int chosen = NONE;
			for (int row = from; row < to; row++) {
				if (!values.isNull(row) && (!this.seen
						|| Integer.signum(this.comparer.compare(values, row, this.best, 0)) == this.sign)) {
					this.best.copy(0, values, row);
					this.seen = true;
					chosen = row;
				}
			}
			return chosen;
		}

		@Override
		public void result(int index, Vector target, int row) {
			if (this.seen) {
				target.copy(row, this.best, 0);
			}
			else {
				target.setNull(row);
			}
		}

	}

	/**
	 * Keeps the value of the earliest or latest row.
	 */
	private static final class Position implements Accumulator {

		private final Vector best;

		private final boolean last;

		private final boolean skipNulls;

		private boolean seen;

		private long bestTime;

		Position(ColumnType type, boolean last, boolean skipNulls) {
			this.best = new Vector(type, 1);
			this.last = last;
			this.skipNulls = skipNulls;
		}

		@Override
		public int add(Vector[] arguments, @Nullable Vector time, int from, int to, RowCapture capture) {
			Vector values = arguments[0];
			int chosen = NONE;
			for (int row = from; row < to; row++) {
				if (this.skipNulls && values.isNull(row)) {
					continue;
				}
				long at = (time != null) ? time.longs[row] : 0;
				boolean better = !this.seen || (this.last ? at >= this.bestTime : (time != null && at < this.bestTime));
				if (better) {
					this.seen = true;
					this.bestTime = at;
					chosen = row;
				}
			}
			if (chosen != NONE) {
				this.best.copy(0, values, chosen);
			}
			return chosen;
		}

		/**
		 * No row was found: there is no result, not even NULL.
		 */
		@Override
		public int rows() {
			return this.seen ? 1 : 0;
		}

		@Override
		public void result(int index, Vector target, int row) {
			if (this.seen) {
				target.copy(row, this.best, 0);
			}
			else {
				target.setNull(row);
			}
		}

	}

}
