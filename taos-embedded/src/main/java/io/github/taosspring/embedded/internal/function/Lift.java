package io.github.taosspring.embedded.internal.function;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;

/**
 * Makes scalar functions out of lambdas: NULL in gives NULL out, a NaN or an infinity is
 * NULL.
 */
final class Lift {

	private Lift() {
	}

	/**
	 * Make a function of one number that gives a DOUBLE.
	 */
	static ScalarFunction unary(String name, DoubleUnaryOperator code) {
		return of(name, (arguments) -> {
			Arguments.count(name, arguments, 1, 1);
			Arguments.numeric(name, arguments.get(0));
			return ColumnType.DOUBLE;
		}, (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			for (int row = 0; row < size; row++) {
				if (arguments[0].isNull(row)) {
					result.setNull(row);
				}
				else {
					setFinite(result, row, code.applyAsDouble(Arguments.number(arguments[0], row)));
				}
			}
			return result;
		});
	}

	/**
	 * Make a function of two numbers that gives a DOUBLE.
	 */
	static ScalarFunction binary(String name, DoubleBinaryOperator code) {
		return of(name, (arguments) -> {
			Arguments.count(name, arguments, 2, 2);
			arguments.forEach((argument) -> Arguments.numeric(name, argument));
			return ColumnType.DOUBLE;
		}, (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			for (int row = 0; row < size; row++) {
				if (Arguments.anyNull(arguments, row)) {
					result.setNull(row);
				}
				else {
					setFinite(result, row, code.applyAsDouble(Arguments.number(arguments[0], row),
							Arguments.number(arguments[1], row)));
				}
			}
			return result;
		});
	}

	/**
	 * Make a function out of its two halves.
	 */
	static ScalarFunction of(String name, Function<List<Argument>, ColumnType> resolver, Code code) {
		return new ScalarFunction() {

			@Override
			public String name() {
				return name;
			}

			@Override
			public ColumnType resolve(List<Argument> arguments) {
				return resolver.apply(arguments);
			}

			@Override
			public Vector evaluate(EvaluationContext context, ColumnType type, Vector[] arguments, int size) {
				return code.evaluate(context, type, arguments, size);
			}

		};
	}

	static void setFinite(Vector result, int row, double value) {
		if (Double.isFinite(value)) {
			result.setDouble(row, value);
		}
		else {
			result.setNull(row);
		}
	}

	/**
	 * The code of a scalar function, see {@link ScalarFunction#evaluate}.
	 */
	interface Code {

		Vector evaluate(EvaluationContext context, ColumnType type, Vector[] arguments, int size);

	}

}
