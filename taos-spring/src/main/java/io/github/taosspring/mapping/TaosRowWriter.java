package io.github.taosspring.mapping;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.statement.BatchColumn;
import io.github.taosspring.client.statement.BatchSchema;
import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.client.statement.TaosBindException;
import org.jspecify.annotations.Nullable;

/**
 * Writes records or beans of one type into {@link ColumnBatch}es of their super table:
 * the writing side of a {@link TaosEntity}. How each value is appended was chosen before,
 * so that a row costs neither reflection nor an object. Immutable and thread-safe; see
 * {@link Appender} for what is not.
 *
 * @param <T> the type
 */
public final class TaosRowWriter<T> {

	private static final int MAX_VALUE = 100;

	/** About what a table's name with its hash takes, or a table in a batch. */
	private static final long TABLE_FOOTPRINT = 256;

	/** About what a row takes besides its values. */
	private static final long ROW_FOOTPRINT = 32;

	private final TaosEntity<T> entity;

	private final BatchSchema schema;

	private final CellWriter[] columnWriters;

	private final CellWriter[] tagWriters;

	private final TagReader[] tagReaders;

	/** Those that can differ between rows of one child table. */
	private final TagReader[] comparedTags;

	/**
	 * Create a writer.
	 * @param entity the mapping
	 * @param schema the super table as the server has it: the mapping's tags and columns
	 * in their order
	 * @param context conversions
	 * @param zone the zone of local times
	 * @throws TaosMappingException if a value would lose something in its column
	 */
	public TaosRowWriter(TaosEntity<T> entity, BatchSchema schema, TaosMappingContext context, ZoneId zone) {
		this.entity = entity;
		this.schema = schema;
		CellWriters writers = new CellWriters(
				new ValueConverter(context.conversionService(), zone, context.jsonConverter()), zone);
		this.columnWriters = writers(writers, entity.columns(), schema.columns());
		this.tagWriters = writers(writers, entity.tags(), schema.tags());
		this.tagReaders = new TagReader[this.tagWriters.length];
		for (int i = 0; i < this.tagReaders.length; i++) {
			this.tagReaders[i] = new TagReader(entity.tags().get(i), schema.tags().get(i), schema.precision(), writers);
		}
		this.comparedTags = comparedTags();
	}

	private TagReader[] comparedTags() {
		List<TagReader> compared = new ArrayList<>();
		for (int i = 0; i < this.tagReaders.length; i++) {
			if (!this.entity.childTableName().determines(this.entity.tags().subList(i, i + 1))) {
				compared.add(this.tagReaders[i]);
			}
		}
		return compared.toArray(TagReader[]::new);
	}

	private CellWriter[] writers(CellWriters writers, List<TaosEntityColumn> wanted, List<TaosColumn> actual) {
		CellWriter[] result = new CellWriter[wanted.size()];
		for (int i = 0; i < result.length; i++) {
			if (i >= actual.size() || !actual.get(i).name().equals(wanted.get(i).name())) {
				throw new TaosMappingException("The " + this.entity + " and the table in the database differ: "
						+ wanted.get(i) + " is missing in its place", null);
			}
			result[i] = writers.of(wanted.get(i), actual.get(i));
		}
		return result;
	}

	/**
	 * Return the names of the tags and columns in the order in which a schema must have
	 * them.
	 * @param entity the mapping
	 * @return the names
	 */
	public static List<String> names(TaosEntity<?> entity) {
		List<String> names = new ArrayList<>();
		entity.tags().forEach((tag) -> names.add(tag.name()));
		entity.columns().forEach((column) -> names.add(column.name()));
		return names;
	}

	/**
	 * Return the mapping.
	 * @return the mapping
	 */
	public TaosEntity<T> entity() {
		return this.entity;
	}

	/**
	 * Return the super table as the server has it.
	 * @return the schema of batches
	 */
	public BatchSchema schema() {
		return this.schema;
	}

	/**
	 * Return the tags of a row as a query would return them.
	 * @param row the row
	 * @return the values in the order of the tags; {@code byte[]} is itself
	 */
	public List<@Nullable Object> tags(T row) {
		List<@Nullable Object> values = new ArrayList<>(this.tagReaders.length);
		for (int i = 0; i < this.tagReaders.length; i++) {
			try {
				values.add(this.tagReaders[i].value(row));
			}
			catch (RuntimeException ex) {
				throw new TaosMappingException("Cannot read " + this.entity.tags().get(i) + ": " + ex.getMessage(), ex);
			}
		}
		return values;
	}

