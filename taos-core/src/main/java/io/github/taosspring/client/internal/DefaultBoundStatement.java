package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.RemoteResult;
import io.github.taosspring.client.spi.RemoteStatement;
import io.github.taosspring.client.spi.RemoteStatement.Range;
import io.github.taosspring.client.statement.BatchSchema;
import io.github.taosspring.client.statement.BoundStatement;
import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.client.statement.NullPolicy;
import io.github.taosspring.client.statement.StatementField;
import io.github.taosspring.client.statement.StatementOptions;
import io.github.taosspring.client.wire.BindBatch;
import io.github.taosspring.client.wire.BindColumn;

/**
 * {@link BoundStatement} of a session, whose statement on the server may be prepared
 * again between calls. Only rows sent by {@link #addBatch()} are lost with it.
 */
final class DefaultBoundStatement implements BoundStatement {

	private final HeldStatement held;

	private final int parameterCount;

	private final List<StatementField> fields;

	private final @Nullable ColumnBatch batch;

	private final AtomicReference<@Nullable Thread> user = new AtomicReference<>();

	private volatile boolean closed;

	private DefaultBoundStatement(HeldStatement held) {
		StatementOptions options = held.options();
		this.held = held;
		BatchSchema schema = options.schema();
		if (schema == null && held.isInsert() && !held.fields().isEmpty()) {
			schema = BatchSchema.of(held.fields(), KeyColumn.of(held.sql(), held.fields()));
		}
		this.fields = (schema != null) ? schema.fields() : held.fields();
		this.parameterCount = (schema != null) ? this.fields.size() : held.parameterCount();
		this.batch = (schema != null && held.isInsert())
				? ColumnBatch.of(schema).truncateTimestamps(options.truncateTimestamps()) : null;
	}

	/**
	 * Prepare a statement.
	 */
	static DefaultBoundStatement prepare(OwnSession session, String sql, StatementOptions options) {
		HeldStatement held = HeldStatement.prepare(session, sql, options);
		try {
			return new DefaultBoundStatement(held);
		}
		catch (RuntimeException ex) {
			held.giveUp();
			throw ex;
		}
	}

	@Override
	public String sql() {
		return this.held.sql();
	}

	@Override
	public boolean isInsert() {
		return this.held.isInsert();
	}

	@Override
	public int parameterCount() {
		return this.parameterCount;
	}

	@Override
	public List<StatementField> fields() {
		return this.fields;
	}

	@Override
	public ColumnBatch batch() {
		if (!this.held.isInsert()) {
			throw TaosErrors.misuse("The statement is no INSERT; give its parameters to query()");
		}
		if (this.batch == null) {
			throw TaosErrors.misuse("The server does not tell the placeholders of this INSERT; prepare it with their "
					+ "schema (StatementOptions.schema)");
		}
		return this.batch;
	}

	@Override
	public void addBatch() {
		enter();
		try {
			ColumnBatch rows = batch();
			if (rows.isEmpty()) {
				throw TaosErrors.misuse("There is no row to send");
			}
			Call call = call("bind", QueryOptions.DEFAULTS);
			Deadline deadline = Deadline.after(call.timeout());
			this.held.home().operations().observe(call, () -> {
				send(rows, call, deadline);
				return null;
			}, (value) -> 0);
			this.held.sent(rows.rows());
			rows.clear();
		}
		finally {
			leave();
		}
	}

	@Override
	public long execute(QueryOptions queryOptions) {
		enter();
		try {
			ColumnBatch rows = batch();
			if (rows.isEmpty() && !this.held.hasPending()) {
				return 0;
			}
			Call call = call("insert", queryOptions);
			Deadline deadline = Deadline.after(call.timeout());
			long affected = this.held.home()
				.operations()
				.observe(call, () -> write(rows, call, deadline), (value) -> value);
			rows.clear();
			return affected;
		}
		finally {
			leave();
		}
	}

	private long write(ColumnBatch rows, Call call, Deadline deadline) {
		boolean alone = !this.held.hasPending();
		try {
			return writeOnce(rows, call, deadline);
		}
		catch (TaosException ex) {
			if (!alone || !RetryCodes.asksToPrepareAgain(ex) || deadline.isOver()) {
				throw ex;
			}
			return writeOnce(rows, call, deadline);
		}
	}

	private long writeOnce(ColumnBatch rows, Call call, Deadline deadline) {
		// one prepared anew after the bind would have nothing to execute
		RemoteStatement statement = rows.isEmpty() ? this.held.ready(deadline) : send(rows, call, deadline);
		try {
			long affected = statement.execute(call.reqId(), deadline);
			this.held.executed();
			return affected;
		}
		catch (RuntimeException ex) {
			this.held.giveUp();
			throw ex;
		}
	}

