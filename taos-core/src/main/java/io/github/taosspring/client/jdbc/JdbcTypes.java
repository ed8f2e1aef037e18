package io.github.taosspring.client.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.sql.Types;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import org.jspecify.annotations.Nullable;

/**
 * How TDengine's types appear in JDBC. An unsigned integer appears as the next wider
 * type, which holds all its values; BIGINT UNSIGNED as NUMERIC, whose values are
 * BigIntegers.
 */
final class JdbcTypes {

	private static final int TIMESTAMP_DIGITS = 20;

	private JdbcTypes() {
	}

	static int sqlType(TaosType type) {
		return switch (type) {
			case NULL -> Types.NULL;
			case BOOL -> Types.BOOLEAN;
			case TINYINT -> Types.TINYINT;
			case SMALLINT, TINYINT_UNSIGNED -> Types.SMALLINT;
			case INT, SMALLINT_UNSIGNED -> Types.INTEGER;
			case BIGINT, INT_UNSIGNED -> Types.BIGINT;
			case BIGINT_UNSIGNED -> Types.NUMERIC;
			case FLOAT -> Types.REAL;
			case DOUBLE -> Types.DOUBLE;
			case DECIMAL, DECIMAL64 -> Types.DECIMAL;
			case VARCHAR, JSON -> Types.VARCHAR;
			case NCHAR -> Types.NVARCHAR;
			case VARBINARY, GEOMETRY -> Types.VARBINARY;
			case BLOB -> Types.LONGVARBINARY;
			case TIMESTAMP -> Types.TIMESTAMP;
		};
	}

	static Class<?> javaType(TaosType type) {
		return switch (type) {
			case NULL -> Object.class;
			case BOOL -> Boolean.class;
			case TINYINT, TINYINT_UNSIGNED, SMALLINT, SMALLINT_UNSIGNED, INT -> Integer.class;
			case INT_UNSIGNED, BIGINT -> Long.class;
			case BIGINT_UNSIGNED -> BigInteger.class;
			case FLOAT -> Float.class;
			case DOUBLE -> Double.class;
			case DECIMAL, DECIMAL64 -> BigDecimal.class;
			case VARCHAR, NCHAR, JSON -> String.class;
			case VARBINARY, GEOMETRY, BLOB -> byte[].class;
			case TIMESTAMP -> Timestamp.class;
		};
	}

	static boolean isNumber(TaosType type) {
		return isInteger(type) || type == TaosType.FLOAT || type == TaosType.DOUBLE || type.isDecimal();
	}

	static boolean isInteger(TaosType type) {
		return switch (type) {
			case TINYINT, SMALLINT, INT, BIGINT, TINYINT_UNSIGNED, SMALLINT_UNSIGNED, INT_UNSIGNED, BIGINT_UNSIGNED ->
				true;
			default -> false;
		};
	}

	static boolean isText(TaosType type) {
		return type == TaosType.VARCHAR || type == TaosType.NCHAR || type == TaosType.JSON;
	}

	/**
	 * Digits of a number, characters of a text or a time, bytes of binary data.
	 */
	static int precision(TaosColumn column, TaosPrecision time) {
		return switch (column.type()) {
			case NULL -> 0;
			case BOOL -> 1;
			case TINYINT, TINYINT_UNSIGNED -> 3;
			case SMALLINT, SMALLINT_UNSIGNED -> 5;
			case INT, INT_UNSIGNED -> 10;
			case BIGINT -> 19;
			case BIGINT_UNSIGNED -> 20;
			case FLOAT -> 7;
			case DOUBLE -> 15;
			case DECIMAL, DECIMAL64 -> column.precision();
			case TIMESTAMP -> TIMESTAMP_DIGITS + time.fractionDigits();
			case VARCHAR, NCHAR, JSON, VARBINARY, GEOMETRY, BLOB -> column.length();
		};
	}

	static int scale(TaosColumn column, TaosPrecision time) {
		return switch (column.type()) {
			case DECIMAL, DECIMAL64 -> column.scale();
			case TIMESTAMP -> time.fractionDigits();
			default -> 0;
		};
	}

	/**
	 * Whether a value has a number of decimal digits, be it 0.
	 */
	static boolean hasScale(TaosType type) {
		return isInteger(type) || type.isDecimal() || type == TaosType.TIMESTAMP;
	}

	/**
	 * The bytes of the longest text or binary value, {@code null} for all other types.
	 */
	static @Nullable Integer octets(TaosColumn column) {
		return switch (column.type()) {
			case VARCHAR, VARBINARY, GEOMETRY, BLOB -> column.length();
			case NCHAR, JSON -> 4 * column.length();
			default -> null;
		};
	}

	/**
	 * The widest value as text, in characters.
	 */
	static int displaySize(TaosColumn column, TaosPrecision time) {
		return switch (column.type()) {
			case NULL -> 4;
			case BOOL -> 5;
			case TINYINT -> 4;
			case SMALLINT -> 6;
			case INT -> 11;
			case BIGINT -> 20;
			case FLOAT -> 15;
			case DOUBLE -> 25;
			case DECIMAL, DECIMAL64 -> column.precision() + 2;
			case VARBINARY, GEOMETRY, BLOB -> (int) Math.min(Integer.MAX_VALUE, 2L * column.length());
			default -> precision(column, time);
		};
	}

}
