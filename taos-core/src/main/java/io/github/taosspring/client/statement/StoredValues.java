package io.github.taosspring.client.statement;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.wire.BindColumn;

/**
 * Reads what a batch holds as a query would return it.
 */
final class StoredValues {

	private StoredValues() {
	}

	static List<@Nullable Object> read(List<TaosColumn> columns, TaosPrecision precision, IntFunction<BindColumn> data,
			int row) {
		List<@Nullable Object> values = new ArrayList<>(columns.size());
		for (int i = 0; i < columns.size(); i++) {
			BindColumn column = data.apply(i);
			values.add(switch (column.mark(row)) {
				case BindColumn.NULL -> null;
				case BindColumn.NONE -> NullPolicy.UNSET;
				default -> value(columns.get(i), precision, column, row);
			});
		}
		return values;
	}

	private static Object value(TaosColumn column, TaosPrecision precision, BindColumn data, int row) {
		return switch (column.type()) {
			case BOOL -> data.bits(row) != 0;
			case TINYINT -> (byte) data.bits(row);
			case SMALLINT -> (short) data.bits(row);
			case INT -> (int) data.bits(row);
			case BIGINT -> data.bits(row);
			case TINYINT_UNSIGNED -> (short) data.bits(row);
			case SMALLINT_UNSIGNED -> (int) data.bits(row);
			case INT_UNSIGNED -> data.bits(row);
			case BIGINT_UNSIGNED -> new BigInteger(Long.toUnsignedString(data.bits(row)));
			case FLOAT -> Float.intBitsToFloat((int) data.bits(row));
			case DOUBLE -> Double.longBitsToDouble(data.bits(row));
			case TIMESTAMP -> precision.toInstant(data.bits(row));
			case DECIMAL64 -> BigDecimal.valueOf(data.bits(row), column.scale());
			case DECIMAL -> new BigDecimal(signed(data.bytes(row)), column.scale());
			case VARCHAR, NCHAR, JSON -> new String(data.bytes(row), StandardCharsets.UTF_8);
			case VARBINARY, GEOMETRY, BLOB -> data.bytes(row);
			case NULL -> throw new IllegalStateException("A column of type NULL");
		};
	}

	/**
	 * Return the integer of bytes of which the lowest comes first.
	 */
	private static BigInteger signed(byte[] bytes) {
		byte[] reversed = new byte[bytes.length];
		for (int i = 0; i < bytes.length; i++) {
			reversed[i] = bytes[bytes.length - 1 - i];
		}
		return new BigInteger(reversed);
	}

}
