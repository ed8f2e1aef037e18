package io.github.taosspring.embedded.internal.exec;

import java.util.List;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.wire.BlockEncoder;
import io.github.taosspring.client.wire.ColumnEncoder;
import io.github.taosspring.embedded.internal.vector.Batch;
import io.github.taosspring.embedded.internal.vector.Vector;
import io.github.taosspring.embedded.internal.vector.VectorKind;

/**
 * Puts batches into blocks of the wire.
 */
public final class BatchEncoder {

	private BatchEncoder() {
	}

	/**
	 * Append rows to a block.
	 * @param target the block
	 * @param batch the rows, their columns as those of the block
	 */
	public static void append(BlockEncoder target, Batch batch) {
		append(target, batch, (column, source, row) -> column.appendBytes(source.bytes(row)));
	}

	/**
	 * Append rows to a block.
	 * @param target the block
	 * @param batch the rows, their columns as those of the block
	 * @param json appends the value of a JSON tag
	 */
	public static void append(BlockEncoder target, Batch batch, JsonAppender json) {
		List<TaosColumn> columns = target.columns();
		for (int i = 0; i < columns.size(); i++) {
			append(target.column(i), columns.get(i).type(), batch.columns()[i], batch.size(), json);
		}
	}

	/**
	 * Appends the value of a JSON tag.
	 */
	@FunctionalInterface
	public interface JsonAppender {

		/**
		 * Append a value.
		 * @param target the column
		 * @param source where the value is, as text
		 * @param row its row
		 */
		void append(ColumnEncoder target, Vector source, int row);

	}

	private static void append(ColumnEncoder target, TaosType type, Vector source, int size, JsonAppender json) {
		if (source.kind() == VectorKind.LONG && !source.mayHaveNulls() && type != TaosType.BOOL) {
			target.appendLongs(source.longs, 0, size);
			return;
		}
		if (source.kind() == VectorKind.DOUBLE && !source.mayHaveNulls()) {
			target.appendDoubles(source.doubles, 0, size);
			return;
		}
		for (int row = 0; row < size; row++) {
			if (source.isNull(row)) {
				target.appendNull();
				continue;
			}
			switch (type) {
				case BOOL -> target.appendBoolean(source.longs[row] != 0);
				case FLOAT, DOUBLE -> target.appendDouble(source.doubles[row]);
				case DECIMAL, DECIMAL64 -> target.appendDecimal(source.decimal(row));
				case NCHAR -> target.appendString(source.text(row));
				case JSON -> json.append(target, source, row);
				case VARCHAR, VARBINARY, GEOMETRY, BLOB -> target.appendBytes(source.bytes(row));
				default -> target.appendLong(source.longs[row]);
			}
		}
	}

}
