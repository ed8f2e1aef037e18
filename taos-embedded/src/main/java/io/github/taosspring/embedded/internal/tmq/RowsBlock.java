package io.github.taosspring.embedded.internal.tmq;

import java.nio.ByteBuffer;
import java.util.List;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
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
 */
public record RowsBlock(String tableName, List<TaosColumn> columns, int[] columnIds, int[] flags,
		TaosPrecision precision, int rows, ByteBuffer block) {

	static RowsBlock of(String tableName, List<TaosColumn> columns, int[] columnIds, int[] flags,
			TaosPrecision precision, Batch batch) {
		BlockEncoder encoder = new BlockEncoder(columns);
		BatchEncoder.append(encoder, batch);
		return new RowsBlock(tableName, columns, columnIds, flags, precision, batch.size(), encoder.finish());
	}

	void addTo(TmqDataEncoder encoder, boolean tableNames) {
		encoder.add(this.block, this.rows, this.precision, 0, this.columns, this.columnIds, this.flags,
				tableNames ? this.tableName : null);
	}

}
