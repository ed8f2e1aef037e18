package io.github.taosspring.client.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;

import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.sql.SqlLiteral;
import io.github.taosspring.client.statement.BatchColumn;
import org.jspecify.annotations.Nullable;

/**
 * Gives a parameter's value to a column whose type is known, converted where JDBC asks
 * for it and nothing is lost: numbers to other numbers that hold them, text that is a
 * number, a time, {@code true} or {@code false} to what it says, and anything to text as
 * a literal would read. All else throws
 * {@link io.github.taosspring.client.statement.TaosBindException}, which names row, table
 * and column.
 */
final class BoundValue {

	private final ZoneId zone;

	private final TaosPrecision precision;

	private final int nanosPerUnit;

	/**
	 * Create what gives values.
	 * @param zone the zone of local times
	 * @param precision the precision of timestamps
	 */
	BoundValue(ZoneId zone, TaosPrecision precision) {
		this.zone = zone;
		this.precision = precision;
		this.nanosPerUnit = (int) (1_000_000_000L / precision.unitsPerSecond());
	}

	void append(BatchColumn column, ParameterValues values, int index) {
		switch (values.kind(index)) {
			case NULL -> column.appendNull();
			case INTEGER -> integer(column, values.integer(index));
			case FLOAT -> floating(column, values.floating(index));
			case DOUBLE -> number(column, values.number(index));
			case INSTANT -> time(column, values, index);
			case BOOLEAN -> bool(column, values.bool(index));
			case OBJECT -> object(column, values.object(index));
			case MISSING -> throw column.refusal("the parameter is not set", "07001");
		}
	}

	private void integer(BatchColumn column, long value) {
		TaosType type = column.column().type();
		if (type == TaosType.INT && (int) value == value) {
			column.appendInt((int) value);
		}
		else if (type == TaosType.VARCHAR || type == TaosType.NCHAR) {
			column.appendString(Long.toString(value));
		}
		else if (type == TaosType.BOOL && (value == 0 || value == 1)) {
			column.appendBoolean(value == 1);
		}
		else {
			column.appendLong(value);
		}
	}

	private void floating(BatchColumn column, float value) {
		TaosType type = column.column().type();
		if (type == TaosType.FLOAT || type == TaosType.DOUBLE) {
			column.appendFloat(value);
		}
		else if (type == TaosType.VARCHAR || type == TaosType.NCHAR) {
			column.appendString(Float.toString(value));
		}
		else {
			// its shortest decimal is what a literal would be
			converted(column, Float.isFinite(value) ? new BigDecimal(Float.toString(value)) : null, value);
		}
	}

	private void number(BatchColumn column, double value) {
		TaosType type = column.column().type();
		if (type == TaosType.FLOAT || type == TaosType.DOUBLE) {
			column.appendDouble(value);
		}
		else if (type == TaosType.VARCHAR || type == TaosType.NCHAR) {
			column.appendString(Double.toString(value));
		}
		else {
			converted(column, Double.isFinite(value) ? BigDecimal.valueOf(value) : null, value);
		}
	}

	private void converted(BatchColumn column, @Nullable BigDecimal exact, Number value) {
		if (exact != null) {
			decimal(column, exact);
		}
		else {
			column.appendObject(value);
		}
	}

	private void bool(BatchColumn column, boolean value) {
		TaosType type = column.column().type();
		if (type == TaosType.VARCHAR || type == TaosType.NCHAR) {
			column.appendString(Boolean.toString(value));
		}
		else {
			column.appendBoolean(value);
		}
	}

	private void time(BatchColumn column, ParameterValues values, int index) {
		TaosType type = column.column().type();
		int nano = values.nano(index);
		long seconds = values.second(index);
		long limit = Long.MAX_VALUE / this.precision.unitsPerSecond() - 1;
		if (type == TaosType.TIMESTAMP && nano % this.nanosPerUnit == 0 && seconds < limit && seconds > -limit) {
			column.appendLong(seconds * this.precision.unitsPerSecond() + nano / this.nanosPerUnit);
		}
		else {
			instant(column, values.instant(index));
		}
	}

	private void instant(BatchColumn column, Instant value) {
		TaosType type = column.column().type();
		if (type == TaosType.VARCHAR || type == TaosType.NCHAR) {
			String literal;
			try {
				literal = SqlLiteral.of(value, this.zone);
			}
			catch (TaosException ex) {
				throw column.refusal(String.valueOf(ex.getMessage()), ex.sqlState());
			}
			column.appendString(literal.substring(1, literal.length() - 1));
		}
		else {
			column.appendInstant(value);
		}
	}

