package io.github.taosspring.embedded.conformance;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosType;
import org.jspecify.annotations.Nullable;

/**
 * The rows of blocks in the form in which the recordings have them: timestamps as whole
 * numbers, BIGINT UNSIGNED and decimals as text, binary values in hexadecimal.
 */
final class RecordedRows {

	private RecordedRows() {
	}

	/** Add the rows of a block. */
	static void read(List<@Nullable Object> rows, Block block, List<TaosColumn> columns) {
		for (int row = 0; row < block.rows(); row++) {
			List<@Nullable Object> values = new ArrayList<>();
			for (int i = 0; i < columns.size(); i++) {
				values.add(block.isNull(i, row) ? null : value(block, i, row, columns.get(i).type()));
			}
			rows.add(values);
		}
	}

	private static @Nullable Object value(Block block, int column, int row, TaosType type) {
		Object value = block.getObject(column, row);
		if (value instanceof byte[] binary) {
			return HexFormat.of().formatHex(binary);
		}
		if (value instanceof Instant) {
			return BigDecimal.valueOf(block.getLong(column, row));
		}
		if (value instanceof Boolean || value instanceof String) {
			return value;
		}
		String text = String.valueOf(value);
		if (type == TaosType.BIGINT_UNSIGNED || text.contains("Infinity")) {
			return text;
		}
		return type.isDecimal() ? ((BigDecimal) java.util.Objects.requireNonNull(value)).toPlainString()
				: new BigDecimal(text);
	}

}
