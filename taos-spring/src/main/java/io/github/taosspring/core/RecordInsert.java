package io.github.taosspring.core;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.statement.BatchWriter;
import io.github.taosspring.client.statement.WriteOptions;
import io.github.taosspring.mapping.TaosMappingException;
import io.github.taosspring.mapping.TaosRowWriter;
import io.github.taosspring.support.TaosExceptionTranslator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;

/**
 * One insert of records: fills a batch for each of their types and writes all of them
 * when they hold as many rows as the options say. For one thread.
 */
final class RecordInsert {

	private static final Logger logger = LoggerFactory.getLogger(RecordInsert.class);

	private static final int MAX_DIFFERENCES = 1_000;

	private static final int IN_OTHER_SUPER_TABLE = 0x061D;

	private static final int TABLE_NOT_EXIST = 0x2603;

	private final TaosClient client;

	private final RowWriters writers;

	private final TagRegistry tags;

	private final TaosExceptionTranslator translator;

	private final QueryOptions callOptions;

	private final InsertOptions options;

	private final Map<Class<?>, TypedBatch<?>> batches = new LinkedHashMap<>();

	/** That of the row before, as a row's type is mostly that of the row before. */
	private @Nullable TypedBatch<?> latest;

	private final List<InsertBatch> done = new ArrayList<>();

	private final List<TagDifference> differences = new ArrayList<>();

	private int waiting;

	private boolean firstWrite = true;

	RecordInsert(TaosClient client, RowWriters writers, TagRegistry tags, TaosExceptionTranslator translator,
			QueryOptions callOptions, InsertOptions options) {
		this.client = client;
		this.writers = writers;
		this.tags = tags;
		this.translator = translator;
		this.callOptions = callOptions;
		this.options = options;
	}

	InsertResult run(Iterator<?> records) {
		long number = 0;
		for (Object row = next(records); row != null; row = next(records)) {
			if (batch(row.getClass()).append(row, number++) && ++this.waiting == this.options.batchRows()) {
				flush();
			}
		}
		flush();
		// an insert that fails keeps its rows and buffers from others
		this.batches.values().forEach((batch) -> this.writers.buffers().giveBack(batch.buffers()));
		if (!this.differences.isEmpty() && this.options.tagChange() == TagChange.REPORT) {
			logger.warn("{} tags of rows that were inserted are not those of their child tables, which keep theirs; "
					+ "the first: {}", this.differences.size(), this.differences.get(0));
		}
		return new InsertResult(this.done, this.differences);
	}

	/**
	 * Take the next record. Those that wait are written even if there the caller's
	 * iterator fails: what was written does not depend on where a batch ends.
	 * @return the record, {@code null} if there are no more
	 */
	private @Nullable Object next(Iterator<?> records) {
		try {
			return records.hasNext() ? Objects.requireNonNull(records.next(), "A record to insert must not be null")
					: null;
		}
		catch (RuntimeException ex) {
			try {
				flush();
			}
			catch (DataAccessException refused) {
				ex.addSuppressed(refused);
			}
			throw ex;
		}
	}

	/** The batch of a row's class, which takes that row. */
	@SuppressWarnings("unchecked")
	private TypedBatch<Object> batch(Class<?> type) {
		if (this.latest != null && this.latest.type() == type) {
			return (TypedBatch<Object>) this.latest;
		}
		TypedBatch<?> batch = this.batches.get(type);
		if (batch == null) {
			try {
				batch = newBatch(this.writers.writer(type, this.callOptions.database()));
			}
			catch (TaosException ex) {
				throw translate(type, ex);
			}
			this.batches.put(type, batch);
		}
		this.latest = batch;
		return (TypedBatch<Object>) batch;
	}

	private <T> TypedBatch<T> newBatch(TaosRowWriter<T> writer) {
		BatchBuffers<T> buffers = this.writers.buffers().borrow(writer, this.options.tagChange() == TagChange.FAIL);
		return new TypedBatch<>(this, writer, this.tags, buffers);
	}

	private void flush() {
		this.waiting = 0;
		for (TypedBatch<?> batch : this.batches.values()) {
			if (batch.isEmpty()) {
				continue;
			}
			try {
				this.done.add(batch.write());
			}
			catch (TaosException ex) {
				this.writers.forget(batch.type());
				this.done.add(batch.failed(translate(batch.type(), ex)));
			}
			catch (TaosMappingException ex) {
				this.done.add(batch.failed(ex));
			}
		}
	}

	/**
	 * Tell the handler, or end the insert if there is none.
	 */
	void failed(List<?> rows, DataAccessException cause) {
		InsertFailureHandler handler = this.options.failureHandler();
		if (handler == null) {
			throw cause;
		}
		handler.onFailure(new InsertFailure(rows, cause));
	}

	DataAccessException translate(Class<?> type, TaosException ex) {
		return this.translator.translate("insert " + type.getSimpleName() + hint(ex), null, ex);
	}

	/**
	 * Return what to do about a failure, where the server does not say it.
	 */
	static String hint(TaosException ex) {
		return switch (ex.code()) {
			case IN_OTHER_SUPER_TABLE -> "; a child table's name is unique in its database: let @TableName contain the "
					+ "super table's name, or leave it out for names by a hash";
			case TABLE_NOT_EXIST -> "; createSuperTable makes it, as does schema initialisation at start";
			default -> "";
		};
	}

	void report(TagDifference difference) {
		if (this.differences.size() < MAX_DIFFERENCES) {
			this.differences.add(difference);
		}
	}

	TaosClient client() {
		return this.client;
	}

	BatchWriter batchWriter() {
		return BatchWriter.of(this.client);
	}

	InsertOptions options() {
		return this.options;
	}

	@Nullable String database() {
		return this.callOptions.database();
	}

	/** The caller's request id is for the first write. */
	WriteOptions writeOptions() {
		WriteOptions write = WriteOptions.DEFAULTS.nullPolicy(this.options.nullPolicy());
		if (this.callOptions.timeout() != null) {
			write = write.timeout(this.callOptions.timeout());
		}
		if (this.callOptions.database() != null) {
			write = write.database(this.callOptions.database());
		}
		if (this.firstWrite && this.callOptions.reqId() != 0) {
			write = write.reqId(this.callOptions.reqId());
		}
		this.firstWrite = false;
		return write;
	}

	QueryOptions queryOptions() {
		QueryOptions query = QueryOptions.DEFAULTS;
		if (this.callOptions.timeout() != null) {
			query = query.timeout(this.callOptions.timeout());
		}
		return (this.callOptions.database() != null) ? query.database(this.callOptions.database()) : query;
	}

}
