package io.github.taosspring.embedded.internal.function;

import java.time.LocalDateTime;
import java.time.ZoneId;

import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.embedded.internal.sql.Duration;
import io.github.taosspring.embedded.internal.value.TimestampText;
import org.jspecify.annotations.Nullable;

/**
 * Reads points and lengths of time as TDengine writes them.
 */
public final class Timestamps {

	private Timestamps() {
	}

	/**
	 * Read {@code 2024-01-01[( |T)12:34:56[.789][Z|+08:00]]}.
	 * @param text the text
	 * @param precision the unit of the result; finer digits are cut off
	 * @param zone the zone of a text that names none
	 * @return the count of units since the epoch, {@code null} if this is no time
	 */
	public static @Nullable Long parse(String text, TaosPrecision precision, ZoneId zone) {
		long value = TimestampText.parse(text, zone, precision);
		return (value != TimestampText.INVALID) ? value : null;
	}

	/**
	 * Return a length of time in a unit.
	 * @param duration a length that doesn't depend on the calendar
	 * @param precision the unit
	 * @return the count of units; finer parts are cut off
	 */
	public static long units(Duration duration, TaosPrecision precision) {
		if (duration.unit() == Duration.Unit.NONE) {
			return duration.value();
		}
		long nanosPerUnit = 1_000_000_000L / precision.unitsPerSecond();
		long nanos = duration.unit().nanos();
		return (nanos >= nanosPerUnit) ? duration.value() * (nanos / nanosPerUnit)
				: duration.value() / (nanosPerUnit / nanos);
	}

	/**
	 * Return how many calendar months a length has.
	 * @param duration a length in months or years
	 * @return the months
	 */
	public static long months(Duration duration) {
		return (duration.unit() == Duration.Unit.YEAR) ? duration.value() * 12 : duration.value();
	}

	/**
	 * Add calendar months to a time.
	 * @param value the time
	 * @param months the months, may be negative
	 * @param precision the unit
	 * @param zone the zone of the calendar
	 * @return the time in the other month, on its last day if it has no such day
	 */
	public static long plusMonths(long value, long months, TaosPrecision precision, ZoneId zone) {
		LocalDateTime local = LocalDateTime.ofInstant(precision.toInstant(value), zone);
		return units(local.plusMonths(months), precision, zone);
	}

	/**
	 * Return a local time as a count of units.
	 * @param local the local time
	 * @param precision the unit; finer parts are cut off
	 * @param zone the zone
	 * @return the count of units since the epoch
	 */
	public static long units(LocalDateTime local, TaosPrecision precision, ZoneId zone) {
		long perSecond = precision.unitsPerSecond();
		return Math.addExact(Math.multiplyExact(local.atZone(zone).toEpochSecond(), perSecond),
				local.getNano() / (1_000_000_000L / perSecond));
	}

}
