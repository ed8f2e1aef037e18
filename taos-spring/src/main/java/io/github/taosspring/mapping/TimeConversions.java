package io.github.taosspring.mapping;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Set;

/**
 * Exact conversions of a timestamp. Local times are those of the client's zone; a date
 * needs its midnight, a {@link Date} whole milliseconds.
 */
final class TimeConversions {

	private static final Set<Class<?>> TARGETS = Set.of(LocalDateTime.class, LocalDate.class, OffsetDateTime.class,
			ZonedDateTime.class, Date.class, Timestamp.class);

	private TimeConversions() {
	}

	static boolean supports(Object value, Class<?> type) {
		return value instanceof Instant && TARGETS.contains(type);
	}

	static Object convert(Object value, Class<?> type, ZoneId zone) {
		Instant instant = (Instant) value;
		if (type == OffsetDateTime.class) {
			return instant.atZone(zone).toOffsetDateTime();
		}
		if (type == ZonedDateTime.class) {
			return instant.atZone(zone);
		}
		if (type == Timestamp.class) {
			return Timestamp.from(instant);
		}
		if (type == Date.class) {
			if (instant.getNano() % 1_000_000 != 0) {
				throw new ArithmeticException("a Date cannot hold less than milliseconds");
			}
			return Date.from(instant);
		}
		LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
		if (type == LocalDateTime.class) {
			return local;
		}
		if (!local.toLocalTime().equals(LocalTime.MIDNIGHT)) {
			throw new ArithmeticException("it is not the start of a day in " + zone);
		}
		return local.toLocalDate();
	}

}
