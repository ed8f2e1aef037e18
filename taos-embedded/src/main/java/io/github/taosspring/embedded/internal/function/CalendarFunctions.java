package io.github.taosspring.embedded.internal.function;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;

import io.github.taosspring.embedded.internal.value.TimestampText;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;

/**
 * Functions of the calendar: days and weeks of a point in time in the session's zone.
 */
final class CalendarFunctions {

	private static final int MAX_MODE = 7;

	/** The mode of weeks by ISO 8601. */
	private static final int ISO_MODE = 3;

	private CalendarFunctions() {
	}

	static List<ScalarFunction> all() {
		return List.of(ofDate("dayofweek", (date) -> date.getDayOfWeek().getValue() % 7 + 1L),
				ofDate("weekday", (date) -> date.getDayOfWeek().getValue() - 1L),
				ofDate("weekofyear", (date) -> week(date, ISO_MODE)), week());
	}

	private static ScalarFunction ofDate(String name, DateCode code) {
		return Lift.of(name, (arguments) -> {
			Arguments.count(name, arguments, 1, 1);
			TimeFunctions.time(name, arguments.get(0));
			return ColumnType.BIGINT;
		}, (context, type, arguments, size) -> evaluate(context, arguments[0], size, code));
	}

	private static Vector evaluate(EvaluationContext context, Vector times, int size, DateCode code) {
		Vector result = new Vector(ColumnType.BIGINT, size);
		for (int row = 0; row < size; row++) {
			long time = times.isNull(row) ? TimestampText.INVALID : TimeFunctions.time(context, times, row);
			if (time == TimestampText.INVALID) {
				result.setNull(row);
			}
			else {
				result.setLong(row,
						code.apply(LocalDate.ofInstant(context.precision().toInstant(time), context.zone())));
			}
		}
		return result;
	}

	/** {@code week(time, mode)} with MySQL's modes 0 to 7. */
	private static ScalarFunction week() {
		return Lift.of("week", (arguments) -> {
			Arguments.count("week", arguments, 1, 2);
			TimeFunctions.time("week", arguments.get(0));
			if (arguments.size() == 2) {
				if (!arguments.get(1).type().isInteger()) {
					throw Arguments.wrongType("week");
				}
				if (!(arguments.get(1).value() instanceof Long mode) || mode < 0 || mode > MAX_MODE) {
					throw TimeFunctions.wrongValue("week");
				}
			}
			return ColumnType.BIGINT;
		}, (context, type, arguments, size) -> {
			int mode = (arguments.length == 1 || size == 0) ? 0 : (int) arguments[1].longs[0];
			return evaluate(context, arguments[0], size, (date) -> week(date, mode));
		});
	}

	/**
	 * The week of the year. Bit 0 of the mode: weeks start on Monday instead of Sunday;
	 * bit 1: days before the first week belong to the last year's, not to week 0; bit 2:
	 * the first week is the first that starts in the year, else the first with four days
	 * (the other way round without bit 0).
	 */
	static long week(LocalDate date, int mode) {
		boolean monday = (mode & 1) != 0;
		boolean wholeYears = (mode & 2) != 0;
		boolean startsInYear = ((mode & 4) != 0) == monday;
		int year = date.getYear();
		LocalDate first = firstWeek(year, monday, startsInYear);
		if (date.isBefore(first)) {
			if (!wholeYears) {
				return 0;
			}
			first = firstWeek(year - 1, monday, startsInYear);
		}
		else if (wholeYears && !date.isBefore(firstWeek(year + 1, monday, startsInYear))) {
			return 1;
		}
		return (date.toEpochDay() - first.toEpochDay()) / 7 + 1;
	}

	private static LocalDate firstWeek(int year, boolean monday, boolean startsInYear) {
		LocalDate newYear = LocalDate.of(year, 1, 1);
		DayOfWeek start = monday ? DayOfWeek.MONDAY : DayOfWeek.SUNDAY;
		int into = Math.floorMod(newYear.getDayOfWeek().getValue() - start.getValue(), 7);
		boolean counts = startsInYear ? into == 0 : into <= 3;
		return counts ? newYear.minusDays(into) : newYear.plusDays(7L - into);
	}

	/** Calculates something of a date. */
	private interface DateCode {

		long apply(LocalDate date);

	}

}
