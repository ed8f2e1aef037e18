package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosLimits;
import io.github.taosspring.client.TaosOutcome;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.TaosSession;
import io.github.taosspring.client.TaosVersion;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.statement.BatchSchema;
import io.github.taosspring.client.statement.BoundStatement;
import io.github.taosspring.client.statement.BoundStatements;
import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.client.statement.StatementOptions;
import io.github.taosspring.client.statement.WriteOptions;
import io.github.taosspring.client.statement.WriteResult;

/**
 * {@link TaosSession} that outlives its connections: the first call after one was lost
 * makes the next, in the same zone and with the database that was current.
 * <p>
 * A statement that was not sent, because its connection turned out to be gone, goes to
 * the next one. What was sent is never sent again: its caller is told that its outcome is
 * unknown.
 */
final class OwnSession implements TaosSession, BoundStatements {

	private static final int DATABASE_NOT_EXIST = 0x0388;

	private final TaosClientOptions options;

	private final Factory factory;

	private final SharedSession slot;

	private final Consumer<OwnSession> onClose;

	private final SessionInserts inserts = new SessionInserts(this);

	/** The last one that was connected. */
	private volatile @Nullable DefaultSession current;

	private volatile boolean closed;

	/**
	 * Create a session that is not connected yet.
	 * @param onClose told once that this session was closed
	 */
	OwnSession(TaosClientOptions options, Factory factory, ClientTimer timer, ConnectionEvents events,
			Consumer<OwnSession> onClose) {
		this.options = options;
		this.factory = factory;
		this.slot = new SharedSession(this::open, timer, events, false);
		this.onClose = onClose;
	}

	private DefaultSession open(@Nullable Duration within) {
		DefaultSession before = this.current;
		DefaultSession session = this.factory.open((before != null) ? before.database() : this.options.database(),
				within);
		this.current = session;
		return session;
	}

	/**
	 * Connect within the options' time.
	 */
	void connect() {
		this.slot.get(null);
	}

	/**
	 * Return what runs statements now, connecting where needed. What the server keeps for
	 * one, such as prepared statements, ends with it: another object is returned after a
	 * loss.
	 * @param within the time allowed
	 */
	DefaultSession connected(@Nullable Duration within) {
		DefaultSession session = ready();
		return (session != null) ? session : this.slot.get(within, false);
	}

	private @Nullable DefaultSession ready() {
		checkOpen();
		DefaultSession session = this.current;
		return (session != null && !session.isClosed()) ? session : null;
	}

	private <T> T with(String sql, QueryOptions queryOptions, BiFunction<DefaultSession, QueryOptions, T> action) {
		try {
			return with(queryOptions, action);
		}
		catch (TaosException ex) {
			DefaultSession lost = this.current;
			if (ex.code() != DATABASE_NOT_EXIST || !UseStatement.matches(sql) || lost == null || !lost.isClosed()) {
				throw ex;
			}
			// the database that was current is gone, which must not keep out of others
			lost.forgetDatabase();
			return with(queryOptions, action);
		}
	}

	private <T> T with(QueryOptions queryOptions, BiFunction<DefaultSession, QueryOptions, T> action) {
		DefaultSession.checkNoDatabase(queryOptions);
		DefaultSession session = ready();
		if (session == null) {
			return connectAndRun(queryOptions, Deadline.after(timeout(queryOptions)), action);
		}
		Deadline deadline = Deadline.after(timeout(queryOptions));
		try {
			return action.apply(session, queryOptions);
		}
		catch (TaosConnectionException ex) {
			if (!isUnsent(session, ex) || deadline.isOver()) {
				throw ex;
			}
			return connectAndRun(queryOptions, deadline, action);
		}
	}

	private <T> T connectAndRun(QueryOptions queryOptions, Deadline deadline,
			BiFunction<DefaultSession, QueryOptions, T> action) {
		DefaultSession session = connected(left(deadline));
		return action.apply(session, queryOptions.timeout(left(deadline)));
	}

	private <T> CompletableFuture<T> withAsync(QueryOptions queryOptions,
			BiFunction<DefaultSession, QueryOptions, CompletableFuture<T>> action, Consumer<T> discard) {
		DefaultSession.checkNoDatabase(queryOptions);
		DefaultSession session = ready();
		return (session != null) ? action.apply(session, queryOptions)
				: new AsyncSending<>(queryOptions, timeout(queryOptions), action, discard).start(this.slot.getAsync());
	}

