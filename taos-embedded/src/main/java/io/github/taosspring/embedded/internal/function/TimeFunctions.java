package io.github.taosspring.embedded.internal.function;

import java.time.ZoneOffset;
import java.util.List;

import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.embedded.internal.sql.Duration;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.value.TimestampText;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Functions of points in time: cutting, subtracting, and turning into numbers and texts.
 * A time may be a TIMESTAMP, an integer in the unit of the query, or a text.
 */
final class TimeFunctions {

	private static final int WRONG_ZONE = 0x2800;

	private static final int WRONG_UNIT = 0x280A;

	private static final int UNIT_TOO_SMALL = 0x280B;

	/** The declared length of an ISO 8601 text. */
	private static final int ISO_LENGTH = 62;

	/** What stands for a text that is no time. */
	private static final long NO_TIME = TimestampText.INVALID;

	private TimeFunctions() {
	}

	static List<ScalarFunction> all() {
		return List.of(timetruncate(), timediff(), toIso8601(), toUnixTimestamp());
	}

	/** Check that an argument can stand for a point in time. */
	static void time(String name, Argument argument) {
		ColumnType type = argument.type();
		if (!type.isTimestamp() && !type.isInteger() && !type.isText() && !type.isNull()) {
			throw Arguments.wrongType(name);
		}
	}

	/** Check that an argument isn't a literal NULL. */
	static void notNull(String name, Argument argument) {
		if (argument.type().isNull()) {
			throw Arguments.wrongType(name);
		}
	}

	/** Return a point in time, {@link TimestampText#INVALID} if a text is none. */
	static long time(EvaluationContext context, Vector vector, int row) {
		if (!vector.type().isText()) {
			return vector.longs[row];
		}
		return TimestampText.parse(vector.text(row), context.zone(), context.precision());
	}

	/** Return the error of a value that is not among those allowed. */
	static SqlException wrongValue(String name) {
		return new SqlException(0x2803, "Invalid parameter value : " + name);
	}

	private static void requireUnit(String name, Argument argument) {
		Duration duration = argument.duration();
		if (duration == null) {
			throw argument.type().isText() ? Arguments.wrongType(name) : wrongUnit(name);
		}
		if (duration.value() != 1 || duration.unit().nanos() == 0) {
			throw wrongUnit(name);
		}
	}

	private static SqlException wrongUnit(String name) {
		return new SqlException(WRONG_UNIT, "Invalid timzone format : " + name);
	}

	/** Return a unit in the query's own; it was cut to 0 if it is finer. */
	private static long unit(String name, Vector vector) {
		long unit = vector.longs[0];
		if (unit == 0) {
			throw new SqlException(UNIT_TOO_SMALL, "Time unit is too small : " + name);
		}
		return unit;
	}

	/**
	 * Cut to a unit, towards the epoch. Days and weeks start in the session's zone, by
	 * the offset that it has now, unless the third argument is 0; weeks start on
	 * Thursday, as the epoch did.
	 */
	private static ScalarFunction timetruncate() {
		String name = "timetruncate";
		return Lift.of(name, (arguments) -> {
			Arguments.count(name, arguments, 2, 3);
			notNull(name, arguments.get(0));
			time(name, arguments.get(0));
			requireUnit(name, arguments.get(1));
			if (arguments.size() == 3) {
				requireFlag(name, arguments.get(2));
			}
			return ColumnType.TIMESTAMP;
		}, (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			if (size == 0) {
				return result;
			}
			long unit = unit(name, arguments[1]);
			boolean local = arguments.length < 3 || arguments[2].longs[0] == 1;
			long shift = (local && unit >= day(context.precision())) ? offset(context) : 0;
			for (int row = 0; row < size; row++) {
				long time = arguments[0].isNull(row) ? NO_TIME : time(context, arguments[0], row);
				if (time == NO_TIME) {
					result.setNull(row);
				}
				else {
					result.setLong(row, (time + shift) / unit * unit - shift);
				}
			}
			return result;
		});
	}

	private static void requireFlag(String name, Argument argument) {
		if (!argument.type().isInteger()) {
			throw Arguments.wrongType(name);
		}
		if (!(argument.value() instanceof Long flag) || flag < 0 || flag > 1) {
			throw wrongValue(name);
		}
	}

	private static long day(TaosPrecision precision) {
		return 86_400L * precision.unitsPerSecond();
	}

	/** The offset that the session's zone has now, which TDengine takes for all times. */
	private static long offset(EvaluationContext context) {
		return context.zone().getRules().getOffset(context.instant()).getTotalSeconds()
				* context.precision().unitsPerSecond();
	}

