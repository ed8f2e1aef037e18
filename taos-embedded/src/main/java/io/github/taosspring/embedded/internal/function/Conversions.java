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
 * {@code CAST} and {@code CASE}.
 */
public final class Conversions {

	/** The length of the text that a CASE gives whose branches differ. */
	private static final int MIXED_LENGTH = 63;

	private Conversions() {
	}

	/**
	 * Return the function of a cast.
	 * @param target the type to cast to
	 * @return the function of one argument
	 */
	public static ScalarFunction cast(ColumnType target) {
		return Lift.of("cast", (arguments) -> {
			check(arguments.get(0).type(), target);
			return target;
		}, (context, type, arguments, size) -> convert(context, arguments[0], type, size));
	}

	private static void check(ColumnType from, ColumnType to) {
		boolean impossible = switch (to.type()) {
			case JSON, BLOB -> true;
			case GEOMETRY, VARBINARY -> !from.isText() && from.type() != to.type() && !from.isNull();
			default -> from.type() == TaosType.GEOMETRY || from.type() == TaosType.JSON || from.type() == TaosType.BLOB
					|| (from.type() == TaosType.VARBINARY && !to.isText());
		};
		if (impossible) {
			throw Arguments.wrongType("cast");
		}
	}

	/**
	 * Convert values as a cast does.
	 * @param context the statement's circumstances
	 * @param source the values
	 * @param type the type to convert to
	 * @param size how many
	 * @return the converted values, the source itself if it has that type
	 */
	public static Vector convert(EvaluationContext context, Vector source, ColumnType type, int size) {
		if (source.type().equals(type)) {
			return source;
		}
		if (source.type().type() == type.type() && type.kind() != VectorKind.OBJECT) {
			return source.as(type);
		}
		Vector result = new Vector(type, size);
		for (int row = 0; row < size; row++) {
			if (source.isNull(row)) {
				result.setNull(row);
			}
			else {
				result.set(row, convert(context, source, row, type));
			}
		}
		return result;
	}

	private static @Nullable Object convert(EvaluationContext context, Vector source, int row, ColumnType type) {
		return switch (type.type()) {
			case BOOL -> toBool(source, row);
			case TINYINT -> (long) (byte) toInt(context, source, row);
			case SMALLINT -> (long) (short) toInt(context, source, row);
			case INT -> (long) toInt(context, source, row);
			case TINYINT_UNSIGNED -> toLong(context, source, row) & 0xFFL;
			case SMALLINT_UNSIGNED -> toLong(context, source, row) & 0xFFFFL;
			case INT_UNSIGNED -> toLong(context, source, row) & 0xFFFF_FFFFL;
			case BIGINT, BIGINT_UNSIGNED -> toLong(context, source, row);
			case TIMESTAMP -> toTimestamp(context, source, row);
			case FLOAT -> (double) (float) Values.toDouble(source, row);
			case DOUBLE -> Values.toDouble(source, row);
			case DECIMAL, DECIMAL64 -> toDecimal(source, row, type);
			case VARCHAR, NCHAR, VARBINARY -> Values.cut(toText(source, row), type);
			default -> source.get(row);
		};
	}

	private static long toBool(Vector source, int row) {
		if (source.type().isText()) {
			String text = source.text(row);
			return (text.equalsIgnoreCase("true") || Values.leadingNumber(text) != 0) ? 1 : 0;
		}
		return Comparisons.isTrue(source, row) ? 1 : 0;
	}

	/**
	 * A double beyond 32 bits is the smallest number, as an x86 processor has it; an
	 * integer is cut.
	 */
	private static int toInt(EvaluationContext context, Vector source, int row) {
		if (source.kind() == VectorKind.DOUBLE) {
			double value = source.doubles[row];
			return (value > -0x1p31 - 1 && value < 0x1p31) ? (int) value : Integer.MIN_VALUE;
		}
		return (int) toLong(context, source, row);
	}

	private static long toLong(EvaluationContext context, Vector source, int row) {
		if (source.kind() == VectorKind.LONG) {
			return source.longs[row];
		}
		if (source.kind() == VectorKind.DOUBLE) {
			double value = source.doubles[row];
			return (Math.abs(value) < 0x1p63) ? (long) value : Long.MIN_VALUE;
		}
		if (source.type().type().isDecimal()) {
			return source.decimal(row).longValue();
		}
		String text = source.text(row).strip();
		int end = 0;
		while (end < text.length()
				&& (Character.isDigit(text.charAt(end)) || (end == 0 && "+-".indexOf(text.charAt(end)) >= 0))) {
			end++;
		}
		try {
			return (end == 0) ? 0 : new BigDecimal(text.substring(0, end)).longValue();
		}
		catch (NumberFormatException ex) {
			// a sign alone: no number, which counts as 0
			return 0;
		}
	}

	private static @Nullable Long toTimestamp(EvaluationContext context, Vector source, int row) {
		if (source.type().isText()) {
			String text = source.text(row);
			Long value = Timestamps.parse(text, context.precision(), context.zone());
			return (value != null) ? value : Long.valueOf(0);
		}
		return toLong(context, source, row);
	}

