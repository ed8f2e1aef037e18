package io.github.taosspring.client.statement;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.wire.BindColumn;

/**
 * Takes the values of one column or tag of a {@link ColumnBatch}, one call a row.
 * <p>
 * A value of another kind than the column's, or one that does not fit, throws
 * {@link TaosBindException} and appends nothing. Integers widen to any type that holds
 * them exactly; text never becomes a number nor the other way round. Not thread-safe.
 */
public final class BatchColumn {

	private static final BigInteger MAX_U64 = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

	private final ColumnBatch batch;

	private final TaosColumn column;

	private final TaosType type;

	private final BindColumn data;

	private final boolean tag;

	private final boolean key;

	BatchColumn(ColumnBatch batch, TaosColumn column, BindColumn data, boolean tag, boolean key) {
		this.batch = batch;
		this.column = column;
		this.type = column.type();
		this.data = data;
		this.tag = tag;
		this.key = key;
	}

	/**
	 * Return name, type and declared length.
	 * @return the column
	 */
	public TaosColumn column() {
		return this.column;
	}

	String name() {
		return this.column.name();
	}

	int rows() {
		return this.data.rows();
	}

	void truncate(int count) {
		this.data.truncate(count);
	}

	/**
	 * Append a NULL.
	 * @throws TaosBindException if this is the primary timestamp
	 */
	public void appendNull() {
		absent(BindColumn.NULL);
	}

	/**
	 * Leave the column of the row as it is: what a row of that timestamp has stays, and a
	 * new row gets NULL.
	 * @throws TaosBindException if this is the primary timestamp or a tag
	 */
	public void appendUnset() {
		if (this.tag) {
			throw error("a tag cannot be left as it is", "0A000");
		}
		absent(BindColumn.NONE);
	}

	private void absent(byte mark) {
		begin();
		if (this.key) {
			throw error("the primary timestamp must not be NULL", "23502");
		}
		this.data.appendAbsent(mark);
	}

	/**
	 * Append a BOOL.
	 * @param value the value
	 */
	public void appendBoolean(boolean value) {
		begin();
		if (this.type != TaosType.BOOL) {
			throw wrongKind("a boolean");
		}
		this.data.appendByte(value ? 1 : 0);
	}

	/**
	 * Append an integer, see {@link #appendLong}.
	 * @param value the value
	 */
	public void appendInt(int value) {
		if (this.type == TaosType.INT && !this.tag) {
			this.data.appendInt(value);
		}
		else {
			appendLong(value);
		}
	}

	/**
	 * Append an integer: to a column of integers whose range it fits, to a TIMESTAMP in
	 * units of its precision, or to FLOAT, DOUBLE or DECIMAL if they hold it exactly.
	 * @param value the value
	 */
	public void appendLong(long value) {
		begin();
		boolean fits = switch (this.type) {
			case BIGINT, TIMESTAMP -> true;
			case BIGINT_UNSIGNED -> value >= 0;
			case INT -> (int) value == value;
			case SMALLINT -> (short) value == value;
			case TINYINT -> (byte) value == value;
			case INT_UNSIGNED -> value >>> 32 == 0;
			case SMALLINT_UNSIGNED -> value >>> 16 == 0;
			case TINYINT_UNSIGNED -> value >>> 8 == 0;
			case FLOAT -> (long) (float) value == value && value != Long.MAX_VALUE;
			case DOUBLE -> (long) (double) value == value && value != Long.MAX_VALUE;
			case DECIMAL, DECIMAL64 -> true;
			default -> throw wrongKind("an integer");
		};
		if (!fits) {
			throw outOfRange(Long.toString(value));
		}
		switch (this.type) {
			case FLOAT -> this.data.appendInt(Float.floatToRawIntBits(value));
			case DOUBLE -> this.data.appendLong(Double.doubleToRawLongBits(value));
			case DECIMAL, DECIMAL64 -> decimal(BigDecimal.valueOf(value));
			default -> integer(value);
		}
	}

