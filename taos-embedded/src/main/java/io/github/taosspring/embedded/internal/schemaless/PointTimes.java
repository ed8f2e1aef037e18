package io.github.taosspring.embedded.internal.schemaless;

import java.time.Instant;

import io.github.taosspring.client.TaosPrecision;

/**
 * Turns timestamps of points into those of the database.
 */
final class PointTimes {

	private static final int SECOND_DIGITS = 10;

	private static final int MILLISECOND_DIGITS = 13;

	private final TaosPrecision precision;

	private final long now;

	PointTimes(TaosPrecision precision, Instant now) {
		this.precision = precision;
		long unit = 1_000_000_000L / precision.unitsPerSecond();
		this.now = now.getEpochSecond() * precision.unitsPerSecond() + now.getNano() / unit;
	}

	/**
	 * Return when the points came.
	 */
	long now() {
		return this.now;
	}

	/**
	 * Convert a timestamp; what is out of range becomes the largest.
	 * @param value not negative
	 * @param unit the unit's name, as the {@code insert} action has it
	 */
	long convert(long value, String unit) {
		return switch (unit) {
			case "h" -> scale(scale(value, 3600, 1), this.precision.unitsPerSecond(), 1);
			case "m" -> scale(scale(value, 60, 1), this.precision.unitsPerSecond(), 1);
			case "s" -> scale(value, this.precision.unitsPerSecond(), 1);
			case "ms" -> scale(value, this.precision.unitsPerSecond(), 1_000);
			case "u", "μ" -> scale(value, this.precision.unitsPerSecond(), 1_000_000);
			default -> scale(value, this.precision.unitsPerSecond(), 1_000_000_000);
		};
	}

	private static long scale(long value, long unitsPerSecond, long perSecond) {
		if (perSecond >= unitsPerSecond) {
			return value / (perSecond / unitsPerSecond);
		}
		long factor = unitsPerSecond / perSecond;
		return (value > Long.MAX_VALUE / factor) ? Long.MAX_VALUE : value * factor;
	}

	/**
	 * Return the unit that a number of digits stands for in OpenTSDB.
	 * @return {@code s}, {@code ms}, or an empty text for neither
	 */
	static String unit(int digits) {
		return (digits == SECOND_DIGITS) ? "s" : (digits == MILLISECOND_DIGITS) ? "ms" : "";
	}

}
