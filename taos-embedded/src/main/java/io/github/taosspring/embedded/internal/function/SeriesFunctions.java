package io.github.taosspring.embedded.internal.function;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import io.github.taosspring.embedded.internal.vector.VectorKind;
import org.jspecify.annotations.Nullable;

/**
 * The series functions by name.
 */
public final class SeriesFunctions {

	private static final Map<String, SeriesFunction> FUNCTIONS = new HashMap<>();

	static {
		for (SeriesFunction function : List.of(diff(), derivative(), cumulativeSum(), movingAverage(), stateCount(),
				stateDuration())) {
			FUNCTIONS.put(function.name(), function);
		}
	}

	private SeriesFunctions() {
	}

	/**
	 * Find a function.
	 * @param name the name in lower case
	 * @return the function, {@code null} if there is none
	 */
	public static @Nullable SeriesFunction find(String name) {
		return FUNCTIONS.get(name);
	}

	private static SeriesFunction diff() {
		return of("diff", (arguments) -> {
			Arguments.count("diff", arguments, 1, 2);
			ColumnType type = arguments.get(0).type();
			if (!type.isTimestamp() && type.type() != TaosType.BOOL) {
				Arguments.numeric("diff", arguments.get(0));
			}
			long option = integer("diff", arguments, 1, 0);
			if (option < 0 || option > 3) {
				throw Arguments.wrongValue("diff");
			}
			return type.isFloating() ? ColumnType.DOUBLE : ColumnType.BIGINT;
		}, (arguments, context) -> new Diff(integer("diff", arguments, 1, 0)));
	}

	private static SeriesFunction derivative() {
		return of("derivative", (arguments) -> {
			Arguments.count("derivative", arguments, 2, 3);
			Arguments.numeric("derivative", arguments.get(0));
			if (integer("derivative", arguments, 1, 1) < 1) {
				throw Arguments.wrongValue("derivative");
			}
			return ColumnType.DOUBLE;
		}, (arguments, context) -> new Derivative(integer("derivative", arguments, 1, 1),
				integer("derivative", arguments, 2, 0) == 1));
	}

	private static SeriesFunction cumulativeSum() {
		return of("csum", (arguments) -> {
			Arguments.count("csum", arguments, 1, 1);
			Arguments.numeric("csum", arguments.get(0));
			ColumnType type = arguments.get(0).type();
			if (type.isFloating()) {
				return ColumnType.DOUBLE;
			}
			return type.type().isUnsigned() ? ColumnType.fixed(TaosType.BIGINT_UNSIGNED) : ColumnType.BIGINT;
		}, (arguments, context) -> new CumulativeSum());
	}

	private static SeriesFunction movingAverage() {
		return of("mavg", (arguments) -> {
			Arguments.count("mavg", arguments, 2, 2);
			Arguments.numeric("mavg", arguments.get(0));
			long length = integer("mavg", arguments, 1, 0);
			if (length < 1 || length > 1000) {
				throw Arguments.wrongValue("mavg");
			}
			return ColumnType.DOUBLE;
		}, (arguments, context) -> new MovingAverage((int) integer("mavg", arguments, 1, 1)));
	}

	private static SeriesFunction stateCount() {
		return of("statecount", (arguments) -> {
			Arguments.count("statecount", arguments, 3, 3);
			checkState("statecount", arguments);
			return ColumnType.BIGINT;
		}, (arguments, context) -> new StateRun(test(arguments), number(arguments.get(2)), 0));
	}

	private static SeriesFunction stateDuration() {
		return of("stateduration", (arguments) -> {
			Arguments.count("stateduration", arguments, 3, 4);
			checkState("stateduration", arguments);
			return ColumnType.BIGINT;
		}, (arguments, context) -> new StateRun(test(arguments), number(arguments.get(2)),
				Math.max(1, integer("stateduration", arguments, 3, 1))));
	}