	private void object(BatchColumn column, @Nullable Object value) {
		if (value instanceof String text) {
			text(column, text);
		}
		else if (value instanceof BigDecimal decimal) {
			decimal(column, decimal);
		}
		else if (value instanceof BigInteger integer) {
			decimalOrText(column, new BigDecimal(integer), integer.toString());
		}
		else {
			column.appendObject(value);
		}
	}

	private void decimal(BatchColumn column, BigDecimal value) {
		decimalOrText(column, value, value.toPlainString());
	}

	private void decimalOrText(BatchColumn column, BigDecimal value, String text) {
		TaosType type = column.column().type();
		switch (type) {
			case VARCHAR, NCHAR -> column.appendString(text);
			case TINYINT, SMALLINT, INT, BIGINT, TINYINT_UNSIGNED, SMALLINT_UNSIGNED, INT_UNSIGNED, BIGINT_UNSIGNED,
					TIMESTAMP ->
				column.appendObject(whole(column, value));
			case BOOL -> {
				if (value.signum() != 0 && value.compareTo(BigDecimal.ONE) != 0) {
					throw column.refusal("BOOL takes 0 and 1, not " + text, "22003");
				}
				column.appendBoolean(value.signum() != 0);
			}
			default -> column.appendObject(value);
		}
	}

	private static BigInteger whole(BatchColumn column, BigDecimal value) {
		// the widest integers have 20 digits
		if (value.precision() - (long) value.scale() <= 20) {
			try {
				return value.toBigIntegerExact();
			}
			catch (ArithmeticException ex) {
				throw column.refusal(column.column().type().sqlName() + " cannot hold the fraction of " + value,
						"22003");
			}
		}
		throw column.refusal(value + " is out of the range of " + column.column().type().sqlName(), "22003");
	}

	private void text(BatchColumn column, String value) {
		TaosType type = column.column().type();
		switch (type) {
			case VARCHAR, NCHAR, JSON -> column.appendString(value);
			case VARBINARY, BLOB -> column.appendBytes(bytes(column, value));
			case TIMESTAMP -> timestamp(column, value);
			case BOOL -> column.appendBoolean(bool(column, value));
			case GEOMETRY -> throw column
				.refusal("GEOMETRY takes bytes (WKB) here, since other rows of the batch have bytes, too", "22018");
			default -> {
				BigDecimal number;
				try {
					number = new BigDecimal(value.strip());
				}
				catch (NumberFormatException ex) {
					throw notOneOf(column, value);
				}
				decimal(column, number);
			}
		}
	}

	private void timestamp(BatchColumn column, String value) {
		Instant instant;
		try {
			if (TimestampLiteral.isNumber(value)) {
				column.appendLong(Long.parseLong(value.strip()));
				return;
			}
			instant = TimestampLiteral.parse(value, this.zone);
		}
		catch (DateTimeException | NumberFormatException ex) {
			throw column.refusal("the text '" + value + "' is no time such as '2024-02-29 12:34:56.789'", "22007");
		}
		catch (TaosException ex) {
			throw column.refusal(String.valueOf(ex.getMessage()), "22007");
		}
		column.appendInstant(instant);
	}

	private static boolean bool(BatchColumn column, String value) {
		return switch (value.strip().toLowerCase(java.util.Locale.ROOT)) {
			case "true", "1" -> true;
			case "false", "0" -> false;
			default -> throw notOneOf(column, value);
		};
	}

	/**
	 * Read text as the server reads a literal: {@code \x00ff} stands for bytes, all else
	 * for itself.
	 */
	private static byte[] bytes(BatchColumn column, String value) {
		if (!value.startsWith("\\x") && !value.startsWith("\\X")) {
			return value.getBytes(StandardCharsets.UTF_8);
		}
		try {
			return HexFormat.of().parseHex(value, 2, value.length());
		}
		catch (IllegalArgumentException ex) {
			throw column.refusal("the text '" + value + "' is not bytes in hexadecimal digits", "22018");
		}
	}

	private static RuntimeException notOneOf(BatchColumn column, String value) {
		return column.refusal("the text '" + value + "' is no " + column.column().type().sqlName(), "22018");
	}

}
