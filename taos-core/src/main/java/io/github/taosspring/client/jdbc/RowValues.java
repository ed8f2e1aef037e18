package io.github.taosspring.client.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.TaosType;
import org.jspecify.annotations.Nullable;

/**
 * The values of a result's current row in the types that JDBC asks for. A value that does
 * not fit is an error that names column, type and value. Columns count from 0 and are not
 * NULL, which the caller has checked.
 */
final class RowValues {

	/** More digits than any number of TDengine has; a text may have more. */
	private static final int MAX_DIGITS = 1000;

	/** What is read from a TIMESTAMP as it is seen in the connection's zone. */
	private static final Map<Class<?>, Function<ZonedDateTime, Object>> PARTS_OF_TIME = Map.ofEntries(
			Map.entry(Instant.class, ZonedDateTime::toInstant), Map.entry(ZonedDateTime.class, (time) -> time),
			Map.entry(OffsetDateTime.class, ZonedDateTime::toOffsetDateTime),
			Map.entry(LocalDateTime.class, ZonedDateTime::toLocalDateTime),
			Map.entry(LocalDate.class, ZonedDateTime::toLocalDate),
			Map.entry(LocalTime.class, ZonedDateTime::toLocalTime),
			Map.entry(OffsetTime.class, (time) -> time.toOffsetDateTime().toOffsetTime()),
			Map.entry(Year.class, Year::from), Map.entry(YearMonth.class, YearMonth::from),
			Map.entry(MonthDay.class, MonthDay::from), Map.entry(Month.class, ZonedDateTime::getMonth),
			Map.entry(DayOfWeek.class, ZonedDateTime::getDayOfWeek),
			Map.entry(Calendar.class, GregorianCalendar::from));

	private final TaosResult result;

	private final List<TaosColumn> columns;

	private final TaosType[] types;

	private final ZoneId zone;

	RowValues(TaosResult result, ZoneId zone) {
		this.result = result;
		this.columns = result.columns();
		this.types = this.columns.stream().map(TaosColumn::type).toArray(TaosType[]::new);
		this.zone = zone;
	}

	private TaosType type(int column) {
		return this.types[column];
	}

	boolean flag(int column) throws SQLException {
		TaosType type = type(column);
		if (type == TaosType.BOOL) {
			return this.result.getBoolean(column);
		}
		if (JdbcTypes.isText(type)) {
			String text = text(column).strip();
			if (text.equalsIgnoreCase("true") || text.equals("1")) {
				return true;
			}
			if (text.equalsIgnoreCase("false") || text.equals("0")) {
				return false;
			}
			throw cannot(column, "boolean");
		}
		return integer(column, 0, 1, "boolean") == 1;
	}

	long integer(int column, long min, long max, String target) throws SQLException {
		TaosType type = type(column);
		long value = (type == TaosType.INT || type == TaosType.BIGINT || type == TaosType.TIMESTAMP)
				? this.result.getLong(column) : toInteger(column, target);
		if (value < min || value > max) {
			throw doesNotFit(column, target);
		}
		return value;
	}

	private long toInteger(int column, String target) throws SQLException {
		long value;
		switch (type(column)) {
			case BOOL -> value = this.result.getBoolean(column) ? 1 : 0;
			case TINYINT, SMALLINT, TINYINT_UNSIGNED, SMALLINT_UNSIGNED, INT_UNSIGNED ->
				value = this.result.getLong(column);
			case BIGINT_UNSIGNED -> {
				value = this.result.block().getUnsignedLong(column, this.result.rowInBlock());
				if (value < 0) {
					throw doesNotFit(column, target);
				}
			}
			case FLOAT, DOUBLE -> {
				double number = this.result.getDouble(column);
				value = (long) number;
				// the largest long is no double; as one it would be the number above it
				if (value != number || number == 0x1p63) {
					throw doesNotFit(column, target);
				}
			}
			case DECIMAL, DECIMAL64, VARCHAR, NCHAR, JSON -> {
				try {
					value = decimal(column, target).longValueExact();
				}
				catch (ArithmeticException ex) {
					throw doesNotFit(column, target);
				}
			}
			default -> throw cannot(column, target);
		}
		return value;
	}

