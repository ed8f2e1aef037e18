package io.github.taosspring.embedded.internal.analysis;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Tag values as text, as {@code SHOW TAGS} and {@code SHOW CREATE TABLE} print them.
 */
public final class TagText {

	private TagText() {
	}

	static @Nullable String of(@Nullable Object value, ColumnType type, TaosPrecision precision) {
		if (value == null) {
			return null;
		}
		return switch (type.type()) {
			case BOOL -> value.equals(1L) ? "true" : "false";
			case BIGINT_UNSIGNED -> Long.toUnsignedString((Long) value);
			case FLOAT -> Float.toString(((Double) value).floatValue());
			case DECIMAL, DECIMAL64 -> ((BigDecimal) value).toPlainString();
			case VARCHAR, NCHAR, JSON -> new String((byte[]) value, StandardCharsets.UTF_8);
			case VARBINARY, GEOMETRY, BLOB -> "\\x" + HexFormat.of().withUpperCase().formatHex((byte[]) value);
			default -> value.toString();
		};
	}

	/**
	 * Return a value as a literal.
	 * @param value the value as {@code Vector.get} gives it, {@code null} for NULL
	 * @param type its type
	 * @param precision the unit of timestamps
	 * @return the text, in double quotes unless it is a number or NULL
	 */
	public static String literal(@Nullable Object value, ColumnType type, TaosPrecision precision) {
		String text = of(value, type, precision);
		if (text == null) {
			return "NULL";
		}
		return switch (type.type()) {
			case VARCHAR, NCHAR, JSON -> '"' + text + '"';
			case VARBINARY, GEOMETRY, BLOB -> '"' + text + '"';
			default -> text;
		};
	}

}
