package io.github.taosspring.embedded.internal.function;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;

import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import io.github.taosspring.embedded.internal.vector.VectorKind;

/**
 * Functions of numbers. None of them takes a DECIMAL, as in TDengine 3.3.7.
 */
final class MathFunctions {

	/** Digits that a number can be rounded to; beyond them nothing is left to round. */
	private static final int MAX_DIGITS = 400;

	private MathFunctions() {
	}

	static List<ScalarFunction> all() {
		return List.of(toDouble("sqrt", Math::sqrt), toDouble("acos", Math::acos), toDouble("asin", Math::asin),
				toDouble("atan", Math::atan), toDouble("cos", Math::cos), toDouble("sin", Math::sin),
				toDouble("tan", Math::tan), toDouble("exp", Math::exp), toDouble("ln", Math::log),
				toDouble("degrees", (value) -> value / Math.PI * 180), toDouble("radians", Math::toRadians), log(),
				toDouble("pow", Math::pow), toDouble("mod", (left, right) -> left % right),
				sameType("abs", Math::abs, Math::abs), sameType("ceil", (value) -> value, Math::ceil),
				sameType("floor", (value) -> value, Math::floor), sameType("sign", Long::signum, Math::signum), round(),
				truncate("truncate"), truncate("trunc"), pi(), random());
	}

	/** Check that an argument is an integer, a FLOAT, a DOUBLE or NULL. */
	private static void number(String name, Argument argument) {
		ColumnType type = argument.type();
		if (!type.isInteger() && !type.isFloating() && !type.isNull()) {
			throw Arguments.wrongType(name);
		}
	}

	private static ScalarFunction toDouble(String name, DoubleUnaryOperator code) {
		return Lift.of(name, (arguments) -> {
			Arguments.count(name, arguments, 1, 1);
			number(name, arguments.get(0));
			return ColumnType.DOUBLE;
		}, (context, type, arguments, size) -> doubles(arguments, size,
				(row) -> code.applyAsDouble(Arguments.number(arguments[0], row))));
	}

	private static ScalarFunction toDouble(String name, DoubleBinaryOperator code) {
		return Lift.of(name, (arguments) -> {
			Arguments.count(name, arguments, 2, 2);
			arguments.forEach((argument) -> number(name, argument));
			return ColumnType.DOUBLE;
		}, (context, type, arguments, size) -> doubles(arguments, size,
				(row) -> code.applyAsDouble(Arguments.number(arguments[0], row), Arguments.number(arguments[1], row))));
	}

	private static Vector doubles(Vector[] arguments, int size, DoubleCode code) {
		Vector result = new Vector(ColumnType.DOUBLE, size);
		for (int row = 0; row < size; row++) {
			if (Arguments.anyNull(arguments, row)) {
				result.setNull(row);
			}
			else {
				Lift.setFinite(result, row, code.apply(row));
			}
		}
		return result;
	}

	/** The logarithm to a base, or the natural one. */
	private static ScalarFunction log() {
		return Lift.of("log", (arguments) -> {
			Arguments.count("log", arguments, 1, 2);
			arguments.forEach((argument) -> number("log", argument));
			return ColumnType.DOUBLE;
		}, (context, type, arguments, size) -> doubles(arguments, size, (row) -> {
			double value = Math.log(Arguments.number(arguments[0], row));
			return (arguments.length == 1) ? value : value / Math.log(Arguments.number(arguments[1], row));
		}));
	}

	/** A function whose result has the type of its argument. */
	private static ScalarFunction sameType(String name, LongUnaryOperator longs, DoubleUnaryOperator doubles) {
		return Lift.of(name, (arguments) -> {
			Arguments.count(name, arguments, 1, 1);
			number(name, arguments.get(0));
			return typeOf(arguments.get(0));
		}, (context, type, arguments, size) -> {
			Vector argument = arguments[0];
			Vector result = new Vector(type, size);
			for (int row = 0; row < size; row++) {
				if (argument.isNull(row)) {
					result.setNull(row);
				}
				else if (type.kind() == VectorKind.DOUBLE) {
					result.setDouble(row, doubles.applyAsDouble(argument.doubles[row]));
				}
				else {
					long value = argument.longs[row];
					boolean huge = value < 0 && type.type().isUnsigned();
					result.setLong(row, huge ? (name.equals("sign") ? 1 : value) : longs.applyAsLong(value));
				}
			}
			return result;
		});
	}

	private static ColumnType typeOf(Argument argument) {
		return argument.type().isNull() ? ColumnType.BIGINT : argument.type();
	}

	/** Half away from zero, to so many digits behind the point. */
	private static ScalarFunction round() {
		return Lift.of("round", (arguments) -> {
			Arguments.count("round", arguments, 1, 2);
			arguments.forEach((argument) -> number("round", argument));
			return typeOf(arguments.get(0));
		}, (context, type, arguments, size) -> toDigits(type, arguments, size, RoundingMode.HALF_UP));
	}

	private static ScalarFunction truncate(String name) {
		return Lift.of(name, (arguments) -> {
			Arguments.count(name, arguments, 2, 2);
			arguments.forEach((argument) -> number(name, argument));
			return typeOf(arguments.get(0));
		}, (context, type, arguments, size) -> toDigits(type, arguments, size, RoundingMode.DOWN));
	}

	private static Vector toDigits(ColumnType type, Vector[] arguments, int size, RoundingMode mode) {
		Vector result = new Vector(type, size);
		for (int row = 0; row < size; row++) {
			if (Arguments.anyNull(arguments, row)) {
				result.setNull(row);
				continue;
			}
			long wanted = (arguments.length == 1) ? 0 : Arguments.integer(arguments[1], row);
			int digits = (int) Math.max(-MAX_DIGITS, Math.min(MAX_DIGITS, wanted));
			if (type.kind() == VectorKind.DOUBLE) {
				double value = arguments[0].doubles[row];
				result.setDouble(row, Double.isFinite(value)
						? BigDecimal.valueOf(value).setScale(digits, mode).doubleValue() : value);
			}
			else {
				long value = arguments[0].longs[row];
				result.setLong(row,
						(digits >= 0) ? value : BigDecimal.valueOf(value).setScale(digits, mode).longValue());
			}
		}
		return result;
	}

	private static ScalarFunction pi() {
		return Lift.of("pi", (arguments) -> {
			Arguments.count("pi", arguments, 0, 0);
			return ColumnType.DOUBLE;
		}, (context, type, arguments, size) -> Vector.constant(type, Math.PI, size));
	}

	/** A number from 0 to 1; a seed makes it repeatable. */
	private static ScalarFunction random() {
		return Lift.of("rand", (arguments) -> {
			Arguments.count("rand", arguments, 0, 1);
			arguments.forEach((argument) -> number("rand", argument));
			return ColumnType.DOUBLE;
		}, (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			java.util.Random random = (arguments.length == 0 || size == 0 || arguments[0].isNull(0))
					? new java.util.Random() : new java.util.Random(Arguments.integer(arguments[0], 0));
			for (int row = 0; row < size; row++) {
				result.setDouble(row, random.nextDouble());
			}
			return result;
		});
	}

	/** Calculates a row. */
	private interface DoubleCode {

		double apply(int row);

	}

}