	private boolean isUnsent(DefaultSession session, TaosConnectionException ex) {
		return !this.closed && session.isClosed() && ex.code() == 0 && !ex.isOutcomeUnknown();
	}

	private Duration timeout(QueryOptions queryOptions) {
		return (queryOptions.timeout() != null) ? queryOptions.timeout() : this.options.requestTimeout();
	}

	private static Duration left(Deadline deadline) {
		return Duration.ofNanos(Math.max(1, deadline.remainingNanos()));
	}

	@Override
	public long execute(String sql, QueryOptions queryOptions) {
		return with(sql, queryOptions, (session, own) -> session.execute(sql, own));
	}

	@Override
	public TaosResult query(String sql, QueryOptions queryOptions) {
		return with(queryOptions, (session, own) -> session.query(sql, own));
	}

	@Override
	public TaosOutcome run(String sql, QueryOptions queryOptions) {
		return with(sql, queryOptions, (session, own) -> session.run(sql, own));
	}

	@Override
	public CompletableFuture<Long> executeAsync(String sql, QueryOptions queryOptions) {
		return withAsync(queryOptions, (session, own) -> session.executeAsync(sql, own), (count) -> {
		});
	}

	@Override
	public CompletableFuture<TaosResult> queryAsync(String sql, QueryOptions queryOptions) {
		return withAsync(queryOptions, (session, own) -> session.queryAsync(sql, own), TaosResult::close);
	}

	@Override
	public Flow.Publisher<Block> publish(String sql, QueryOptions queryOptions) {
		DefaultSession.checkNoDatabase(queryOptions);
		return new BlockPublisher(() -> withAsync(queryOptions, (session, own) -> session.open(sql, own), (opened) -> {
			opened.remote().free();
			opened.ended(0);
		}));
	}

	@Override
	public BoundStatement prepare(String sql, StatementOptions statementOptions) {
		return DefaultBoundStatement.prepare(this, sql, statementOptions);
	}

	@Override
	public BatchSchema describe(String sql, boolean again, WriteOptions writeOptions) {
		return this.inserts.describe(sql, again, writeOptions);
	}

	@Override
	public WriteResult write(String sql, ColumnBatch batch, WriteOptions writeOptions) {
		return this.inserts.write(sql, batch, writeOptions);
	}

	/**
	 * Return the time allowed for a call that does not say.
	 */
	Duration requestTimeout() {
		return this.options.requestTimeout();
	}

	@Override
	public boolean cancel(long reqId) {
		DefaultSession session = ready();
		return session != null && session.cancel(reqId);
	}

	@Override
	public TaosVersion serverVersion() {
		return connected(this.options.requestTimeout()).serverVersion();
	}

	@Override
	public void use(String name) {
		execute("use `" + TaosLimits.checkDatabaseName(name) + "`", QueryOptions.DEFAULTS);
	}

	@Override
	public @Nullable String database() {
		DefaultSession session = this.current;
		return (session != null) ? session.database() : this.options.database();
	}

	@Override
	public void reset() {
		checkOpen();
		String original = this.options.database();
		DefaultSession session = this.current;
		if (session == null || Objects.equals(session.database(), original)) {
			return;
		}
		if (original != null) {
			use(original);
		}
		else {
			// no statement takes a current database away
			session.forgetDatabase();
			session.close();
		}
	}

	@Override
	public boolean isValid(Duration timeout) {
		if (this.closed) {
			return false;
		}
		try {
			Deadline deadline = Deadline.after(timeout);
			DefaultSession session = ready();
			if (session == null) {
				session = this.slot.get(timeout, true);
			}
			session.ping(left(deadline));
			return true;
		}
		catch (TaosException ex) {
			return false;
		}
	}

	@Override
	public boolean isClosed() {
		return this.closed;
	}

	private void checkOpen() {
		if (this.closed) {
			throw TaosErrors.closed("This session is closed");
		}
	}

	@Override
	public void close() {
		if (!this.closed) {
			this.closed = true;
			this.slot.close();
			this.onClose.accept(this);
		}
	}

	@Override
	public String toString() {
		return "TaosSession[" + this.current + (this.closed ? ", closed]" : "]");
	}

	/**
	 * Makes connections.
	 */
	interface Factory {

		/**
		 * Connect.
		 * @param database the current database, {@code null} for none
		 * @param within the time allowed, {@code null} for the options'
		 */
		DefaultSession open(@Nullable String database, @Nullable Duration within);

	}

}
