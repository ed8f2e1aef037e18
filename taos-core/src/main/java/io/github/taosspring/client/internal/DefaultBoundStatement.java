package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.PrepareRequest;
import io.github.taosspring.client.spi.RemoteResult;
import io.github.taosspring.client.spi.RemoteStatement;
import io.github.taosspring.client.spi.RemoteStatement.Range;
import io.github.taosspring.client.statement.BatchSchema;
import io.github.taosspring.client.statement.BoundStatement;
import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.client.statement.NullPolicy;
import io.github.taosspring.client.statement.StatementField;
import io.github.taosspring.client.statement.StatementField.Role;
import io.github.taosspring.client.statement.StatementOptions;
import io.github.taosspring.client.wire.BindBatch;
import io.github.taosspring.client.wire.BindColumn;

/**
 * {@link BoundStatement} of a session.
 * <p>
 * The statement on the server is given up after any failure, since what it holds then
 * cannot be told, and prepared again by the next call that needs it. The same goes for
 * one whose connection ended. Only rows sent by {@link #addBatch()} are lost with it.
 */
final class DefaultBoundStatement implements BoundStatement {

	static final Pattern USING = Pattern.compile("\\busing\\b", Pattern.CASE_INSENSITIVE);

	private final OwnSession session;

	private final String sql;

	private final StatementOptions options;

	private final boolean insert;

	private final int parameterCount;

	private final List<StatementField> fields;

	private final @Nullable ColumnBatch batch;

	private final AtomicReference<@Nullable Thread> user = new AtomicReference<>();

	private @Nullable RemoteStatement remote;

	/** What the statement on the server belongs to. */
	private DefaultSession home;

	/** Rows sent since the last execute. */
	private long pending;

	private volatile boolean closed;

	private DefaultBoundStatement(OwnSession session, DefaultSession home, String sql, StatementOptions options,
			RemoteStatement remote) {
		this.session = session;
		this.home = home;
		this.sql = sql;
		this.options = options;
		this.remote = remote;
		this.insert = remote.isInsert();
		BatchSchema schema = options.schema();
		if (schema == null && this.insert && !remote.fields().isEmpty()) {
			schema = BatchSchema.of(remote.fields(), KeyColumn.of(sql, remote.fields()));
		}
		this.fields = (schema != null) ? schema.fields() : remote.fields();
		this.parameterCount = (schema != null) ? this.fields.size() : remote.parameterCount();
		this.batch = (schema != null && this.insert)
				? ColumnBatch.of(schema).truncateTimestamps(options.truncateTimestamps()) : null;
	}

	/**
	 * Prepare a statement.
	 */
	static DefaultBoundStatement prepare(OwnSession session, String sql, StatementOptions options) {
		long reqId = (options.reqId() != 0) ? options.reqId() : ReqId.next();
		Call call = new Call("prepare", sql, reqId, timeout(session, options));
		Deadline deadline = Deadline.after(call.timeout());
		DefaultSession home = session.connected(call.timeout());
		StatementOptions[] used = { options };
		RemoteStatement remote = home.operations().observe(call, () -> {
			RemoteStatement first = home.connection().prepare(request(sql, options, reqId), deadline);
			if (options.singleSuperTable() && options.tableBoundOnce() || !hasLiteralTags(sql, options, first)) {
				return first;
			}
			first.close();
			used[0] = options.flags(true, true);
			return home.connection().prepare(request(sql, used[0], ReqId.next()), deadline);
		}, (value) -> 0);
		try {
			return new DefaultBoundStatement(session, home, sql, used[0], remote);
		}
		catch (RuntimeException ex) {
			remote.close();
			throw ex;
		}
	}

	/**
	 * Return whether tables are bound by name while their tags stand in the text. Without
	 * both flags a second table of such a statement ends the adapter of 3.3.7.5 (seen).
	 */
	private static boolean hasLiteralTags(String sql, StatementOptions options, RemoteStatement statement) {
		BatchSchema schema = options.schema();
		List<StatementField> fields = (schema != null) ? schema.fields() : statement.fields();
		return statement.isInsert() && fields.stream().anyMatch((field) -> field.role() == Role.TABLE_NAME)
				&& fields.stream().noneMatch((field) -> field.role() == Role.TAG) && USING.matcher(sql).find();
	}

	private static Duration timeout(OwnSession session, StatementOptions options) {
		return (options.timeout() != null) ? options.timeout() : session.requestTimeout();
	}

	private static PrepareRequest request(String sql, StatementOptions options, long reqId) {
		return new PrepareRequest(sql, options.schema() == null, options.singleSuperTable(), options.tableBoundOnce(),
				reqId);
	}

	@Override
	public String sql() {
		return this.sql;
	}

