package io.github.taosspring.embedded.internal.schemaless;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.value.BinaryText;
import io.github.taosspring.embedded.internal.value.Wkt;

/**
 * Reads the value of a field: its form tells its type
 * ({@code clientSmlLine.c:smlParseValue}, {@code clientSml.c:smlParseNumber}).
 */
final class ValueReader {

	/** The most bytes of a text. */
	static final int MAX_TEXT = 65_517;

	/** The most bytes of an NCHAR. */
	static final int MAX_NCHAR = 16_379;

	private final NumberReader numbers = new NumberReader();

	/**
	 * Read a value.
	 * @param data the points
	 * @param from where the value starts
	 * @param to where it ends
	 * @param value what takes it
	 */
	void read(byte[] data, int from, int to, PointValue value) {
		switch (data[from]) {
			case '"' -> {
				if (to - from < 2 || data[to - 1] != '"') {
					throw SchemalessErrors.invalidValue();
				}
				text(TaosType.VARCHAR, data, from + 1, to - 1, value);
			}
			case 'l', 'L' -> text(TaosType.NCHAR, data, quoted(data, from, to), to - 1, value);
			case 'g', 'G' -> geometry(string(data, quoted(data, from, to), to - 1), value);
			case 'b', 'B' -> binary(string(data, quoted(data, from, to), to - 1), value);
			case 't', 'T' -> bool(data, from, to, "true", value);
			case 'f', 'F' -> bool(data, from, to, "false", value);
			default -> number(data, from, to, value);
		}
	}

	private static int quoted(byte[] data, int from, int to) {
		if (to - from < 3 || data[from + 1] != '"' || data[to - 1] != '"') {
			throw SchemalessErrors.invalidValue();
		}
		return from + 2;
	}

	private static String string(byte[] data, int from, int to) {
		return new String(data, from, to - from, StandardCharsets.UTF_8);
	}

	private static void text(TaosType type, byte[] data, int from, int to, PointValue value) {
		if (to - from > ((type == TaosType.NCHAR) ? MAX_NCHAR : MAX_TEXT)) {
			throw SchemalessErrors.tooLong();
		}
		value.set(type, Arrays.copyOfRange(data, from, to));
	}

	private static void geometry(String text, PointValue value) {
		byte[] bytes = Wkt.toWkb(text);
		if (bytes == null) {
			throw new SqlException(0x2803, "Invalid function para value");
		}
		value.set(TaosType.GEOMETRY, checked(bytes));
	}

	private static void binary(String text, PointValue value) {
		byte[] bytes = BinaryText.parse(text);
		if (bytes == null) {
			throw new SqlException(0x266A, "Invalid varbinary value");
		}
		value.set(TaosType.VARBINARY, checked(bytes));
	}

	private static byte[] checked(byte[] bytes) {
		if (bytes.length > MAX_TEXT) {
			throw SchemalessErrors.tooLong();
		}
		return bytes;
	}

	private static void bool(byte[] data, int from, int to, String word, PointValue value) {
		boolean match = to - from == 1 || to - from == word.length();
		for (int i = 0; match && i < to - from; i++) {
			match = (data[from + i] | 0x20) == word.charAt(i);
		}
		if (!match) {
			throw SchemalessErrors.invalidValue();
		}
		value.set(TaosType.BOOL, (word.charAt(0) == 't') ? 1L : 0L);
	}

	private void number(byte[] data, int from, int to, PointValue value) {
		int end = this.numbers.readDouble(data, from, to);
		if (end == from) {
			throw SchemalessErrors.quoting(SchemalessErrors.INVALID_VALUE, "invalid data", data, from);
		}
		TaosType type = suffix(data, end, to);
		double number = this.numbers.doubleValue();
		switch (type) {
			case DOUBLE -> value.set(type, number);
			case FLOAT -> {
				require(Math.abs(number) <= Float.MAX_VALUE, "float out of range[-3.402823466e+38,3.402823466e+38]",
						data, from);
				value.set(type, (double) (float) number);
			}
			case TINYINT -> value.set(type, whole(number, -128, 127, "tiny int out of range[-128,127]", data, from));
			case SMALLINT ->
				// the typing errors of these texts are TDengine's
				value.set(type, whole(number, Short.MIN_VALUE, Short.MAX_VALUE, "small int our of range[-32768,32767]",
						data, from));
			case INT -> value.set(type, whole(number, Integer.MIN_VALUE, Integer.MAX_VALUE,
					"int out of range[-2147483648,2147483647]", data, from));
			case TINYINT_UNSIGNED ->
				value.set(type, whole(number, 0, 255, "unsigned tiny int out of range[0,255]", data, from));
			case SMALLINT_UNSIGNED ->
				value.set(type, whole(number, 0, 65535, "unsigned small int out of rang[0,65535]", data, from));
			case INT_UNSIGNED ->
				value.set(type, whole(number, 0, 4294967295L, "unsigned int out of range[0,4294967295]", data, from));
			case BIGINT -> {
				this.numbers.readLong(data, from, to);
				require(!this.numbers.isOverflow(), "big int out of range[-9223372036854775808,9223372036854775807]",
						data, from);
				value.set(type, this.numbers.longValue());
			}
			case BIGINT_UNSIGNED -> {
				this.numbers.readUnsigned(data, from, to);
				require(!this.numbers.isOverflow() && !(number < 0),
						"unsigned big int out of range[0,18446744073709551615]", data, from);
				value.set(type, this.numbers.longValue());
			}
			default -> throw SchemalessErrors.quoting(SchemalessErrors.INVALID_VALUE, "invalid data", data, from);
		}
	}

	private static long whole(double number, long least, long most, String message, byte[] data, int from) {
		require(number >= least && number <= most, message, data, from);
		return (long) number;
	}

	private static void require(boolean condition, String message, byte[] data, int from) {
		if (!condition) {
			throw SchemalessErrors.quoting(SchemalessErrors.INVALID_VALUE, message, data, from);
		}
	}

	/**
	 * Return the type that the letters behind a number name.
	 * @return the type, NULL if they name none
	 */
	private static TaosType suffix(byte[] data, int at, int to) {
		if (at == to) {
			return TaosType.DOUBLE;
		}
		int letter = data[at] | 0x20;
		int bits = switch (to - at) {
			case 1 -> (letter == 'f') ? 0 : 64;
			case 2 -> (data[at + 1] == '8' && letter != 'f') ? 8 : 0;
			case 3 -> switch (data[at + 1] << 8 | data[at + 2]) {
				case '1' << 8 | '6' -> 16;
				case '3' << 8 | '2' -> 32;
				case '6' << 8 | '4' -> 64;
				default -> 0;
			};
			default -> 0;
		};
		return switch (letter) {
			case 'f' -> switch (bits) {
				case 32 -> TaosType.FLOAT;
				case 64 -> TaosType.DOUBLE;
				default -> TaosType.NULL;
			};
			case 'i' -> switch (bits) {
				case 8 -> TaosType.TINYINT;
				case 16 -> TaosType.SMALLINT;
				case 32 -> TaosType.INT;
				case 64 -> TaosType.BIGINT;
				default -> TaosType.NULL;
			};
			case 'u' -> switch (bits) {
				case 8 -> TaosType.TINYINT_UNSIGNED;
				case 16 -> TaosType.SMALLINT_UNSIGNED;
				case 32 -> TaosType.INT_UNSIGNED;
				case 64 -> TaosType.BIGINT_UNSIGNED;
				default -> TaosType.NULL;
			};
			default -> TaosType.NULL;
		};
	}

}
