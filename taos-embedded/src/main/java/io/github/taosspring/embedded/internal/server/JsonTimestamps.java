package io.github.taosspring.embedded.internal.server;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosPrecision;

/**
 * Timestamps as RFC 3339 with as many digits of the second's fraction as the precision
 * has, {@code Z} for an offset of zero ({@code tools/layout/time.go} of taosAdapter).
 * <p>
 * Remembers the offset between two changes of the clocks and the date of the last value,
 * so that a column in time order costs no look-up a row. Not thread-safe.
 */
final class JsonTimestamps {

	private static final int SECONDS_PER_DAY = 86_400;

	private final ZoneRules rules;

	private final TaosPrecision precision;

	private long offsetFrom = Long.MAX_VALUE;

	private long offsetTo = Long.MIN_VALUE;

	private int offset;

	private long day = Long.MIN_VALUE;

	private int year;

	private int month;

	private int dayOfMonth;

	JsonTimestamps(ZoneId zone, TaosPrecision precision) {
		this.rules = zone.getRules();
		this.precision = precision;
		if (this.rules.isFixedOffset()) {
			this.offset = this.rules.getOffset(Instant.EPOCH).getTotalSeconds();
			this.offsetFrom = Long.MIN_VALUE;
			this.offsetTo = Long.MAX_VALUE;
		}
	}

	/**
	 * Write a timestamp with its quotes.
	 * @param target where to
	 * @param value units of the precision since the epoch
	 */
	void write(JsonBuffer target, long value) {
		long units = this.precision.unitsPerSecond();
		long second = Math.floorDiv(value, units);
		long fraction = Math.floorMod(value, units);
		if (second < this.offsetFrom || second >= this.offsetTo) {
			findOffset(second);
		}
		long local = second + this.offset;
		long epochDay = Math.floorDiv(local, (long) SECONDS_PER_DAY);
		int secondOfDay = (int) Math.floorMod(local, (long) SECONDS_PER_DAY);
		if (epochDay != this.day) {
			findDate(epochDay);
		}
		target.put('"');
		writeYear(target, this.year);
		target.put('-').digits(this.month, 2).put('-').digits(this.dayOfMonth, 2).put('T');
		target.digits(secondOfDay / 3600, 2).put(':').digits(secondOfDay / 60 % 60, 2).put(':');
		target.digits(secondOfDay % 60, 2).put('.').digits(fraction, this.precision.fractionDigits());
		writeOffset(target, this.offset);
		target.put('"');
	}

	private void findOffset(long second) {
		Instant instant = Instant.ofEpochSecond(Math.max(Instant.MIN.getEpochSecond() + SECONDS_PER_DAY,
				Math.min(second, Instant.MAX.getEpochSecond() - SECONDS_PER_DAY)));
		ZoneOffset found = this.rules.getOffset(instant);
		this.offset = found.getTotalSeconds();
		this.offsetFrom = bound(this.rules.previousTransition(instant.plusSeconds(1)), Long.MIN_VALUE);
		this.offsetTo = bound(this.rules.nextTransition(instant), Long.MAX_VALUE);
	}

	private static long bound(@Nullable ZoneOffsetTransition transition, long otherwise) {
		return (transition != null) ? transition.toEpochSecond() : otherwise;
	}

	private void findDate(long epochDay) {
		LocalDate date = LocalDate.ofEpochDay(epochDay);
		this.day = epochDay;
		this.year = date.getYear();
		this.month = date.getMonthValue();
		this.dayOfMonth = date.getDayOfMonth();
	}

	private static void writeYear(JsonBuffer target, int year) {
		if (year < 0) {
			target.put('-');
			year = -year;
		}
		if (year > 9999) {
			target.number(year);
		}
		else {
			target.digits(year, 4);
		}
	}

	private static void writeOffset(JsonBuffer target, int seconds) {
		int minutes = seconds / 60;
		if (minutes == 0) {
			target.put('Z');
			return;
		}
		int abs = Math.abs(minutes);
		target.put((minutes < 0) ? '-' : '+').digits(abs / 60, 2).put(':').digits(abs % 60, 2);
	}

}