	private void integer(long value) {
		switch (this.type.width()) {
			case 8 -> this.data.appendLong(value);
			case 4 -> this.data.appendInt((int) value);
			case 2 -> this.data.appendShort((int) value);
			default -> this.data.appendByte((int) value);
		}
	}

	/**
	 * Append the 64 bits of a BIGINT UNSIGNED.
	 * @param bits the value, read as unsigned
	 */
	public void appendUnsignedLong(long bits) {
		if (this.type != TaosType.BIGINT_UNSIGNED) {
			if (bits < 0) {
				begin();
				throw outOfRange(Long.toUnsignedString(bits));
			}
			appendLong(bits);
			return;
		}
		begin();
		this.data.appendLong(bits);
	}

	/**
	 * Append a FLOAT, or the same value to a DOUBLE.
	 * @param value the value
	 */
	public void appendFloat(float value) {
		begin();
		switch (this.type) {
			case FLOAT -> this.data.appendInt(Float.floatToRawIntBits(value));
			case DOUBLE -> this.data.appendLong(Double.doubleToRawLongBits(value));
			default -> throw wrongKind("a floating-point number");
		}
	}

	/**
	 * Append a DOUBLE, or to a FLOAT the nearest value that it has.
	 * @param value the value
	 * @throws TaosBindException if it is beyond the range of a FLOAT
	 */
	public void appendDouble(double value) {
		begin();
		switch (this.type) {
			case DOUBLE -> this.data.appendLong(Double.doubleToRawLongBits(value));
			case FLOAT -> {
				float narrow = (float) value;
				if (Float.isInfinite(narrow) && !Double.isInfinite(value)) {
					throw outOfRange(Double.toString(value));
				}
				this.data.appendInt(Float.floatToRawIntBits(narrow));
			}
			default -> throw wrongKind("a floating-point number");
		}
	}

	/**
	 * Append a DECIMAL by its unscaled integer at the column's scale. The digits are not
	 * counted.
	 * @param high the upper 64 bits; for up to 18 digits the sign of the lower ones, 0 or
	 * -1
	 * @param low the lower 64 bits
	 */
	public void appendUnscaled(long high, long low) {
		begin();
		if (!this.type.isDecimal()) {
			throw wrongKind("a decimal");
		}
		if (this.type.width() == 16) {
			this.data.appendLongs(high, low);
			return;
		}
		if (high != low >> 63) {
			throw outOfRange("a decimal of 128 bits");
		}
		this.data.appendLong(low);
	}

	/**
	 * Append a decimal that the column holds exactly.
	 * @param value the value
	 * @throws TaosBindException if it has more digits, or the column's scale is not known
	 * because the server did not tell it ({@link StatementField#column()})
	 */
	public void appendDecimal(BigDecimal value) {
		begin();
		if (!this.type.isDecimal()) {
			throw wrongKind("a decimal");
		}
		decimal(value);
	}

	private void decimal(BigDecimal value) {
		if (this.column.precision() == 0) {
			throw error("the server does not tell the scale of this DECIMAL; give the schema, or append its unscaled "
					+ "value", "0A000");
		}
		BigDecimal scaled = (value.scale() == this.column.scale()) ? value : rescaled(value);
		if (scaled == null || scaled.precision() > this.column.precision()) {
			// not the plain string, which can have as many digits as an int can count
			throw outOfRange(value.toString());
		}
		BigInteger unscaled = scaled.unscaledValue();
		if (this.type.width() == 16) {
			this.data.appendLongs(unscaled.shiftRight(64).longValue(), unscaled.longValue());
		}
		else {
			this.data.appendLong(unscaled.longValue());
		}
	}

	private @Nullable BigDecimal rescaled(BigDecimal value) {
		BigDecimal plain = value.stripTrailingZeros();
		return (plain.scale() <= this.column.scale() && (long) plain.precision() - plain.scale() <= 38)
				? plain.setScale(this.column.scale()) : null;
	}

