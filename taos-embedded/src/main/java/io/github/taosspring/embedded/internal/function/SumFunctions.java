package io.github.taosspring.embedded.internal.function;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import io.github.taosspring.embedded.internal.vector.VectorKind;
import org.jspecify.annotations.Nullable;

/**
 * {@code count}, {@code sum} and {@code avg}.
 */
final class SumFunctions {

	/** What a division leaves of the scale when the digits run out. */
	private static final int MIN_AVERAGE_SCALE = 6;

	private SumFunctions() {
	}

	static List<AggregateFunction> all() {
		return List.of(AggregateFunctions.of("count", AggregateFunction.Kind.VALUE, (arguments) -> {
			Arguments.count("count", arguments, 0, 1);
			return ColumnType.BIGINT;
		}, (arguments, type, context) -> new Count()),
				AggregateFunctions.of("sum", AggregateFunction.Kind.VALUE, SumFunctions::sumType,
						(arguments, type, context) -> sum(type)),
				AggregateFunctions.of("avg", AggregateFunction.Kind.VALUE, SumFunctions::averageType, (arguments, type,
						context) -> type.type().isDecimal() ? new DecimalSum(type, true) : new DoubleSum(true)));
	}

	private static ColumnType sumType(List<Argument> arguments) {
		Arguments.count("sum", arguments, 1, 1);
		Arguments.numeric("sum", arguments.get(0));
		ColumnType type = arguments.get(0).type();
		if (type.isFloating() || type.isNull()) {
			return ColumnType.DOUBLE;
		}
		if (type.type().isDecimal()) {
			return new ColumnType(TaosType.DECIMAL, 16, ColumnType.MAX_DECIMAL_PRECISION, type.scale());
		}
		return type.type().isUnsigned() ? ColumnType.fixed(TaosType.BIGINT_UNSIGNED) : ColumnType.BIGINT;
	}

	private static ColumnType averageType(List<Argument> arguments) {
		Arguments.count("avg", arguments, 1, 1);
		Arguments.numeric("avg", arguments.get(0));
		ColumnType type = arguments.get(0).type();
		return type.type().isDecimal() ? new ColumnType(TaosType.DECIMAL, 16, ColumnType.MAX_DECIMAL_PRECISION,
				Math.max(type.scale(), MIN_AVERAGE_SCALE)) : ColumnType.DOUBLE;
	}

	private static Accumulator sum(ColumnType type) {
		if (type.type().isDecimal()) {
			return new DecimalSum(type, false);
		}
		return (type.kind() == VectorKind.LONG) ? new LongSum() : new DoubleSum(false);
	}

	/**
	 * Counts the values that are not NULL, or the rows if there is no argument.
	 */
	private static final class Count implements Accumulator {

		private long count;

		@Override
		public int add(Vector[] arguments, @Nullable Vector time, int from, int to, RowCapture capture) {
			if (arguments.length == 0 || !arguments[0].mayHaveNulls()) {
				this.count += to - from;
				return NONE;
			}
			for (int row = from; row < to; row++) {
				if (!arguments[0].isNull(row)) {
					this.count++;
				}
			}
			return NONE;
		}

		@Override
		public void result(int index, Vector target, int row) {
			target.setLong(row, this.count);
		}

	}

	/**
	 * Sums integers; an overflow is the error that TDengine gives.
	 */
	private static final class LongSum implements Accumulator {

		private long sum;

		private boolean seen;

		@Override
		public int add(Vector[] arguments, @Nullable Vector time, int from, int to, RowCapture capture) {
			Vector values = arguments[0];
			boolean nulls = values.mayHaveNulls();
			for (int row = from; row < to; row++) {
				if (!nulls || !values.isNull(row)) {
					this.sum += values.longs[row];
					this.seen = true;
				}
			}
			return NONE;
		}

		@Override
		public void result(int index, Vector target, int row) {
			if (this.seen) {
				target.setLong(row, this.sum);
			}
			else {
				target.setNull(row);
			}
		}

	}

	/**
	 * Sums doubles in the order in which they come.
	 */
	private static final class DoubleSum implements Accumulator {

		private final boolean average;

		private double sum;

		private long count;

		DoubleSum(boolean average) {
			this.average = average;
		}

		@Override
		public int add(Vector[] arguments, @Nullable Vector time, int from, int to, RowCapture capture) {
			Vector values = arguments[0];
			boolean nulls = values.mayHaveNulls();
			boolean doubles = values.kind() == VectorKind.DOUBLE;
			for (int row = from; row < to; row++) {
				if (!nulls || !values.isNull(row)) {
					this.sum += doubles ? values.doubles[row] : Arguments.number(values, row);
					this.count++;
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
				target.setDouble(row, this.average ? this.sum / this.count : this.sum);
			}
		}

	}

	/**
	 * Sums decimals.
	 */
	private static final class DecimalSum implements Accumulator {

		private final ColumnType type;

		private final boolean average;

		private BigDecimal sum = BigDecimal.ZERO;

		private long count;

		DecimalSum(ColumnType type, boolean average) {
			this.type = type;
			this.average = average;
		}

		@Override
		public int add(Vector[] arguments, @Nullable Vector time, int from, int to, RowCapture capture) {
			for (int row = from; row < to; row++) {
				if (!arguments[0].isNull(row)) {
					this.sum = this.sum.add(arguments[0].decimal(row));
					this.count++;
				}
			}
			return NONE;
		}

		@Override
		public void result(int index, Vector target, int row) {
			if (this.count == 0) {
				target.setNull(row);
				return;
			}
			BigDecimal value = this.average
					? this.sum.divide(BigDecimal.valueOf(this.count), this.type.scale(), RoundingMode.HALF_UP)
					: this.sum.setScale(this.type.scale(), RoundingMode.HALF_UP);
			if (!Values.fits(value, this.type)) {
				throw new SqlException(0x013D, "Decimal value overflow");
			}
			target.objects[row] = value;
		}

	}

}
