package io.github.taosspring.client.jdbc;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;

import io.github.taosspring.client.sql.SqlLiteral;

/**
 * Reads text that stands for a point in time as the server's literals do:
 * {@code 2024-02-29}, {@code 2024-02-29 12:34:56.789}, {@code 2024-02-29T12:34:56Z},
 * {@code 2024-02-29T12:34:56+08:00}, or a number in the database's precision.
 */
final class TimestampLiteral {

	private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder().appendPattern("uuuu-MM-dd")
		.optionalStart()
		.appendPattern("[' ']['T']['t']HH:mm:ss")
		.optionalStart()
		.appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
		.optionalEnd()
		.appendPattern("[XXX][XX]")
		.optionalEnd()
		.toFormatter();

	private TimestampLiteral() {
	}

	static boolean isNumber(String text) {
		String stripped = text.strip();
		int start = stripped.startsWith("-") ? 1 : 0;
		return stripped.length() > start
				&& stripped.chars().skip(start).allMatch((digit) -> digit >= '0' && digit <= '9');
	}

	/**
	 * Read a time that is not a number.
	 * @throws java.time.DateTimeException if it is none
	 * @throws io.github.taosspring.client.TaosException if the zone skips the local time
	 */
	static Instant parse(String text, ZoneId zone) {
		TemporalAccessor parsed = FORMAT.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from,
				LocalDate::from);
		return SqlLiteral.toInstant(parsed, zone);
	}

}
