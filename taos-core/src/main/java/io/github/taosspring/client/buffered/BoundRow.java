package io.github.taosspring.client.buffered;

import io.github.taosspring.client.statement.BatchColumn;
import io.github.taosspring.client.statement.ColumnBatch;

/**
 * Takes the values of a row that is written in a batch with others. Always the same for
 * the rows of a batch, so that a row creates nothing; valid during {@link RowBinder#bind}
 * only.
 */
public final class BoundRow {

	private final ColumnBatch batch;

	private boolean firstOfTable;

	BoundRow(ColumnBatch batch) {
		this.batch = batch;
	}

	BoundRow begin(boolean first) {
		this.firstOfTable = first;
		return this;
	}

	/**
	 * Return whether this is the batch's first row of its table.
	 * @return whether the tags have to be appended; {@code false} if there are none
	 */
	public boolean isFirstOfTable() {
		return this.firstOfTable;
	}

	/**
	 * Return a tag, if this is the {@linkplain #isFirstOfTable() first row} of the table.
	 * @param index the tag from 0, in the order of the schema
	 * @return what takes its value
	 */
	public BatchColumn tag(int index) {
		return this.batch.tag(index);
	}

	/**
	 * Return a column.
	 * @param index the column from 0, in the order of the schema
	 * @return what takes its value
	 */
	public BatchColumn column(int index) {
		return this.batch.column(index);
	}

}
