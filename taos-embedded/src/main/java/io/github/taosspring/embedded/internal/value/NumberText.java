package io.github.taosspring.embedded.internal.value;

/**
 * Reads numbers as C's {@code strtoll}, {@code strtoull} and {@code strtod} do: blanks
 * before them are skipped, none may follow; whole numbers may have a fraction or an
 * exponent, and are rounded half away from zero then. Holds the last number read, so that
 * reading one allocates nothing in the usual cases.
 */
public final class NumberText {

	private static final double[] POWERS_OF_TEN = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12,
			1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

	private static final long MAX_EXACT = 1L << 53;

	private static final double TWO_TO_63 = 0x1p63;

	private static final double TWO_TO_64 = 0x1p64;

	private long longValue;

	private double doubleValue;

	/**
	 * Return the whole number that was read last.
	 * @return the number; bits of an unsigned one
	 */
	public long longValue() {
		return this.longValue;
	}

	/**
	 * Return the floating number that was read last.
	 * @return the number, may be infinite or NaN
	 */
	public double doubleValue() {
		return this.doubleValue;
	}

	/**
	 * Read a signed whole number.
	 * @param text the text
	 * @param from where it starts
	 * @param to where it ends
	 * @return whether it is a number of 64 bits; {@link #longValue()} has it then
	 */
	public boolean readLong(String text, int from, int to) {
		int start = skipBlanks(text, from, to);
		int digits = skipSign(text, start, to);
		boolean negative = digits > start && text.charAt(start) == '-';
		int radix = radix(text, digits, to);
		if (radix != 10) {
			return readRadix(text, digits + 2, to, radix, negative, true);
		}
		if (readDigits(text, digits, to)) {
			this.longValue = negative ? -this.longValue : this.longValue;
			return true;
		}
		if (isDigits(text, digits, to)) {
			return readMagnitude(text, digits, to, 10, negative, true);
		}
		if (!readDouble(text, from, to) || Double.isNaN(this.doubleValue)) {
			return false;
		}
		double rounded = round(this.doubleValue);
		if (rounded >= TWO_TO_63 || rounded < -TWO_TO_63) {
			return false;
		}
		this.longValue = (long) rounded;
		return true;
	}

	/**
	 * Read an unsigned whole number.
	 * @param text the text
	 * @param from where it starts
	 * @param to where it ends
	 * @return whether it is a number of 64 bits; {@link #longValue()} has its bits then
	 */
	public boolean readUnsignedLong(String text, int from, int to) {
		int start = skipBlanks(text, from, to);
		int digits = skipSign(text, start, to);
		boolean negative = digits > start && text.charAt(start) == '-';
		int radix = radix(text, digits, to);
		if (radix != 10) {
			return readRadix(text, digits + 2, to, radix, negative, false);
		}
		if (readDigits(text, digits, to)) {
			return !negative || this.longValue == 0;
		}
		if (isDigits(text, digits, to)) {
			return readMagnitude(text, digits, to, 10, negative, false);
		}
		if (!readDouble(text, from, to) || Double.isNaN(this.doubleValue)) {
			return false;
		}
		double rounded = round(this.doubleValue);
		if (rounded < 0 || rounded >= TWO_TO_64) {
			return false;
		}
		this.longValue = (rounded < TWO_TO_63) ? (long) rounded : (long) (rounded - TWO_TO_63) + Long.MIN_VALUE;
		return true;
	}

	/**
	 * Read a floating number.
	 * @param text the text
	 * @param from where it starts
	 * @param to where it ends
	 * @return whether it is a number; {@link #doubleValue()} has it then
	 */
	public boolean readDouble(String text, int from, int to) {
		int start = skipBlanks(text, from, to);
		int digits = skipSign(text, start, to);
		boolean negative = digits > start && text.charAt(start) == '-';
		int radix = radix(text, digits, to);
		if (radix != 10) {
			if (!readRadix(text, digits + 2, to, radix, false, false)) {
				return false;
			}
			double magnitude = unsignedToDouble(this.longValue);
			this.doubleValue = negative ? -magnitude : magnitude;
			return true;
		}
		if (readSimpleDouble(text, digits, to)) {
			this.doubleValue = negative ? -this.doubleValue : this.doubleValue;
			return true;
		}
		return readAnyDouble(text, start, digits, to, negative);
	}

