package io.github.taosspring.embedded.internal.function;

import java.util.List;
import java.util.function.Function;

import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;

/**
 * Makes scalar functions out of lambdas.
 */
final class Lift {

	private Lift() {
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