	/**
	 * Return tags of a query or of {@link #tags} in a form in which equal tags are equal.
	 * @param tags the values in the order of the tags
	 * @return values with {@code equals}
	 */
	public List<@Nullable Object> comparable(List<@Nullable Object> tags) {
		List<@Nullable Object> values = new ArrayList<>(tags.size());
		for (int i = 0; i < this.tagReaders.length; i++) {
			values.add(this.tagReaders[i].comparable(tags.get(i)));
		}
		return values;
	}

	/**
	 * Return a hash of a row's child table.
	 * @param row the row
	 * @param scratch room for the name or what it is made of; its content is lost
	 * @return a hash, equal for rows of one child table
	 * @throws TaosMappingException if a value is null that the name needs
	 */
	public int tableHash(T row, StringBuilder scratch) {
		scratch.setLength(0);
		this.entity.childTableName().appendKey(row, scratch);
		int hash = 0;
		for (int i = 0; i < scratch.length(); i++) {
			hash = 31 * hash + scratch.charAt(i);
		}
		return hash;
	}

	/**
	 * Return what appends rows to a batch.
	 * @param batch a batch of {@link #schema()}
	 * @param refuseDifferentTags whether a row is refused whose tags are not those of the
	 * batch's rows of its child table before it
	 * @return an appender for one thread; the batch and it are used together
	 */
	public Appender<T> appender(ColumnBatch batch, boolean refuseDifferentTags) {
		return new Appender<>(this, batch, refuseDifferentTags);
	}

	/**
	 * Return whether a child table's name says all of its tags, so that rows of one name
	 * cannot differ in them.
	 * @return whether tags need no comparing
	 */
	public boolean nameDeterminesTags() {
		return this.entity.childTableName().determines(this.entity.tags());
	}

	/**
	 * Appends rows to one batch. Not thread-safe.
	 *
	 * @param <T> the type
	 */
	public static final class Appender<T> {

		private final TaosRowWriter<T> writer;

		private final ColumnBatch batch;

		private final boolean compareTags;

		private final boolean refuseDifferentTags;

		private final StringBuilder key = new StringBuilder();

		private final List<T> firstRows = new ArrayList<>();

		private final List<T> latestRows = new ArrayList<>();

		/** Key of a child table to its name, unless they are the same. */
		private final ChildTableNames names;

		private final BatchColumn[] columns;

		private final TaosEntityColumn[] mappings;

		private long largest;

		/** What is being appended, for messages. */
		private @Nullable TaosEntityColumn current;

		private Appender(TaosRowWriter<T> writer, ColumnBatch batch, boolean refuseDifferentTags) {
			this.writer = writer;
			this.batch = batch;
			this.compareTags = !writer.nameDeterminesTags();
			this.refuseDifferentTags = refuseDifferentTags;
			this.names = new ChildTableNames(writer.entity.childTableName());
			this.mappings = writer.entity.columns().toArray(TaosEntityColumn[]::new);
			this.columns = new BatchColumn[this.mappings.length];
			for (int i = 0; i < this.columns.length; i++) {
				this.columns[i] = batch.column(i);
			}
		}

		/**
		 * Return the batch.
		 * @return the batch
		 */
		public ColumnBatch batch() {
			return this.batch;
		}

		/**
		 * Append a row that has no number.
		 * @param row the row
		 * @return what is known of its tags
		 * @throws TaosMappingException if a value does not fit, see
		 * {@link #append(Object, long)}
		 */
		public Tags append(T row) {
			return append(row, -1);
		}

		/**
		 * Append a row.
		 * @param row the row
		 * @param number its number among all that are inserted, from 0, for messages
		 * @return what is known of its tags
		 * @throws TaosMappingException if a value does not fit; says row, component,
		 * column, value and table; nothing is appended
		 */
		public Tags append(T row, long number) {
			this.current = null;
			try {
				Tags tags = begin(row);
				CellWriter[] writers = this.writer.columnWriters;
				for (int i = 0; i < writers.length; i++) {
					this.current = this.mappings[i];
					writers[i].write(row, this.columns[i]);
				}
				this.batch.endRow();
				return tags;
			}
			catch (RuntimeException ex) {
				TaosMappingException failure = failure(row, number, blamed(row, ex));
				cancel();
				throw failure;
			}
		}

		/** A name that the batch refused is some property's fault. */
		private RuntimeException blamed(T row, RuntimeException ex) {
			if (this.current == null && ex instanceof TaosBindException) {
				try {
					this.names.blame(this.key, row);
				}
				catch (TaosMappingException better) {
					return better;
				}
			}
			return ex;
		}

