package io.github.taosspring.embedded.internal.function;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.value.JsonDocument;
import io.github.taosspring.embedded.internal.value.NumberText;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Functions that join texts, and that turn values into other texts and numbers.
 */
final class EncodingFunctions {

	private static final Charset UCS4 = Charset.forName("UTF-32LE");

	private static final int MD5_LENGTH = 32;

	/**
	 * The length of a concatenation with a literal NULL: the bytes of nothing, minus 2.
	 */
	private static final int NULL_LENGTH = -2;

	private EncodingFunctions() {
	}

	static List<ScalarFunction> all() {
		return List.of(concat(), concatWithSeparator(), md5(), crc32(), toBase64(), character(), toJson());
	}

	private static ScalarFunction concat() {
		return Lift.of("concat", (arguments) -> {
			Arguments.count("concat", arguments, 2, Integer.MAX_VALUE);
			return concatType("concat", arguments, 0);
		}, (context, type, arguments, size) -> join(type, arguments, size, 0));
	}

	private static ScalarFunction concatWithSeparator() {
		return Lift.of("concat_ws", (arguments) -> {
			Arguments.count("concat_ws", arguments, 3, Integer.MAX_VALUE);
			if (!arguments.get(0).constant()) {
				throw Arguments.wrongType("concat_ws");
			}
			return concatType("concat_ws", arguments, arguments.size() - 2);
		}, (context, type, arguments, size) -> join(type, arguments, size, 1));
	}

	private static ColumnType concatType(String name, List<Argument> arguments, int separators) {
		boolean wide = false;
		long units = 0;
		boolean isNull = false;
		for (int i = 0; i < arguments.size(); i++) {
			ColumnType type = arguments.get(i).type();
			Arguments.text(name, arguments.get(i));
			isNull |= type.isNull();
			wide |= type.type() == TaosType.NCHAR;
			units += TextLengths.units(type) * ((separators > 0 && i == 0) ? separators : 1);
		}
		if (isNull) {
			return ColumnType.varchar(NULL_LENGTH);
		}
		int length = TextLengths.ofUnits(units);
		return wide ? ColumnType.nchar(length) : ColumnType.varchar(length);
	}

	private static Vector join(ColumnType type, Vector[] arguments, int size, int first) {
		Vector result = new Vector(type, size);
		for (int row = 0; row < size; row++) {
			if (Arguments.anyNull(arguments, row)) {
				continue;
			}
			ByteArrayOutputStream joined = new ByteArrayOutputStream();
			for (int i = first; i < arguments.length; i++) {
				if (first == 1 && i > first) {
					joined.writeBytes(arguments[0].bytes(row));
				}
				joined.writeBytes(arguments[i].bytes(row));
			}
			result.objects[row] = joined.toByteArray();
		}
		return result;
	}

	private static ScalarFunction md5() {
		return Lift.of("md5", (arguments) -> {
			Arguments.count("md5", arguments, 1, 1);
			if (arguments.get(0).type().type() != TaosType.VARCHAR) {
				throw Arguments.wrongType("md5");
			}
			return ColumnType.varchar(MD5_LENGTH);
		}, (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			MessageDigest digest = md5Digest();
			for (int row = 0; row < size; row++) {
				if (!arguments[0].isNull(row)) {
					result.setText(row, HexFormat.of().formatHex(digest.digest(arguments[0].bytes(row))));
				}
			}
			return result;
		});
	}

	private static MessageDigest md5Digest() {
		try {
			return MessageDigest.getInstance("MD5");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has MD5", ex);
		}
	}

	/** Of the bytes of a text, or of a number as text. */
	private static ScalarFunction crc32() {
		return Lift.of("crc32", (arguments) -> {
			Arguments.count("crc32", arguments, 1, 1);
			return ColumnType.fixed(TaosType.INT_UNSIGNED);
		}, (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			CRC32 checksum = new CRC32();
			for (int row = 0; row < size; row++) {
				if (arguments[0].isNull(row)) {
					result.setNull(row);
				}
				else {
					checksum.reset();
					checksum.update(storedBytes(arguments[0], row));
					result.setLong(row, checksum.getValue());
				}
			}
			return result;
		});
	}

