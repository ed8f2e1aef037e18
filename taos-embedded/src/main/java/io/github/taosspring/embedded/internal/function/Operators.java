package io.github.taosspring.embedded.internal.function;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.sql.BinaryOperator;
import io.github.taosspring.embedded.internal.sql.Duration;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import io.github.taosspring.embedded.internal.vector.VectorKind;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic and bit operators as functions: numbers give a DOUBLE, decimals a decimal, a
 * time plus a length of time a time.
 */
public final class Operators {

	private Operators() {
	}

	/**
	 * Return the function of an operator.
	 * @param operator an arithmetic or bit operator
	 * @return the function
	 */
	public static ScalarFunction of(BinaryOperator operator) {
		return Lift.of(operator.name(), (arguments) -> resolve(operator, arguments),
				(context, type, arguments, size) -> evaluate(operator, context, type, arguments, size));
	}

	/**
	 * Return the function of the minus sign.
	 * @return the function
	 */
	public static ScalarFunction negate() {
		return Lift.of("negate", (arguments) -> {
			ColumnType type = arguments.get(0).type();
			return type.type().isDecimal() ? type : ColumnType.DOUBLE;
		}, (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			for (int row = 0; row < size; row++) {
				if (arguments[0].isNull(row)) {
					result.setNull(row);
				}
				else if (type.type().isDecimal()) {
					result.objects[row] = arguments[0].decimal(row).negate();
				}
				else {
					result.doubles[row] = -Values.toDouble(arguments[0], row);
				}
			}
			return result;
		});
	}

	/**
	 * Return the function that adds calendar months to a time.
	 * @param months the months
	 * @return the function of one argument
	 */
	public static ScalarFunction plusMonths(long months) {
		return Lift.of("plus_months", (arguments) -> ColumnType.TIMESTAMP, (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			for (int row = 0; row < size; row++) {
				if (arguments[0].isNull(row)) {
					result.setNull(row);
				}
				else {
					result.longs[row] = Timestamps.plusMonths(arguments[0].longs[row], months, context.precision(),
							context.zone());
				}
			}
			return result;
		});
	}

	private static ColumnType resolve(BinaryOperator operator, List<Argument> arguments) {
		ColumnType left = arguments.get(0).type();
		ColumnType right = arguments.get(1).type();
		if (operator == BinaryOperator.BIT_AND || operator == BinaryOperator.BIT_OR) {
			return ColumnType.BIGINT;
		}
		if (left.type() == TaosType.JSON || right.type() == TaosType.JSON || left.type() == TaosType.GEOMETRY
				|| right.type() == TaosType.GEOMETRY || left.type() == TaosType.VARBINARY
				|| right.type() == TaosType.VARBINARY || left.type() == TaosType.BLOB
				|| right.type() == TaosType.BLOB) {
			throw new SqlException(0x2605, "Invalid value type: " + left.type().sqlName());
		}
		if (left.isTimestamp() || right.isTimestamp()) {
			return resolveTime(operator, arguments);
		}
		if ((left.type().isDecimal() || right.type().isDecimal()) && !left.isFloating() && !right.isFloating()
				&& !left.isText() && !right.isText() && !left.isNull() && !right.isNull()) {
			return resolveDecimal(operator, Values.asDecimal(left), Values.asDecimal(right));
		}
		return ColumnType.DOUBLE;
	}

	private static ColumnType resolveTime(BinaryOperator operator, List<Argument> arguments) {
		ColumnType left = arguments.get(0).type();
		ColumnType right = arguments.get(1).type();
		boolean additive = operator == BinaryOperator.ADD || operator == BinaryOperator.SUBTRACT;
		if (!additive) {
			return ColumnType.DOUBLE;
		}
		if (left.isTimestamp() && right.isTimestamp()) {
			throw new SqlException(0x0200, "Invalid operation");
		}
		ColumnType other = left.isTimestamp() ? right : left;
		return (other.isFloating() || other.isText()) ? ColumnType.DOUBLE : ColumnType.TIMESTAMP;
	}

