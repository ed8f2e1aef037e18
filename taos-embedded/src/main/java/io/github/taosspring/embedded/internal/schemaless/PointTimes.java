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
	 * Convert a timestamp. Like TDengine it passes through nanoseconds, whose largest
	 * value takes the place of all beyond it.
	 * @param value not negative
	 * @param unit the unit's name, as the {@code insert} action has it
	 * @return the timestamp, -1 if not even its milliseconds are 64 bits
	 */
	long convert(long value, String unit) {
		long milliseconds = switch (unit) {
			case "h" -> 3_600_000;
			case "m" -> 60_000;
			case "s" -> 1_000;
			default -> 1;
		};
		if (value > Long.MAX_VALUE / milliseconds) {
			return -1;
		}
		long factor = switch (unit) {
			case "h", "m", "s", "ms" -> 1_000_000;
			case "u", "μ" -> 1_000;
			default -> 1;
		};
		long scaled = value * milliseconds;
		long nanoseconds = (scaled > Long.MAX_VALUE / factor) ? Long.MAX_VALUE : scaled * factor;
		return nanoseconds / (1_000_000_000L / this.precision.unitsPerSecond());
	}

	/**
	 * Return the unit that a number of digits stands for in OpenTSDB.
	 * @return {@code s}, {@code ms}, or an empty text for neither
	 */
	static String unit(int digits) {
		return (digits == SECOND_DIGITS) ? "s" : (digits == MILLISECOND_DIGITS) ? "ms" : "";
	}

}