	/**
	 * Bind all rows of the batch, in as many requests as it takes.
	 * @return the statement that has them
	 */
	private RemoteStatement send(ColumnBatch rows, Call call, Deadline deadline) {
		BindBatch values = rows.data();
		values.sort();
		RemoteStatement statement = this.held.ready(deadline);
		byte nullMark = (this.held.options().nullPolicy() == NullPolicy.UNSET) ? BindColumn.NONE : BindColumn.NULL;
		try {
			// a table that is bound once must not be cut
			int maxRows = this.held.options().tableBoundOnce() ? Integer.MAX_VALUE : BatchWrite.maxRows(values);
			int to;
			for (int from = 0; from < rows.rows(); from = to) {
				to = values.endOfBind(from, maxRows);
				checkBoundOnce(rows, from, to);
				statement.bind(values, new Range(from, to, nullMark), (from == 0) ? call.reqId() : ReqId.next(),
						deadline);
			}
			return statement;
		}
		catch (RuntimeException ex) {
			this.held.giveUp();
			throw ex;
		}
	}

	private void checkBoundOnce(ColumnBatch rows, int from, int to) {
		if (this.held.options().tableBoundOnce() && (from > 0 || to < rows.rows())) {
			throw TaosErrors.misuse("A table of this batch has more than " + BindBatch.MAX_TABLE_ROWS
					+ " rows, which go in several binds; prepare the statement without tableBoundOnce");
		}
	}

	@Override
	public TaosResult query(QueryOptions queryOptions, @Nullable Object... parameters) {
		enter();
		try {
			if (this.held.isInsert()) {
				throw TaosErrors.misuse("The statement is an INSERT; fill its batch() and execute() it");
			}
			BindBatch values = QueryParameters.of(this.parameterCount, parameters);
			Call call = call("query", queryOptions);
			Deadline deadline = Deadline.after(call.timeout());
			return this.held.home()
				.operations()
				.observe(call, () -> result(call, rows(values, call, deadline)), (value) -> 0);
		}
		finally {
			leave();
		}
	}

	private TaosResult result(Call call, RemoteResult rows) {
		return this.held.home().result(call, rows);
	}

	private RemoteResult rows(BindBatch values, Call call, Deadline deadline) {
		try {
			return rowsOnce(values, call, deadline);
		}
		catch (TaosException ex) {
			if (!RetryCodes.asksToPrepareAgain(ex) || deadline.isOver()) {
				throw ex;
			}
			return rowsOnce(values, call, deadline);
		}
	}

	private RemoteResult rowsOnce(BindBatch values, Call call, Deadline deadline) {
		RemoteStatement statement = this.held.ready(deadline);
		try {
			if (values.columnCount() > 0) {
				statement.bind(values, new Range(0, 1, BindColumn.NULL), call.reqId(), deadline);
			}
			statement.execute(call.reqId(), deadline);
			return statement.rows(call.reqId(), deadline);
		}
		catch (RuntimeException ex) {
			this.held.giveUp();
			throw ex;
		}
	}

	private Call call(String operation, QueryOptions queryOptions) {
		if (queryOptions.database() != null) {
			throw TaosErrors.misuse("A bound statement runs in its session's database");
		}
		long reqId = (queryOptions.reqId() != 0) ? queryOptions.reqId() : ReqId.next();
		Duration timeout = (queryOptions.timeout() != null) ? queryOptions.timeout() : this.held.timeout();
		return new Call(operation, this.held.sql(), reqId, timeout);
	}

	private void enter() {
		Thread other = this.user.compareAndExchange(null, Thread.currentThread());
		if (other != null) {
			throw TaosErrors.misuse("This statement is in use by thread '" + other.getName()
					+ "'; a bound statement is for one thread at a time");
		}
		if (this.closed) {
			this.user.set(null);
			throw TaosErrors.closed("This statement is closed");
		}
	}

	private void leave() {
		this.user.set(null);
	}

	@Override
	public boolean isClosed() {
		return this.closed;
	}

	@Override
	public void close() {
		if (this.closed) {
			return;
		}
		enter();
		try {
			this.closed = true;
			this.held.giveUp();
		}
		finally {
			leave();
		}
	}

	@Override
	public String toString() {
		return "BoundStatement[" + this.held.sql() + (this.closed ? ", closed]" : "]");
	}

}