	private static void checkState(String name, List<Argument> arguments) {
		Arguments.numeric(name, arguments.get(0));
		if (arguments.get(1).text() == null || !(arguments.get(2).value() instanceof Number)) {
			throw Arguments.wrongType(name);
		}
		if (test(arguments) == null) {
			throw Arguments.wrongValue(name);
		}
	}

	private static double number(Argument argument) {
		return (argument.value() instanceof Number number) ? number.doubleValue() : 0;
	}

	private static @Nullable DoubleBinaryOperator test(List<Argument> arguments) {
		String operator = arguments.get(1).text();
		return switch ((operator != null) ? operator.toUpperCase(Locale.ROOT) : "") {
			case "LT" -> (a, b) -> (a < b) ? 1 : 0;
			case "GT" -> (a, b) -> (a > b) ? 1 : 0;
			case "LE" -> (a, b) -> (a <= b) ? 1 : 0;
			case "GE" -> (a, b) -> (a >= b) ? 1 : 0;
			case "EQ" -> (a, b) -> (a == b) ? 1 : 0;
			case "NE" -> (a, b) -> (a != b) ? 1 : 0;
			default -> null;
		};
	}

	private static long integer(String name, List<Argument> arguments, int index, long otherwise) {
		if (index >= arguments.size()) {
			return otherwise;
		}
		if (arguments.get(index).value() instanceof Long value) {
			return value;
		}
		throw Arguments.wrongType(name);
	}

	/**
	 * Refuse rows of one time, as they come from several tables.
	 */
	private static long checkTime(@Nullable Vector time, int row, boolean first, long last) {
		if (time == null) {
			return last;
		}
		if (!first && time.longs[row] == last) {
			throw new SqlException(0x2805, "Duplicate timestamps not allowed in function");
		}
		return time.longs[row];
	}

	private static SeriesFunction of(String name, Function<List<Argument>, ColumnType> resolver, Factory factory) {
		return new Simple(name, resolver, factory);
	}

	/**
	 * Starts a series, see {@link SeriesFunction#start}.
	 */
	private interface Factory {

		SeriesFunction.State start(List<Argument> arguments, EvaluationContext context);

	}

	/**
	 * A function of its parts.
	 *
	 * @param name the name
	 * @param resolver finds the type
	 * @param factory starts a series
	 */
	private record Simple(String name, Function<List<Argument>, ColumnType> resolver,
			Factory factory) implements SeriesFunction {

		@Override
		public ColumnType resolve(List<Argument> arguments) {
			return this.resolver.apply(arguments);
		}

		@Override
		public State start(List<Argument> arguments, EvaluationContext context) {
			return this.factory.start(arguments, context);
		}

	}

	/**
	 * The difference to the last value that was not NULL.
	 */
	private static final class Diff implements SeriesFunction.State {

		private final boolean dropNegative;

		private final boolean dropNull;

		private boolean started;

		private long lastTime;

		private boolean seen;

		private long lastLong;

		private double lastDouble;

		Diff(long option) {
			this.dropNegative = (option & 1) != 0;
			this.dropNull = (option & 2) != 0;
		}

		@Override
		public boolean next(Vector[] arguments, @Nullable Vector time, int row, Vector target, int targetRow) {
			Vector values = arguments[0];
			boolean first = !this.started;
			this.started = true;
			this.lastTime = checkTime(time, row, first, this.lastTime);
			if (values.isNull(row) || !this.seen) {
				if (!values.isNull(row)) {
					remember(values, row);
				}
				target.setNull(targetRow);
				return !first && !this.dropNull;
			}
			boolean negative;
			if (target.kind() == VectorKind.DOUBLE) {
				double difference = Arguments.number(values, row) - this.lastDouble;
				negative = difference < 0;
				target.setDouble(targetRow, difference);
			}
			else {
				long difference = Arguments.integer(values, row) - this.lastLong;
				negative = difference < 0;
				target.setLong(targetRow, difference);
			}
			remember(values, row);
			if (negative && this.dropNegative) {
				target.setNull(targetRow);
				return !this.dropNull;
			}
			return true;
		}

