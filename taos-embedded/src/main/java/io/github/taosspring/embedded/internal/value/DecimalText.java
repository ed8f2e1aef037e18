package io.github.taosspring.embedded.internal.value;

import java.math.BigDecimal;
import java.math.RoundingMode;

import org.jspecify.annotations.Nullable;

/**
 * Reads decimals as TDengine does: as much of a text as is a number counts, no number at
 * all is zero, and what is finer than the scale is rounded half away from zero.
 */
public final class DecimalText {

	private static final int MAX_EXPONENT = 1000;

	private DecimalText() {
	}

	/**
	 * Read a decimal.
	 * @param text the text
	 * @param precision the digits that the result may have
	 * @param scale the digits of its fraction
	 * @return the value with that scale, {@code null} if it has too many digits
	 */
	public static @Nullable BigDecimal parse(String text, int precision, int scale) {
		return fit(new BigDecimal(number(text)), precision, scale);
	}

	/**
	 * Round a decimal to a type.
	 * @param value the value
	 * @param precision the digits that the result may have
	 * @param scale the digits of its fraction
	 * @return the value with that scale, {@code null} if it has too many digits
	 */
	public static @Nullable BigDecimal fit(BigDecimal value, int precision, int scale) {
		if (value.signum() != 0 && value.precision() - value.scale() > precision - scale) {
			return null;
		}
		BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_UP);
		return (rounded.precision() > precision) ? null : rounded;
	}

	private static String number(String text) {
		int i = 0;
		if (i < text.length() && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
			i++;
		}
		int digits = 0;
		boolean point = false;
		while (i < text.length() && (isDigit(text.charAt(i)) || text.charAt(i) == '.' && !point)) {
			point |= text.charAt(i) == '.';
			digits += isDigit(text.charAt(i)) ? 1 : 0;
			i++;
		}
		if (digits == 0) {
			return "0";
		}
		return text.substring(0, exponentEnd(text, i));
	}

	private static int exponentEnd(String text, int from) {
		if (from >= text.length() || text.charAt(from) != 'e' && text.charAt(from) != 'E') {
			return from;
		}
		int i = from + 1;
		if (i < text.length() && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
			i++;
		}
		int first = i;
		int exponent = 0;
		while (i < text.length() && isDigit(text.charAt(i)) && exponent < MAX_EXPONENT) {
			exponent = exponent * 10 + (text.charAt(i) - '0');
			i++;
		}
		return (i == first) ? from : i;
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

}
