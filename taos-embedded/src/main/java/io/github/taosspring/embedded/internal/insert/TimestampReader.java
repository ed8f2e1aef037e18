package io.github.taosspring.embedded.internal.insert;

import java.time.Instant;
import java.time.ZoneId;

import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.embedded.internal.sql.Duration;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.value.NumberText;
import io.github.taosspring.embedded.internal.value.TimestampText;

/**
 * Turns values as written into timestamps: whole numbers, texts, {@code now} and
 * {@code today}, to which a duration may be added.
 */
final class TimestampReader {

	private final TaosPrecision precision;

	private final TimestampText texts;

	private final NumberText numbers = new NumberText();

	private final long now;

	private final long today;

	TimestampReader(TaosPrecision precision, ZoneId zone, Instant now) {
		this.precision = precision;
		this.texts = new TimestampText(zone, precision);
		this.now = units(now);
		this.today = units(now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant());
	}

	private long units(Instant instant) {
		long perSecond = this.precision.unitsPerSecond();
		return instant.getEpochSecond() * perSecond + instant.getNano() / (1_000_000_000L / perSecond);
	}

	/**
	 * Read a value that is not NULL.
	 * @param token the value
	 * @return the count of units since the epoch
	 */
	long read(ValueToken token) {
		long value = switch (token.kind()) {
			case NOW -> this.now;
			case TODAY -> this.today;
			case NUMBER -> number(token);
			case STRING -> text(token);
			default -> TimestampText.INVALID;
		};
		if (value == TimestampText.INVALID) {
			throw invalid(token);
		}
		return value;
	}

	private long number(ValueToken token) {
		for (int i = token.from(); i < token.to(); i++) {
			char c = token.chars().charAt(i);
			if (c == '.' || (c == 'e' && !isHexadecimal(token))) {
				return TimestampText.INVALID;
			}
		}
		return this.numbers.readLong(token.chars(), token.from(), token.to()) ? this.numbers.longValue()
				: TimestampText.INVALID;
	}

	private static boolean isHexadecimal(ValueToken token) {
		return token.text().contains("0x");
	}

	private long text(ValueToken token) {
		if (token.isText("now") || token.isText("now()")) {
			return this.now;
		}
		if (token.isText("today") || token.isText("today()")) {
			return this.today;
		}
		if (isWholeNumber(token)) {
			return number(token);
		}
		return this.texts.parse(token.chars(), token.from(), token.to());
	}

	private static boolean isWholeNumber(ValueToken token) {
		int i = token.from();
		if (i < token.to() && (token.chars().charAt(i) == '-' || token.chars().charAt(i) == '+')) {
			i++;
		}
		if (i == token.to()) {
			return false;
		}
		for (; i < token.to(); i++) {
			if (token.chars().charAt(i) < '0' || token.chars().charAt(i) > '9') {
				return false;
			}
		}
		return true;
	}

	/**
	 * Add a duration.
	 * @param value the timestamp
	 * @param duration the duration, may be negative
	 * @param token the value, for errors
	 * @return the sum
	 */
	long add(long value, Duration duration, ValueToken token) {
		long nanosPerUnit = 1_000_000_000L / this.precision.unitsPerSecond();
		long nanos = duration.unit().nanos();
		if (nanos == 0) {
			throw invalid(token);
		}
		try {
			long units = (nanos >= nanosPerUnit) ? Math.multiplyExact(duration.value(), nanos / nanosPerUnit)
					: duration.value() / (nanosPerUnit / nanos);
			return Math.addExact(value, units);
		}
		catch (ArithmeticException ex) {
			throw invalid(token);
		}
	}

	private static SqlException invalid(ValueToken token) {
		return token.error("invalid timestamp");
	}

}
