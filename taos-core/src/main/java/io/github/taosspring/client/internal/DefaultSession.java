package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosEndpoint;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosExecutor;
import io.github.taosspring.client.TaosOutcome;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.TaosTimeoutException;
import io.github.taosspring.client.TaosVersion;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.RemoteResult;
import io.github.taosspring.client.spi.StatementReply;
import io.github.taosspring.client.spi.TaosConnection;

/**
 * Runs statements on one connection, and ends with it.
 */
final class DefaultSession implements TaosExecutor, DefaultResult.Owner {

	private static final String ALIVE = "show cluster alive";

	private static final String VERSION = "select server_version()";

	private final TaosClientOptions options;

	private final TaosConnection connection;

	private final Operations operations;

	private final ClientTimer timer;

	private final QueryKiller killer;

	/** What {@link #cancel} can find. */
	private final Set<Call> underWay = ConcurrentHashMap.newKeySet();

	private final StatementCache statements = new StatementCache();

	private volatile @Nullable String database;

	private volatile boolean closed;

	DefaultSession(TaosClientOptions options, TaosConnection connection, @Nullable String database,
			Operations operations, ClientTimer timer) {
		this.options = options;
		this.connection = connection;
		this.database = database;
		this.operations = operations;
		this.timer = timer;
		this.killer = new QueryKiller(connection, timer);
	}

	@Override
	public long execute(String sql, QueryOptions queryOptions) {
		return observe(call("execute", sql, queryOptions), DefaultSession::count);
	}

	@Override
	public CompletableFuture<Long> executeAsync(String sql, QueryOptions queryOptions) {
		return observeAsync(call("execute", sql, queryOptions), DefaultSession::count, (count) -> {
		});
	}

	private static long count(Call call, StatementReply reply) {
		if (reply.rows() != null) {
			reply.rows().free();
		}
		return reply.affectedRows();
	}

	@Override
	public TaosResult query(String sql, QueryOptions queryOptions) {
		return observe(call("query", sql, queryOptions), this::rows);
	}

	@Override
	public CompletableFuture<TaosResult> queryAsync(String sql, QueryOptions queryOptions) {
		return observeAsync(call("query", sql, queryOptions), this::rows, TaosResult::close);
	}

	@Override
	public Flow.Publisher<Block> publish(String sql, QueryOptions queryOptions) {
		return new BlockPublisher(() -> open(sql, queryOptions));
	}

	/**
	 * Run a query for a subscriber.
	 */
	CompletableFuture<BlockSubscription.Source> open(String sql, QueryOptions queryOptions) {
		return observeAsync(call("query", sql, queryOptions), (call, reply) -> {
			Opened opened = new Opened(call, remoteRows(reply));
			this.underWay.add(call);
			return opened;
		}, (opened) -> {
			opened.remote().free();
			opened.ended(0);
		});
	}

	private TaosResult rows(Call call, StatementReply reply) {
		return result(call, remoteRows(reply));
	}

	static RemoteResult remoteRows(StatementReply reply) {
		if (reply.rows() == null) {
			throw TaosErrors.misuse("The statement is no query; it did run and affected " + reply.affectedRows()
					+ " rows. Use execute for it");
		}
		return reply.rows();
	}

	@Override
	public TaosOutcome run(String sql, QueryOptions queryOptions) {
		return observe(call("run", sql, queryOptions), (call, reply) -> (reply.rows() != null)
				? new TaosOutcome(result(call, reply.rows()), 0) : new TaosOutcome(null, reply.affectedRows()));
	}

	TaosResult result(Call call, RemoteResult rows) {
		this.underWay.add(call);
		return new DefaultResult(rows, call, this);
	}

	/**
	 * Refuse a call in another database than the session's.
	 */
	static void checkNoDatabase(QueryOptions queryOptions) {
		if (queryOptions.database() != null) {
			throw TaosErrors.misuse("A session has one current database for all its statements; change it by use(), "
					+ "or set the database of a call on the client");
		}
	}

	private Call call(String operation, String sql, QueryOptions queryOptions) {
		checkNoDatabase(queryOptions);
		checkOpen();
		long reqId = (queryOptions.reqId() != 0) ? queryOptions.reqId() : ReqId.next();
		Duration timeout = (queryOptions.timeout() != null) ? queryOptions.timeout() : this.options.requestTimeout();
		return new Call(operation, sql, reqId, timeout);
	}

