package io.github.taosspring.client.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Optional;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosLimits;
import org.jspecify.annotations.Nullable;

/**
 * Writes Java values as literals of TDengine's SQL, and names as identifiers.
 * <p>
 * The server reads each literal back as the value it came from, or this class refuses it:
 * NaN and infinities (no literal), NUL and lone surrogates in text, years outside 0 to
 * 9999, local times that a zone skips. Escapes follow {@code trimString} of TDengine
 * 3.3.7. Three things cannot be seen from here:
 * <ul>
 * <li>A point in time is written in UTC, such as {@code '2024-02-29T12:34:56.789Z'},
 * which servers read alike in every session zone, and before 1970 as a local time of the
 * zone given, which must be the session's. The server cuts one that is finer than the
 * database's precision, and in a database with nanoseconds one after 2262-04-11
 * overflows.</li>
 * <li>{@code byte[]} is written as {@code '\x00ff'}, which VARBINARY and BLOB columns
 * read as bytes; a VARCHAR column takes it for text.</li>
 * <li>A float is written as the shortest decimal that stands for it. A subnormal double
 * is refused by the server, not here.</li>
 * </ul>
 */
public final class SqlLiteral {

	private static final String HEX = "0123456789abcdef";

	/** Beyond this many digits a decimal is written with an exponent. */
	private static final int PLAIN_DIGITS = 400;

	/** 0000-01-01T00:00:00Z. */
	private static final long MIN_SECOND = -62_167_219_200L;

	/** 9999-12-31T23:59:59Z. */
	private static final long MAX_SECOND = 253_402_300_799L;

	private SqlLiteral() {
	}

	/**
	 * Return the literal of a value, see {@link #append}.
	 * @param value the value, or {@code null}
	 * @param zone the session's zone, also that of values without one
	 * @return the literal
	 */
	public static String of(@Nullable Object value, ZoneId zone) {
		StringBuilder sql = new StringBuilder();
		append(sql, value, zone);
		return sql.toString();
	}

	/**
	 * Append the literal of a value.
	 * @param sql where to append
	 * @param value {@code null}, Boolean, Byte, Short, Integer, Long, BigInteger, Float,
	 * Double, BigDecimal, Character, CharSequence, {@code byte[]}, Instant,
	 * OffsetDateTime, ZonedDateTime, {@link java.util.Date} with
	 * {@link java.sql.Timestamp} and {@link java.sql.Date}, LocalDateTime or LocalDate
	 * (its start of day)
	 * @param zone the session's zone, also that of values without one
	 * @throws TaosInterfaceException if there is no literal for the value
	 */
	public static void append(StringBuilder sql, @Nullable Object value, ZoneId zone) {
		if (value == null) {
			sql.append("NULL");
		}
		else if (value instanceof CharSequence text) {
			appendString(sql, text);
		}
		else if (value instanceof Number number) {
			appendNumber(sql, number);
		}
		else if (value instanceof Boolean flag) {
			sql.append(flag ? "true" : "false");
		}
		else if (value instanceof byte[] bytes) {
			appendBytes(sql, bytes);
		}
		else if (value instanceof Character ch) {
			appendString(sql, ch.toString());
		}
		else {
			appendInstant(sql, toInstant(value, zone), zone);
		}
	}

