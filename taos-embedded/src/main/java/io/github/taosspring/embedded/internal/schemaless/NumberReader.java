package io.github.taosspring.embedded.internal.schemaless;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads the number that some bytes begin with, as C's {@code strtod}, {@code strtoll} and
 * {@code strtoull} do, and tells where it ends. Holds the last number read; the usual
 * ones allocate nothing.
 */
final class NumberReader {

	private static final double[] POWERS_OF_TEN = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12,
			1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

	private static final long MAX_EXACT = 1L << 53;

	private static final int SAFE_DIGITS = 18;

	private static final int MAX_EXPONENT = 99_999;

	private double doubleValue;

	private long longValue;

	private boolean overflow;

	double doubleValue() {
		return this.doubleValue;
	}

	/**
	 * Return the whole number, the nearest of its type if it was out of range.
	 */
	long longValue() {
		return this.longValue;
	}

	/**
	 * Return whether the whole number was out of range.
	 */
	boolean isOverflow() {
		return this.overflow;
	}

	/**
	 * Read a floating number.
	 * @return where it ends, {@code from} if there is none
	 */
	int readDouble(byte[] data, int from, int to) {
		int at = sign(data, from, to);
		boolean negative = at > from && data[from] == '-';
		if (at + 1 < to && data[at] == '0' && (data[at + 1] | 0x20) == 'x') {
			int end = readHexadecimal(data, at + 2, to, negative);
			if (end > at + 2) {
				return end;
			}
		}
		long mantissa = 0;
		int digits = 0;
		int exponent = 0;
		boolean any = false;
		boolean point = false;
		for (; at < to; at++) {
			int c = data[at];
			if (c >= '0' && c <= '9') {
				any = true;
				digits += (digits > 0 || c != '0') ? 1 : 0;
				if (digits <= SAFE_DIGITS) {
					mantissa = 10 * mantissa + (c - '0');
					exponent -= point ? 1 : 0;
				}
			}
			else if (c == '.' && !point) {
				point = true;
			}
			else {
				break;
			}
		}
		if (!any) {
			return readName(data, from, to);
		}
		int end = at;
		if (at < to && (data[at] | 0x20) == 'e') {
			int first = sign(data, at + 1, to);
			int value = 0;
			int last = first;
			while (last < to && isDigit(data[last])) {
				value = Math.min(MAX_EXPONENT, 10 * value + (data[last++] - '0'));
			}
			if (last > first) {
				exponent += (data[at + 1] == '-') ? -value : value;
				end = last;
			}
		}
		if (digits <= SAFE_DIGITS && mantissa <= MAX_EXACT && Math.abs(exponent) < POWERS_OF_TEN.length) {
			double power = POWERS_OF_TEN[Math.abs(exponent)];
			double value = (exponent < 0) ? mantissa / power : mantissa * power;
			this.doubleValue = negative ? -value : value;
		}
		else {
			this.doubleValue = Double.parseDouble(text(data, from, end));
		}
		return end;
	}

	private int readHexadecimal(byte[] data, int from, int to, boolean negative) {
		int at = from;
		boolean any = false;
		boolean point = false;
		for (; at < to; at++) {
			if (Character.digit(data[at], 16) >= 0) {
				any = true;
			}
			else if (data[at] == '.' && !point) {
				point = true;
			}
			else {
				break;
			}
		}
		if (!any) {
			return from;
		}
		String exponent = "p0";
		int end = at;
		if (at < to && (data[at] | 0x20) == 'p') {
			int last = sign(data, at + 1, to);
			int first = last;
			while (last < to && isDigit(data[last])) {
				last++;
			}
			if (last > first) {
				exponent = text(data, at, last);
				end = last;
			}
		}
		this.doubleValue = Double.parseDouble((negative ? "-0x" : "0x") + text(data, from, at) + exponent);
		return end;
	}

	/**
	 * Read {@code inf}, {@code infinity} or {@code nan} in any case.
	 */
	private int readName(byte[] data, int from, int to) {
		int at = sign(data, from, to);
		String word = text(data, at, Math.min(to, at + 8)).toLowerCase(Locale.ROOT);
		double sign = (at > from && data[from] == '-') ? -1 : 1;
		if (word.startsWith("inf")) {
			this.doubleValue = sign * Double.POSITIVE_INFINITY;
			return at + (word.equals("infinity") ? 8 : 3);
		}
		if (word.startsWith("nan")) {
			this.doubleValue = Double.NaN;
			return at + 3;
		}
		return from;
	}

	/**
	 * Read a signed whole number.
	 * @return where it ends, {@code from} if there is none
	 */
	int readLong(byte[] data, int from, int to) {
		int at = sign(data, from, to);
		boolean negative = at > from && data[from] == '-';
		long limit = negative ? Long.MIN_VALUE : -Long.MAX_VALUE;
		int first = at;
		long value = 0;
		this.overflow = false;
		for (; at < to && isDigit(data[at]); at++) {
			int digit = data[at] - '0';
			if (value < limit / 10 || 10 * value < limit + digit) {
				this.overflow = true;
			}
			value = this.overflow ? limit : 10 * value - digit;
		}
		this.longValue = negative ? value : -value;
		return (at > first) ? at : from;
	}

	/**
	 * Read an unsigned whole number.
	 * @return where it ends, {@code from} if there is none
	 */
	int readUnsigned(byte[] data, int from, int to) {
		int at = sign(data, from, to);
		boolean negative = at > from && data[from] == '-';
		int first = at;
		long value = 0;
		this.overflow = false;
		for (; at < to && isDigit(data[at]); at++) {
			int digit = data[at] - '0';
			if (Long.compareUnsigned(value, Long.divideUnsigned(-1L - digit, 10)) > 0) {
				this.overflow = true;
			}
			value = this.overflow ? -1L : 10 * value + digit;
		}
		this.longValue = negative ? -value : value;
		return (at > first) ? at : from;
	}

	private static int sign(byte[] data, int at, int to) {
		return (at < to && (data[at] == '-' || data[at] == '+')) ? at + 1 : at;
	}

	private static boolean isDigit(byte c) {
		return c >= '0' && c <= '9';
	}

	private static String text(byte[] data, int from, int to) {
		return new String(data, from, Math.max(0, to - from), StandardCharsets.ISO_8859_1);
	}

}
