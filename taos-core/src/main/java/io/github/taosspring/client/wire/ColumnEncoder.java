package io.github.taosspring.client.wire;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosType;

/**
 * Takes the values of one column of a {@link BlockEncoder}, one call a row. Made for
 * engines that append a column at a time: nothing is allocated per value, but for
 * {@link #appendString} of text that is not ASCII and {@link #appendDecimal(BigDecimal)}.
 * <p>
 * A value of another kind than the column's, or one that does not fit, throws
 * {@link io.github.taosspring.client.TaosInterfaceException} and appends nothing.
 * Declared lengths are not checked, only what the layout can hold.
 */
public final class ColumnEncoder {

	private static final int MAX_SHORT_PREFIX = 0xffff;

	private static final BigInteger MIN_128 = BigInteger.ONE.shiftLeft(127).negate();

	private static final BigInteger MAX_128 = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);

	/** The digits of {@link #MAX_128}. */
	private static final int MAX_DIGITS = 39;

	private final TaosColumn column;

	private final TaosType type;

	private final boolean variable;

	private final int width;

	private int rows;

	/** Values of fixed width, or prefixes and values. */
	private byte[] data = new byte[64];

	private int length;

	/** Bitmap for fixed widths, offsets for variable ones. */
	private byte[] nulls = new byte[32];

	ColumnEncoder(TaosColumn column) {
		this.column = column;
		this.type = column.type();
		this.variable = this.type.isVariable();
		this.width = this.type.width();
	}

	/**
	 * Return the number of values so far.
	 * @return the rows
	 */
	public int rows() {
		return this.rows;
	}

	/**
	 * Append a NULL.
	 */
	public void appendNull() {
		if (this.variable) {
			offset(-1);
			this.rows++;
		}
		else {
			int position = reserve();
			Arrays.fill(this.data, position, position + this.width, (byte) 0);
			this.nulls[this.rows >> 3] |= (byte) (0x80 >> (this.rows & 7));
			advance();
		}
	}

	/**
	 * Append NULLs.
	 * @param count how many
	 */
	public void appendNulls(int count) {
		for (int i = 0; i < count; i++) {
			appendNull();
		}
	}

	/**
	 * Turn a value appended before into NULL; for engines that append an array of values
	 * first and know their NULLs apart.
	 * @param row the row from 0
	 */
	public void setNull(int row) {
		if (row < 0 || row >= this.rows) {
			throw new IndexOutOfBoundsException("Row " + row + " of " + this.rows);
		}
		if (this.variable) {
			LittleEndian.putInt(this.nulls, 4 * row, -1);
		}
		else {
			this.nulls[row >> 3] |= (byte) (0x80 >> (row & 7));
			Arrays.fill(this.data, row * this.width, (row + 1) * this.width, (byte) 0);
		}
	}

	/**
	 * Append a BOOL.
	 * @param value the value
	 */
	public void appendBoolean(boolean value) {
		if (this.type != TaosType.BOOL) {
			throw wrongKind("a boolean");
		}
		int position = reserve();
		this.data[position] = (byte) (value ? 1 : 0);
		advance();
	}

	/**
	 * Append an integer of any width, or a TIMESTAMP in the result's precision; for
	 * BIGINT UNSIGNED its 64 bits.
	 * @param value the value
	 */
	public void appendLong(long value) {
		boolean fits = switch (this.type) {
			case BIGINT, BIGINT_UNSIGNED, TIMESTAMP -> true;
			case INT -> (int) value == value;
			case SMALLINT -> (short) value == value;
			case TINYINT -> (byte) value == value;
			case INT_UNSIGNED -> value >>> 32 == 0;
			case SMALLINT_UNSIGNED -> value >>> 16 == 0;
			case TINYINT_UNSIGNED -> value >>> 8 == 0;
			default -> throw wrongKind("an integer");
		};
		if (!fits) {
			throw misfit(Long.toString(value));
		}
		int position = reserve();
		switch (this.width) {
			case 8 -> LittleEndian.putLong(this.data, position, value);
			case 4 -> LittleEndian.putInt(this.data, position, (int) value);
			case 2 -> LittleEndian.putShort(this.data, position, (int) value);
			default -> this.data[position] = (byte) value;
		}
		advance();
	}

	/**
	 * Append values as {@link #appendLong} does.
	 * @param values an array with the values
	 * @param from the first one's index
	 * @param count how many
	 */
	public void appendLongs(long[] values, int from, int count) {
		if (from < 0 || count < 0 || count > values.length - from) {
			throw new IndexOutOfBoundsException(count + " values from " + from + " of " + values.length);
		}
		if (this.width == 8 && (this.type == TaosType.BIGINT || this.type == TaosType.TIMESTAMP
				|| this.type == TaosType.BIGINT_UNSIGNED)) {
			reserveRows(count);
			int position = this.length;
			for (int i = from; i < from + count; i++, position += 8) {
				LittleEndian.putLong(this.data, position, values[i]);
			}
			this.length = position;
			this.rows += count;
			return;
		}
		for (int i = from; i < from + count; i++) {
			appendLong(values[i]);
		}
	}

	/**
	 * Append a DOUBLE, or a FLOAT which is the nearest to the value.
	 * @param value the value
	 */
	public void appendDouble(double value) {
		if (this.type == TaosType.FLOAT) {
			int position = reserve();
			LittleEndian.putInt(this.data, position, Float.floatToRawIntBits((float) value));
		}
		else if (this.type == TaosType.DOUBLE) {
			int position = reserve();
			LittleEndian.putLong(this.data, position, Double.doubleToRawLongBits(value));
		}
		else {
			throw wrongKind("a floating-point number");
		}
		advance();
	}

	/**
	 * Append values as {@link #appendDouble} does.
	 * @param values an array with the values
	 * @param from the first one's index
	 * @param count how many
	 */
	public void appendDoubles(double[] values, int from, int count) {
		if (from < 0 || count < 0 || count > values.length - from) {
			throw new IndexOutOfBoundsException(count + " values from " + from + " of " + values.length);
		}
		for (int i = from; i < from + count; i++) {
			appendDouble(values[i]);
		}
	}

	/**
	 * Append a FLOAT, or a DOUBLE of the same value.
	 * @param value the value
	 */
	public void appendFloat(float value) {
		appendDouble(value);
	}

	/**
	 * Append a decimal by its unscaled integer at the column's scale.
	 * @param high the upper 64 bits; for DECIMAL64 the sign of the lower ones, 0 or -1
	 * @param low the lower 64 bits
	 */
	public void appendDecimal(long high, long low) {
		if (!this.type.isDecimal()) {
			throw wrongKind("a decimal");
		}
		if (this.width == 8 && high != low >> 63) {
			throw misfit("a decimal of 128 bits");
		}
		int position = reserve();
		LittleEndian.putLong(this.data, position, low);
		if (this.width == 16) {
			LittleEndian.putLong(this.data, position + 8, high);
		}
		advance();
	}

	/**
	 * Append a decimal that the column's scale holds exactly.
	 * @param value the value
	 */
	public void appendDecimal(BigDecimal value) {
		if (!this.type.isDecimal()) {
			throw wrongKind("a decimal");
		}
		if (isOutOfReach(value)) {
			throw misfit(value.toString());
		}
		BigInteger unscaled;
		try {
			unscaled = value.setScale(this.column.scale(), RoundingMode.UNNECESSARY).unscaledValue();
		}
		catch (ArithmeticException ex) {
			throw misfit(value.toString());
		}
		if (unscaled.compareTo(MIN_128) < 0 || unscaled.compareTo(MAX_128) > 0
				|| this.width == 8 && unscaled.bitLength() > 63) {
			throw misfit(value.toString());
		}
		appendDecimal(unscaled.shiftRight(64).longValue(), unscaled.longValue());
	}

	/**
	 * Return whether a value is so large or so small that no decimal holds it: giving it
	 * the column's scale could take for ever.
	 */
	private boolean isOutOfReach(BigDecimal value) {
		long scale = value.scale();
		if (value.signum() == 0) {
			return false;
		}
		long integerDigits = value.precision() - scale;
		return integerDigits > MAX_DIGITS || scale - this.column.scale() > value.precision();
	}

	/**
	 * Append bytes as they are: VARCHAR, JSON (UTF-8), VARBINARY, GEOMETRY (WKB), BLOB,
	 * or NCHAR that is in UCS-4LE already.
	 * @param source an array with the bytes
	 * @param from the first one's index
	 * @param size how many
	 */
	public void appendBytes(byte[] source, int from, int size) {
		if (!this.variable) {
			throw wrongKind("bytes");
		}
		if (this.type == TaosType.NCHAR && (size & 3) != 0) {
			throw misfit(size + " bytes, which are not UCS-4");
		}
		int position = value(size);
		System.arraycopy(source, from, this.data, position, size);
		this.length = position + size;
		this.rows++;
	}

	/**
	 * Append bytes as {@link #appendBytes(byte[], int, int)} does.
	 * @param source the bytes
	 */
	public void appendBytes(byte[] source) {
		appendBytes(source, 0, source.length);
	}

	/**
	 * Append the value of a JSON tag in the encoding of TDengine's servers, which has no
	 * length in front: so it is in the raw bytes of messages of subscriptions.
	 * @param encoded the value
	 */
	public void appendEncodedJson(byte[] encoded) {
		if (this.type != TaosType.JSON) {
			throw wrongKind("an encoded JSON value");
		}
		this.data = grown(this.data, this.length, encoded.length);
		offset(this.length);
		System.arraycopy(encoded, 0, this.data, this.length, encoded.length);
		this.length += encoded.length;
		this.rows++;
	}

	/**
	 * Append text: NCHAR in UCS-4LE, VARCHAR and JSON in UTF-8.
	 * @param text the text
	 */
	public void appendString(String text) {
		switch (this.type) {
			case NCHAR -> appendUcs4(text);
			case VARCHAR, JSON -> appendUtf8(text);
			default -> throw wrongKind("text");
		}
	}

	private void appendUtf8(String text) {
		int size = text.length();
		for (int i = 0; i < size; i++) {
			if (text.charAt(i) >= 0x80) {
				appendBytes(text.getBytes(StandardCharsets.UTF_8));
				return;
			}
		}
		int position = value(size);
		for (int i = 0; i < size; i++) {
			this.data[position + i] = (byte) text.charAt(i);
		}
		this.length = position + size;
		this.rows++;
	}

	private void appendUcs4(String text) {
		int position = value(4 * (long) text.codePointCount(0, text.length()));
		for (int i = 0; i < text.length(); position += 4) {
			int codePoint = text.codePointAt(i);
			LittleEndian.putInt(this.data, position, codePoint);
			i += Character.charCount(codePoint);
		}
		this.length = position;
		this.rows++;
	}

	/**
	 * Write offset and length of a value and return where its bytes belong.
	 */
	private int value(long size) {
		int prefix = (this.type == TaosType.BLOB) ? 4 : 2;
		if (prefix == 2 && size > MAX_SHORT_PREFIX) {
			throw misfit(size + " bytes, more than " + MAX_SHORT_PREFIX);
		}
		this.data = grown(this.data, this.length, prefix + size);
		offset(this.length);
		if (prefix == 4) {
			LittleEndian.putInt(this.data, this.length, (int) size);
		}
		else {
			LittleEndian.putShort(this.data, this.length, (int) size);
		}
		return this.length + prefix;
	}

	private void offset(int offset) {
		this.nulls = grown(this.nulls, 4 * this.rows, 4);
		LittleEndian.putInt(this.nulls, 4 * this.rows, offset);
	}

	private int reserve() {
		reserveRows(1);
		return this.length;
	}

	private void reserveRows(int count) {
		this.data = grown(this.data, this.length, (long) count * this.width);
		int used = (this.rows + 7) >> 3;
		this.nulls = grown(this.nulls, used, (this.rows + (long) count + 7 >> 3) - used);
	}

	private void advance() {
		this.length += this.width;
		this.rows++;
	}

	private byte[] grown(byte[] bytes, int used, long more) {
		long needed = used + more;
		if (needed <= bytes.length) {
			return bytes;
		}
		if (needed > Integer.MAX_VALUE - 8) {
			throw misfit("more than 2 GiB of data");
		}
		return Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * bytes.length)));
	}

	int dataLength() {
		return this.length;
	}

	long segmentSize() {
		return (long) nullsLength() + this.length;
	}

	int writeTo(byte[] target, int position) {
		int nullsLength = nullsLength();
		System.arraycopy(this.nulls, 0, target, position, nullsLength);
		System.arraycopy(this.data, 0, target, position + nullsLength, this.length);
		return position + nullsLength + this.length;
	}

	void reset() {
		if (!this.variable) {
			Arrays.fill(this.nulls, 0, nullsLength(), (byte) 0);
		}
		this.rows = 0;
		this.length = 0;
	}

	private int nullsLength() {
		return this.variable ? 4 * this.rows : (this.rows + 7) >> 3;
	}

	private TaosException wrongKind(String kind) {
		return TaosErrors
			.conversion("Column '" + this.column.name() + "' is " + this.type.sqlName() + " and cannot take " + kind);
	}

	private TaosException misfit(String value) {
		return TaosErrors
			.conversion("Column '" + this.column.name() + "' (" + this.type.sqlName() + ") cannot hold " + value);
	}

}
