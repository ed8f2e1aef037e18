package io.github.taosspring.embedded.internal.sql;

import org.jspecify.annotations.Nullable;

/**
 * Reads the numbers of a statement.
 */
final class Numbers {

	private Numbers() {
	}

	/**
	 * Read a whole number, decimal, {@code 0x…} or {@code 0b…}. Beyond 64 bits it sticks
	 * to the largest value, as C's {@code strtoull} does.
	 * @param text the digits without a sign
	 * @param negative whether a minus sign stood before
	 * @return the literal
	 */
	static Literal.IntegerLiteral integer(String text, boolean negative) {
		long magnitude = magnitude(text);
		if (!negative) {
			return new Literal.IntegerLiteral(magnitude, magnitude < 0);
		}
		return Literal.IntegerLiteral.of((magnitude < 0) ? Long.MIN_VALUE : -magnitude);
	}

	private static long magnitude(String text) {
		int radix = 10;
		int start = 0;
		if (text.length() > 2 && text.charAt(0) == '0') {
			radix = switch (text.charAt(1)) {
				case 'x', 'X' -> 16;
				case 'b', 'B' -> 2;
				default -> 10;
			};
			start = (radix == 10) ? 0 : 2;
		}
		try {
			return Long.parseUnsignedLong(text.substring(start), radix);
		}
		catch (NumberFormatException ex) {
			return -1;
		}
	}

	/**
	 * Read a length of time.
	 * @param text the digits and the letter of a unit
	 * @param negative whether a minus sign stood before
	 * @return the length
	 */
	static Duration duration(String text, boolean negative) {
		int last = text.length() - 1;
		long value = integer(text.substring(0, last), negative).value();
		return new Duration(value, Duration.Unit.of(text.charAt(last)));
	}

	/**
	 * Read a length of time that may have been written as a string or without a unit.
	 * @param text the text, signs are not allowed
	 * @return the length, or null if it is none
	 */
	static @Nullable Duration period(String text) {
		int end = text.length();
		int digits = 0;
		while (digits < end && Character.digit(text.charAt(digits), 10) >= 0) {
			digits++;
		}
		if (digits == 0 || digits < end - 1) {
			return null;
		}
		if (digits == end) {
			return new Duration(integer(text, false).value(), Duration.Unit.NONE);
		}
		try {
			return duration(text, false);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
