package io.github.taosspring.core;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.client.statement.RejectedRow;
import io.github.taosspring.client.statement.WriteResult;
import io.github.taosspring.mapping.TaosMappingException;
import io.github.taosspring.mapping.TaosRowWriter;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * The rows of one type that wait in a {@link RecordInsert}: the records, for telling
 * which failed, and their values in columns. Filled and written again and again.
 *
 * @param <T> the type
 */
final class TypedBatch<T> {

	private static final int MAX_ROW = 300;

	private final RecordInsert insert;

	private final TaosRowWriter<T> writer;

	private final Class<T> type;

	private final ChildTags<T> tags;

	private final ColumnBatch batch;

	private final BatchBuffers<T> buffers;

	private final TaosRowWriter.Appender<T> appender;

	private final List<T> rows;

	/** Rows that did not get into the batch. */
	private long misfits;

	TypedBatch(RecordInsert insert, TaosRowWriter<T> writer, TagRegistry registry, BatchBuffers<T> buffers) {
		this.insert = insert;
		this.writer = writer;
		this.type = writer.entity().type();
		this.tags = new ChildTags<>(writer, registry, insert.client(), insert.queryOptions(),
				insert.options().tagChange(), insert::report);
		this.buffers = buffers;
		this.appender = buffers.appender();
		this.rows = buffers.rows();
		this.batch = this.appender.batch().truncateTimestamps(insert.options().truncateTimestamps());
	}

	Class<T> type() {
		return this.type;
	}

	/**
	 * Return what holds the rows, for another insert; this batch is at its end.
	 */
	BatchBuffers<T> buffers() {
		return this.buffers;
	}

	boolean isEmpty() {
		return this.rows.isEmpty() && this.misfits == 0;
	}

	/**
	 * Append a row.
	 * @return whether it got into the batch
	 */
	boolean append(T row, long number) {
		try {
			this.appender.append(row, number);
			this.rows.add(row);
			return true;
		}
		catch (TaosMappingException ex) {
			this.misfits++;
			this.insert.failed(List.of(row), ex);
			return false;
		}
	}

	/**
	 * Write the rows and drop them.
	 */
	InsertBatch write() {
		List<ChildTags.Child> children = this.tags.compare(this.appender);
		int tables = this.batch.tables();
		WriteResult result = this.batch.isEmpty() ? new WriteResult(0, List.of())
				: this.insert.batchWriter().write(this.batch, this.insert.writeOptions());
		DataAccessException unsettled = settle(children);
		List<RejectedRow> rejected = result.rejected();
		InsertBatch done = new InsertBatch(this.writer.entity().superTable(), tables, result.rows(),
				rejected.size() + this.misfits);
		List<T> refused = rejected.stream().map((row) -> this.rows.get(row.row())).toList();
		clear();
		for (int i = 0; i < refused.size(); i++) {
			this.insert.failed(List.of(refused.get(i)), refusal(rejected, i, refused.get(i)));
		}
		if (unsettled != null) {
			this.insert.failed(List.of(), unsettled);
		}
		return done;
	}

	private DataAccessException refusal(List<RejectedRow> rejected, int index, T row) {
		RejectedRow refused = rejected.get(index);
		DataAccessException cause = this.insert.translate(type(), refused.error());
		String others = (rejected.size() > 1 && this.insert.options().failureHandler() == null)
				? ", one of " + rejected.size() + " rows of its batch," : "";
		String text = String.valueOf(row);
		String shown = (text.length() <= MAX_ROW) ? text : text.substring(0, MAX_ROW) + "...";
		return new InsertRefusedException("The server refused " + shown + others + " for table '" + refused.table()
				+ "': " + refused.error().getMessage() + RecordInsert.hint(refused.error()), cause);
	}

	/**
	 * Drop the rows, which could not be written.
	 */
	InsertBatch failed(DataAccessException cause) {
		List<T> lost = List.copyOf(this.rows);
		InsertBatch done = new InsertBatch(this.writer.entity().superTable(), this.batch.tables(), 0,
				lost.size() + this.misfits);
		this.tags.forget();
		clear();
		if (!lost.isEmpty()) {
			this.insert.failed(lost, cause);
		}
		return done;
	}

	private void clear() {
		this.appender.clear();
		this.rows.clear();
		this.misfits = 0;
	}

	/**
	 * Keep the tags of the child tables that the batch made.
	 * @return why one of them has not the latest tags, {@code null} if all have
	 */
	private @Nullable DataAccessException settle(List<ChildTags.Child> children) {
		List<DataAccessException> failures = new ArrayList<>();
		this.tags.settle(children, this.appender, (table, ex) -> {
			// the rows are written
			DataAccessException cause = this.insert.translate(type(), ex);
			failures.add(new InsertRefusedException("The rows of table '" + table
					+ "' were written, but its tags could not be updated: " + ex.getMessage(), cause));
		});
		if (failures.isEmpty()) {
			return null;
		}
		DataAccessException first = failures.get(0);
		failures.subList(1, failures.size()).forEach(first::addSuppressed);
		return first;
	}

}