	private <T> T observe(Call call, BiFunction<Call, StatementReply, T> use) {
		long[] affected = new long[1];
		return this.operations.observe(call, () -> {
			StatementReply reply;
			this.underWay.add(call);
			try {
				reply = this.connection.execute(call.sql(), call.reqId(), Deadline.after(call.timeout()));
			}
			catch (TaosTimeoutException ex) {
				if (ex.code() == 0) {
					killExpired(call);
				}
				throw ex;
			}
			finally {
				this.underWay.remove(call);
			}
			affected[0] = reply.affectedRows();
			note(call, reply);
			return use.apply(call, reply);
		}, (value) -> affected[0]);
	}

	<T> CompletableFuture<T> observeAsync(Call call, BiFunction<Call, StatementReply, T> use, Consumer<T> discard) {
		this.operations.started(call);
		this.underWay.add(call);
		long[] affected = new long[1];
		CompletableFuture<T> outcome = new AsyncCall<>(this.connection, this.timer, call, (reply) -> {
			affected[0] = reply.affectedRows();
			this.underWay.remove(call);
			note(call, reply);
			return use.apply(call, reply);
		}, discard, () -> killExpired(call)).start();
		outcome.whenComplete((value, failure) -> {
			if (failure == null) {
				this.operations.ended(call, affected[0]);
			}
			else {
				this.underWay.remove(call);
				this.operations.failed(call, failure);
			}
		});
		return outcome;
	}

	/**
	 * A {@code USE} statement changed the database.
	 */
	private void note(Call call, StatementReply reply) {
		String used = (reply.rows() == null) ? UseStatement.database(call.sql()) : null;
		if (used != null) {
			this.database = used;
		}
	}

	/**
	 * Stop a statement that nobody waits for any more. Only one that reads: of a write
	 * the server shall not do half.
	 */
	private void killExpired(Call call) {
		if (ReadStatement.matches(call.sql())) {
			this.killer.kill(call);
		}
	}

	@Override
	public boolean cancel(long reqId) {
		for (Call call : this.underWay) {
			if (call.reqId() == reqId) {
				return this.killer.killAndWait(call);
			}
		}
		return false;
	}

	@Override
	public void resultEnded(Call call, long rows) {
		this.underWay.remove(call);
		this.operations.resultEnded(call, rows);
	}

	@Override
	public void resultExpired(Call call) {
		this.killer.kill(call);
	}

	TaosConnection connection() {
		checkOpen();
		return this.connection;
	}

	/**
	 * Return the prepared statements of the connection that nobody uses.
	 */
	StatementCache statements() {
		return this.statements;
	}

	Operations operations() {
		return this.operations;
	}

	@Override
	public TaosVersion serverVersion() {
		TaosVersion version = this.connection.serverVersion();
		if (version.isKnown()) {
			return version;
		}
		try (TaosResult result = query(VERSION)) {
			return TaosVersion.parse(String.valueOf(result.toLists().get(0).get(0)));
		}
	}

	/**
	 * Return the current database.
	 */
	@Nullable String database() {
		return this.database;
	}

	/**
	 * Forget the current database, for the session that takes the place of this one.
	 */
	void forgetDatabase() {
		this.database = null;
	}

	/**
	 * Ask the data nodes for a sign of life; the value of the answer is a detail.
	 */
	void ping(Duration timeout) {
		execute(ALIVE, QueryOptions.DEFAULTS.timeout(timeout));
	}

	TaosEndpoint endpoint() {
		return this.connection.endpoint();
	}

	/**
	 * Tell someone, once, that the connection ended.
	 */
	void onLost(Consumer<TaosException> listener) {
		this.connection.onEnd(listener);
	}

	boolean isClosedByUser() {
		return this.closed;
	}

	/**
	 * Return whether no statement can run any more.
	 */
	boolean isClosed() {
		return this.closed || !this.connection.isOpen();
	}

	private void checkOpen() {
		if (this.closed) {
			throw TaosErrors.closed("This session is closed");
		}
	}

	/**
	 * Close the connection and with it all results; more than once is harmless.
	 */
	void close() {
		if (!this.closed) {
			this.closed = true;
			this.connection.close();
		}
	}

	@Override
	public String toString() {
		return "DefaultSession[" + this.connection + ", database=" + this.database + "]";
	}

	/**
	 * A result for a subscriber.
	 */
	private final class Opened implements BlockSubscription.Source {

		private final Call call;

		private final RemoteResult remote;

		private Opened(Call call, RemoteResult remote) {
			this.call = call;
			this.remote = remote;
		}

		@Override
		public RemoteResult remote() {
			return this.remote;
		}

		@Override
		public ClientTimer timer() {
			return DefaultSession.this.timer;
		}

		@Override
		public Duration timeout() {
			return this.call.timeout();
		}

		@Override
		public long reqId() {
			return this.call.reqId();
		}

		@Override
		public void kill() {
			resultExpired(this.call);
		}

		@Override
		public void ended(long rows) {
			resultEnded(this.call, rows);
		}

	}

}