	float singleFloat(int column) throws SQLException {
		if (type(column) == TaosType.FLOAT) {
			return this.result.getFloat(column);
		}
		double value = doubleFloat(column, "float");
		float narrowed = (float) value;
		if (Float.isInfinite(narrowed) && !Double.isInfinite(value)) {
			throw doesNotFit(column, "float");
		}
		return narrowed;
	}

	double doubleFloat(int column, String target) throws SQLException {
		TaosType type = type(column);
		if (JdbcTypes.isNumber(type) || type == TaosType.BOOL) {
			return this.result.getDouble(column);
		}
		if (JdbcTypes.isText(type)) {
			try {
				return Double.parseDouble(text(column).strip());
			}
			catch (NumberFormatException ex) {
				throw cannot(column, target);
			}
		}
		throw cannot(column, target);
	}

	BigDecimal decimal(int column) throws SQLException {
		return decimal(column, "BigDecimal");
	}

	private BigDecimal decimal(int column, String target) throws SQLException {
		TaosType type = type(column);
		if (type == TaosType.BOOL) {
			return this.result.getBoolean(column) ? BigDecimal.ONE : BigDecimal.ZERO;
		}
		if (type == TaosType.FLOAT || type == TaosType.DOUBLE) {
			if (!Double.isFinite(this.result.getDouble(column))) {
				throw doesNotFit(column, target);
			}
		}
		if (JdbcTypes.isNumber(type)) {
			return notNull(this.result.block().getBigDecimal(column, this.result.rowInBlock()));
		}
		if (JdbcTypes.isText(type)) {
			try {
				return new BigDecimal(text(column).strip());
			}
			catch (NumberFormatException ex) {
				throw JdbcErrors.conversion(describe(column) + " cannot be read as " + target + ", it is not a number");
			}
		}
		throw cannot(column, target);
	}

	BigInteger bigInteger(int column) throws SQLException {
		BigDecimal value = decimal(column, "BigInteger");
		// a text may say 1e999999999 or 1e-999999999: refuse it before it fills the
		// memory
		if (value.precision() - (long) value.scale() > MAX_DIGITS
				|| value.signum() != 0 && value.scale() >= value.precision()) {
			throw doesNotFit(column, "BigInteger");
		}
		try {
			return value.toBigIntegerExact();
		}
		catch (ArithmeticException ex) {
			throw doesNotFit(column, "BigInteger");
		}
	}

	String text(int column) {
		return notNull(this.result.getString(column));
	}

	byte[] bytes(int column) throws SQLException {
		return switch (type(column)) {
			case VARCHAR, NCHAR, JSON, VARBINARY, GEOMETRY, BLOB ->
				notNull(this.result.block().getBytes(column, this.result.rowInBlock()));
			default -> throw cannot(column, "byte[]");
		};
	}

	Instant instant(int column, String target) throws SQLException {
		if (type(column) != TaosType.TIMESTAMP) {
			throw cannot(column, target);
		}
		return notNull(this.result.block().getInstant(column, this.result.rowInBlock()));
	}

	Timestamp timestamp(int column) throws SQLException {
		Instant instant = instant(column, "Timestamp");
		Timestamp timestamp = Timestamp.from(instant);
		if (!timestamp.toInstant().equals(instant)) {
			throw doesNotFit(column, "Timestamp");
		}
		return timestamp;
	}

	/**
	 * The day that a time falls on.
	 * @param calendarZone the zone in which the day is seen and begins, {@code null} to
	 * see it in the connection's zone and have it begin in the JVM's, as
	 * {@link Date#toLocalDate()} reads it
	 */
	Date date(int column, @Nullable ZoneId calendarZone) throws SQLException {
		Instant instant = instant(column, "Date");
		if (calendarZone != null) {
			try {
				LocalDate day = LocalDate.ofInstant(instant, calendarZone);
				return new Date(day.atStartOfDay(calendarZone).toInstant().toEpochMilli());
			}
			catch (ArithmeticException ex) {
				throw doesNotFit(column, "Date");
			}
		}
		return Date.valueOf(LocalDate.ofInstant(instant, this.zone));
	}

