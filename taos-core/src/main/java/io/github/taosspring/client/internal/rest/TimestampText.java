package io.github.taosspring.client.internal.rest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosPrecision;

/**
 * Reads the timestamps of the adapter: RFC 3339 with 3, 6 or 9 digits of a second's
 * fraction, by which the precision of the result is known, and years of any number of
 * digits.
 * <p>
 * The adapter prints the offset without its seconds, which zones had before they took
 * whole minutes (until 1972 at the latest), so {@code 1874-12-08T02:45:43.000+08:05} is
 * meant at +08:05:43; the zone's rules tell.
 */
final class TimestampText {

	/** The last zone with seconds in its offset was Liberia's, until January 1972. */
	private static final long WHOLE_MINUTES_SINCE = 63_072_000L + 86_400 * 14;

	private final @Nullable ZoneRules rules;

	private @Nullable TaosPrecision precision;

	private char[] text = {};

	private int position;

	private int end;

	/** The day read last: a result's timestamps mostly share it. */
	private long lastDate = Long.MIN_VALUE;

	private long lastEpochDay;

	TimestampText(String zone) {
		this.rules = rules(zone);
	}

	private static @Nullable ZoneRules rules(String zone) {
		try {
			return ZoneId.of(zone).getRules();
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/**
	 * Return the precision of the timestamps read so far.
	 * @return the precision, {@code null} if there was none
	 */
	@Nullable TaosPrecision precision() {
		return this.precision;
	}

	/**
	 * Read a timestamp.
	 * @return the count since the epoch in units of the precision
	 * @throws io.github.taosspring.client.TaosInterfaceException if the text is no such
	 * timestamp, does not fit 64 bits, or has another precision than those before
	 */
	long read(char[] chars, int start, int length) {
		this.text = chars;
		this.position = start;
		this.end = start + length;
		try {
			return read();
		}
		catch (ArithmeticException | DateTimeException ex) {
			throw malformed(start, "it is out of range");
		}
		catch (IllegalArgumentException ex) {
			throw malformed(start, String.valueOf(ex.getMessage()));
		}
	}

	private long read() {
		long epochDay = epochDay();
		expect('T');
		int hour = two(23);
		expect(':');
		int minute = two(59);
		expect(':');
		int second = two(59);
		expect('.');
		int fractionStart = this.position;
		long fraction = 0;
		while (this.position < this.end && isDigit(this.text[this.position]) && this.position - fractionStart < 9) {
			fraction = 10 * fraction + (this.text[this.position++] - '0');
		}
		TaosPrecision unit = unit(this.position - fractionStart);
		long local = Math.addExact(Math.multiplyExact(epochDay, 86_400L), hour * 3600L + minute * 60L + second);
		long seconds = local - offset(local);
		if (seconds < 0 && fraction > 0) {
			// from the second above, so that the smallest values do not overflow
			return Math.addExact(Math.multiplyExact(seconds + 1, unit.unitsPerSecond()),
					fraction - unit.unitsPerSecond());
		}
		return Math.addExact(Math.multiplyExact(seconds, unit.unitsPerSecond()), fraction);
	}

	private TaosPrecision unit(int digits) {
		TaosPrecision unit = switch (digits) {
			case 3 -> TaosPrecision.MILLISECOND;
			case 6 -> TaosPrecision.MICROSECOND;
			case 9 -> TaosPrecision.NANOSECOND;
			default -> throw new IllegalArgumentException("its fraction has " + digits + " digits");
		};
		if (this.precision == null) {
			this.precision = unit;
		}
		else if (this.precision != unit) {
			throw new IllegalArgumentException(
					"its fraction has " + digits + " digits, those before had " + this.precision.fractionDigits());
		}
		return unit;
	}

	private long epochDay() {
		boolean negative = this.text[this.position] == '-';
		if (negative) {
			this.position++;
		}
		int yearStart = this.position;
		int year = 0;
		while (this.position < this.end && isDigit(this.text[this.position])) {
			year = Math.addExact(Math.multiplyExact(year, 10), this.text[this.position++] - '0');
		}
		if (this.position - yearStart < 4) {
			throw new IllegalArgumentException("its year has less than 4 digits");
		}
		expect('-');
		int month = two(12);
		expect('-');
		int day = two(31);
		long date = ((negative ? -(long) year : year) * 16 + month) * 32 + day;
		if (date != this.lastDate) {
			this.lastEpochDay = LocalDate.of(negative ? -year : year, month, day).toEpochDay();
			this.lastDate = date;
		}
		return this.lastEpochDay;
	}

	private int offset(long local) {
		if (this.position + 1 == this.end && this.text[this.position] == 'Z') {
			return 0;
		}
		int sign = (this.position < this.end) ? this.text[this.position++] : 0;
		if (sign != '+' && sign != '-') {
			throw new IllegalArgumentException("it has no offset");
		}
		int hours = two(23);
		expect(':');
		int minutes = two(59);
		if (this.position != this.end) {
			throw new IllegalArgumentException("more follows its offset");
		}
		int printed = ((sign == '-') ? -1 : 1) * (hours * 60 + minutes) * 60;
		return (local > WHOLE_MINUTES_SINCE || this.rules == null) ? printed : exact(local, printed, this.rules);
	}

	private static int exact(long local, int printed, ZoneRules rules) {
		long years = LocalDate.ofEpochDay(Math.floorDiv(local, 86_400L)).getYear();
		if (years <= LocalDateTime.MIN.getYear() || years >= LocalDateTime.MAX.getYear()) {
			return printed;
		}
		LocalDateTime time = LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC);
		for (ZoneOffset candidate : rules.getValidOffsets(time)) {
			if (candidate.getTotalSeconds() / 60 * 60 == printed) {
				return candidate.getTotalSeconds();
			}
		}
		return printed;
	}

	private int two(int max) {
		if (this.position + 2 > this.end || !isDigit(this.text[this.position])
				|| !isDigit(this.text[this.position + 1])) {
			throw new IllegalArgumentException("two digits are missing");
		}
		int value = 10 * (this.text[this.position] - '0') + this.text[this.position + 1] - '0';
		if (value > max) {
			throw new IllegalArgumentException(value + " is more than " + max);
		}
		this.position += 2;
		return value;
	}

	private void expect(char wanted) {
		if (this.position >= this.end || this.text[this.position] != wanted) {
			throw new IllegalArgumentException("'" + wanted + "' is missing");
		}
		this.position++;
	}

	private static boolean isDigit(char ch) {
		return ch >= '0' && ch <= '9';
	}

	private TaosException malformed(int start, String reason) {
		String shown = new String(this.text, start, Math.min(64, this.end - start));
		return TaosErrors.malformed("Malformed timestamp '" + shown + "': " + reason, null);
	}

}
