package io.github.taosspring.client.wire;

import java.math.BigDecimal;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.TaosType;

/**
 * Appends the values of a block to an encoder.
 */
final class Copier {

	private Copier() {
	}

	static void copy(Block block, BlockEncoder encoder) {
		for (int column = 0; column < block.columns().size(); column++) {
			TaosType type = block.columns().get(column).type();
			ColumnEncoder target = encoder.column(column);
			for (int row = 0; row < block.rows(); row++) {
				if (block.isNull(column, row)) {
					target.appendNull();
					continue;
				}
				switch (type) {
					case BOOL -> target.appendBoolean(block.getBoolean(column, row));
					case FLOAT -> target.appendFloat(block.getFloat(column, row));
					case DOUBLE -> target.appendDouble(block.getDouble(column, row));
					case DECIMAL, DECIMAL64 -> {
						BigDecimal value = block.getBigDecimal(column, row);
						target.appendDecimal(value);
					}
					case VARCHAR, NCHAR, JSON -> target.appendString(block.getString(column, row));
					case VARBINARY, BLOB, GEOMETRY -> target.appendBytes(block.getBytes(column, row));
					case TIMESTAMP -> target.appendLong(block.getLong(column, row));
					default -> target.appendLong(block.getUnsignedLong(column, row));
				}
			}
		}
	}

}
