package io.github.taosspring.embedded.internal.function;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of numbers: spread, deviation, percentiles, most frequent value, distinct
 * values, a fitted line.
 */
final class StatisticFunctions {

	private StatisticFunctions() {
	}

	static List<AggregateFunction> all() {
		return List.of(moment("stddev", Moments::deviation), moment("stddev_pop", Moments::deviation),
				moment("var_pop", Moments::variance), spread(), percentile(), approximatePercentile(), mode(),
				hyperloglog(), leastSquares());
	}

	private static AggregateFunction moment(String name, ToDoubleFunction<Moments> code) {
		return AggregateFunctions.of(name, AggregateFunction.Kind.VALUE, (arguments) -> {
			Arguments.count(name, arguments, 1, 1);
			Arguments.numeric(name, arguments.get(0));
			return ColumnType.DOUBLE;
		}, (arguments, type, context) -> new Moments(code));
	}

	private static AggregateFunction spread() {
		return AggregateFunctions.of("spread", AggregateFunction.Kind.VALUE, (arguments) -> {
			Arguments.count("spread", arguments, 1, 1);
			ColumnType type = arguments.get(0).type();
			if (!type.isTimestamp() && (type.type().isDecimal() || !type.isNumeric()) && !type.isNull()) {
				throw Arguments.wrongType("spread");
			}
			return ColumnType.DOUBLE;
		}, (arguments, type, context) -> new Numbers((numbers, target, row) -> target.setDouble(row,
				Arrays.stream(numbers).max().orElse(0) - Arrays.stream(numbers).min().orElse(0))));
	}

	private static AggregateFunction percentile() {
		return AggregateFunctions.of("percentile", AggregateFunction.Kind.VALUE, (arguments) -> {
			Arguments.count("percentile", arguments, 2, 11);
			Arguments.numeric("percentile", arguments.get(0));
			arguments.stream().skip(1).forEach((argument) -> share("percentile", argument));
			// one percentage gives a number, several a text with all of them
			return (arguments.size() == 2) ? ColumnType.DOUBLE : ColumnType.varchar(3198);
		}, (arguments, type, context) -> new Numbers((numbers, target, row) -> {
			Arrays.sort(numbers);
			if (arguments.size() == 2) {
				target.setDouble(row, interpolate(numbers, share("percentile", arguments.get(1))));
				return;
			}
			StringBuilder text = new StringBuilder("[");
			for (int i = 1; i < arguments.size(); i++) {
				double value = interpolate(numbers, share("percentile", arguments.get(i)));
				text.append((i > 1) ? ", " : "").append(String.format(Locale.ROOT, "%.6f", value));
			}
			target.setText(row, text.append(']').toString());
		}));
	}

	private static double share(String name, Argument argument) {
		double percent;
		if (argument.value() instanceof Long number) {
			percent = number;
		}
		else if (argument.value() instanceof Double number) {
			percent = number;
		}
		else {
			throw Arguments.wrongType(name);
		}
		if (percent < 0 || percent > 100) {
			throw Arguments.wrongValue(name);
		}
		return percent / 100;
	}

	private static double interpolate(double[] sorted, double share) {
		double position = share * (sorted.length - 1);
		int low = (int) Math.floor(position);
		int high = Math.min(low + 1, sorted.length - 1);
		return sorted[low] + (sorted[high] - sorted[low]) * (position - low);
	}

	private static AggregateFunction approximatePercentile() {
		return AggregateFunctions.of("apercentile", AggregateFunction.Kind.VALUE, (arguments) -> {
			Arguments.count("apercentile", arguments, 2, 3);
			Arguments.numeric("apercentile", arguments.get(0));
			share("apercentile", arguments.get(1));
			return ColumnType.DOUBLE;
		}, (arguments, type, context) -> new Numbers((numbers, target, row) -> {
			Arrays.sort(numbers);
			boolean digest = arguments.size() == 3 && "t-digest".equalsIgnoreCase(arguments.get(2).text());
			double rank = share("apercentile", arguments.get(1)) * numbers.length;
			target.setDouble(row, digest ? digest(numbers, rank) : histogram(numbers, rank));
		}));
	}

	/**
	 * The value at a rank between neighbours, as a histogram whose bins are single values
	 * gives it.
	 */
	private static double histogram(double[] sorted, double rank) {
		int index = (int) rank;
		if (index == 0 || index >= sorted.length) {
			return sorted[Math.min(index, sorted.length - 1)];
		}
		return sorted[index - 1] + (sorted[index] - sorted[index - 1]) * (rank - index);
	}

	/**
	 * The value at a rank between the middles of neighbours, as a t-digest whose
	 * centroids are single values gives it.
	 */
	private static double digest(double[] sorted, double rank) {
		int index = Math.min((int) rank, sorted.length - 1);
		double left = (index == 0) ? sorted[0] : (sorted[index - 1] + sorted[index]) / 2;
		double right = (index == sorted.length - 1) ? sorted[index] : (sorted[index] + sorted[index + 1]) / 2;
		return left + (right - left) * (rank - index);
	}

	private static AggregateFunction mode() {
		return AggregateFunctions.of("mode", AggregateFunction.Kind.VALUE, (arguments) -> {
			Arguments.count("mode", arguments, 1, 1);
			return arguments.get(0).type();
		}, (arguments, type, context) -> new Mode());
	}

	private static AggregateFunction hyperloglog() {
		return AggregateFunctions.of("hyperloglog", AggregateFunction.Kind.VALUE, (arguments) -> {
			Arguments.count("hyperloglog", arguments, 1, 1);
			return ColumnType.BIGINT;
		}, (arguments, type, context) -> new DistinctCount());
	}