		private Tags begin(T row) {
			if (this.names.repeats(row)) {
				return tags(row);
			}
			this.names.forget();
			this.key.setLength(0);
			this.writer.entity.childTableName().appendKey(row, this.key);
			if (this.batch.beginTable(this.names.name(this.key, row))) {
				List<TaosEntityColumn> tags = this.writer.entity.tags();
				for (int i = 0; i < this.writer.tagWriters.length; i++) {
					this.current = tags.get(i);
					this.writer.tagWriters[i].write(row, this.batch.tag(i));
				}
				this.firstRows.add(row);
				this.latestRows.add(row);
				this.names.remember(row);
				return Tags.FIRST;
			}
			this.names.remember(row);
			return tags(row);
		}

		/** Of a row whose child table the batch has already. */
		private Tags tags(T row) {
			int table = this.batch.currentTable();
			if (!this.compareTags || sameTags(row, this.latestRows.get(table))) {
				return Tags.SAME;
			}
			if (this.refuseDifferentTags) {
				throw new IllegalArgumentException("its tags " + this.writer.tags(row)
						+ " are not those of a row before it, " + this.writer.tags(this.firstRows.get(table)));
			}
			this.latestRows.set(table, row);
			return Tags.DIFFERENT;
		}

		private boolean sameTags(T row, T first) {
			for (TagReader reader : this.writer.comparedTags) {
				if (!reader.same(row, first)) {
					return false;
				}
			}
			return true;
		}

		private void cancel() {
			this.names.forget();
			this.batch.cancelRow();
			while (this.firstRows.size() > this.batch.tables()) {
				this.firstRows.remove(this.firstRows.size() - 1);
				this.latestRows.remove(this.latestRows.size() - 1);
			}
		}

		/**
		 * Return the first row of each child table in the batch.
		 * @return a row for each table in the order in which they came
		 */
		public List<T> firstRows() {
			return this.firstRows;
		}

		/**
		 * Return the row of each child table in the batch that has its latest tags.
		 * @return a row for each table in the order in which they came
		 */
		public List<T> latestRows() {
			return this.latestRows;
		}

		/**
		 * Return roughly how many bytes this and its batch hold on to when they are
		 * cleared.
		 * @return the bytes that its largest batch took; does not change until the next
		 * {@link #clear()}
		 */
		public long footprint() {
			return this.largest;
		}

		/**
		 * Drop all rows, for the next batch.
		 */
		public void clear() {
			this.largest = Math.max(this.largest, 2 * this.batch.byteSize() + ROW_FOOTPRINT * this.batch.rows()
					+ TABLE_FOOTPRINT * (this.batch.tables() + this.names.size()));
			this.names.forget();
			this.batch.clear();
			this.firstRows.clear();
			this.latestRows.clear();
		}

		private TaosMappingException failure(T row, long number, RuntimeException ex) {
			StringBuilder message = new StringBuilder("Row");
			if (number >= 0) {
				message.append(' ').append(number);
			}
			String table = (ex instanceof TaosBindException bind) ? bind.table() : null;
			if (table == null && !this.key.isEmpty() && this.names.isPlain()) {
				table = this.key.toString();
			}
			message.append(" (table '").append((table != null) ? table : "of " + this.writer.entity.superTable());
			message.append("'): ");
			TaosEntityColumn column = this.current;
			if (column != null) {
				message.append(column.property().target())
					.append(", column '")
					.append(column.name())
					.append("' ")
					.append(column.sqlType())
					.append(", value ")
					.append(value(column, row))
					.append(": ");
			}
			else {
				message.append(EntityProperties.describe(this.writer.entity.type())).append(": ");
			}
			message.append((ex instanceof TaosBindException bind) ? bind.problem() : ex.getMessage());
			return new TaosMappingException(message.toString(), ex);
		}

		private String value(TaosEntityColumn column, T row) {
			try {
				String text = String.valueOf(column.property().getter().invoke(row));
				return (text.length() <= MAX_VALUE) ? "'" + text + "'"
						: "'" + text.substring(0, MAX_VALUE) + "...' (" + text.length() + " characters)";
			}
			catch (ReflectiveOperationException ex) {
				return "unknown";
			}
		}

	}

	/**
	 * How a row's tags stand to those of the rows before it.
	 */
	public enum Tags {

		/** It is the batch's first row of its child table, whose tags were appended. */
		FIRST,

		/** They are those of the child table's rows before, or the name says so. */
		SAME,

		/** They differ from those of the child table's rows before, and were dropped. */
		DIFFERENT

	}

}
