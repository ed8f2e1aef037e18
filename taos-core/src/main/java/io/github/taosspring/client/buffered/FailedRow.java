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
 */
public record FailedRow(@Nullable String table, List<@Nullable Object> tags, List<@Nullable Object> values) {

	/**
	 * Create a row.
	 * @param table the name of its table, {@code null} if rows do not name theirs
	 * @param tags the tags
	 * @param values the values
	 */
	public FailedRow {
		tags = Collections.unmodifiableList(new ArrayList<>(tags));
		values = Collections.unmodifiableList(new ArrayList<>(values));
	}

	static FailedRow of(ColumnBatch batch, int row) {
		return new FailedRow(batch.table(row), batch.tags(row), batch.values(row));
	}

	@Override
	public String toString() {
		return ((this.table != null) ? this.table + " " : "") + (this.tags.isEmpty() ? "" : "tags " + this.tags + " ")
				+ this.values;
	}

}