	private static ScalarFunction timediff() {
		String name = "timediff";
		return Lift.of(name, (arguments) -> {
			Arguments.count(name, arguments, 2, 3);
			time(name, arguments.get(0));
			time(name, arguments.get(1));
			if (arguments.size() == 3) {
				requireUnit(name, arguments.get(2));
			}
			return ColumnType.BIGINT;
		}, (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			long unit = (size == 0 || arguments.length < 3) ? 1 : unit(name, arguments[2]);
			for (int row = 0; row < size; row++) {
				if (arguments[0].isNull(row) || arguments[1].isNull(row)) {
					result.setNull(row);
					continue;
				}
				long left = time(context, arguments[0], row);
				long right = time(context, arguments[1], row);
				if (left == NO_TIME || right == NO_TIME) {
					result.setNull(row);
				}
				else {
					result.setLong(row, (left - right) / unit);
				}
			}
			return result;
		});
	}

	private static ScalarFunction toIso8601() {
		String name = "to_iso8601";
		return Lift.of(name, (arguments) -> {
			Arguments.count(name, arguments, 1, 2);
			ColumnType type = arguments.get(0).type();
			if (!type.isTimestamp() && !type.isInteger()) {
				throw Arguments.wrongType(name);
			}
			if (arguments.size() == 2) {
				Arguments.text(name, arguments.get(1));
				String zone = arguments.get(1).text();
				if (zone == null || offsetSeconds(zone) == null) {
					throw new SqlException(WRONG_ZONE, "Invalid timzone format");
				}
			}
			return ColumnType.varchar(ISO_LENGTH);
		}, (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			String zone = (arguments.length == 2 && size > 0) ? arguments[1].text(0) : sessionOffset(context);
			Integer seconds = offsetSeconds(zone);
			for (int row = 0; row < size; row++) {
				if (!arguments[0].isNull(row) && seconds != null) {
					result.setText(row, iso(arguments[0].longs[row], context.precision(), seconds) + zone);
				}
			}
			return result;
		});
	}

	private static String sessionOffset(EvaluationContext context) {
		int minutes = context.zone().getRules().getOffset(context.instant()).getTotalSeconds() / 60;
		return String.format("%s%02d%02d", (minutes < 0) ? "-" : "+", Math.abs(minutes) / 60, Math.abs(minutes) % 60);
	}

	/** Read {@code Z}, {@code +08}, {@code +0800}, {@code +08:00}; null if it is none. */
	private static @Nullable Integer offsetSeconds(String zone) {
		if (zone.equalsIgnoreCase("z")) {
			return 0;
		}
		if (!zone.matches("[+-]\\d\\d(:?\\d\\d)?")) {
			return null;
		}
		int hours = Integer.parseInt(zone.substring(1, 3));
		int minutes = (zone.length() > 3) ? Integer.parseInt(zone.substring(zone.length() - 2)) : 0;
		if (hours > 14 || minutes > 59) {
			return null;
		}
		int seconds = hours * 3600 + minutes * 60;
		return (zone.charAt(0) == '-') ? -seconds : seconds;
	}

	private static String iso(long value, TaosPrecision precision, int offsetSeconds) {
		long perSecond = precision.unitsPerSecond();
		long seconds = Math.floorDiv(value, perSecond);
		long fraction = Math.floorMod(value, perSecond);
		var local = java.time.LocalDateTime.ofEpochSecond(seconds + offsetSeconds, 0, ZoneOffset.UTC);
		return String.format("%04d-%02d-%02dT%02d:%02d:%02d.%0" + precision.fractionDigits() + "d", local.getYear(),
				local.getMonthValue(), local.getDayOfMonth(), local.getHour(), local.getMinute(), local.getSecond(),
				fraction);
	}

	/** A text as a count of units; as a TIMESTAMP if the second argument is 1. */
	private static ScalarFunction toUnixTimestamp() {
		String name = "to_unixtimestamp";
		return Lift.of(name, (arguments) -> {
			Arguments.count(name, arguments, 1, 2);
			notNull(name, arguments.get(0));
			Arguments.text(name, arguments.get(0));
			if (arguments.size() == 1) {
				return ColumnType.BIGINT;
			}
			requireFlag(name, arguments.get(1));
			return Long.valueOf(1).equals(arguments.get(1).value()) ? ColumnType.TIMESTAMP : ColumnType.BIGINT;
		}, (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			for (int row = 0; row < size; row++) {
				long time = arguments[0].isNull(row) ? NO_TIME : time(context, arguments[0], row);
				if (time == NO_TIME) {
					result.setNull(row);
				}
				else {
					result.setLong(row, time);
				}
			}
			return result;
		});
	}

}
