package io.github.taosspring.embedded.internal.function;

import java.util.Arrays;
import java.util.List;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.sql.BinaryOperator;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import io.github.taosspring.embedded.internal.vector.VectorKind;

/**
 * Comparisons and the logic over them. As in TDengine a comparison with a NULL gives
 * false, not NULL.
 */
public final class Comparisons {

	private Comparisons() {
	}

	/**
	 * Return the function of a comparison.
	 * @param operator one of {@code = <> < <= > >=}
	 * @return the function
	 */
	public static ScalarFunction of(BinaryOperator operator) {
		return bool(operator.name(), (context, type, arguments, size) -> {
			Vector left = arguments[0];
			Vector right = arguments[1];
			Comparer comparer = comparer(left.type(), right.type());
			Vector result = new Vector(type, size);
			if (isPlain(left) && isPlain(right)) {
				compareLongs(operator, left.longs, right.longs, result.longs, size);
				clearNulls(left, right, result, size);
				return result;
			}
			if (left.type().type() == TaosType.DOUBLE && right.type().type() == TaosType.DOUBLE) {
				compareDoubles(operator, left.doubles, right.doubles, result.longs, size);
				clearNulls(left, right, result, size);
				return result;
			}
			for (int row = 0; row < size; row++) {
				if (!left.isNull(row) && !right.isNull(row)) {
					int order = comparer.compare(left, row, right, row);
					result.longs[row] = (order != Comparer.INCOMPARABLE && holds(operator, order)) ? 1 : 0;
				}
			}
			return result;
		});
	}

	private static boolean isPlain(Vector vector) {
		return vector.kind() == VectorKind.LONG && vector.type().type() != TaosType.BIGINT_UNSIGNED;
	}

	private static void compareLongs(BinaryOperator operator, long[] left, long[] right, long[] result, int size) {
		for (int row = 0; row < size; row++) {
			result[row] = holds(operator, Long.compare(left[row], right[row])) ? 1 : 0;
		}
	}

	private static void compareDoubles(BinaryOperator operator, double[] left, double[] right, long[] result,
			int size) {
		for (int row = 0; row < size; row++) {
			int order = (left[row] == right[row]) ? 0 : Double.compare(left[row], right[row]);
			result[row] = holds(operator, order) ? 1 : 0;
		}
	}

	private static void clearNulls(Vector left, Vector right, Vector result, int size) {
		if (left.mayHaveNulls() || right.mayHaveNulls()) {
			for (int row = 0; row < size; row++) {
				if (left.isNull(row) || right.isNull(row)) {
					result.longs[row] = 0;
				}
			}
		}
	}

	private static boolean holds(BinaryOperator operator, int order) {
		return switch (operator) {
			case EQUAL -> order == 0;
			case NOT_EQUAL -> order != 0;
			case LESS -> order < 0;
			case LESS_OR_EQUAL -> order <= 0;
			case GREATER -> order > 0;
			case GREATER_OR_EQUAL -> order >= 0;
			default -> throw new IllegalStateException(operator.name());
		};
	}

	/**
	 * Return the function of {@code IN}: whether the first argument equals one of the
	 * others.
	 * @param negated whether it is {@code NOT IN}
	 * @return the function
	 */
	public static ScalarFunction in(boolean negated) {
		return bool(negated ? "not_in" : "in", (context, type, arguments, size) -> {
			Vector operand = arguments[0];
			Comparer[] comparers = new Comparer[arguments.length];
			for (int i = 1; i < arguments.length; i++) {
				comparers[i] = comparer(operand.type(), arguments[i].type());
			}
			Vector result = new Vector(type, size);
			for (int row = 0; row < size; row++) {
				if (operand.isNull(row)) {
					continue;
				}
				boolean found = false;
				for (int i = 1; i < arguments.length && !found; i++) {
					found = !arguments[i].isNull(row) && comparers[i].compare(operand, row, arguments[i], row) == 0;
				}
				result.longs[row] = (found != negated) ? 1 : 0;
			}
			return result;
		});
	}

	/**
	 * Return the function of {@code IS NULL}.
	 * @param negated whether it is {@code IS NOT NULL}
	 * @return the function
	 */
	public static ScalarFunction isNull(boolean negated) {
		return bool("is_null", (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			for (int row = 0; row < size; row++) {
				result.longs[row] = (arguments[0].isNull(row) != negated) ? 1 : 0;
			}
			return result;
		});
	}