	/**
	 * The time of the day, on 1970-01-01.
	 * @param calendarZone the zone in which the time is seen and meant, {@code null} to
	 * see it in the connection's zone and mean it in the JVM's, as
	 * {@link Time#toLocalTime()} reads it
	 */
	Time time(int column, @Nullable ZoneId calendarZone) throws SQLException {
		Instant instant = instant(column, "Time");
		LocalTime time = LocalTime.ofInstant(instant, (calendarZone != null) ? calendarZone : this.zone);
		if (calendarZone != null) {
			return new Time(time.atDate(LocalDate.EPOCH).atZone(calendarZone).toInstant().toEpochMilli());
		}
		return new Time(Timestamp.valueOf(time.atDate(LocalDate.EPOCH)).getTime());
	}

	/**
	 * The value in its column's own class, see {@link JdbcTypes#javaType}.
	 */
	Object object(int column) throws SQLException {
		return switch (type(column)) {
			case TINYINT, SMALLINT, INT, TINYINT_UNSIGNED, SMALLINT_UNSIGNED -> this.result.getInt(column);
			case TIMESTAMP -> timestamp(column);
			default -> notNull(this.result.getObject(column));
		};
	}

	Object object(int column, Class<?> wanted) throws SQLException {
		if (wanted == String.class) {
			return text(column);
		}
		if (wanted == Integer.class || wanted == int.class) {
			return (int) integer(column, Integer.MIN_VALUE, Integer.MAX_VALUE, "int");
		}
		if (wanted == Long.class || wanted == long.class) {
			return integer(column, Long.MIN_VALUE, Long.MAX_VALUE, "long");
		}
		if (wanted == Short.class || wanted == short.class) {
			return (short) integer(column, Short.MIN_VALUE, Short.MAX_VALUE, "short");
		}
		if (wanted == Byte.class || wanted == byte.class) {
			return (byte) integer(column, Byte.MIN_VALUE, Byte.MAX_VALUE, "byte");
		}
		if (wanted == Boolean.class || wanted == boolean.class) {
			return flag(column);
		}
		if (wanted == Double.class || wanted == double.class) {
			return doubleFloat(column, "double");
		}
		if (wanted == Float.class || wanted == float.class) {
			return singleFloat(column);
		}
		if (wanted == BigDecimal.class) {
			return decimal(column);
		}
		if (wanted == BigInteger.class) {
			return bigInteger(column);
		}
		if (wanted == Number.class) {
			return JdbcTypes.isNumber(type(column)) ? object(column) : decimal(column, "Number");
		}
		if (wanted == byte[].class) {
			return bytes(column);
		}
		if (wanted == Object.class) {
			return object(column);
		}
		return temporal(column, wanted);
	}

	private Object temporal(int column, Class<?> wanted) throws SQLException {
		if (wanted == Timestamp.class || wanted == java.util.Date.class) {
			return timestamp(column);
		}
		if (wanted == Date.class) {
			return date(column, null);
		}
		if (wanted == Time.class) {
			return time(column, null);
		}
		Function<ZonedDateTime, Object> part = PARTS_OF_TIME.get(wanted);
		if (part != null) {
			try {
				return part.apply(instant(column, wanted.getSimpleName()).atZone(this.zone));
			}
			catch (DateTimeException | IllegalArgumentException ex) {
				throw doesNotFit(column, wanted.getSimpleName());
			}
		}
		// no SQLFeatureNotSupportedException: frameworks ask for their own types to see
		// whether a driver knows them, and HikariCP drops a connection whose driver
		// throws that
		throw cannot(column, wanted.getName());
	}

	private SQLException doesNotFit(int column, String target) {
		return JdbcErrors.outOfRange(describe(column) + " does not fit " + target);
	}

	private SQLException cannot(int column, String target) {
		return JdbcErrors.conversion(describe(column) + " cannot be read as " + target);
	}

	private String describe(int column) {
		TaosColumn description = this.columns.get(column);
		String value = text(column);
		String shortened = (value.length() > 40) ? value.substring(0, 40) + "…" : value;
		return "Column " + (column + 1) + " (" + description.name() + ", " + description.type().sqlName() + "): value "
				+ shortened;
	}

	private static <T> T notNull(@Nullable T value) {
		if (value == null) {
			throw new IllegalStateException("NULL was checked before");
		}
		return value;
	}

}