	/**
	 * Append a TIMESTAMP.
	 * @param value the value
	 * @throws TaosBindException if it is finer than the precision and the batch does not
	 * {@linkplain ColumnBatch#truncateTimestamps cut} it, or beyond the range of 64 bits
	 */
	public void appendInstant(Instant value) {
		begin();
		if (this.type != TaosType.TIMESTAMP) {
			throw wrongKind("a point in time");
		}
		TaosPrecision precision = this.batch.schema().precision();
		// constants, as dividing by anything else costs more than the rest
		int excess = switch (precision) {
			case MILLISECOND -> value.getNano() % 1_000_000;
			case MICROSECOND -> value.getNano() % 1_000;
			case NANOSECOND -> 0;
		};
		if (excess != 0 && !this.batch.truncatesTimestamps()) {
			throw error(value + " is finer than the precision '" + precision.sqlName() + "'", "22007");
		}
		long units;
		try {
			units = precision.fromInstant((excess != 0) ? value.minusNanos(excess) : value);
		}
		catch (ArithmeticException ex) {
			throw outOfRange(value.toString());
		}
		this.data.appendLong(units);
	}

	/**
	 * Append text: VARCHAR and NCHAR, or a JSON tag. Its UTF-8 is written straight into
	 * the column.
	 * @param value the text
	 * @throws TaosBindException if it is too long (bytes for VARCHAR, code points for
	 * NCHAR) or has an unpaired surrogate
	 */
	public void appendString(CharSequence value) {
		begin();
		if (this.type != TaosType.VARCHAR && this.type != TaosType.NCHAR && this.type != TaosType.JSON) {
			throw wrongKind("text");
		}
		int size = this.data.writeUtf8(value);
		if (size < 0) {
			throw error("the text has an unpaired surrogate", "22021");
		}
		int declared = this.column.length();
		if (declared > 0 && this.type == TaosType.VARCHAR && size > declared) {
			throw tooLong(size, "bytes");
		}
		if (declared > 0 && this.type == TaosType.NCHAR && size > declared) {
			int points = Character.codePointCount(value, 0, value.length());
			if (points > declared) {
				throw tooLong(points, "characters");
			}
		}
		this.data.appendWritten(size);
	}

	/**
	 * Append bytes: VARBINARY, GEOMETRY (WKB), BLOB, or VARCHAR as stored.
	 * @param source an array with the bytes
	 * @param from the first one's index
	 * @param size how many
	 */
	public void appendBytes(byte[] source, int from, int size) {
		begin();
		switch (this.type) {
			case VARCHAR, VARBINARY, GEOMETRY, BLOB -> {
			}
			default -> throw wrongKind("bytes");
		}
		if (this.column.length() > 0 && size > this.column.length()) {
			throw tooLong(size, "bytes");
		}
		this.data.appendBytes(source, from, size);
	}

	/**
	 * Append bytes as {@link #appendBytes(byte[], int, int)} does.
	 * @param value the bytes
	 */
	public void appendBytes(byte[] value) {
		appendBytes(value, 0, value.length);
	}

	/**
	 * Append integers as {@link #appendLong} does.
	 * @param values an array with the values
	 * @param from the first one's index
	 * @param count how many
	 * @throws TaosBindException if one does not fit; those before it stay
	 */
	public void appendLongs(long[] values, int from, int count) {
		for (int i = from; i < from + count; i++) {
			appendLong(values[i]);
		}
	}

	/**
	 * Append integers as {@link #appendInt} does.
	 * @param values an array with the values
	 * @param from the first one's index
	 * @param count how many
	 * @throws TaosBindException if one does not fit; those before it stay
	 */
	public void appendInts(int[] values, int from, int count) {
		for (int i = from; i < from + count; i++) {
			appendInt(values[i]);
		}
	}