	/**
	 * Return the function of {@code AND} or {@code OR}.
	 * @param and whether it is AND
	 * @return the function
	 */
	public static ScalarFunction logic(boolean and) {
		return bool(and ? "and" : "or", (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			if (isBool(arguments[0]) && isBool(arguments[1])) {
				long[] a = arguments[0].longs;
				long[] b = arguments[1].longs;
				for (int row = 0; row < size; row++) {
					result.longs[row] = and ? a[row] & b[row] : a[row] | b[row];
				}
				return result;
			}
			for (int row = 0; row < size; row++) {
				boolean sawNull = false;
				boolean decided = false;
				for (Vector argument : arguments) {
					if (argument.isNull(row)) {
						sawNull = true;
					}
					else if (isTrue(argument, row) != and) {
						decided = true;
						break;
					}
				}
				if (decided) {
					result.setLong(row, and ? 0 : 1);
				}
				else if (sawNull) {
					result.setNull(row);
				}
				else {
					result.setLong(row, and ? 1 : 0);
				}
			}
			return result;
		});
	}

	/**
	 * Return the function of {@code NOT}: as in TDengine a condition on a NULL doesn't
	 * hold, so its negation does.
	 * @return the function
	 */
	public static ScalarFunction not() {
		return bool("not", (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			for (int row = 0; row < size; row++) {
				result.longs[row] = isTrue(arguments[0], row) ? 0 : 1;
			}
			return result;
		});
	}

	/**
	 * Return whether a value counts as true.
	 * @param vector the values
	 * @param row the row
	 * @return whether it is neither NULL nor zero
	 */
	public static boolean isTrue(Vector vector, int row) {
		if (vector.isNull(row)) {
			return false;
		}
		if (vector.kind() == VectorKind.LONG) {
			return vector.longs[row] != 0;
		}
		if (vector.type().type() == TaosType.JSON) {
			return vector.text(row).equals("true");
		}
		return Values.toDouble(vector, row) != 0;
	}

	private static boolean isBool(Vector vector) {
		return vector.type().type() == TaosType.BOOL && !vector.mayHaveNulls();
	}

	private static ScalarFunction bool(String name, Lift.Code code) {
		return Lift.of(name, (List<Argument> arguments) -> ColumnType.BOOL, code);
	}

	/**
	 * Return how values of two types compare.
	 * @param left a type
	 * @param right a type
	 * @return the order
	 */
	public static Comparer comparer(ColumnType left, ColumnType right) {
		if (left.type() == TaosType.JSON || right.type() == TaosType.JSON) {
			return JsonValues::compare;
		}
		boolean leftBytes = left.kind() == VectorKind.OBJECT && !left.type().isDecimal();
		boolean rightBytes = right.kind() == VectorKind.OBJECT && !right.type().isDecimal();
		if (leftBytes && rightBytes) {
			return (a, i, b, j) -> Arrays.compareUnsigned(a.bytes(i), b.bytes(j));
		}
		if (left.kind() == VectorKind.LONG && right.kind() == VectorKind.LONG) {
			boolean unsignedLeft = left.type() == TaosType.BIGINT_UNSIGNED;
			boolean unsignedRight = right.type() == TaosType.BIGINT_UNSIGNED;
			if (unsignedLeft || unsignedRight) {
				return (a, i, b, j) -> compareMixed(a.longs[i], unsignedLeft, b.longs[j], unsignedRight);
			}
			return (a, i, b, j) -> Long.compare(a.longs[i], b.longs[j]);
		}
		if (left.type().isDecimal() || right.type().isDecimal()) {
			return (a, i, b, j) -> Values.toDecimal(a, i).compareTo(Values.toDecimal(b, j));
		}
		if (left.type() == TaosType.FLOAT || right.type() == TaosType.FLOAT) {
			// a float meets a literal in the float's own precision
			return (a, i, b, j) -> Float.compare((float) Values.toDouble(a, i), (float) Values.toDouble(b, j));
		}
		return (a, i, b, j) -> {
			double x = Values.toDouble(a, i);
			double y = Values.toDouble(b, j);
			return (x == y) ? 0 : Double.compare(x, y);
		};
	}

	private static int compareMixed(long left, boolean unsignedLeft, long right, boolean unsignedRight) {
		if (!unsignedLeft && left < 0) {
			return (unsignedRight || right >= 0) ? -1 : Long.compare(left, right);
		}
		if (!unsignedRight && right < 0) {
			return 1;
		}
		return Long.compareUnsigned(left, right);
	}

	/**
	 * An order over values of two vectors.
	 */
	@FunctionalInterface
	public interface Comparer {

		/** Neither less nor equal nor greater: no comparison holds. */
		int INCOMPARABLE = Integer.MIN_VALUE;

		/**
		 * Compare two values that are not NULL.
		 * @param left a vector
		 * @param leftRow its row
		 * @param right a vector
		 * @param rightRow its row
		 * @return the order, or {@link #INCOMPARABLE}
		 */
		int compare(Vector left, int leftRow, Vector right, int rightRow);

	}

}