	/** The bytes as TDengine holds them: NCHAR in UCS-4, numbers as they are printed. */
	private static byte[] storedBytes(Vector vector, int row) {
		return switch (vector.type().type()) {
			case NCHAR -> vector.text(row).getBytes(UCS4);
			case DECIMAL, DECIMAL64 -> Values.utf8(vector.decimal(row).toPlainString());
			case FLOAT, DOUBLE ->
				Values.utf8(Values.print(vector.doubles[row], vector.type().type() == TaosType.FLOAT));
			case BIGINT_UNSIGNED -> Values.utf8(Long.toUnsignedString(vector.longs[row]));
			case BOOL, TINYINT, SMALLINT, INT, BIGINT, TINYINT_UNSIGNED, SMALLINT_UNSIGNED, INT_UNSIGNED, TIMESTAMP ->
				Values.utf8(Long.toString(vector.longs[row]));
			default -> vector.bytes(row);
		};
	}

	private static ScalarFunction toBase64() {
		return Lift.of("to_base64", (arguments) -> {
			Arguments.count("to_base64", arguments, 1, 1);
			Arguments.text("to_base64", arguments.get(0));
			ColumnType type = arguments.get(0).type();
			long bytes = type.isNull() ? 2 : TextLengths.bytes(type);
			return ColumnType.varchar((int) Math.min(TextLengths.MAX_BYTES, (bytes + 2) / 3 * 4 - 2));
		}, (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			for (int row = 0; row < size; row++) {
				if (!arguments[0].isNull(row)) {
					result.objects[row] = Base64.getEncoder().encode(storedBytes(arguments[0], row));
				}
			}
			return result;
		});
	}

	/** {@code char(77, 121)}: the bytes of the numbers, leading zeroes left out. */
	private static ScalarFunction character() {
		return Lift.of("char", (arguments) -> {
			Arguments.count("char", arguments, 1, Integer.MAX_VALUE);
			for (Argument argument : arguments) {
				if (!argument.type().isNumeric() && !argument.type().isText() && !argument.type().isNull()
						&& argument.type().type() != TaosType.BOOL) {
					throw Arguments.wrongType("char");
				}
			}
			return ColumnType.varchar(arguments.size() * Integer.BYTES);
		}, (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			for (int row = 0; row < size; row++) {
				ByteArrayOutputStream bytes = new ByteArrayOutputStream();
				for (Vector argument : arguments) {
					if (!argument.isNull(row)) {
						write(bytes, (int) number(argument, row));
					}
				}
				result.objects[row] = bytes.toByteArray();
			}
			return result;
		});
	}

	private static ScalarFunction toJson() {
		return Lift.of("to_json", (arguments) -> {
			Arguments.count("to_json", arguments, 1, 1);
			Arguments.text("to_json", arguments.get(0));
			return ColumnType.JSON;
		}, (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			for (int row = 0; row < size; row++) {
				if (!arguments[0].isNull(row)) {
					result.objects[row] = document(arguments[0].text(row));
				}
			}
			return result;
		});
	}

	private static byte @Nullable [] document(String text) {
		try {
			return JsonDocument.parse(text);
		}
		catch (JsonDocument.BadDocumentException ex) {
			throw new SqlException(0x2803, "Invalid parameter value : to_json", ex);
		}
	}

	private static long number(Vector vector, int row) {
		if (!vector.type().isText()) {
			return Arguments.integer(vector, row);
		}
		String text = new String(vector.bytes(row), StandardCharsets.UTF_8);
		NumberText numbers = new NumberText();
		return numbers.readLong(text, 0, text.length()) ? numbers.longValue() : 0;
	}

	private static void write(ByteArrayOutputStream bytes, int value) {
		for (int shift = 24; shift >= 0; shift -= 8) {
			if (value >>> shift != 0 || shift == 0) {
				bytes.write(value >>> shift);
			}
		}
	}

}
