package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.schemaless.PointBatch;
import io.github.taosspring.client.schemaless.SchemalessOptions;
import io.github.taosspring.client.schemaless.SchemalessPrecision;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.github.taosspring.client.schemaless.SchemalessResult;
import io.github.taosspring.client.schemaless.SchemalessWriter;

/**
 * {@link SchemalessWriter} over the shared sessions of a client.
 */
final class DefaultSchemalessWriter implements SchemalessWriter {

	private final TaosClientOptions options;

	private final Operations operations;

	private final Sessions sessions;

	DefaultSchemalessWriter(TaosClientOptions options, Operations operations, Sessions sessions) {
		this.options = options;
		this.operations = operations;
		this.sessions = sessions;
	}

	@Override
	public SchemalessResult write(PointBatch batch, SchemalessOptions writeOptions) {
		SchemalessPrecision asked = writeOptions.precision();
		if (asked != SchemalessPrecision.NOT_CONFIGURED && asked != batch.precision()) {
			throw TaosErrors.misuse("The options ask for " + asked + ", but the times of the batch were written with "
					+ batch.precision());
		}
		SchemalessPrecision precision = (batch.protocol() == SchemalessProtocol.LINE) ? batch.precision()
				: SchemalessPrecision.NOT_CONFIGURED;
		boolean named = writeOptions.tableNameKey().isEmpty() && !batch.tableNameKey().isEmpty();
		return write(new SchemalessLines(batch.protocol(), precision, batch.data(), true),
				named ? writeOptions.tableNameKey(batch.tableNameKey()) : writeOptions);
	}

	@Override
	public SchemalessResult write(SchemalessProtocol protocol, List<String> lines, SchemalessOptions writeOptions) {
		return write(SchemalessLines.of(protocol, writeOptions.precision(), lines), writeOptions);
	}

	@Override
	public SchemalessResult write(SchemalessProtocol protocol, String payload, SchemalessOptions writeOptions) {
		return write(SchemalessLines.of(protocol, writeOptions.precision(), payload), writeOptions);
	}

	private SchemalessResult write(SchemalessLines lines, SchemalessOptions writeOptions) {
		String database = (writeOptions.database() != null) ? writeOptions.database() : this.options.database();
		if (database == null) {
			throw TaosErrors.misuse("Schemaless writing needs a database; set it in the URL or in the options");
		}
		if (lines.isEmpty()) {
			return SchemalessResult.EMPTY;
		}
		Duration timeout = (writeOptions.timeout() != null) ? writeOptions.timeout() : this.options.requestTimeout();
		long reqId = (writeOptions.reqId() != 0) ? writeOptions.reqId() : ReqId.next();
		Call call = new Call("schemaless", "", reqId, timeout);
		return this.operations.observe(call,
				() -> new SchemalessWrite(lines, writeOptions, database, call, this.sessions).run(),
				(result) -> Math.max(0, result.affectedRows()));
	}

	/**
	 * Gives shared sessions.
	 */
	interface Sessions {

		/**
		 * Return the shared session of a database.
		 * @param spare which of them, from 0: more than one only for equal request ids
		 * @param within the time allowed to connect
		 */
		DefaultSession get(@Nullable String database, int spare, @Nullable Duration within);

	}

}
