package io.github.taosspring.embedded.internal.function;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import io.github.taosspring.embedded.internal.vector.VectorKind;

/**
 * Reads a value as a number, whatever it is, as C's {@code strtod} and casts would.
 */
final class Values {

	private Values() {
	}

	/**
	 * Return a value as a double; a text's leading number, 0 if it has none.
	 */
	static double toDouble(Vector vector, int row) {
		if (vector.kind() != VectorKind.OBJECT || vector.type().type().isDecimal()) {
			return Arguments.number(vector, row);
		}
		return leadingNumber(vector.text(row));
	}

	/**
	 * Return a number as a decimal.
	 */
	static BigDecimal toDecimal(Vector vector, int row) {
		if (vector.kind() == VectorKind.DOUBLE) {
			return BigDecimal.valueOf(vector.doubles[row]);
		}
		if (vector.kind() == VectorKind.LONG) {
			long value = vector.longs[row];
			return (vector.type().type() == TaosType.BIGINT_UNSIGNED)
					? new BigDecimal(new BigInteger(Long.toUnsignedString(value))) : BigDecimal.valueOf(value);
		}
		if (vector.type().type().isDecimal()) {
			return vector.decimal(row);
		}
		return BigDecimal.valueOf(leadingNumber(vector.text(row)));
	}

	/**
	 * Return the number that a text starts with.
	 */
	static double leadingNumber(String text) {
		String trimmed = text.stripLeading();
		int end = 0;
		boolean digits = false;
		boolean point = false;
		while (end < trimmed.length()) {
			char character = trimmed.charAt(end);
			if (character >= '0' && character <= '9') {
				digits = true;
			}
			else if (character == '.' && !point) {
				point = true;
			}
			else if (!((character == '-' || character == '+') && end == 0)) {
				break;
			}
			end++;
		}
		if (!digits) {
			return 0;
		}
		return Double.parseDouble(trimmed.substring(0, exponentEnd(trimmed, end)));
	}

	private static int exponentEnd(String text, int end) {
		if (end < text.length() && Character.toLowerCase(text.charAt(end)) == 'e') {
			int next = end + 1;
			if (next < text.length() && (text.charAt(next) == '-' || text.charAt(next) == '+')) {
				next++;
			}
			int start = next;
			while (next < text.length() && Character.isDigit(text.charAt(next))) {
				next++;
			}
			if (next > start) {
				return next;
			}
		}
		return end;
	}

	/**
	 * Return the decimal type that an integer type counts as.
	 */
	static ColumnType asDecimal(ColumnType type) {
		return switch (type.type()) {
			case TINYINT, TINYINT_UNSIGNED, BOOL -> ColumnType.decimal(3, 0);
			case SMALLINT, SMALLINT_UNSIGNED -> ColumnType.decimal(5, 0);
			case INT, INT_UNSIGNED -> ColumnType.decimal(10, 0);
			case BIGINT, TIMESTAMP -> ColumnType.decimal(19, 0);
			case BIGINT_UNSIGNED -> ColumnType.decimal(20, 0);
			default -> type;
		};
	}

	/**
	 * Return a decimal type cut to 38 digits; the fraction gives way, but for 6 digits.
	 */
	static ColumnType fitDecimal(int precision, int scale) {
		int most = ColumnType.MAX_DECIMAL_PRECISION;
		if (precision <= most) {
			return new ColumnType(TaosType.DECIMAL, 16, precision, scale);
		}
		int whole = precision - scale;
		int kept = Math.max(most - whole, Math.min(scale, 6));
		return new ColumnType(TaosType.DECIMAL, 16, most, Math.max(0, kept));
	}

	/**
	 * Return whether a decimal at a scale has no more digits than a type.
	 */
	static boolean fits(BigDecimal value, ColumnType type) {
		return value.setScale(type.scale(), RoundingMode.HALF_UP).precision() <= type.precision();
	}

	static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Cut a text to a type's length: bytes of VARCHAR, characters of NCHAR.
	 */
	static byte[] cut(byte[] text, ColumnType type) {
		if (type.type() != TaosType.NCHAR) {
			return (text.length <= type.length()) ? text : java.util.Arrays.copyOf(text, type.length());
		}
		int characters = 0;
		for (int i = 0; i < text.length; i++) {
			if ((text[i] & 0xC0) != 0x80 && characters++ == type.length()) {
				return java.util.Arrays.copyOf(text, i);
			}
		}
		return text;
	}

	/**
	 * Print a double as C's {@code %g} with enough digits does in a cast to text.
	 */
	static String print(double value, boolean single) {
		if (Double.isNaN(value)) {
			return "nan";
		}
		if (Double.isInfinite(value)) {
			return (value > 0) ? "inf" : "-inf";
		}
		BigDecimal decimal = single ? new BigDecimal(Float.toString((float) value))
				: new BigDecimal(Double.toString(value));
		decimal = decimal.stripTrailingZeros();
		if (decimal.signum() == 0) {
			return "0";
		}
		int exponent = decimal.precision() - decimal.scale() - 1;
		if (exponent < -5 || exponent > 16) {
			String digits = decimal.unscaledValue().abs().toString();
			String head = digits.substring(0, 1) + ((digits.length() > 1) ? "." + digits.substring(1) : "");
			String power = (Math.abs(exponent) < 10) ? "0" + Math.abs(exponent) : Integer.toString(Math.abs(exponent));
			return ((decimal.signum() < 0) ? "-" : "") + head + "e" + ((exponent < 0) ? "-" : "+") + power;
		}
		return decimal.toPlainString();
	}

}
