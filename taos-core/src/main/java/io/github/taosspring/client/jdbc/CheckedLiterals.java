package io.github.taosspring.client.jdbc;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.statement.BatchColumn;
import io.github.taosspring.client.wire.BindColumn;
import org.jspecify.annotations.Nullable;

/**
 * Values for literals that say what a column will hold: what was appended to it, where
 * that is a number or a time, else the parameter's own value.
 */
final class CheckedLiterals {

	private CheckedLiterals() {
	}

	/**
	 * Return the value of the last row.
	 * @param column takes the parameter's values
	 * @param data what they became
	 * @param own the parameter's value as it was set
	 */
	static @Nullable Object last(BatchColumn column, BindColumn data, @Nullable Object own) {
		int row = data.rows() - 1;
		if (data.mark(row) != BindColumn.VALUE) {
			return null;
		}
		TaosType type = data.type();
		return switch (type) {
			case BOOL -> data.bits(row) != 0;
			case TINYINT -> (byte) data.bits(row);
			case SMALLINT -> (short) data.bits(row);
			case INT -> (int) data.bits(row);
			case TINYINT_UNSIGNED, SMALLINT_UNSIGNED, INT_UNSIGNED, BIGINT, TIMESTAMP -> data.bits(row);
			case BIGINT_UNSIGNED -> new BigInteger(Long.toUnsignedString(data.bits(row)));
			case FLOAT -> Float.intBitsToFloat((int) data.bits(row));
			case DOUBLE -> Double.longBitsToDouble(data.bits(row));
			default -> (type == TaosType.VARCHAR && own instanceof byte[] bytes) ? text(column, bytes) : own;
		};
	}

	private static String text(BatchColumn column, byte[] bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			throw column.refusal("bytes that are no UTF-8 can be bound only, by an INSERT with tbname or USING",
					"22021");
		}
	}

}
