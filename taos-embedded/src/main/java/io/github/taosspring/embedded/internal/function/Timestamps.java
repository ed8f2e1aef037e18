package io.github.taosspring.embedded.internal.function;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.embedded.internal.sql.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads points and lengths of time as TDengine writes them.
 */
public final class Timestamps {

	private Timestamps() {
	}

	/**
	 * Read {@code 2024-01-01[ T]12:34:56.789[Z|+08:00]}; the time of day may be left out
	 * from the right.
	 * @param text the text
	 * @param precision the unit of the result; finer digits are cut off
	 * @param zone the zone of a text that names none
	 * @return the count of units since the epoch, {@code null} if this is no time
	 */
	public static @Nullable Long parse(String text, TaosPrecision precision, ZoneId zone) {
		try {
			return new Reader(text.trim(), precision, zone).read();
		}
		catch (DateTimeException | ArithmeticException | NumberFormatException ex) {
			return null;
		}
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

	/**
	 * One pass over a text.
	 */
	private static final class Reader {

		private final String text;

		private final TaosPrecision precision;

		private final ZoneId zone;

		private int position;

		Reader(String text, TaosPrecision precision, ZoneId zone) {
			this.text = text;
			this.precision = precision;
			this.zone = zone;
		}

		@Nullable Long read() {
			int year = digits(4);
			expect('-');
			int month = digits(2);
			expect('-');
			int day = digits(2);
			int[] clock = new int[3];
			long nanos = 0;
			ZoneId ownZone = this.zone;
			if (this.position < this.text.length() && (peek() == ' ' || peek() == 'T' || peek() == 't')) {
				this.position++;
				for (int i = 0; i < 3; i++) {
					clock[i] = digits(2);
					if (i < 2) {
						if (!at(':')) {
							break;
						}
						this.position++;
					}
				}
				if (at('.')) {
					this.position++;
					nanos = fraction();
				}
			}
			if (this.position < this.text.length()) {
				ownZone = offset();
			}
			LocalDateTime local = LocalDateTime.of(year, month, day, clock[0], clock[1], clock[2])
				.plus(nanos, ChronoUnit.NANOS);
			return units(local, this.precision, ownZone);
		}

		private char peek() {
			return this.text.charAt(this.position);
		}

		private boolean at(char character) {
			return this.position < this.text.length() && peek() == character;
		}

		private void expect(char character) {
			if (!at(character)) {
				throw new DateTimeException("No time: " + this.text);
			}
			this.position++;
		}

		private int digits(int most) {
			int start = this.position;
			int value = 0;
			while (this.position < this.text.length() && this.position - start < most && peek() >= '0'
					&& peek() <= '9') {
				value = value * 10 + (peek() - '0');
				this.position++;
			}
			if (start == this.position) {
				throw new DateTimeException("No time: " + this.text);
			}
			return value;
		}

		private long fraction() {
			int start = this.position;
			long value = 0;
			while (this.position < this.text.length() && peek() >= '0' && peek() <= '9') {
				if (this.position - start < 9) {
					value = value * 10 + (peek() - '0');
				}
				this.position++;
			}
			int count = Math.min(9, this.position - start);
			if (count == 0) {
				throw new DateTimeException("No time: " + this.text);
			}
			for (int i = count; i < 9; i++) {
				value *= 10;
			}
			return value;
		}

		private ZoneId offset() {
			String rest = this.text.substring(this.position).trim();
			if (rest.equals("Z") || rest.equals("z")) {
				return ZoneOffset.UTC;
			}
			return ZoneOffset.of(rest);
		}

	}

}
