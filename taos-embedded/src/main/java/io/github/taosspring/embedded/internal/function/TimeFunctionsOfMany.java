package io.github.taosspring.embedded.internal.function;

import java.util.Arrays;
import java.util.List;

import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Functions of many rows that look at their times: {@code elapsed}, {@code irate} and
 * {@code twa}.
 */
final class TimeFunctionsOfMany {

	private TimeFunctionsOfMany() {
	}

	static List<AggregateFunction> all() {
		return List.of(elapsed(), AggregateFunctions.of("irate", AggregateFunction.Kind.VALUE, (arguments) -> {
			Arguments.count("irate", arguments, 1, 1);
			Arguments.numeric("irate", arguments.get(0));
			return ColumnType.DOUBLE;
		}, (arguments, type, context) -> new Points((points) -> points.rate(context.precision().unitsPerSecond()))),
				AggregateFunctions.of("twa", AggregateFunction.Kind.VALUE, (arguments) -> {
					Arguments.count("twa", arguments, 1, 1);
					Arguments.numeric("twa", arguments.get(0));
					return ColumnType.DOUBLE;
				}, (arguments, type, context) -> new Points(Points::average)));
	}

	private static AggregateFunction elapsed() {
		return AggregateFunctions.of("elapsed", AggregateFunction.Kind.VALUE, (arguments) -> {
			Arguments.count("elapsed", arguments, 1, 2);
			if (!arguments.get(0).type().isTimestamp()) {
				throw Arguments.wrongType("elapsed");
			}
			return ColumnType.DOUBLE;
		}, (arguments, type, context) -> {
			long unit = (arguments.size() == 2 && arguments.get(1).value() instanceof Long given) ? given : 1;
			return new Elapsed(Math.max(1, unit));
		});
	}

	/**
	 * The time from the earliest row to the latest; in windows of a fixed length up to
	 * the window's own bounds where rows go on beyond them.
	 */
	private static final class Elapsed implements Accumulator {

		private final long unit;

		private long first = Long.MAX_VALUE;

		private long last = Long.MIN_VALUE;

		Elapsed(long unit) {
			this.unit = unit;
		}

		@Override
		public int add(Vector[] arguments, @Nullable Vector time, int from, int to, RowCapture capture) {
			for (int row = from; row < to; row++) {
				if (!arguments[0].isNull(row)) {
					this.first = Math.min(this.first, arguments[0].longs[row]);
					this.last = Math.max(this.last, arguments[0].longs[row]);
				}
			}
			return NONE;
		}

		@Override
		public void window(long start, long end, boolean firstWindow, boolean lastWindow) {
			if (this.first <= this.last) {
				this.first = firstWindow ? this.first : start;
				this.last = lastWindow ? this.last : end;
			}
		}

		@Override
		public void result(int index, Vector target, int row) {
			if (this.first > this.last) {
				target.setNull(row);
			}
			else {
				target.setDouble(row, (double) (this.last - this.first) / this.unit);
			}
		}

	}

	/**
	 * Collects points of time and value.
	 */
	private static final class Points implements Accumulator {

		private final Code code;

		private long[] times = new long[16];

		private double[] values = new double[16];

		private int count;

		Points(Code code) {
			this.code = code;
		}

		@Override
		public int add(Vector[] arguments, @Nullable Vector time, int from, int to, RowCapture capture) {
			for (int row = from; row < to; row++) {
				if (!arguments[0].isNull(row)) {
					if (this.count == this.times.length) {
						this.times = Arrays.copyOf(this.times, this.count * 2);
						this.values = Arrays.copyOf(this.values, this.count * 2);
					}
					this.times[this.count] = (time != null) ? time.longs[row] : this.count;
					this.values[this.count++] = Arguments.number(arguments[0], row);
				}
			}
			return NONE;
		}

		private void sort() {
			Integer[] order = new Integer[this.count];
			Arrays.setAll(order, (i) -> i);
			long[] oldTimes = this.times;
			double[] oldValues = this.values;
			Arrays.sort(order, (a, b) -> Long.compare(oldTimes[a], oldTimes[b]));
			this.times = Arrays.stream(order).mapToLong((i) -> oldTimes[i]).toArray();
			this.values = Arrays.stream(order).mapToDouble((i) -> oldValues[i]).toArray();
		}

		/**
		 * The change between the last two points for each second; a counter that fell
		 * started anew.
		 */
		double rate(long unitsPerSecond) {
			if (this.count < 2) {
				return 0;
			}
			double last = this.values[this.count - 1];
			double before = this.values[this.count - 2];
			double change = (last >= before) ? last - before : last;
			long length = this.times[this.count - 1] - this.times[this.count - 2];
			return (length == 0) ? 0 : change / ((double) length / unitsPerSecond);
		}

		/**
		 * The area under the line through the points by its length.
		 */
		double average() {
			if (this.count == 1) {
				return this.values[0];
			}
			double area = 0;
			for (int i = 1; i < this.count; i++) {
				area += (this.values[i] + this.values[i - 1]) / 2 * (this.times[i] - this.times[i - 1]);
			}
			return area / (this.times[this.count - 1] - this.times[0]);
		}

		@Override
		public void result(int index, Vector target, int row) {
			if (this.count == 0) {
				target.setNull(row);
			}
			else {
				sort();
				target.setDouble(row, this.code.apply(this));
			}
		}

		/**
		 * The calculation.
		 */
		interface Code {

			double apply(Points points);

		}

	}

}
