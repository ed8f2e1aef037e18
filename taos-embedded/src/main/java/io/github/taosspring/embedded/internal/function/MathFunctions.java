package io.github.taosspring.embedded.internal.function;

import java.util.List;

import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import io.github.taosspring.embedded.internal.vector.VectorKind;

/**
 * Functions of numbers.
 */
final class MathFunctions {

	private MathFunctions() {
	}

	static List<ScalarFunction> all() {
		return List.of(Lift.unary("sqrt", Math::sqrt), Lift.binary("pow", Math::pow), abs());
	}

	/**
	 * The type is that of the argument.
	 */
	private static ScalarFunction abs() {
		return Lift.of("abs", (arguments) -> {
			Arguments.count("abs", arguments, 1, 1);
			Arguments.numeric("abs", arguments.get(0));
			return arguments.get(0).type().isNull() ? ColumnType.DOUBLE : arguments.get(0).type();
		}, (context, type, arguments, size) -> {
			Vector argument = arguments[0];
			Vector result = new Vector(type, size);
			for (int row = 0; row < size; row++) {
				if (argument.isNull(row)) {
					result.setNull(row);
				}
				else if (type.kind() == VectorKind.DOUBLE) {
					result.setDouble(row, Math.abs(argument.doubles[row]));
				}
				else if (type.kind() == VectorKind.LONG) {
					result.setLong(row, type.type().isUnsigned() ? argument.longs[row] : Math.abs(argument.longs[row]));
				}
				else {
					result.objects[row] = argument.decimal(row).abs();
				}
			}
			return result;
		});
	}

}
