package io.github.taosspring.client.buffered;

/**
 * Appends items to batches, each as one row. Must be thread-safe, since items of
 * different lanes are bound at the same time.
 *
 * @param <T> the items
 */
@FunctionalInterface
public interface RowBinder<T> {

	/**
	 * Append an item: one value to each column, and one to each tag if the row
	 * {@linkplain BoundRow#isFirstOfTable() is its table's first one}. Other items of the
	 * lane wait meanwhile, so this should not block; it must not call the writer. If it
	 * throws, the item is not taken.
	 * @param item the item
	 * @param row takes the values; not to be used afterwards
	 */
	void bind(T item, BoundRow row);

}