		private void remember(Vector values, int row) {
			this.seen = true;
			this.lastLong = Arguments.integer(values, row);
			this.lastDouble = Arguments.number(values, row);
		}

	}

	/**
	 * The change for each unit of time.
	 */
	private static final class Derivative implements SeriesFunction.State {

		private final long unit;

		private final boolean dropNegative;

		private boolean seen;

		private double last;

		private long lastTime;

		Derivative(long unit, boolean dropNegative) {
			this.unit = unit;
			this.dropNegative = dropNegative;
		}

		@Override
		public boolean next(Vector[] arguments, @Nullable Vector time, int row, Vector target, int targetRow) {
			if (arguments[0].isNull(row) || time == null) {
				return false;
			}
			double value = Arguments.number(arguments[0], row);
			long at = time.longs[row];
			boolean result = false;
			if (this.seen && at != this.lastTime) {
				double change = (value - this.last) / ((double) (at - this.lastTime) / this.unit);
				target.setDouble(targetRow, change);
				result = change >= 0 || !this.dropNegative;
			}
			this.seen = true;
			this.last = value;
			this.lastTime = at;
			return result;
		}

	}

	/**
	 * The sum up to a row.
	 */
	private static final class CumulativeSum implements SeriesFunction.State {

		private long sum;

		private double doubleSum;

		@Override
		public boolean next(Vector[] arguments, @Nullable Vector time, int row, Vector target, int targetRow) {
			if (arguments[0].isNull(row)) {
				return false;
			}
			if (target.kind() == VectorKind.DOUBLE) {
				this.doubleSum += Arguments.number(arguments[0], row);
				target.setDouble(targetRow, this.doubleSum);
			}
			else {
				this.sum += Arguments.integer(arguments[0], row);
				target.setLong(targetRow, this.sum);
			}
			return true;
		}

	}

	/**
	 * The average of a row and some before it.
	 */
	private static final class MovingAverage implements SeriesFunction.State {

		private final double[] ring;

		private long count;

		private double sum;

		MovingAverage(int length) {
			this.ring = new double[length];
		}

		@Override
		public boolean next(Vector[] arguments, @Nullable Vector time, int row, Vector target, int targetRow) {
			if (arguments[0].isNull(row)) {
				return false;
			}
			double value = Arguments.number(arguments[0], row);
			int at = (int) (this.count % this.ring.length);
			this.sum += value - this.ring[at];
			this.ring[at] = value;
			this.count++;
			if (this.count < this.ring.length) {
				return false;
			}
			target.setDouble(targetRow, this.sum / this.ring.length);
			return true;
		}

	}

	/**
	 * How many rows, or how long, a condition has held.
	 */
	private static final class StateRun implements SeriesFunction.State {

		private final @Nullable DoubleBinaryOperator test;

		private final double operand;

		private final long unit;

		private long count;

		private long start;

		StateRun(@Nullable DoubleBinaryOperator test, double operand, long unit) {
			this.test = test;
			this.operand = operand;
			this.unit = unit;
		}

		@Override
		public boolean next(Vector[] arguments, @Nullable Vector time, int row, Vector target, int targetRow) {
			if (arguments[0].isNull(row)) {
				target.setNull(targetRow);
				return true;
			}
			DoubleBinaryOperator condition = this.test;
			double value = Arguments.number(arguments[0], row);
			if (condition == null || condition.applyAsDouble(value, this.operand) == 0) {
				this.count = 0;
				target.setLong(targetRow, -1);
				return true;
			}
			long at = (time != null) ? time.longs[row] : 0;
			if (this.count++ == 0) {
				this.start = at;
			}
			target.setLong(targetRow, (this.unit == 0) ? this.count : (at - this.start) / this.unit);
			return true;
		}

	}

}
