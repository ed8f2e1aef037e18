package io.github.taosspring.embedded.internal.server;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;

/**
 * Renders blocks as the rows of a REST reply ({@code controller/rest/restful.go},
 * {@code tools/ctools/block.go} of taosAdapter): 64-bit integers as plain numbers,
 * decimals as strings, bytes in hex, JSON as it is, NaN and infinities as {@code null}.
 * <p>
 * Not thread-safe.
 */
final class JsonBlockWriter {

	private final List<TaosColumn> columns;

	private final byte[][] keys;

	private final boolean objects;

	private final JsonTimestamps timestamps;

	JsonBlockWriter(List<TaosColumn> columns, TaosPrecision precision, ZoneId zone, boolean objects) {
		this.columns = columns;
		this.objects = objects;
		this.timestamps = new JsonTimestamps(zone, precision);
		this.keys = new byte[columns.size()][];
		for (int i = 0; i < this.keys.length; i++) {
			JsonBuffer key = new JsonBuffer(32);
			key.string(columns.get(i).name()).put(':');
			this.keys[i] = key.toString().getBytes(StandardCharsets.UTF_8);
		}
	}

	/**
	 * Write the value of {@code column_meta}: name, type and length of every column.
	 */
	void writeMeta(JsonBuffer target) {
		target.put('[');
		for (int i = 0; i < this.columns.size(); i++) {
			TaosColumn column = this.columns.get(i);
			target.ascii((i == 0) ? "[" : ",[");
			target.string(column.name()).put(',').put('"').ascii(column.type().sqlName());
			if (column.type().isDecimal()) {
				target.put('(').number(column.precision()).put(',').number(column.scale()).put(')');
			}
			target.ascii("\",").number(column.length()).put(']');
		}
		target.put(']');
	}

	/**
	 * Write a row.
	 */
	void writeRow(JsonBuffer target, Block block, int row) {
		target.put(this.objects ? '{' : '[');
		for (int i = 0; i < this.keys.length; i++) {
			if (i > 0) {
				target.put(',');
			}
			if (this.objects) {
				target.raw(this.keys[i]);
			}
			if (block.isNull(i, row)) {
				target.ascii("null");
			}
			else {
				writeValue(target, block, i, row, this.columns.get(i).type());
			}
		}
		target.put(this.objects ? '}' : ']');
	}

	private void writeValue(JsonBuffer target, Block block, int column, int row, TaosType type) {
		switch (type) {
			case NULL -> target.ascii("null");
			case BOOL -> target.ascii(block.getBoolean(column, row) ? "true" : "false");
			case TINYINT, SMALLINT, INT, BIGINT, TINYINT_UNSIGNED, SMALLINT_UNSIGNED, INT_UNSIGNED ->
				target.number(block.getLong(column, row));
			case BIGINT_UNSIGNED -> target.unsigned(block.getUnsignedLong(column, row));
			case FLOAT -> JsonNumbers.write(target, block.getFloat(column, row));
			case DOUBLE -> JsonNumbers.write(target, block.getDouble(column, row));
			case DECIMAL, DECIMAL64 -> {
				BigDecimal value = block.getBigDecimal(column, row);
				target.put('"').ascii((value != null) ? value.toPlainString() : "").put('"');
			}
			case TIMESTAMP -> this.timestamps.write(target, block.getLong(column, row));
			case VARCHAR, NCHAR -> target.string(bytes(block, column, row));
			case JSON -> target.raw(bytes(block, column, row));
			case VARBINARY, GEOMETRY, BLOB -> target.hex(bytes(block, column, row));
		}
	}

	private static byte[] bytes(Block block, int column, int row) {
		byte[] bytes = block.getBytes(column, row);
		return (bytes != null) ? bytes : new byte[0];
	}

}
