package io.github.taosspring.client.buffered;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.client.statement.WriteResult;

/**
 * A batch of rows that a {@link BufferedWriter} fills with items, writes and clears,
 * again and again, for those who do more than bind values. Used by one thread at a time.
 *
 * @param <T> the items
 */
public interface RowBatch<T> {

	/**
	 * Return what holds the rows.
	 * @return the rows that were appended since the last {@link #clear()}
	 */
	ColumnBatch columns();

	/**
	 * Append an item as one row. Other items of the lane wait meanwhile, so this should
	 * not block; it must not call the writer.
	 * @param item the item
	 * @throws RuntimeException if it does not fit; it leaves nothing in the batch, and is
	 * not taken
	 */
	void append(T item);

	/**
	 * Write the rows.
	 * @return what became of them
	 * @throws io.github.taosspring.client.TaosException if they could not be written; the
	 * batch is written again as a whole if it
	 * {@linkplain io.github.taosspring.client.TaosException#isRetryable() is retryable},
	 * after a {@link io.github.taosspring.client.statement.TaosBatchWriteException} too
	 */
	WriteResult write();

	/**
	 * Return the item of a row, for {@link FailedRow#item()}.
	 * @param row the row from 0, in the order in which they came
	 * @return the item, {@code null} if items are not kept
	 */
	default @Nullable T item(int row) {
		return null;
	}

	/**
	 * Drop all rows.
	 */
	void clear();

}
