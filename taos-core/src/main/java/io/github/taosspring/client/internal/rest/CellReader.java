package io.github.taosspring.client.internal.rest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.wire.ColumnEncoder;

/**
 * Appends the values of one result's rows to the columns of a block, each as
 * {@code tools/jsonbuilder} and {@code tools/ctools/block.go} of taosAdapter render its
 * type. Whatever a column's type cannot be is an error.
 */
final class CellReader {

	private static final BigInteger MAX_UNSIGNED = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

	/** More characters than a decimal of 38 digits has in any notation. */
	private static final int MAX_DECIMAL = 128;

	private final JsonParser parser;

	private final KeepingStream source;

	private final TimestampText timestamps;

	/** Where text and hex are turned into bytes. */
	private byte[] scratch = new byte[256];

	CellReader(JsonParser parser, KeepingStream source, TimestampText timestamps) {
		this.parser = parser;
		this.source = source;
		this.timestamps = timestamps;
	}

	/**
	 * Append the value at which the parser is.
	 */
	void read(JsonToken token, TaosColumn column, ColumnEncoder target) {
		if (token == JsonToken.VALUE_NULL) {
			target.appendNull();
			return;
		}
		switch (column.type()) {
			case BOOL -> {
				check(token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE, token, column);
				target.appendBoolean(token == JsonToken.VALUE_TRUE);
			}
			case TINYINT, SMALLINT, INT, BIGINT, TINYINT_UNSIGNED, SMALLINT_UNSIGNED, INT_UNSIGNED -> {
				check(token == JsonToken.VALUE_NUMBER_INT, token, column);
				target.appendLong(this.parser.getLongValue());
			}
			case BIGINT_UNSIGNED -> {
				check(token == JsonToken.VALUE_NUMBER_INT, token, column);
				target.appendLong(unsigned(column));
			}
			case FLOAT -> {
				check(token.isNumeric(), token, column);
				target.appendFloat(isMinusZero(token) ? -0.0f : this.parser.getFloatValue());
			}
			case DOUBLE -> {
				check(token.isNumeric(), token, column);
				target.appendDouble(isMinusZero(token) ? -0.0 : this.parser.getDoubleValue());
			}
			case DECIMAL, DECIMAL64 -> {
				check(token == JsonToken.VALUE_STRING, token, column);
				target.appendDecimal(decimal(column));
			}
			case TIMESTAMP -> {
				check(token == JsonToken.VALUE_STRING, token, column);
				target.appendLong(this.timestamps.read(this.parser.getStringCharacters(), this.parser.getStringOffset(),
						this.parser.getStringLength()));
			}
			case VARCHAR -> {
				check(token == JsonToken.VALUE_STRING, token, column);
				int size = utf8(column);
				target.appendBytes(this.scratch, 0, size);
			}
			case NCHAR -> {
				check(token == JsonToken.VALUE_STRING, token, column);
				int size = ucs4(column);
				target.appendBytes(this.scratch, 0, size);
			}
			case VARBINARY, GEOMETRY, BLOB -> {
				check(token == JsonToken.VALUE_STRING, token, column);
				int size = hex(column);
				target.appendBytes(this.scratch, 0, size);
			}
			case JSON -> json(token, target);
			case NULL -> throw wrong(token, column);
		}
	}

	private long unsigned(TaosColumn column) {
		if (this.parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
			long value = this.parser.getLongValue();
			if (value < 0) {
				throw TaosErrors.malformed("Malformed answer: column '" + column.name() + "' ("
						+ column.type().sqlName() + ") has the value " + value, null);
			}
			return value;
		}
		BigInteger value = this.parser.getBigIntegerValue();
		if (value.signum() < 0 || value.compareTo(MAX_UNSIGNED) > 0) {
			throw TaosErrors.malformed("Malformed answer: column '" + column.name() + "' (" + column.type().sqlName()
					+ ") has the value " + value, null);
		}
		return value.longValue();
	}

	/**
	 * The adapter writes a negative zero as {@code -0}, which as an integer has no sign.
	 */
	private boolean isMinusZero(JsonToken token) {
		return token == JsonToken.VALUE_NUMBER_INT && this.parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
				&& this.parser.getLongValue() == 0
				&& this.parser.getStringCharacters()[this.parser.getStringOffset()] == '-';
	}

	private BigDecimal decimal(TaosColumn column) {
		if (this.parser.getStringLength() > MAX_DECIMAL) {
			throw TaosErrors.malformed("Malformed answer: column '" + column.name() + "' (" + column.type().sqlName()
					+ ") has a value of " + this.parser.getStringLength() + " characters", null);
		}
		try {
			return new BigDecimal(this.parser.getStringCharacters(), this.parser.getStringOffset(),
					this.parser.getStringLength());
		}
		catch (NumberFormatException ex) {
			throw TaosErrors.malformed("Malformed answer: column '" + column.name() + "' (" + column.type().sqlName()
					+ ") has a value that is no decimal", ex);
		}
	}

