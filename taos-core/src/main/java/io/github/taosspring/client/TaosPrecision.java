package io.github.taosspring.client;

import java.time.Instant;

/**
 * The unit in which a database counts time.
 */
public enum TaosPrecision {

	/** Milliseconds, code 0. */
	MILLISECOND(0, "ms", 1_000L, 3),

	/** Microseconds, code 1. */
	MICROSECOND(1, "us", 1_000_000L, 6),

	/** Nanoseconds, code 2. */
	NANOSECOND(2, "ns", 1_000_000_000L, 9);

	private final int code;

	private final String sqlName;

	private final long unitsPerSecond;

	private final int fractionDigits;

	TaosPrecision(int code, String sqlName, long unitsPerSecond, int fractionDigits) {
		this.code = code;
		this.sqlName = sqlName;
		this.unitsPerSecond = unitsPerSecond;
		this.fractionDigits = fractionDigits;
	}

	/**
	 * Return the code of this precision on the wire.
	 * @return 0, 1 or 2
	 */
	public int code() {
		return this.code;
	}

	/**
	 * Return the name of this precision in {@code CREATE DATABASE}.
	 * @return {@code ms}, {@code us} or {@code ns}
	 */
	public String sqlName() {
		return this.sqlName;
	}

	/**
	 * Return how many units a second has.
	 * @return the units per second
	 */
	public long unitsPerSecond() {
		return this.unitsPerSecond;
	}

	/**
	 * Return the decimal digits of a second's fraction.
	 * @return 3, 6 or 9
	 */
	public int fractionDigits() {
		return this.fractionDigits;
	}

	/**
	 * Convert a count of units since the epoch, without loss.
	 * @param value the count, may be negative
	 * @return the instant
	 */
	public Instant toInstant(long value) {
		long second = Math.floorDiv(value, this.unitsPerSecond);
		long fraction = Math.floorMod(value, this.unitsPerSecond);
		return Instant.ofEpochSecond(second, fraction * (1_000_000_000L / this.unitsPerSecond));
	}

	/**
	 * Convert an instant to a count of units since the epoch.
	 * @param instant the instant
	 * @return the count
	 * @throws ArithmeticException if the instant is finer than this precision or beyond
	 * the range of 64 bits
	 */
	public long fromInstant(Instant instant) {
		// constants, as dividing by anything else costs more than the rest
		return switch (this) {
			case MILLISECOND -> units(instant, 1_000, 1_000_000);
			case MICROSECOND -> units(instant, 1_000_000, 1_000);
			case NANOSECOND -> units(instant, 1_000_000_000, 1);
		};
	}

	private long units(Instant instant, int unitsPerSecond, int nanosPerUnit) {
		int nano = instant.getNano();
		int fraction = nano / nanosPerUnit;
		if (fraction * nanosPerUnit != nano) {
			throw new ArithmeticException(instant + " is finer than the precision '" + this.sqlName + "'");
		}
		long second = instant.getEpochSecond();
		if (second < 0 && fraction > 0) {
			// from the second above, so that the smallest values do not overflow
			return Math.addExact(Math.multiplyExact(second + 1, unitsPerSecond), fraction - unitsPerSecond);
		}
		return Math.addExact(Math.multiplyExact(second, unitsPerSecond), fraction);
	}

	/**
	 * Return the precision of a code.
	 * @param code the code on the wire
	 * @return the precision
	 * @throws IllegalArgumentException if there is no such precision
	 */
	public static TaosPrecision fromCode(int code) {
		return switch (code) {
			case 0 -> MILLISECOND;
			case 1 -> MICROSECOND;
			case 2 -> NANOSECOND;
			default -> throw new IllegalArgumentException("Unknown TDengine precision " + code);
		};
	}

}
