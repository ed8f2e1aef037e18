package io.github.taosspring.embedded.internal.server;

import tools.jackson.core.io.NumberOutput;

/**
 * Floating-point numbers in the form Go gives them: the shortest digits that read back as
 * the same value, an exponent below 1e-6 and from 1e21 on
 * ({@code tools/jsonbuilder/stream_float.go} of taosAdapter).
 */
final class JsonNumbers {

	private static final double EXACT = 1L << 53;

	private JsonNumbers() {
	}

	/**
	 * Write a double; NaN and infinities, which JSON has no number for, become
	 * {@code null}.
	 */
	static void write(JsonBuffer target, double value) {
		if (Double.isNaN(value) || Double.isInfinite(value)) {
			target.ascii("null");
			return;
		}
		long integer = (long) value;
		if (integer == value && Math.abs(value) < EXACT) {
			writeInteger(target, integer, value);
			return;
		}
		double abs = Math.abs(value);
		write(target, NumberOutput.toString(value, true), abs < 1e-6 || abs >= 1e21);
	}

	/**
	 * Write a float; NaN and infinities become {@code null}.
	 */
	static void write(JsonBuffer target, float value) {
		if (Float.isNaN(value) || Float.isInfinite(value)) {
			target.ascii("null");
			return;
		}
		int integer = (int) value;
		if (integer == value && Math.abs(value) < (1 << 24)) {
			writeInteger(target, integer, value);
			return;
		}
		float abs = Math.abs(value);
		write(target, NumberOutput.toString(value, true), abs < 1e-6f || abs >= 1e21f);
	}

	private static void writeInteger(JsonBuffer target, long integer, double value) {
		if (integer == 0 && 1 / value < 0) {
			target.put('-');
		}
		target.number(integer);
	}

	/**
	 * Rearrange Java's form, {@code -1.5E-7} or {@code 0.015}, into Go's.
	 */
	private static void write(JsonBuffer target, String java, boolean exponentForm) {
		int from = 0;
		if (java.charAt(0) == '-') {
			target.put('-');
			from = 1;
		}
		int e = java.indexOf('E');
		int end = (e < 0) ? java.length() : e;
		int exponent = (e < 0) ? 0 : Integer.parseInt(java, e + 1, java.length(), 10);
		int point = java.indexOf('.');
		// all digits, and where the point stands among them
		StringBuilder digits = new StringBuilder(end - from);
		digits.append(java, from, (point < 0) ? end : point);
		int scale = digits.length();
		if (point >= 0) {
			digits.append(java, point + 1, end);
		}
		int leading = 0;
		while (leading < digits.length() - 1 && digits.charAt(leading) == '0') {
			leading++;
		}
		digits.delete(0, leading);
		scale += exponent - leading;
		int length = digits.length();
		while (length > 1 && digits.charAt(length - 1) == '0') {
			length--;
		}
		digits.setLength(length);
		if (exponentForm) {
			writeExponent(target, digits, scale - 1);
		}
		else {
			writePlain(target, digits, scale);
		}
	}

	private static void writeExponent(JsonBuffer target, StringBuilder digits, int exponent) {
		target.put(digits.charAt(0));
		if (digits.length() > 1) {
			target.put('.').ascii(digits.substring(1));
		}
		target.put('e').put((exponent < 0) ? '-' : '+');
		int abs = Math.abs(exponent);
		target.digits(abs, (abs < 100) ? 2 : 3);
	}

	private static void writePlain(JsonBuffer target, StringBuilder digits, int scale) {
		if (scale <= 0) {
			target.ascii("0.");
			for (int i = scale; i < 0; i++) {
				target.put('0');
			}
			target.ascii(digits.toString());
		}
		else if (scale >= digits.length()) {
			target.ascii(digits.toString());
			for (int i = digits.length(); i < scale; i++) {
				target.put('0');
			}
		}
		else {
			target.ascii(digits.substring(0, scale)).put('.').ascii(digits.substring(scale));
		}
	}

}