	private int utf8(TaosColumn column) {
		char[] chars = this.parser.getStringCharacters();
		int from = this.parser.getStringOffset();
		int end = from + this.parser.getStringLength();
		byte[] target = scratch(3L * (end - from), column);
		int size = 0;
		for (int i = from; i < end; i++) {
			char ch = chars[i];
			if (ch < 0x80) {
				target[size++] = (byte) ch;
			}
			else if (ch < 0x800) {
				target[size++] = (byte) (0xc0 | ch >> 6);
				target[size++] = (byte) (0x80 | ch & 0x3f);
			}
			else if (!Character.isSurrogate(ch)) {
				target[size++] = (byte) (0xe0 | ch >> 12);
				target[size++] = (byte) (0x80 | ch >> 6 & 0x3f);
				target[size++] = (byte) (0x80 | ch & 0x3f);
			}
			else {
				int codePoint = supplementary(chars, i++, end, column);
				target[size++] = (byte) (0xf0 | codePoint >> 18);
				target[size++] = (byte) (0x80 | codePoint >> 12 & 0x3f);
				target[size++] = (byte) (0x80 | codePoint >> 6 & 0x3f);
				target[size++] = (byte) (0x80 | codePoint & 0x3f);
			}
		}
		return size;
	}

	private int ucs4(TaosColumn column) {
		char[] chars = this.parser.getStringCharacters();
		int from = this.parser.getStringOffset();
		int end = from + this.parser.getStringLength();
		byte[] target = scratch(4L * (end - from), column);
		int size = 0;
		for (int i = from; i < end; i++) {
			int codePoint = chars[i];
			if (Character.isSurrogate(chars[i])) {
				codePoint = supplementary(chars, i++, end, column);
			}
			target[size++] = (byte) codePoint;
			target[size++] = (byte) (codePoint >> 8);
			target[size++] = (byte) (codePoint >> 16);
			target[size++] = 0;
		}
		return size;
	}

	private static int supplementary(char[] chars, int index, int end, TaosColumn column) {
		if (index + 1 < end && Character.isSurrogatePair(chars[index], chars[index + 1])) {
			return Character.toCodePoint(chars[index], chars[index + 1]);
		}
		throw TaosErrors.malformed(
				"Malformed answer: column '" + column.name() + "' has half of a pair of surrogates in its text", null);
	}

	private int hex(TaosColumn column) {
		char[] chars = this.parser.getStringCharacters();
		int from = this.parser.getStringOffset();
		int length = this.parser.getStringLength();
		byte[] target = scratch(length / 2, column);
		boolean valid = length % 2 == 0;
		for (int i = 0; valid && i < length / 2; i++) {
			int value = digit(chars[from + 2 * i]) << 4 | digit(chars[from + 2 * i + 1]);
			valid = value >= 0;
			target[i] = (byte) value;
		}
		if (!valid) {
			throw TaosErrors.malformed("Malformed answer: column '" + column.name() + "' (" + column.type().sqlName()
					+ ") has a value that is not in hex", null);
		}
		return length / 2;
	}

	private static int digit(char ch) {
		if (ch >= '0' && ch <= '9') {
			return ch - '0';
		}
		int letter = ch | 0x20;
		return (letter >= 'a' && letter <= 'f') ? letter - 'a' + 10 : -1;
	}

	/**
	 * A column of JSON has any value in JSON, whose text is the value.
	 */
	private void json(JsonToken token, ColumnEncoder target) {
		long start = this.parser.currentTokenLocation().getByteOffset();
		this.source.keepFrom(start);
		if (token.isStructStart()) {
			this.parser.skipChildren();
		}
		else if (token == JsonToken.VALUE_STRING) {
			// strings are read when they are asked for
			this.parser.getStringLength();
		}
		long end = this.parser.currentLocation().getByteOffset();
		int index = this.source.index(start);
		target.appendBytes(this.source.array(), index, this.source.index(end) - index);
	}

	private byte[] scratch(long size, TaosColumn column) {
		if (size > Integer.MAX_VALUE - 8) {
			throw TaosErrors.malformed("Malformed answer: column '" + column.name() + "' has a value of gigabytes",
					null);
		}
		if (size > this.scratch.length) {
			this.scratch = Arrays.copyOf(this.scratch, (int) Math.max(size, 2L * this.scratch.length));
		}
		return this.scratch;
	}

	private static void check(boolean right, JsonToken token, TaosColumn column) {
		if (!right) {
			throw wrong(token, column);
		}
	}

	private static TaosException wrong(JsonToken token, TaosColumn column) {
		return TaosErrors.malformed("Malformed answer: column '" + column.name() + "' (" + column.type().sqlName()
				+ ") has a value of the kind " + token, null);
	}

}
