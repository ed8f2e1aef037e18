package io.github.taosspring.embedded.internal.insert;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.value.BinaryText;
import io.github.taosspring.embedded.internal.value.DecimalText;
import io.github.taosspring.embedded.internal.value.JsonDocument;
import io.github.taosspring.embedded.internal.value.NumberText;
import io.github.taosspring.embedded.internal.value.Wkt;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Turns values as written into values of a type, all but timestamps, with TDengine's
 * rules and errors for each type ({@code parInsertSql.c}).
 */
final class CellWriter {

	private static final int VALUE_TOO_LONG = 0x2653;

	private static final int INVALID_VARBINARY = 0x266A;

	private static final int DECIMAL_OVERFLOW = 0x013D;

	private final NumberText numbers = new NumberText();

	/**
	 * Write a value that is not NULL.
	 * @param token the value
	 * @param name the column, for errors
	 * @param vector the column's values
	 * @param row where to write
	 */
	void write(ValueToken token, String name, Vector vector, int row) {
		ColumnType type = vector.type();
		switch (type.type()) {
			case BOOL -> vector.setLong(row, bool(token) ? 1 : 0);
			case TINYINT -> vector.setLong(row, signed(token, Byte.MIN_VALUE, Byte.MAX_VALUE, "tinyint"));
			case SMALLINT -> vector.setLong(row, signed(token, Short.MIN_VALUE, Short.MAX_VALUE, "smallint"));
			case INT -> vector.setLong(row, signed(token, Integer.MIN_VALUE, Integer.MAX_VALUE, "int"));
			case BIGINT -> vector.setLong(row, signed(token, Long.MIN_VALUE, Long.MAX_VALUE, "bigint"));
			case TINYINT_UNSIGNED -> vector.setLong(row, unsigned(token, 0xFFL, "unsigned tinyint"));
			case SMALLINT_UNSIGNED -> vector.setLong(row, unsigned(token, 0xFFFFL, "unsigned smallint"));
			case INT_UNSIGNED -> vector.setLong(row, unsigned(token, 0xFFFF_FFFFL, "unsigned int"));
			case BIGINT_UNSIGNED -> vector.setLong(row, unsigned(token, -1L, "unsigned bigint"));
			case FLOAT -> vector.setDouble(row, (float) floating(token, Float.MAX_VALUE, "illegal float data"));
			case DOUBLE -> vector.setDouble(row, floating(token, Double.MAX_VALUE, "illegal double data"));
			case DECIMAL, DECIMAL64 -> vector.objects[row] = decimal(token, type);
			case VARCHAR -> vector.objects[row] = varchar(token, name, type.length());
			case NCHAR -> vector.objects[row] = nchar(token, name, type.length());
			case VARBINARY, BLOB -> vector.objects[row] = binary(token, name, type.length());
			case GEOMETRY -> vector.objects[row] = geometry(token, name, type.length());
			case JSON -> vector.objects[row] = json(token);
			default -> throw new IllegalArgumentException("No values of type " + type.type());
		}
	}

	private boolean bool(ValueToken token) {
		if (token.isText("true")) {
			return true;
		}
		if (token.isText("false")) {
			return false;
		}
		if (token.length() > 0 && this.numbers.readDouble(token.chars(), token.from(), token.to())) {
			return this.numbers.doubleValue() != 0;
		}
		throw token.error("invalid bool data");
	}

	private long signed(ValueToken token, long least, long most, String type) {
		requireNumber(token);
		if (!this.numbers.readLong(token.chars(), token.from(), token.to())) {
			throw token.error("invalid " + type + " data");
		}
		long value = this.numbers.longValue();
		if (value < least || value > most) {
			throw token.error(type + " data overflow");
		}
		return value;
	}

	private long unsigned(ValueToken token, long most, String type) {
		requireNumber(token);
		if (!this.numbers.readUnsignedLong(token.chars(), token.from(), token.to())) {
			throw token.error("invalid " + type + " data");
		}
		long value = this.numbers.longValue();
		if (Long.compareUnsigned(value, most) > 0) {
			throw token.error(type + " data overflow");
		}
		return value;
	}

	private double floating(ValueToken token, double most, String range) {
		requireNumber(token);
		if (!this.numbers.readDouble(token.chars(), token.from(), token.to())) {
			throw token.error("illegal float data");
		}
		double value = this.numbers.doubleValue();
		if (!(Math.abs(value) <= most)) {
			// C reports what overflows as unreadable, but reads "inf" and "nan"
			throw token.error(Character.isLetter(token.chars().charAt(token.to() - 1)) ? range : "illegal float data");
		}
		return value;
	}

	private static void requireNumber(ValueToken token) {
		if (token.length() == 0) {
			throw token.error("invalid numeric data");
		}
	}

	private static BigDecimal decimal(ValueToken token, ColumnType type) {
		requireNumber(token);
		BigDecimal value = DecimalText.parse(token.text(), type.precision(), type.scale());
		if (value == null) {
			throw new SqlException(DECIMAL_OVERFLOW, "Decimal value overflow");
		}
		return value;
	}

	private static byte[] varchar(ValueToken token, String name, int length) {
		byte[] bytes = utf8(token);
		if (bytes.length > length) {
			throw tooLong(name);
		}
		return bytes;
	}

	private static byte[] nchar(ValueToken token, String name, int length) {
		if (token.length() > length && token.chars().codePointCount(token.from(), token.to()) > length) {
			throw tooLong(name);
		}
		return utf8(token);
	}

	private static byte[] utf8(ValueToken token) {
		String chars = token.chars();
		byte[] bytes = new byte[token.length()];
		for (int i = 0; i < bytes.length; i++) {
			char c = chars.charAt(token.from() + i);
			if (c >= 0x80) {
				return token.text().getBytes(StandardCharsets.UTF_8);
			}
			bytes[i] = (byte) c;
		}
		return bytes;
	}

	private static byte[] binary(ValueToken token, String name, int length) {
		byte[] bytes = (token.kind() == ValueToken.Kind.STRING) ? BinaryText.parse(token.text()) : null;
		if (bytes == null) {
			throw new SqlException(INVALID_VARBINARY, "Invalid varbinary value: " + name);
		}
		if (bytes.length > length) {
			throw tooLong(name);
		}
		return bytes;
	}

	private static byte[] geometry(ValueToken token, String name, int length) {
		byte[] bytes = (token.kind() == ValueToken.Kind.STRING) ? Wkt.toWkb(token.text()) : null;
		if (bytes == null) {
			throw token.error("Invalid function para value");
		}
		if (bytes.length > length) {
			throw tooLong(name);
		}
		return bytes;
	}

	private static byte @Nullable [] json(ValueToken token) {
		if (token.kind() != ValueToken.Kind.STRING) {
			throw token.error("json error invalide value");
		}
		try {
			return JsonDocument.parse(token.text());
		}
		catch (JsonDocument.BadDocumentException ex) {
			throw token.error(String.valueOf(ex.getMessage()));
		}
	}

	static SqlException tooLong(String name) {
		return new SqlException(VALUE_TOO_LONG, "Value too long for column/tag: " + name);
	}

	static boolean isText(TaosType type) {
		return type == TaosType.VARCHAR || type == TaosType.NCHAR || type == TaosType.JSON || type == TaosType.VARBINARY
				|| type == TaosType.GEOMETRY || type == TaosType.BLOB;
	}

}
