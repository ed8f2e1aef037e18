package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.List;

import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.PrepareRequest;
import io.github.taosspring.client.spi.RemoteStatement;
import io.github.taosspring.client.statement.BatchSchema;
import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.client.statement.WriteOptions;
import io.github.taosspring.client.statement.WriteResult;

/**
 * INSERTs of a session that are prepared once for each of its connections and databases.
 */
final class SessionInserts {

	private final OwnSession session;

	SessionInserts(OwnSession session) {
		this.session = session;
	}

	BatchSchema describe(String sql, boolean again, WriteOptions options) {
		Call call = call("prepare", sql, options);
		Deadline deadline = Deadline.after(call.timeout());
		DefaultSession home = this.session.connected(call.timeout());
		try {
			return describe(home, call, again, deadline);
		}
		catch (TaosConnectionException ex) {
			if (!home.isClosed() || deadline.isOver()) {
				throw ex;
			}
			// preparing changes nothing, so that it may be sent twice
			return describe(this.session.connected(Duration.ofNanos(deadline.remainingNanos())), call, again, deadline);
		}
	}

	private BatchSchema describe(DefaultSession home, Call call, boolean again, Deadline deadline) {
		StatementCache.Key key = new StatementCache.Key(home.database(), call.sql(), false);
		RemoteStatement statement = home.statements().take(key);
		if (statement != null && again) {
			statement.close();
			statement = null;
		}
		if (statement == null) {
			statement = home.operations()
				.observe(call,
						() -> home.connection()
							.prepare(new PrepareRequest(call.sql(), true, true, false, call.reqId()), deadline),
						(prepared) -> 0);
		}
		if (!statement.isInsert()) {
			statement.close();
			throw TaosErrors.misuse("Only an INSERT can be described, not: " + call.sql());
		}
		BatchSchema schema = BatchSchema.of(statement.fields(), KeyColumn.of(call.sql(), statement.fields()));
		home.statements().giveBack(key, statement);
		return schema;
	}

	WriteResult write(String sql, ColumnBatch batch, WriteOptions options) {
		if (options.database() != null) {
			throw TaosErrors.misuse("A session writes in its current database");
		}
		if (batch.isEmpty()) {
			return new WriteResult(0, List.of());
		}
		Call call = call("insert", sql, options);
		return this.session.connected(call.timeout())
			.operations()
			.observe(call, () -> new BatchWrite(batch, options, call, false, this.session::connected).run(),
					WriteResult::rows);
	}

	private Call call(String operation, String sql, WriteOptions options) {
		Duration timeout = (options.timeout() != null) ? options.timeout() : this.session.requestTimeout();
		return new Call(operation, sql, (options.reqId() != 0) ? options.reqId() : ReqId.next(), timeout);
	}

}