	@Override
	public boolean isInsert() {
		return this.insert;
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
		if (!this.insert) {
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
			this.home.operations().observe(call, () -> {
				send(rows, call, deadline);
				return null;
			}, (value) -> 0);
			this.pending += rows.rows();
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
			if (rows.isEmpty() && this.pending == 0) {
				return 0;
			}
			Call call = call("insert", queryOptions);
			Deadline deadline = Deadline.after(call.timeout());
			long affected = this.home.operations().observe(call, () -> write(rows, call, deadline), (value) -> value);
			rows.clear();
			return affected;
		}
		finally {
			leave();
		}
	}

	private long write(ColumnBatch rows, Call call, Deadline deadline) {
		boolean alone = this.pending == 0;
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
		RemoteStatement statement = rows.isEmpty() ? ready(deadline) : send(rows, call, deadline);
		try {
			long affected = statement.execute(call.reqId(), deadline);
			this.pending = 0;
			return affected;
		}
		catch (RuntimeException ex) {
			giveUp();
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
		RemoteStatement statement = ready(deadline);
		byte nullMark = (this.options.nullPolicy() == NullPolicy.UNSET) ? BindColumn.NONE : BindColumn.NULL;
		try {
			// a table that is bound once must not be cut
			int maxRows = this.options.tableBoundOnce() ? Integer.MAX_VALUE : BatchWrite.maxRows(values);
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
			giveUp();
			throw ex;
		}
	}

	private void checkBoundOnce(ColumnBatch rows, int from, int to) {
		if (this.options.tableBoundOnce() && (from > 0 || to < rows.rows())) {
			throw TaosErrors.misuse("A table of this batch has more than " + BindBatch.MAX_TABLE_ROWS
					+ " rows, which go in several binds; prepare the statement without tableBoundOnce");
		}
	}

	/**
	 * Return the statement on the server, prepared again where it was given up or went
	 * with its connection.
	 */
	private RemoteStatement ready(Deadline deadline) {
		RemoteStatement current = this.remote;
		if (current != null && current.isUsable()) {
			return current;
		}
		if (this.pending > 0) {
			this.remote = null;
			long lost = this.pending;
			this.pending = 0;
			throw TaosErrors.connectionBroken("The connection broke before the rows were executed: " + lost
					+ " rows sent by addBatch() were not written", 0, null);
		}
		DefaultSession next = this.session.connected(Duration.ofNanos(Math.max(1, deadline.remainingNanos())));
		RemoteStatement again = next.connection().prepare(request(this.sql, this.options, ReqId.next()), deadline);
		if (this.options.schema() == null && !again.fields().equals(this.fields)) {
			again.close();
			throw TaosErrors.misuse("The table has changed since the statement was prepared; prepare a new one");
		}
		this.home = next;
		this.remote = again;
		return again;
	}

	private void giveUp() {
		RemoteStatement current = this.remote;
		this.remote = null;
		this.pending = 0;
		if (current != null) {
			current.close();
		}
	}

	@Override
	public TaosResult query(QueryOptions queryOptions, @Nullable Object... parameters) {
		enter();
		try {
			if (this.insert) {
				throw TaosErrors.misuse("The statement is an INSERT; fill its batch() and execute() it");
			}
			BindBatch values = QueryParameters.of(this.parameterCount, parameters);
			Call call = call("query", queryOptions);
			Deadline deadline = Deadline.after(call.timeout());
			return this.home.operations().observe(call, () -> result(call, rows(values, call, deadline)), (value) -> 0);
		}
		finally {
			leave();
		}
	}

	private TaosResult result(Call call, RemoteResult rows) {
		return this.home.result(call, rows);
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
		RemoteStatement statement = ready(deadline);
		try {
			if (values.columnCount() > 0) {
				statement.bind(values, new Range(0, 1, BindColumn.NULL), call.reqId(), deadline);
			}
			statement.execute(call.reqId(), deadline);
			return statement.rows(call.reqId(), deadline);
		}
		catch (RuntimeException ex) {
			giveUp();
			throw ex;
		}
	}

	private Call call(String operation, QueryOptions queryOptions) {
		if (queryOptions.database() != null) {
			throw TaosErrors.misuse("A bound statement runs in its session's database");
		}
		long reqId = (queryOptions.reqId() != 0) ? queryOptions.reqId() : ReqId.next();
		Duration timeout = (queryOptions.timeout() != null) ? queryOptions.timeout()
				: timeout(this.session, this.options);
		return new Call(operation, this.sql, reqId, timeout);
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
			giveUp();
		}
		finally {
			leave();
		}
	}

	@Override
	public String toString() {
		return "BoundStatement[" + this.sql + (this.closed ? ", closed]" : "]");
	}

}
