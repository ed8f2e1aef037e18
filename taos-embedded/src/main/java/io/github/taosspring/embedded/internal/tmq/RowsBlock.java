package io.github.taosspring.embedded.internal.tmq;

import java.nio.ByteBuffer;
import java.util.List;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.wire.BlockEncoder;
import io.github.taosspring.client.wire.TmqDataEncoder;
import io.github.taosspring.embedded.internal.exec.BatchEncoder;
import io.github.taosspring.embedded.internal.vector.Batch;

/**
 * Rows of one table in a message.
 *
 * @param tableName the table
 * @param columns the columns
 * @param columnIds the numbers of the columns
 * @param flags the flags of the columns
 * @param precision the unit of timestamps
 * @param rows the number of rows
 * @param block the rows in the layout of the wire; not to be moved
 * @param raw the same as in raw bytes, where JSON tags are in the server's own encoding
 * @param schemaVersion the version that raw bytes name
 */
public record RowsBlock(String tableName, List<TaosColumn> columns, int[] columnIds, int[] flags,
		TaosPrecision precision, int rows, ByteBuffer block, ByteBuffer raw, int schemaVersion) {

	static RowsBlock of(String tableName, List<TaosColumn> columns, int[] columnIds, int[] flags,
			TaosPrecision precision, Batch batch) {
		BlockEncoder encoder = new BlockEncoder(columns);
		BatchEncoder.append(encoder, batch);
		ByteBuffer block = encoder.finish();
		boolean json = columns.stream().anyMatch((column) -> column.type() == TaosType.JSON);
		return new RowsBlock(tableName, columns, columnIds, flags, precision, batch.size(), block,
				json ? raw(encoder, batch) : block, 0);
	}

	private static ByteBuffer raw(BlockEncoder encoder, Batch batch) {
		encoder.reset();
		BatchEncoder.append(encoder, batch,
				(target, source, row) -> target.appendEncodedJson(TagBytes.json(source.bytes(row))));
		return encoder.finish();
	}

	RowsBlock withSchemaVersion(int version) {
		return new RowsBlock(this.tableName, this.columns, this.columnIds, this.flags, this.precision, this.rows,
				this.block, this.raw, version);
	}

	void addTo(TmqDataEncoder encoder, boolean tableNames) {
		encoder.add(this.raw, this.rows, this.precision, this.schemaVersion, this.columns, this.columnIds, this.flags,
				tableNames ? this.tableName : null);
	}

}
