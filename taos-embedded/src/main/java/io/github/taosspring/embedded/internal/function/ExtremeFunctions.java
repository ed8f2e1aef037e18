package io.github.taosspring.embedded.internal.function;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import io.github.taosspring.embedded.internal.vector.VectorKind;

/**
 * {@code greatest} and {@code least} of several values. Numbers are compared as numbers;
 * if one of the values is text, all are compared as text.
 */
final class ExtremeFunctions {

	/** How long TDengine takes a number to be as text. */
	private static final int NUMBER_LENGTH = 23;

	/** The bytes that TDengine counts for a character of NCHAR. */
	private static final int NCHAR_BYTES = 4;

	private ExtremeFunctions() {
	}

	static List<ScalarFunction> all() {
		return List.of(extreme("greatest", 1), extreme("least", -1));
	}

	private static ScalarFunction extreme(String name, int wanted) {
		return Lift.of(name, (arguments) -> type(name, arguments), (context, type, arguments, size) -> {
			Vector[] values = new Vector[arguments.length];
			for (int i = 0; i < values.length; i++) {
				values[i] = Conversions.convert(context, arguments[i], type, size);
			}
			Vector result = new Vector(type, size);
			for (int row = 0; row < size; row++) {
				if (Arguments.anyNull(values, row)) {
					result.setNull(row);
					continue;
				}
				Vector best = values[0];
				for (Vector value : values) {
					if (compare(value, best, row) * wanted > 0) {
						best = value;
					}
				}
				result.copy(row, best, row);
			}
			return result;
		});
	}

	private static ColumnType type(String name, List<Argument> arguments) {
		if (arguments.size() < 2) {
			throw Arguments.wrongCount(name);
		}
		List<ColumnType> types = new ArrayList<>();
		boolean text = false;
		for (Argument argument : arguments) {
			ColumnType type = argument.type();
			if (type.isNull()) {
				return ColumnType.varchar(0);
			}
			boolean allowed = type.isInteger() || type.isFloating() || type.isText() || type.isTimestamp()
					|| type.type() == TaosType.BOOL;
			if (!allowed) {
				throw Arguments.wrongType(name);
			}
			text |= type.isText();
			types.add((type.type() == TaosType.BOOL) ? ColumnType.fixed(TaosType.TINYINT) : type);
		}
		if (!text) {
			return Conversions.common(types);
		}
		int length = 0;
		for (ColumnType type : types) {
			length = Math.max(length, textLength(type));
		}
		return ColumnType.varchar(length);
	}

	private static int textLength(ColumnType type) {
		if (!type.isText()) {
			return NUMBER_LENGTH;
		}
		return (type.type() == TaosType.NCHAR) ? type.length() * NCHAR_BYTES : type.length();
	}

	private static int compare(Vector left, Vector right, int row) {
		if (left.kind() == VectorKind.OBJECT) {
			return Arrays.compareUnsigned(left.bytes(row), right.bytes(row));
		}
		if (left.kind() == VectorKind.DOUBLE) {
			return Double.compare(left.doubles[row], right.doubles[row]);
		}
		return left.type().type().isUnsigned() ? Long.compareUnsigned(left.longs[row], right.longs[row])
				: Long.compare(left.longs[row], right.longs[row]);
	}

}
