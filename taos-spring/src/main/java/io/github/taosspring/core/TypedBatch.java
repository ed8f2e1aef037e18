package io.github.taosspring.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.client.statement.RejectedRow;
import io.github.taosspring.client.statement.WriteResult;
import io.github.taosspring.client.wire.BindTables;
import io.github.taosspring.mapping.TaosEntity;
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

	private final TagRegistry registry;

	private final ColumnBatch batch;

	private final BatchBuffers<T> buffers;

	private final TaosRowWriter.Appender<T> appender;

	private final List<T> rows;

	private final String superTable;

	/** Rows that did not get into the batch. */
	private long misfits;

	TypedBatch(RecordInsert insert, TaosRowWriter<T> writer, TagRegistry registry, BatchBuffers<T> buffers) {
		this.insert = insert;
		this.writer = writer;
		this.type = writer.entity().type();
		this.registry = registry;
		this.buffers = buffers;
		this.appender = buffers.appender();
		this.rows = buffers.rows();
		this.batch = this.appender.batch().truncateTimestamps(insert.options().truncateTimestamps());
		this.superTable = RowWriters.qualified(writer.entity(), insert.database());
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
		List<Child> children = (this.writer.nameDeterminesTags()) ? List.of() : children();
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
		this.registry.clear(this.superTable);
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
	 * Compare the tags of the rows with those of their child tables, and do what the
	 * options say.
	 */
	private List<Child> children() {
		List<T> first = this.appender.firstRows();
		List<T> latest = this.appender.latestRows();
		int[] numbers = this.registry.unconfirmed(this.superTable, this.batch.data(), this.batch.tables(),
				(table) -> first.get(table) != latest.get(table));
		if (numbers.length == 0) {
			return List.of();
		}
		BindTables tables = Objects.requireNonNull(this.batch.data().tables());
		List<Child> children = new ArrayList<>(numbers.length);
		List<String> unknown = new ArrayList<>();
		for (int number : numbers) {
			TagRegistry.Key key = new TagRegistry.Key(this.superTable, tables.name(number));
			List<@Nullable Object> firstTags = tags(first.get(number));
			children.add(new Child(number, key, firstTags,
					(first.get(number) != latest.get(number)) ? tags(latest.get(number)) : firstTags));
			if (this.registry.find(key) == null) {
				unknown.add(key.table());
			}
		}
		if (!unknown.isEmpty()) {
			this.registry.load(this.insert.client(), this.insert.queryOptions(), this.writer, this.superTable, unknown);
		}
		children.forEach(this::compare);
		return children;
	}

	private List<@Nullable Object> tags(T row) {
		return this.writer.comparable(this.writer.tags(row));
	}

	private void compare(Child child) {
		List<@Nullable Object> existing = this.registry.find(child.key());
		if (child.first().equals(existing)) {
			this.registry.confirm(child.key(), child.first(), this.batch.data(), child.number());
		}
		// a child table that is not there yet gets the tags of its first row
		List<@Nullable Object> base = (existing != null) ? existing : child.first();
		if (base.equals(child.latest())) {
			return;
		}
		List<TagDifference> differences = differences(child, base);
		switch (this.insert.options().tagChange()) {
			case REPORT -> differences.forEach(this.insert::report);
			case FAIL -> throw new TaosMappingException("The rows of record " + type().getSimpleName()
					+ " were not written, as tags of child tables are ignored by the server once those exist: "
					+ differences.get(0), null);
			case UPDATE -> {
				differences.forEach(this.insert::report);
				if (existing != null) {
					update(child);
				}
			}
		}
	}

	private List<TagDifference> differences(Child child, List<@Nullable Object> existing) {
		List<TagDifference> differences = new ArrayList<>();
		TaosEntity<T> entity = this.writer.entity();
		for (int i = 0; i < existing.size(); i++) {
			if (!Objects.equals(existing.get(i), child.latest().get(i))) {
				differences.add(new TagDifference(child.key().table(), entity.tags().get(i).name(), existing.get(i),
						child.latest().get(i)));
			}
		}
		return differences;
	}

	private void update(Child child) {
		T row = this.appender.latestRows().get(child.number());
		String table = RowWriters.qualified(child.key().table(), this.insert.database());
		this.insert.client()
			.execute(TagRegistry.updateSql(this.writer.entity(), table, this.writer.tags(row), this.insert.client()),
					this.insert.queryOptions());
		this.registry.put(child.key(), child.latest());
	}

	/**
	 * Keep the tags of the child tables that the batch made.
	 * @return why one of them has not the latest tags, {@code null} if all have
	 */
	private @Nullable DataAccessException settle(List<Child> children) {
		DataAccessException failure = null;
		for (Child child : children) {
			try {
				settle(child);
			}
			catch (TaosException ex) {
				// the rows are written
				DataAccessException cause = this.insert.translate(type(), ex);
				DataAccessException unsettled = new InsertRefusedException("The rows of table '" + child.key().table()
						+ "' were written, but its tags could not be updated: " + ex.getMessage(), cause);
				if (failure == null) {
					failure = unsettled;
				}
				else {
					failure.addSuppressed(unsettled);
				}
			}
		}
		return failure;
	}

	private void settle(Child child) {
		if (this.registry.find(child.key()) != null) {
			return;
		}
		this.registry.put(child.key(), child.first());
		this.registry.confirm(child.key(), child.first(), this.batch.data(), child.number());
		if (this.insert.options().tagChange() == TagChange.UPDATE && !child.first().equals(child.latest())) {
			update(child);
		}
	}

	/**
	 * A child table that the batch has rows of.
	 *
	 * @param number its number in the batch
	 * @param key the table
	 * @param first the tags of its first row
	 * @param latest the tags of the row with the latest ones
	 */
	private record Child(int number, TagRegistry.Key key, List<@Nullable Object> first, List<@Nullable Object> latest) {

	}

}