	private static void appendNumber(StringBuilder sql, Number value) {
		if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
			sql.append(value.longValue());
		}
		else if (value instanceof Double number) {
			appendDouble(sql, number);
		}
		else if (value instanceof Float number) {
			appendFloat(sql, number);
		}
		else if (value instanceof BigDecimal number) {
			long digits = Math.max(number.precision(), Math.abs((long) number.scale()));
			sql.append((digits <= PLAIN_DIGITS) ? number.toPlainString() : number.toString());
		}
		else if (value instanceof BigInteger) {
			sql.append(value);
		}
		else {
			throw unknown(value);
		}
	}

	/**
	 * Append a double.
	 * @param sql where to append
	 * @param value a finite number
	 * @throws TaosInterfaceException if it is NaN or infinite
	 */
	public static void appendDouble(StringBuilder sql, double value) {
		if (!Double.isFinite(value)) {
			throw notFinite(Double.toString(value));
		}
		sql.append(value);
	}

	/**
	 * Append a float.
	 * @param sql where to append
	 * @param value a finite number
	 * @throws TaosInterfaceException if it is NaN or infinite
	 */
	public static void appendFloat(StringBuilder sql, float value) {
		if (!Float.isFinite(value)) {
			throw notFinite(Float.toString(value));
		}
		if (Math.abs(value) == Float.MAX_VALUE) {
			// the server reads a double, and the shortest decimal is a larger one
			sql.append((double) value);
		}
		else {
			sql.append(value);
		}
	}

	/**
	 * Append a string in single quotes.
	 * @param sql where to append
	 * @param value the text
	 * @throws TaosInterfaceException if it holds NUL or a lone surrogate
	 */
	public static void appendString(StringBuilder sql, CharSequence value) {
		int length = value.length();
		sql.append('\'');
		int start = 0;
		for (int i = 0; i < length; i++) {
			char ch = value.charAt(i);
			char escape;
			switch (ch) {
				case '\'', '\\' -> escape = ch;
				case '\n' -> escape = 'n';
				case '\r' -> escape = 'r';
				case '\t' -> escape = 't';
				case '\0' -> throw TaosErrors.conversion(
						"A string with NUL at position " + i + " cannot be written in SQL: the server stops there");
				default -> {
					if (Character.isSurrogate(ch)) {
						i = checkSurrogates(value, i);
					}
					continue;
				}
			}
			sql.append(value, start, i).append('\\').append(escape);
			start = i + 1;
		}
		sql.append(value, start, length).append('\'');
	}

	private static int checkSurrogates(CharSequence value, int index) {
		if (Character.isHighSurrogate(value.charAt(index)) && index + 1 < value.length()
				&& Character.isLowSurrogate(value.charAt(index + 1))) {
			return index + 1;
		}
		throw TaosErrors.conversion(
				"A string with a lone surrogate at position " + index + " cannot be written in SQL: UTF-8 has none");
	}

	/**
	 * Append bytes as {@code '\x00ff'}.
	 * @param sql where to append
	 * @param value the bytes
	 */
	public static void appendBytes(StringBuilder sql, byte[] value) {
		sql.append('\'');
		if (value.length > 0) {
			sql.append("\\x");
			for (byte octet : value) {
				sql.append(HEX.charAt((octet >> 4) & 0xF)).append(HEX.charAt(octet & 0xF));
			}
		}
		sql.append('\'');
	}

	/**
	 * Append a point in time with three, six or nine digits of a second, as many as it
	 * has: in UTC from 1970 on, before that as a local time, because servers refuse
	 * earlier times with an offset (seen on 3.3.7.5).
	 * @param sql where to append
	 * @param value the point in time
	 * @param zone the zone of the session that reads it
	 * @throws TaosInterfaceException if its year is not within 0 to 9999, or before 1970
	 * its local time occurs twice
	 */
	public static void appendInstant(StringBuilder sql, Instant value, ZoneId zone) {
		long second = value.getEpochSecond();
		if (second < MIN_SECOND || second > MAX_SECOND) {
			throw TaosErrors.conversion("The time at second " + second
					+ " of the epoch cannot be written in SQL: its year is not within 0 to 9999");
		}
		boolean utc = second >= 0;
		LocalDateTime time = LocalDateTime.ofInstant(value, utc ? ZoneOffset.UTC : zone);
		if (!utc && zone.getRules().getValidOffsets(time).size() > 1) {
			throw TaosErrors.conversion("The time " + value + " cannot be written in SQL: the server takes times "
					+ "before 1970 only as local times, and " + time + " occurs twice in the zone " + zone);
		}
		sql.append('\'');
		digits(sql, time.getYear(), 4);
		digits(sql.append('-'), time.getMonthValue(), 2);
		digits(sql.append('-'), time.getDayOfMonth(), 2);
		digits(sql.append(utc ? 'T' : ' '), time.getHour(), 2);
		digits(sql.append(':'), time.getMinute(), 2);
		digits(sql.append(':'), time.getSecond(), 2);
		appendFraction(sql.append('.'), value.getNano());
		sql.append(utc ? "Z'" : "'");
	}

	private static void appendFraction(StringBuilder sql, int nanos) {
		if (nanos % 1_000_000 == 0) {
			digits(sql, nanos / 1_000_000, 3);
		}
		else if (nanos % 1_000 == 0) {
			digits(sql, nanos / 1_000, 6);
		}
		else {
			digits(sql, nanos, 9);
		}
	}

	private static void digits(StringBuilder sql, int value, int width) {
		for (int unit = (int) Math.pow(10, width - 1); unit > 0; unit /= 10) {
			sql.append((char) ('0' + value / unit % 10));
		}
	}

	/**
	 * Return the point in time that a temporal value stands for.
	 * @param value one of the temporal types of {@link #append}
	 * @param zone the zone of values without one
	 * @return the point in time
	 * @throws TaosInterfaceException if the value is of another type, or a local time
	 * that the zone skips
	 */
	public static Instant toInstant(Object value, ZoneId zone) {
		if (value instanceof Instant instant) {
			return instant;
		}
		if (value instanceof OffsetDateTime time) {
			return time.toInstant();
		}
		if (value instanceof ZonedDateTime time) {
			return time.toInstant();
		}
		if (value instanceof LocalDateTime time) {
			if (zone.getRules().getValidOffsets(time).isEmpty()) {
				throw TaosErrors.conversion("The local time " + time + " does not exist in the zone " + zone);
			}
			return time.atZone(zone).toInstant();
		}
		if (value instanceof LocalDate date) {
			return date.atStartOfDay(zone).toInstant();
		}
		if (value instanceof java.sql.Date date) {
			return date.toLocalDate().atStartOfDay(zone).toInstant();
		}
		if (value instanceof Date date && !(value instanceof java.sql.Time)) {
			return date.toInstant();
		}
		throw unknown(value);
	}

	/**
	 * Return a name in back-quotes, which keeps its case.
	 * @param name a column, table or database
	 * @return the identifier
	 * @throws TaosInterfaceException if it is empty, or holds a back-quote or NUL
	 */
	public static String identifier(String name) {
		StringBuilder sql = new StringBuilder(name.length() + 2);
		appendIdentifier(sql, name);
		return sql.toString();
	}

	/**
	 * Append a name in back-quotes, which keeps its case.
	 * @param sql where to append
	 * @param name a column, table or database
	 * @throws TaosInterfaceException if it is empty, longer than any name can be, or
	 * holds a back-quote or NUL
	 */
	public static void appendIdentifier(StringBuilder sql, String name) {
		sql.append('`').append(TaosLimits.checkTableName(name)).append('`');
	}

	private static TaosInterfaceException notFinite(String value) {
		return TaosErrors.conversion(value + " cannot be written in SQL: TDengine has no literal for it");
	}

	private static TaosInterfaceException unknown(Object value) {
		String advice = "";
		if (value instanceof Enum<?> constant) {
			advice = "; pass its name() or ordinal(), such as '" + constant.name() + "'";
		}
		else if (value instanceof java.sql.Time || value instanceof LocalTime || value instanceof OffsetTime) {
			advice = "; TDengine has no time of day, pass a time with a date or a text";
		}
		else if (value instanceof Object[] || value instanceof Iterable<?>) {
			advice = "; write a ? for each of its values";
		}
		else if (value instanceof Optional<?>) {
			advice = "; pass its value, or null";
		}
		String type = (value instanceof Enum<?> constant) ? "the enum " + constant.getDeclaringClass().getName()
				: value.getClass().getName();
		return TaosErrors.conversion("A value of " + type + " cannot be written in SQL" + advice);
	}

}