	private static AggregateFunction leastSquares() {
		return AggregateFunctions.of("leastsquares", AggregateFunction.Kind.VALUE, (arguments) -> {
			Arguments.count("leastsquares", arguments, 3, 3);
			Arguments.numeric("leastsquares", arguments.get(0));
			number(arguments.get(1));
			number(arguments.get(2));
			return ColumnType.varchar(126);
		}, (arguments, type, context) -> new Numbers((numbers, target, row) -> target.setText(row,
				line(numbers, number(arguments.get(1)), number(arguments.get(2))))));
	}

	private static double number(Argument argument) {
		if (argument.value() instanceof Number number) {
			return number.doubleValue();
		}
		throw Arguments.wrongType("leastsquares");
	}

	private static String line(double[] numbers, double start, double step) {
		double n = numbers.length;
		double sumX = 0;
		double sumY = 0;
		double sumXx = 0;
		double sumXy = 0;
		for (int i = 0; i < numbers.length; i++) {
			double x = start + i * step;
			sumX += x;
			sumY += numbers[i];
			sumXx += x * x;
			sumXy += x * numbers[i];
		}
		double slope = (n * sumXy - sumX * sumY) / (n * sumXx - sumX * sumX);
		double intercept = (sumY - slope * sumX) / n;
		// "slop" is how TDengine spells it
		return String.format(Locale.ROOT, "{slop:%.6f, intercept:%.6f}", slope, intercept);
	}

	/**
	 * Mean and variance, updated value by value without losing digits.
	 */
	private static final class Moments implements Accumulator {

		private final ToDoubleFunction<Moments> code;

		private long count;

		private double mean;

		private double squares;

		Moments(ToDoubleFunction<Moments> code) {
			this.code = code;
		}

		@Override
		public int add(Vector[] arguments, @Nullable Vector time, int from, int to, RowCapture capture) {
			for (int row = from; row < to; row++) {
				if (!arguments[0].isNull(row)) {
					double value = Arguments.number(arguments[0], row);
					this.count++;
					double delta = value - this.mean;
					this.mean += delta / this.count;
					this.squares += delta * (value - this.mean);
				}
			}
			return NONE;
		}

		double variance() {
			return this.squares / this.count;
		}

		double deviation() {
			return Math.sqrt(variance());
		}

		@Override
		public void result(int index, Vector target, int row) {
			if (this.count == 0) {
				target.setNull(row);
			}
			else {
				target.setDouble(row, this.code.applyAsDouble(this));
			}
		}

	}

	/**
	 * Collects numbers for a function that needs them all.
	 */
	static final class Numbers implements Accumulator {

		private final Result code;

		private double[] numbers = new double[16];

		private int count;

		Numbers(Result code) {
			this.code = code;
		}

		@Override
		public int add(Vector[] arguments, @Nullable Vector time, int from, int to, RowCapture capture) {
			for (int row = from; row < to; row++) {
				if (!arguments[0].isNull(row)) {
					if (this.count == this.numbers.length) {
						this.numbers = Arrays.copyOf(this.numbers, this.count * 2);
					}
					this.numbers[this.count++] = Arguments.number(arguments[0], row);
				}
			}
			return NONE;
		}

		@Override
		public void result(int index, Vector target, int row) {
			if (this.count == 0) {
				target.setNull(row);
			}
			else {
				this.code.write(Arrays.copyOf(this.numbers, this.count), target, row);
			}
		}

		/**
		 * Writes the result of at least one number.
		 */
		interface Result {

			void write(double[] numbers, Vector target, int row);

		}

	}

	/**
	 * Counts how often each value comes.
	 */
	private static final class Mode implements Accumulator {

		private final Map<Object, Integer> counts = new HashMap<>();

		private @Nullable Object best;

		@Override
		public int add(Vector[] arguments, @Nullable Vector time, int from, int to, RowCapture capture) {
			for (int row = from; row < to; row++) {
				Object value = Distinct.key(arguments[0], row);
				if (value != null) {
					int count = this.counts.merge(value, 1, Integer::sum);
					if (this.best == null || count > this.counts.getOrDefault(this.best, 0)) {
						this.best = value;
					}
				}
			}
			return NONE;
		}

		@Override
		public void result(int index, Vector target, int row) {
			target.set(row, (this.best != null) ? Distinct.value(this.best) : null);
		}

	}

	/**
	 * Counts distinct values, exactly: memory is no concern in a stand-in.
	 */
	private static final class DistinctCount implements Accumulator {

		private final Set<Object> values = new HashSet<>();

		@Override
		public int add(Vector[] arguments, @Nullable Vector time, int from, int to, RowCapture capture) {
			for (int row = from; row < to; row++) {
				Object value = Distinct.key(arguments[0], row);
				if (value != null) {
					this.values.add(value);
				}
			}
			return NONE;
		}

		@Override
		public void result(int index, Vector target, int row) {
			target.setLong(row, this.values.size());
		}

	}

	/**
	 * Values as keys of maps.
	 */
	static final class Distinct {

		private Distinct() {
		}

		static @Nullable Object key(Vector vector, int row) {
			Object value = vector.get(row);
			return (value instanceof byte[] bytes) ? new Bytes(bytes) : value;
		}

		static Object value(Object key) {
			return (key instanceof Bytes bytes) ? bytes.value() : key;
		}

	}

	/**
	 * Bytes that are equal by their contents.
	 *
	 * @param value the bytes
	 */
	private record Bytes(byte[] value) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Bytes bytes && Arrays.equals(this.value, bytes.value);
		}

		@Override
		public int hashCode() {
			return Arrays.hashCode(this.value);
		}

	}

}
