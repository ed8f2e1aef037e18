package io.github.taosspring.client.statement;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;

import org.jspecify.annotations.Nullable;

/**
 * Points in time of other classes.
 */
final class Instants {

	private Instants() {
	}

	/**
	 * Return the instant of a value that is one without regard to any zone.
	 * @return the instant, {@code null} if it is none
	 */
	static @Nullable Instant of(Object value) {
		if (value instanceof Instant instant) {
			return instant;
		}
		if (value instanceof OffsetDateTime time) {
			return time.toInstant();
		}
		if (value instanceof ZonedDateTime time) {
			return time.toInstant();
		}
		// java.sql.Date and Time are no points in time and refuse
		return (value instanceof Date date
				&& (date.getClass() == Date.class || date.getClass().getName().equals("java.sql.Timestamp")))
						? date.toInstant() : null;
	}

}
