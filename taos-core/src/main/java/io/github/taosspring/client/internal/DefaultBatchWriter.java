package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.statement.BatchSchema;
import io.github.taosspring.client.statement.BatchWriter;
import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.client.statement.WriteOptions;
import io.github.taosspring.client.statement.WriteResult;

/**
 * {@link BatchWriter} over the shared sessions of a client.
 */
final class DefaultBatchWriter implements BatchWriter {

	private final DefaultTaosClient client;

	private final TaosClientOptions options;

	private final Operations operations;

	private final BiFunction<@Nullable String, @Nullable Duration, DefaultSession> sessions;

	/**
	 * Create the writer.
	 * @param sessions gives the shared session of a database, connected within a time
	 */
	DefaultBatchWriter(DefaultTaosClient client, Operations operations,
			BiFunction<@Nullable String, @Nullable Duration, DefaultSession> sessions) {
		this.client = client;
		this.options = client.options();
		this.operations = operations;
		this.sessions = sessions;
	}

	@Override
	public BatchSchema schema(String table, List<String> columns) {
		return new SchemaDescriber(this.client).describe(table, columns);
	}

	@Override
	public WriteResult write(ColumnBatch batch, WriteOptions writeOptions) {
		String sql = InsertText.of(batch.schema());
		if (batch.isEmpty()) {
			return new WriteResult(0, List.of());
		}
		Duration timeout = (writeOptions.timeout() != null) ? writeOptions.timeout() : this.options.requestTimeout();
		long reqId = (writeOptions.reqId() != 0) ? writeOptions.reqId() : ReqId.next();
		String database = (writeOptions.database() != null) ? writeOptions.database() : this.options.database();
		Call call = new Call("insert", sql, reqId, timeout);
		return this.operations.observe(call,
				() -> new BatchWrite(batch, writeOptions, call, true, (left) -> this.sessions.apply(database, left))
					.run(),
				WriteResult::rows);
	}

}
