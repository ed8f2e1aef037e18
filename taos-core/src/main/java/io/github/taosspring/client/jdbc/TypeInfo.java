package io.github.taosspring.client.jdbc;

import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosLimits;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import org.jspecify.annotations.Nullable;

/**
 * The listing of types that columns and tags can have.
 */
final class TypeInfo {

	/** As many digits as 128 bits hold. */
	private static final int DECIMAL_DIGITS = 38;

	private static final int BLOB_BYTES = 4 * 1024 * 1024;

	/** A JSON tag takes as many characters. */
	private static final int JSON_CHARACTERS = 4095;

	private TypeInfo() {
	}

	/**
	 * Return a row a type, in the order of their codes in {@link java.sql.Types}.
	 */
	static List<@Nullable Object[]> rows() {
		List<@Nullable Object[]> rows = new ArrayList<>();
		for (TaosType type : TaosType.values()) {
			// the narrow DECIMAL is no type of its own in SQL
			if (type != TaosType.NULL && type != TaosType.DECIMAL64) {
				rows.add(row(type));
			}
		}
		rows.sort(Comparator.comparingInt((row) -> (Integer) row[1]));
		return rows;
	}

	private static @Nullable Object[] row(TaosType type) {
		boolean number = JdbcTypes.isNumber(type);
		boolean quoted = !number && type != TaosType.BOOL;
		String quote = quoted ? "'" : null;
		TaosColumn widest = new TaosColumn(type.sqlName(), type, length(type), type.isDecimal() ? DECIMAL_DIGITS : 0,
				0);
		int maxScale = type.isDecimal() ? DECIMAL_DIGITS
				: ((type == TaosType.TIMESTAMP) ? TaosPrecision.NANOSECOND.fractionDigits() : 0);
		return new @Nullable Object[] { type.sqlName(), JdbcTypes.sqlType(type),
				JdbcTypes.precision(widest, TaosPrecision.NANOSECOND), quote, quote, parameters(type),
				DatabaseMetaData.typeNullable, JdbcTypes.isText(type), DatabaseMetaData.typeSearchable,
				type.isUnsigned(), false, false, null, 0, maxScale, null, null, number ? 10 : null };
	}

	private static int length(TaosType type) {
		return switch (type) {
			case VARCHAR, VARBINARY, GEOMETRY -> TaosLimits.ROW_BYTES;
			case NCHAR -> TaosLimits.ROW_BYTES / 4;
			case JSON -> JSON_CHARACTERS;
			case BLOB -> BLOB_BYTES;
			default -> type.width();
		};
	}

	private static @Nullable String parameters(TaosType type) {
		return switch (type) {
			case VARCHAR, NCHAR, VARBINARY, GEOMETRY -> "length";
			case DECIMAL -> "precision,scale";
			default -> null;
		};
	}

}