	private static ColumnType resolveDecimal(BinaryOperator operator, ColumnType left, ColumnType right) {
		int p1 = left.precision();
		int s1 = left.scale();
		int p2 = right.precision();
		int s2 = right.scale();
		int scale;
		int precision;
		switch (operator) {
			case MULTIPLY -> {
				scale = s1 + s2;
				precision = p1 + p2 + 1;
			}
			case DIVIDE -> {
				scale = Math.max(6, s1 + p2 + 1);
				precision = p1 - s1 + s2 + scale;
			}
			case REMAINDER -> {
				scale = Math.max(s1, s2);
				precision = Math.min(p1 - s1, p2 - s2) + scale;
			}
			default -> {
				scale = Math.max(s1, s2);
				precision = scale + Math.max(p1 - s1, p2 - s2) + 1;
			}
		}
		return Values.fitDecimal(precision, scale);
	}

	private static Vector evaluate(BinaryOperator operator, EvaluationContext context, ColumnType type,
			Vector[] arguments, int size) {
		Vector left = arguments[0];
		Vector right = arguments[1];
		Vector result = new Vector(type, size);
		boolean nulls = left.mayHaveNulls() || right.mayHaveNulls();
		for (int row = 0; row < size; row++) {
			if (nulls && (left.isNull(row) || right.isNull(row))) {
				result.setNull(row);
			}
			else if (type.kind() == VectorKind.DOUBLE) {
				double value = calculate(operator, Values.toDouble(left, row), Values.toDouble(right, row));
				if (Double.isNaN(value) && isDivision(operator)) {
					result.setNull(row);
				}
				else {
					result.doubles[row] = value;
				}
			}
			else if (type.kind() == VectorKind.LONG) {
				result.longs[row] = calculate(operator, Arguments.integer(left, row), integer(right, row));
			}
			else {
				result.objects[row] = calculate(operator, Values.toDecimal(left, row), Values.toDecimal(right, row),
						type);
			}
		}
		return result;
	}

	private static boolean isDivision(BinaryOperator operator) {
		return operator == BinaryOperator.DIVIDE || operator == BinaryOperator.REMAINDER;
	}

	private static long integer(Vector vector, int row) {
		return (vector.kind() == VectorKind.OBJECT && !vector.type().type().isDecimal())
				? (long) Values.toDouble(vector, row) : Arguments.integer(vector, row);
	}

	/**
	 * A division by zero is NULL, shown here as NaN.
	 */
	private static double calculate(BinaryOperator operator, double left, double right) {
		return switch (operator) {
			case ADD -> left + right;
			case SUBTRACT -> left - right;
			case MULTIPLY -> left * right;
			case DIVIDE -> (right == 0) ? Double.NaN : left / right;
			case REMAINDER -> (right == 0) ? Double.NaN : left % right;
			default -> throw new IllegalStateException(operator.name());
		};
	}

	private static long calculate(BinaryOperator operator, long left, long right) {
		return switch (operator) {
			case ADD -> left + right;
			case SUBTRACT -> left - right;
			case BIT_AND -> left & right;
			case BIT_OR -> left | right;
			default -> throw new IllegalStateException(operator.name());
		};
	}

	private static @Nullable BigDecimal calculate(BinaryOperator operator, BigDecimal left, BigDecimal right,
			ColumnType type) {
		if (isDivision(operator) && right.signum() == 0) {
			return null;
		}
		BigDecimal value = switch (operator) {
			case ADD -> left.add(right);
			case SUBTRACT -> left.subtract(right);
			case MULTIPLY -> left.multiply(right);
			case DIVIDE -> left.divide(right, type.scale(), RoundingMode.HALF_UP);
			case REMAINDER -> left.remainder(right);
			default -> throw new IllegalStateException(operator.name());
		};
		if (!Values.fits(value, type)) {
			throw new SqlException(0x013D, "Decimal value overflow");
		}
		return value.setScale(type.scale(), RoundingMode.HALF_UP);
	}

	/**
	 * Return whether a length of time needs the calendar.
	 * @param duration the length
	 * @return whether it counts months or years
	 */
	public static boolean isCalendar(@Nullable Duration duration) {
		return duration != null && duration.unit().isCalendar();
	}

}
