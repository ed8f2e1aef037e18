package io.github.taosspring.embedded.internal.sql;

/**
 * A length of time as written: {@code 10s}, {@code 1n}.
 *
 * @param value the number, may be negative
 * @param unit the unit
 */
public record Duration(long value, Unit unit) {

	/** Units of time. */
	public enum Unit {

		/** Nanoseconds. */
		NANOSECOND('b', 1L),

		/** Microseconds. */
		MICROSECOND('u', 1_000L),

		/** Milliseconds. */
		MILLISECOND('a', 1_000_000L),

		/** Seconds. */
		SECOND('s', 1_000_000_000L),

		/** Minutes. */
		MINUTE('m', 60_000_000_000L),

		/** Hours. */
		HOUR('h', 3_600_000_000_000L),

		/** Days of 24 hours. */
		DAY('d', 86_400_000_000_000L),

		/** Weeks of 7 days. */
		WEEK('w', 604_800_000_000_000L),

		/** Calendar months. */
		MONTH('n', 0L),

		/** Calendar years. */
		YEAR('y', 0L),

		/** None written: a count of the database's own unit. */
		NONE(' ', 0L);

		private final char letter;

		private final long nanos;

		Unit(char letter, long nanos) {
			this.letter = letter;
			this.nanos = nanos;
		}

		/**
		 * Return the letter that stands for this unit.
		 * @return the letter in lower case
		 */
		public char letter() {
			return this.letter;
		}

		/**
		 * Return how long this unit is.
		 * @return nanoseconds, 0 for calendar units and {@link #NONE}
		 */
		public long nanos() {
			return this.nanos;
		}

		/**
		 * Return whether the length depends on the calendar.
		 * @return whether this is a month or a year
		 */
		public boolean isCalendar() {
			return this == MONTH || this == YEAR;
		}

		/**
		 * Return the unit of a letter.
		 * @param letter the letter in either case
		 * @return the unit
		 * @throws IllegalArgumentException if there is none
		 */
		public static Unit of(char letter) {
			return switch (Character.toLowerCase(letter)) {
				case 'b' -> NANOSECOND;
				case 'u' -> MICROSECOND;
				case 'a' -> MILLISECOND;
				case 's' -> SECOND;
				case 'm' -> MINUTE;
				case 'h' -> HOUR;
				case 'd' -> DAY;
				case 'w' -> WEEK;
				case 'n' -> MONTH;
				case 'y' -> YEAR;
				default -> throw new IllegalArgumentException("No unit of time: " + letter);
			};
		}

	}

}