	private static BigDecimal toDecimal(Vector source, int row, ColumnType type) {
		BigDecimal value;
		if (source.type().isText()) {
			try {
				value = new BigDecimal(source.text(row).strip());
			}
			catch (NumberFormatException ex) {
				value = BigDecimal.valueOf(Values.leadingNumber(source.text(row)));
			}
		}
		else {
			value = Values.toDecimal(source, row);
		}
		if (!Values.fits(value, type)) {
			throw new SqlException(0x013D, "Decimal value overflow");
		}
		return value.setScale(type.scale(), RoundingMode.HALF_UP);
	}

	private static byte[] toText(Vector source, int row) {
		ColumnType type = source.type();
		return switch (type.type()) {
			case BOOL -> Values.utf8((source.longs[row] != 0) ? "true" : "false");
			case FLOAT, DOUBLE -> Values.utf8(Values.print(source.doubles[row], type.type() == TaosType.FLOAT));
			case DECIMAL, DECIMAL64 -> Values.utf8(source.decimal(row).toPlainString());
			case BIGINT_UNSIGNED -> Values.utf8(Long.toUnsignedString(source.longs[row]));
			default ->
				(source.kind() == VectorKind.LONG) ? Values.utf8(Long.toString(source.longs[row])) : source.bytes(row);
		};
	}

	/**
	 * Return the function of {@code CASE}: conditions and values in turn, at last the
	 * value if no condition holds.
	 * @return the function
	 */
	public static ScalarFunction branches() {
		return Lift.of("case", (arguments) -> {
			ColumnType type = ColumnType.NULL;
			for (int i = 1; i < arguments.size(); i += 2) {
				type = branchType(type, arguments.get(i).type());
			}
			return branchType(type, arguments.get(arguments.size() - 1).type());
		}, (context, type, arguments, size) -> {
			Vector[] values = new Vector[arguments.length];
			for (int i = 1; i < values.length; i += 2) {
				values[i] = convert(context, arguments[i], type, size);
			}
			values[values.length - 1] = convert(context, arguments[values.length - 1], type, size);
			Vector result = new Vector(type, size);
			for (int row = 0; row < size; row++) {
				int chosen = values.length - 1;
				for (int i = 0; i + 1 < values.length; i += 2) {
					if (Comparisons.isTrue(arguments[i], row)) {
						chosen = i + 1;
						break;
					}
				}
				result.copy(row, values[chosen], row);
			}
			return result;
		});
	}

	/**
	 * Return the type of two branches of a CASE. Unlike elsewhere an integer and a
	 * floating number make a text, as does a text with anything else.
	 */
	private static ColumnType branchType(ColumnType left, ColumnType right) {
		if (left.isNull() || left.equals(right)) {
			return right;
		}
		if (right.isNull()) {
			return left;
		}
		boolean mixed = left.isText() != right.isText() || left.isFloating() != right.isFloating();
		if (mixed && !left.type().isDecimal() && !right.type().isDecimal()) {
			return ColumnType.varchar(MIXED_LENGTH);
		}
		if (left.isTimestamp() && right.isInteger() || right.isTimestamp() && left.isInteger()) {
			return ColumnType.BIGINT;
		}
		if (left.type() == TaosType.BOOL && right.isInteger()) {
			return right;
		}
		return (right.type() == TaosType.BOOL && left.isInteger()) ? left : common(left, right);
	}

	/**
	 * Return the type that holds the values of several.
	 * @param types the types
	 * @return the common type
	 */
	public static ColumnType common(List<ColumnType> types) {
		ColumnType result = ColumnType.NULL;
		for (ColumnType type : types) {
			result = common(result, type);
		}
		return result;
	}

	/**
	 * Return the type that holds the values of two.
	 * @param left a type
	 * @param right a type
	 * @return the common type
	 */
	public static ColumnType common(ColumnType left, ColumnType right) {
		if (left.isNull() || left.equals(right)) {
			return right;
		}
		if (right.isNull()) {
			return left;
		}
		if (left.type() == right.type()) {
			return (left.length() >= right.length() && left.precision() >= right.precision()) ? left : right;
		}
		if (left.isNumeric() && right.isNumeric()) {
			return commonNumber(left, right);
		}
		if (left.isTimestamp() && right.isInteger()) {
			return left;
		}
		if (right.isTimestamp() && left.isInteger()) {
			return right;
		}
		int length = Math.max(textLength(left), textLength(right));
		boolean wide = left.type() == TaosType.NCHAR || right.type() == TaosType.NCHAR;
		return wide ? ColumnType.nchar(length) : ColumnType.varchar(length);
	}

	private static ColumnType commonNumber(ColumnType left, ColumnType right) {
		if (left.isFloating() || right.isFloating()) {
			return ColumnType.DOUBLE;
		}
		if (left.type().isDecimal() || right.type().isDecimal()) {
			ColumnType a = Values.asDecimal(left);
			ColumnType b = Values.asDecimal(right);
			int scale = Math.max(a.scale(), b.scale());
			return Values.fitDecimal(Math.max(a.precision() - a.scale(), b.precision() - b.scale()) + scale, scale);
		}
		boolean sameSign = left.type().isUnsigned() == right.type().isUnsigned();
		if (sameSign) {
			return (left.length() >= right.length()) ? left : right;
		}
		return ColumnType.BIGINT;
	}

	private static int textLength(ColumnType type) {
		return switch (type.type()) {
			case BOOL -> 5;
			case FLOAT, DOUBLE -> 24;
			case DECIMAL, DECIMAL64 -> type.precision() + 2;
			default -> (type.kind() == VectorKind.LONG) ? 20 : type.length();
		};
	}

}
