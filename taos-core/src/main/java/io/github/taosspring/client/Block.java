package io.github.taosspring.client;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Rows of a result in columns: a view on the bytes as they arrived.
 * <p>
 * Reading a primitive allocates nothing. A block of a result is valid until the result
 * moves to its next block or is closed; later reads throw {@link TaosResultException}.
 * {@link #copy()} keeps one. Not thread-safe for reads concurrent with such a move; a
 * copy may be read by many threads.
 * <p>
 * Columns and rows count from 0; an index out of range throws
 * {@link IndexOutOfBoundsException}. A primitive getter on a NULL throws
 * {@link TaosInterfaceException}: ask {@link #isNull} first. A getter asked for a type
 * that the value cannot be given in without loss throws {@link TaosInterfaceException}
 * that names column, type and value.
 */
public interface Block {

	/**
	 * Return the number of rows.
	 * @return the rows, at least 1
	 */
	int rows();

	/**
	 * Return the columns.
	 * @return the columns in order, never empty
	 */
	List<TaosColumn> columns();

	/**
	 * Return the unit of the timestamps.
	 * @return the precision
	 */
	TaosPrecision precision();

	/**
	 * Return whether a value is NULL.
	 * @param column the column
	 * @param row the row
	 * @return whether it is NULL
	 */
	boolean isNull(int column, int row);

	/**
	 * Return a BOOL.
	 * @param column the column
	 * @param row the row
	 * @return the value
	 */
	boolean getBoolean(int column, int row);

	/**
	 * Return an integer that fits 32 signed bits.
	 * @param column a column of an integer type or BOOL
	 * @param row the row
	 * @return the value
	 */
	int getInt(int column, int row);

	/**
	 * Return an integer that fits 64 signed bits, or a TIMESTAMP in the result's
	 * precision.
	 * @param column a column of an integer type, BOOL or TIMESTAMP
	 * @param row the row
	 * @return the value
	 */
	long getLong(int column, int row);

	/**
	 * Return the 64 bits of a BIGINT UNSIGNED for {@link Long#toUnsignedString(long)} and
	 * its kin, or any narrower integer.
	 * @param column a column of an integer type
	 * @param row the row
	 * @return the bits
	 */
	long getUnsignedLong(int column, int row);

	/**
	 * Return a FLOAT, or a DOUBLE, integer or BOOL that a float holds exactly.
	 * @param column the column
	 * @param row the row
	 * @return the value
	 */
	float getFloat(int column, int row);

	/**
	 * Return a number as double; a FLOAT is widened, a DECIMAL and a 64-bit integer are
	 * rounded.
	 * @param column a column of a numeric type or BOOL
	 * @param row the row
	 * @return the value
	 */
	double getDouble(int column, int row);

	/**
	 * Return an integer or DECIMAL at the column's scale, or the decimal that a FLOAT or
	 * DOUBLE prints as.
	 * @param column a column of a numeric type
	 * @param row the row
	 * @return the value, {@code null} for NULL
	 */
	@Nullable BigDecimal getBigDecimal(int column, int row);

	/**
	 * Return an integer.
	 * @param column a column of an integer type
	 * @param row the row
	 * @return the value, {@code null} for NULL
	 */
	@Nullable BigInteger getBigInteger(int column, int row);

	/**
	 * Return a value as text: VARCHAR, NCHAR and JSON as they are, numbers in decimal,
	 * BOOL as {@code true} or {@code false}, TIMESTAMP as ISO 8601 in UTC, VARBINARY,
	 * GEOMETRY and BLOB in lower-case hex. Bytes of a VARCHAR that are not UTF-8 come as
	 * U+FFFD; {@link #getBytes} gives them as stored.
	 * @param column the column
	 * @param row the row
	 * @return the text, {@code null} for NULL
	 */
	@Nullable String getString(int column, int row);

	/**
	 * Return the bytes of a VARBINARY, GEOMETRY (WKB), BLOB, VARCHAR (as stored), JSON or
	 * NCHAR (as UTF-8).
	 * @param column the column
	 * @param row the row
	 * @return a new array, {@code null} for NULL
	 */
	byte @Nullable [] getBytes(int column, int row);

	/**
	 * Return a TIMESTAMP without loss.
	 * @param column a column of type TIMESTAMP
	 * @param row the row
	 * @return the instant, {@code null} for NULL
	 */
	@Nullable Instant getInstant(int column, int row);

	/**
	 * Return a value in the Java type that holds all values of its column: Boolean, Byte,
	 * Short, Integer, Long, for unsigned types Short, Integer, Long and BigInteger,
	 * Float, Double, BigDecimal, String (VARCHAR, NCHAR, JSON), byte[] (VARBINARY,
	 * GEOMETRY, BLOB), Instant.
	 * @param column the column
	 * @param row the row
	 * @return the value, {@code null} for NULL
	 */
	@Nullable Object getObject(int column, int row);

	/**
	 * Return an integer or TIMESTAMP column; NULLs are 0, see {@link #nulls(int)}.
	 * @param column the column
	 * @return a new array, one element a row; BIGINT UNSIGNED as bits
	 */
	long[] longs(int column);

	/**
	 * Return an integer column of at most 32 bits; NULLs are 0, see {@link #nulls(int)}.
	 * @param column the column
	 * @return a new array, one element a row
	 */
	int[] ints(int column);

	/**
	 * Return a FLOAT or DOUBLE column; NULLs are 0, see {@link #nulls(int)}.
	 * @param column the column
	 * @return a new array, one element a row
	 */
	double[] doubles(int column);

	/**
	 * Return which values of a column are NULL.
	 * @param column the column
	 * @return a new array, one element a row, true for NULL
	 */
	boolean[] nulls(int column);

	/**
	 * Return a block that stays valid for ever.
	 * @return a copy with bytes of its own
	 */
	Block copy();

}