	/**
	 * Append floating-point numbers as {@link #appendDouble} does.
	 * @param values an array with the values
	 * @param from the first one's index
	 * @param count how many
	 * @throws TaosBindException if one does not fit; those before it stay
	 */
	public void appendDoubles(double[] values, int from, int count) {
		for (int i = from; i < from + count; i++) {
			appendDouble(values[i]);
		}
	}

	/**
	 * Append a value by its class: Boolean; Byte, Short, Integer, Long, BigInteger;
	 * Float, Double; BigDecimal (to DECIMAL, or as the nearest FLOAT or DOUBLE);
	 * CharSequence; byte[]; Instant, OffsetDateTime, ZonedDateTime, java.util.Date;
	 * {@code null} for NULL.
	 * @param value the value
	 * @throws TaosBindException if its class is none of these, or it does not fit
	 */
	public void appendObject(@Nullable Object value) {
		if (value == null) {
			appendNull();
		}
		else if (value instanceof CharSequence text) {
			appendString(text);
		}
		else if (value instanceof Boolean bool) {
			appendBoolean(bool);
		}
		else if (value instanceof Number number) {
			number(number);
		}
		else if (value instanceof byte[] bytes) {
			appendBytes(bytes);
		}
		else {
			Instant instant = Instants.of(value);
			if (instant == null) {
				begin();
				throw wrongKind(kind(value));
			}
			appendInstant(instant);
		}
	}

	private void number(Number value) {
		if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
			appendLong(value.longValue());
		}
		else if (value instanceof Float) {
			appendFloat(value.floatValue());
		}
		else if (value instanceof Double) {
			appendDouble(value.doubleValue());
		}
		else if (value instanceof BigInteger integer) {
			bigInteger(integer);
		}
		else if (value instanceof BigDecimal decimal) {
			if (this.type == TaosType.FLOAT || this.type == TaosType.DOUBLE) {
				appendDouble(decimal.doubleValue());
			}
			else {
				appendDecimal(decimal);
			}
		}
		else {
			begin();
			throw wrongKind(kind(value));
		}
	}

	private void bigInteger(BigInteger value) {
		if (this.type.isDecimal()) {
			appendDecimal(new BigDecimal(value));
		}
		else if (value.bitLength() <= 63) {
			appendLong(value.longValue());
		}
		else if (this.type == TaosType.BIGINT_UNSIGNED && value.signum() > 0 && value.compareTo(MAX_U64) <= 0) {
			appendUnsignedLong(value.longValue());
		}
		else {
			begin();
			throw outOfRange(value.toString());
		}
	}

	private void begin() {
		if (this.tag) {
			this.batch.checkTag(this);
		}
	}

	static String kind(@Nullable Object value) {
		return (value != null) ? "a " + value.getClass().getName() : "null";
	}

	private TaosBindException wrongKind(String kind) {
		return error(declared() + " cannot take " + kind, "22018");
	}

	private TaosBindException outOfRange(String value) {
		return error(value + " is out of the range of " + declared(), "22003");
	}

	private TaosBindException tooLong(int size, String unit) {
		return error(size + " " + unit + " are too long for " + declared(), "22001");
	}

	private String declared() {
		String name = this.type.sqlName();
		if (this.type.isDecimal() && this.column.precision() > 0) {
			return name + "(" + this.column.precision() + "," + this.column.scale() + ")";
		}
		return (this.type.isVariable() && this.type != TaosType.JSON && this.type != TaosType.BLOB
				&& this.column.length() > 0) ? name + "(" + this.column.length() + ")" : name;
	}

	/**
	 * Return the exception for a value that the caller cannot turn into one of this
	 * column's.
	 * @param problem what is wrong with it
	 * @param sqlState five characters
	 * @return an exception that names row, table and column
	 */
	public TaosBindException refusal(String problem, String sqlState) {
		return error(problem, sqlState);
	}

	private TaosBindException error(String problem, String sqlState) {
		return new TaosBindException(problem, sqlState, this.tag ? -1 : this.data.rows(), this.batch.tableName(),
				this.column.name());
	}

}
