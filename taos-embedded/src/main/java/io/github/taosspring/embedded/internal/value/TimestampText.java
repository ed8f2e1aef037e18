package io.github.taosspring.embedded.internal.value;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

import io.github.taosspring.client.TaosPrecision;

/**
 * Reads points in time as TDengine writes and accepts them: {@code 2024-01-31},
 * {@code 2024-01-31 08:00:00.123}, {@code 2024-01-31T08:00:00+08:00}; digits of months,
 * days and times may be single, a fraction is cut to the precision.
 */
public final class TimestampText {

	/** What stands for a text that is no point in time. */
	public static final long INVALID = Long.MIN_VALUE;

	private static final int MAX_ZONE_HOUR = 13;

	private static final int SECONDS_PER_DAY = 86_400;

	private static final int[] MONTH_DAYS = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	private final ZoneRules zone;

	private final boolean fixedZone;

	private final TaosPrecision precision;

	private String text = "";

	private int position;

	private int end;

	/**
	 * Create a reader.
	 * @param zone the zone of texts that don't name theirs
	 * @param precision the unit of the results
	 */
	public TimestampText(ZoneId zone, TaosPrecision precision) {
		this.zone = zone.getRules();
		this.fixedZone = this.zone.isFixedOffset();
		this.precision = precision;
	}

	/**
	 * Read a text.
	 * @param text the text
	 * @param zone the zone if the text names none
	 * @param precision the unit of the result
	 * @return the count of units since the epoch, {@link #INVALID} if it is none
	 */
	public static long parse(String text, ZoneId zone, TaosPrecision precision) {
		return new TimestampText(zone, precision).parse(text, 0, text.length());
	}

	/**
	 * Read a part of a text.
	 * @param text the text
	 * @param from where it starts
	 * @param to where it ends
	 * @return the count of units since the epoch, {@link #INVALID} if it is none
	 */
	public long parse(String text, int from, int to) {
		this.text = text;
		this.position = from;
		this.end = to;
		skipBlanks();
		int year = number(4);
		if (year < 0 || !take('-')) {
			return INVALID;
		}
		int month = number(2);
		if (month < 1 || month > 12 || !take('-')) {
			return INVALID;
		}
		int day = number(2);
		if (day < 1 || day > daysOfMonth(year, month)) {
			return INVALID;
		}
		long days = epochDay(year, month, day);
		if (this.position == this.end) {
			return local(days, 0, 0);
		}
		return time(days);
	}

	private long time(long days) {
		if (!take('T') && !skipBlanks()) {
			return INVALID;
		}
		int hour = number(2);
		if (hour < 0 || hour > 23 || !take(':')) {
			return INVALID;
		}
		int minute = number(2);
		if (minute < 0 || minute > 59 || !take(':')) {
			return INVALID;
		}
		int second = number(2);
		if (second < 0 || second > 61) {
			return INVALID;
		}
		long fraction = 0;
		if (take('.')) {
			fraction = fraction();
			if (fraction < 0) {
				return INVALID;
			}
		}
		int secondOfDay = hour * 3600 + minute * 60 + second;
		if (this.position == this.end) {
			return local(days, secondOfDay, fraction);
		}
		int offset = offset();
		if (offset == Integer.MIN_VALUE) {
			return INVALID;
		}
		return units(days * SECONDS_PER_DAY + secondOfDay - offset, fraction);
	}

	private long fraction() {
		int digits = this.precision.fractionDigits();
		long value = 0;
		int count = 0;
		while (this.position < this.end && isDigit(this.text.charAt(this.position))) {
			if (count < digits) {
				value = value * 10 + (this.text.charAt(this.position) - '0');
			}
			count++;
			this.position++;
		}
		if (count == 0) {
			return -1;
		}
		for (; count < digits; count++) {
			value *= 10;
		}
		return value;
	}

	/** Read {@code Z}, {@code +08}, {@code +0800} or {@code +08:00} up to the end. */
	private int offset() {
		char sign = this.text.charAt(this.position++);
		if (sign == 'Z' || sign == 'z') {
			return (this.position == this.end) ? 0 : Integer.MIN_VALUE;
		}
		if (sign != '+' && sign != '-') {
			return Integer.MIN_VALUE;
		}
		int hour = twoDigits();
		int minute = 0;
		if (this.position < this.end) {
			take(':');
			minute = twoDigits();
		}
		if (hour < 0 || hour > MAX_ZONE_HOUR || minute < 0 || minute > 59 || this.position != this.end) {
			return Integer.MIN_VALUE;
		}
		int seconds = hour * 3600 + minute * 60;
		return (sign == '-') ? -seconds : seconds;
	}

	private int twoDigits() {
		int start = this.position;
		int value = number(2);
		return (this.position == start + 2) ? value : -1;
	}

	private long local(long days, int secondOfDay, long fraction) {
		long seconds = days * SECONDS_PER_DAY + secondOfDay;
		int offset;
		if (this.fixedZone) {
			offset = this.zone.getOffset(java.time.Instant.EPOCH).getTotalSeconds();
		}
		else {
			LocalDateTime local = LocalDateTime.ofEpochSecond(seconds, 0, java.time.ZoneOffset.UTC);
			offset = this.zone.getOffset(local).getTotalSeconds();
		}
		return units(seconds - offset, fraction);
	}

	private long units(long seconds, long fraction) {
		long perSecond = this.precision.unitsPerSecond();
		if (Math.abs(seconds) > Long.MAX_VALUE / perSecond - 1) {
			return INVALID;
		}
		return seconds * perSecond + fraction;
	}

	private int number(int maxDigits) {
		int value = 0;
		int digits = 0;
		while (digits < maxDigits && this.position < this.end && isDigit(this.text.charAt(this.position))) {
			value = value * 10 + (this.text.charAt(this.position) - '0');
			this.position++;
			digits++;
		}
		return (digits == 0) ? -1 : value;
	}

	private boolean take(char expected) {
		if (this.position < this.end && this.text.charAt(this.position) == expected) {
			this.position++;
			return true;
		}
		return false;
	}

	private boolean skipBlanks() {
		int start = this.position;
		while (this.position < this.end && this.text.charAt(this.position) == ' ') {
			this.position++;
		}
		return this.position > start;
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	private static int daysOfMonth(int year, int month) {
		boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
		return (month == 2 && leap) ? 29 : MONTH_DAYS[month - 1];
	}

	/** Days since 1970-01-01 in the proleptic Gregorian calendar. */
	private static long epochDay(int year, int month, int day) {
		long y = (month <= 2) ? year - 1L : year;
		long era = Math.floorDiv(y, 400L);
		long yearOfEra = y - era * 400;
		long dayOfYear = (153L * (month + ((month > 2) ? -3 : 9)) + 2) / 5 + day - 1;
		long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
		return era * 146_097 + dayOfEra - 719_468;
	}

}