	/** Up to 18 digits and nothing else. */
	private boolean readDigits(String text, int from, int to) {
		if (from == to || to - from > 18) {
			return false;
		}
		long value = 0;
		for (int i = from; i < to; i++) {
			int digit = text.charAt(i) - '0';
			if (digit < 0 || digit > 9) {
				return false;
			}
			value = value * 10 + digit;
		}
		this.longValue = value;
		return true;
	}

	/** Digits with a point whose value a division of two exact doubles gives exactly. */
	private boolean readSimpleDouble(String text, int from, int to) {
		long value = 0;
		int scale = -1;
		for (int i = from; i < to; i++) {
			char c = text.charAt(i);
			if (c == '.' && scale < 0) {
				scale = 0;
			}
			else if (c >= '0' && c <= '9' && value < MAX_EXACT / 10) {
				value = value * 10 + (c - '0');
				scale = (scale < 0) ? scale : scale + 1;
			}
			else {
				return false;
			}
		}
		int digits = to - from - ((scale < 0) ? 0 : 1);
		if (digits == 0 || scale >= POWERS_OF_TEN.length) {
			return false;
		}
		this.doubleValue = (scale <= 0) ? value : value / POWERS_OF_TEN[scale];
		return true;
	}

	private boolean readAnyDouble(String text, int start, int digits, int to, boolean negative) {
		if (matches(text, digits, to, "inf") || matches(text, digits, to, "infinity")) {
			this.doubleValue = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
			return true;
		}
		if (matches(text, digits, to, "nan")) {
			this.doubleValue = Double.NaN;
			return true;
		}
		if (!isDecimal(text, digits, to)) {
			return false;
		}
		this.doubleValue = Double.parseDouble(text.substring(start, to));
		return true;
	}

	private static boolean matches(String text, int from, int to, String word) {
		return to - from == word.length() && text.regionMatches(true, from, word, 0, word.length());
	}

	/** Digits, a point, an exponent; what Java accepts beyond that is no number here. */
	private static boolean isDecimal(String text, int from, int to) {
		int i = from;
		int digits = 0;
		boolean point = false;
		while (i < to && (isDigit(text.charAt(i)) || text.charAt(i) == '.' && !point)) {
			point |= text.charAt(i) == '.';
			digits += isDigit(text.charAt(i)) ? 1 : 0;
			i++;
		}
		if (digits == 0) {
			return false;
		}
		if (i < to && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
			int exponent = skipSign(text, i + 1, to);
			return isDigits(text, exponent, to);
		}
		return i == to;
	}

	private boolean readRadix(String text, int from, int to, int radix, boolean negative, boolean signed) {
		if (from >= to || text.charAt(from) == '+' || text.charAt(from) == '-') {
			return false;
		}
		return readMagnitude(text, from, to, radix, negative, signed);
	}

	private boolean readMagnitude(String text, int from, int to, int radix, boolean negative, boolean signed) {
		long magnitude;
		try {
			magnitude = Long.parseUnsignedLong(text, from, to, radix);
		}
		catch (NumberFormatException ex) {
			return false;
		}
		if (signed) {
			if (magnitude < 0 && !(negative && magnitude == Long.MIN_VALUE)) {
				return false;
			}
			this.longValue = negative ? -magnitude : magnitude;
			return true;
		}
		this.longValue = magnitude;
		return !negative || magnitude == 0;
	}

	private static double round(double value) {
		return (value < 0) ? Math.ceil(value - 0.5) : Math.floor(value + 0.5);
	}

	private static double unsignedToDouble(long bits) {
		return (bits >= 0) ? bits : (bits >>> 1) * 2.0 + (bits & 1);
	}

	private static int radix(String text, int from, int to) {
		if (to - from < 3 || text.charAt(from) != '0') {
			return 10;
		}
		return switch (text.charAt(from + 1)) {
			case 'x', 'X' -> 16;
			case 'b', 'B' -> 2;
			default -> 10;
		};
	}

	private static int skipBlanks(String text, int from, int to) {
		int i = from;
		while (i < to && Character.isWhitespace(text.charAt(i))) {
			i++;
		}
		return i;
	}

	private static int skipSign(String text, int from, int to) {
		return (from < to && (text.charAt(from) == '+' || text.charAt(from) == '-')) ? from + 1 : from;
	}

	private static boolean isDigits(String text, int from, int to) {
		for (int i = from; i < to; i++) {
			if (!isDigit(text.charAt(i))) {
				return false;
			}
		}
		return from < to;
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

}
