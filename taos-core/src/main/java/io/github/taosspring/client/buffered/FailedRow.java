package io.github.taosspring.client.buffered;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.statement.ColumnBatch;

/**
 * A bound row that was not written.
 *
 * @param table the name of its table, {@code null} if rows do not name theirs
 * @param tags the tags that its table would have been created with, as
 * {@link ColumnBatch#tags} has them
 * @param values the values, as {@link ColumnBatch#values} has them
 * @param item the item that was to be written, {@code null} if the writer keeps none
 */
public record FailedRow(@Nullable String table, List<@Nullable Object> tags, List<@Nullable Object> values,
		@Nullable Object item) {

	/**
	 * Create a row.
	 * @param table the name of its table, {@code null} if rows do not name theirs
	 * @param tags the tags
	 * @param values the values
	 * @param item the item, {@code null} if the writer keeps none
	 */
	public FailedRow {
		tags = Collections.unmodifiableList(new ArrayList<>(tags));
		values = Collections.unmodifiableList(new ArrayList<>(values));
	}

	/**
	 * Create a row of a writer that keeps no items.
	 * @param table the name of its table, {@code null} if rows do not name theirs
	 * @param tags the tags
	 * @param values the values
	 */
	public FailedRow(@Nullable String table, List<@Nullable Object> tags, List<@Nullable Object> values) {
		this(table, tags, values, null);
	}

	static FailedRow of(ColumnBatch batch, int row, @Nullable Object item) {
		return new FailedRow(batch.table(row), batch.tags(row), batch.values(row), item);
	}

	@Override
	public String toString() {
		return ((this.table != null) ? this.table + " " : "") + (this.tags.isEmpty() ? "" : "tags " + this.tags + " ")
				+ this.values;
	}

}
