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
final class TagText {

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
	 */
	static String literal(@Nullable Object value, ColumnType type, TaosPrecision precision) {
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
