package io.github.taosspring.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.buffered.BufferOptions;
import io.github.taosspring.client.buffered.BufferedWriter;
import io.github.taosspring.client.buffered.RowBatch;
import io.github.taosspring.client.statement.BatchWriter;
import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.client.statement.WriteOptions;
import io.github.taosspring.client.statement.WriteResult;
import io.github.taosspring.mapping.TaosMappingException;
import io.github.taosspring.mapping.TaosRowWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a buffered writer of records fills and writes: batches in which records are kept
 * beside their values in columns, so that those that fail can be handed back.
 * Thread-safe.
 *
 * @param <T> the records
 */
final class RecordBatches<T> {

	private static final Logger logger = LoggerFactory.getLogger(RecordBatches.class);

	private final Class<T> type;

	private final TaosClient client;

	private final RowWriters writers;

	private final TagRegistry tags;

	private final QueryOptions callOptions;

	private final InsertOptions options;

	private final WriteOptions write;

	/** Room for a name, taken and given back. */
	private final AtomicReference<@Nullable StringBuilder> scratch = new AtomicReference<>();

	/** For the table as it was last seen. */
	private volatile TaosRowWriter<T> writer;

	RecordBatches(Class<T> type, TaosClient client, RowWriters writers, TagRegistry tags, QueryOptions callOptions,
			InsertOptions options) {
		this.type = type;
		this.client = client;
		this.writers = writers;
		this.tags = tags;
		this.callOptions = callOptions;
		this.options = options;
		this.write = writeOptions();
		this.writer = writers.writer(type, callOptions.database());
	}

	private WriteOptions writeOptions() {
		if (this.callOptions.reqId() != 0) {
			throw TaosErrors.misuse("A buffered writer sends many requests; they cannot have one request id");
		}
		WriteOptions write = WriteOptions.DEFAULTS.nullPolicy(this.options.nullPolicy());
		if (this.callOptions.timeout() != null) {
			write = write.timeout(this.callOptions.timeout());
		}
		return (this.callOptions.database() != null) ? write.database(this.callOptions.database()) : write;
	}

	/**
	 * Return a writer that fills such batches.
	 */
	BufferedWriter<T> writer(BufferOptions buffer) {
		return BufferedWriter.rows(this::tableHash, Batch::new, buffer);
	}

	private int tableHash(T row) {
		Objects.requireNonNull(row, "A record to write must not be null");
		StringBuilder room = this.scratch.getAndSet(null);
		if (room == null) {
			room = new StringBuilder();
		}
		try {
			return this.writer.tableHash(row, room);
		}
		finally {
			this.scratch.set(room);
		}
	}

	/**
	 * Look at the table again, whose definition may have changed.
	 * @param stale the writer with which a batch failed
	 */
	private void refresh(TaosRowWriter<T> stale) {
		if (this.writer != stale) {
			return;
		}
		this.writers.forget(this.type);
		try {
			this.writer = this.writers.writer(this.type, this.callOptions.database());
		}
		catch (TaosException | TaosMappingException ex) {
			logger.debug("The columns of {} cannot be read anew", stale.entity(), ex);
		}
	}

	/**
	 * Records that go out together.
	 */
	private final class Batch implements RowBatch<T> {

		private final List<T> rows = new ArrayList<>();

		private final List<TagDifference> differences = new ArrayList<>();

		private TaosRowWriter<T> writer;

		private TaosRowWriter.Appender<T> appender;

		private ChildTags<T> tags;

		Batch() {
			this.writer = RecordBatches.this.writer;
			this.appender = appender();
			this.tags = tags();
		}

		private TaosRowWriter.Appender<T> appender() {
			ColumnBatch columns = ColumnBatch.of(this.writer.schema())
				.truncateTimestamps(RecordBatches.this.options.truncateTimestamps());
			return this.writer.appender(columns, RecordBatches.this.options.tagChange() == TagChange.FAIL);
		}

		private ChildTags<T> tags() {
			return new ChildTags<>(this.writer, RecordBatches.this.tags, RecordBatches.this.client,
					RecordBatches.this.callOptions, RecordBatches.this.options.tagChange(), this.differences::add);
		}

		@Override
		public ColumnBatch columns() {
			return this.appender.batch();
		}

		@Override
		public void append(T row) {
			if (this.rows.isEmpty() && this.writer != RecordBatches.this.writer) {
				this.writer = RecordBatches.this.writer;
				this.appender = appender();
				this.tags = tags();
			}
			this.appender.append(row);
			this.rows.add(row);
		}

		@Override
		public WriteResult write() {
			this.differences.clear();
			try {
				List<ChildTags.Child> children = this.tags.compare(this.appender);
				WriteResult result = BatchWriter.of(RecordBatches.this.client)
					.write(this.appender.batch(), RecordBatches.this.write);
				this.tags.settle(children, this.appender, this::unsettled);
				report();
				if (result.rows() == 0 && !result.isComplete()) {
					// a table that is not what it was refuses row after row
					refresh(this.writer);
				}
				return result;
			}
			catch (TaosMappingException ex) {
				throw TaosErrors.misuse(String.valueOf(ex.getMessage()));
			}
			catch (TaosException ex) {
				this.tags.forget();
				if (!ex.isRetryable()) {
					refresh(this.writer);
				}
				throw ex;
			}
		}

		private void unsettled(String table, TaosException error) {
			logger.warn("The rows of table '{}' were written, but its tags could not be updated: {}", table,
					error.getMessage());
		}

		private void report() {
			if (!this.differences.isEmpty() && RecordBatches.this.options.tagChange() == TagChange.REPORT) {
				logger.warn("{} tags of rows that were written are not those of their child tables, which keep "
						+ "theirs; the first: {}", this.differences.size(), this.differences.get(0));
			}
		}

		@Override
		public T item(int row) {
			return this.rows.get(row);
		}

		@Override
		public void clear() {
			this.appender.clear();
			this.rows.clear();
		}

	}

}
