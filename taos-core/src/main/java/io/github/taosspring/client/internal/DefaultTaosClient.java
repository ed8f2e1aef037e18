package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Flow;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosOutcome;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.TaosSession;
import io.github.taosspring.client.TaosVersion;
import io.github.taosspring.client.schemaless.SchemalessWriter;
import io.github.taosspring.client.spi.ReqIdInUseException;
import io.github.taosspring.client.spi.TaosConnection;
import io.github.taosspring.client.statement.BatchWriter;

/**
 * {@link TaosClient} that shares one session for each database and zone, connected when
 * it is first needed and replaced when it is found broken.
 * <p>
 * Two calls under way with the same request id need two connections, because replies are
 * told apart by it: the later one gets a further session of the same kind.
 */
final class DefaultTaosClient implements TaosClient {

	private static final long MOMENT_NANOS = 1_000_000;

	private static final int MAX_SPARES = 8;

	/** SQLState of a connection that was gone before a statement was sent. */
	private static final String UNSENT = "08006";

	private final TaosClientOptions options;

	private final Operations operations;

	private final Connector connector;

	private final ConnectionEvents events;

	private final ClientTimer timer = new ClientTimer();

	private final KeepAlive keepAlive;

	private final ConcurrentMap<SessionKey, SharedSession> shared = new ConcurrentHashMap<>();

	private final Set<OwnSession> opened = ConcurrentHashMap.newKeySet();

	private final BatchWriter batchWriter;

	private final SchemalessWriter schemalessWriter;

	private final DefaultTmqConsumers consumers;

	/** How long connecting can take. */
	private final Duration longestConnect;

	private volatile boolean closed;

	DefaultTaosClient(TaosClientOptions options) {
		this.options = options;
		this.longestConnect = options.connectTimeout().multipliedBy(options.endpoints().size());
		this.operations = new Operations(options.operationListener());
		this.events = new ConnectionEvents(options.connectionListener());
		this.connector = new Connector(options, this.operations);
		this.keepAlive = new KeepAlive(this.timer, options.keepAliveTimeout());
		this.batchWriter = new DefaultBatchWriter(this, this.operations,
				(database, within) -> session(database, 0, within));
		this.schemalessWriter = new DefaultSchemalessWriter(options, this.operations, this::session);
		this.consumers = new DefaultTmqConsumers(options, this.operations, this.events, this.keepAlive,
				() -> this.closed);
	}

	@Override
	public <T> T unwrap(Class<T> type) {
		if (type.isInstance(this.batchWriter)) {
			return type.cast(this.batchWriter);
		}
		if (type.isInstance(this.consumers)) {
			return type.cast(this.consumers);
		}
		return type.isInstance(this.schemalessWriter) ? type.cast(this.schemalessWriter)
				: TaosClient.super.unwrap(type);
	}

	@Override
	public TaosClientOptions options() {
		return this.options;
	}

	@Override
	public long execute(String sql, QueryOptions queryOptions) {
		return with(sql, queryOptions, (session, options) -> session.execute(sql, options));
	}

	@Override
	public TaosResult query(String sql, QueryOptions queryOptions) {
		return with(sql, queryOptions, (session, options) -> session.query(sql, options));
	}

	@Override
	public TaosOutcome run(String sql, QueryOptions queryOptions) {
		return with(sql, queryOptions, (session, options) -> session.run(sql, options));
	}

	@Override
	public CompletableFuture<Long> executeAsync(String sql, QueryOptions queryOptions) {
		return withAsync(sql, queryOptions, (session, options) -> session.executeAsync(sql, options), (count) -> {
		});
	}

	@Override
	public CompletableFuture<TaosResult> queryAsync(String sql, QueryOptions queryOptions) {
		return withAsync(sql, queryOptions, (session, options) -> session.queryAsync(sql, options), TaosResult::close);
	}

	@Override
	public Flow.Publisher<Block> publish(String sql, QueryOptions queryOptions) {
		checkNoUse(sql);
		return new BlockPublisher(
				() -> withAsync(sql, queryOptions, (session, options) -> session.open(sql, options), (opened) -> {
					opened.remote().free();
					opened.ended(0);
				}));
	}

	/**
	 * Run a statement on a shared session. One that reads and whose reply went with its
	 * connection, and one that was not sent, is sent once more, within its deadline.
	 */
	private <T> T with(String sql, QueryOptions queryOptions, BiFunction<DefaultSession, QueryOptions, T> action) {
		checkNoUse(sql);
		long start = System.nanoTime();
		QueryOptions own = withoutDatabase(queryOptions);
		try {
			return with(queryOptions, own, null, action);
		}
		catch (TaosConnectionException ex) {
			Duration left = timeout(queryOptions).minusNanos(System.nanoTime() - start);
			if (!isRepeatable(sql, ex) || left.compareTo(Duration.ofMillis(1)) < 0) {
				throw ex;
			}
			try {
				return with(queryOptions, own.timeout(left), left, action);
			}
			catch (TaosException again) {
				again.addSuppressed(ex);
				throw again;
			}
		}
	}

	private <T> T with(QueryOptions queryOptions, QueryOptions own, @Nullable Duration within,
			BiFunction<DefaultSession, QueryOptions, T> action) {
		Duration timeout = timeout(queryOptions);
		boolean bounded = within == null && timeout.compareTo(this.longestConnect) < 0;
		for (int spare = 0;; spare++) {
			try {
				SharedSession slot = slot(database(queryOptions), spare);
				if (!bounded) {
					return action.apply(slot.get(within), own);
				}
				long start = System.nanoTime();
				DefaultSession session = slot.getOrLeave(timeout);
				long elapsed = System.nanoTime() - start;
				// what connecting took is not there for the statement
				return action.apply(session,
						(elapsed < MOMENT_NANOS) ? own : own.timeout(atLeastAMoment(timeout.minusNanos(elapsed))));
			}
			catch (ReqIdInUseException ex) {
				if (spare == MAX_SPARES) {
					throw ex;
				}
			}
		}
	}

	private static Duration atLeastAMoment(Duration left) {
		return (left.toNanos() < MOMENT_NANOS) ? Duration.ofNanos(MOMENT_NANOS) : left;
	}

	private <T> CompletableFuture<T> withAsync(String sql, QueryOptions queryOptions,
			BiFunction<DefaultSession, QueryOptions, CompletableFuture<T>> action, Consumer<T> discard) {
		checkNoUse(sql);
		checkOpen();
		return new Sending<>(sql, queryOptions, action, discard).start();
	}

	/**
	 * Return whether a statement may be sent once more: one that reads and whose reply is
	 * missing, and any whose connection turned out to be gone before it was sent.
	 */
	private static boolean isRepeatable(String sql, Throwable failure) {
		if (!(failure instanceof TaosConnectionException ex)) {
			return false;
		}
		return ex.isOutcomeUnknown() ? ReadStatement.matches(sql) : ex.code() == 0 && UNSENT.equals(ex.sqlState());
	}

	private Duration timeout(QueryOptions queryOptions) {
		return (queryOptions.timeout() != null) ? queryOptions.timeout() : this.options.requestTimeout();
	}

	private @Nullable String database(QueryOptions queryOptions) {
		return (queryOptions.database() != null) ? queryOptions.database() : this.options.database();
	}

	private static void checkNoUse(String sql) {
		if (UseStatement.matches(sql)) {
			throw TaosErrors.unsupported("USE is not supported by a client, whose connections are shared; set the "
					+ "database in the options or per call, or use openSession()");
		}
	}

	@Override
	public boolean cancel(long reqId) {
		checkOpen();
		for (SharedSession slot : this.shared.values()) {
			DefaultSession session = slot.ifConnected();
			if (session != null && session.cancel(reqId)) {
				return true;
			}
		}
		return false;
	}

	private static QueryOptions withoutDatabase(QueryOptions queryOptions) {
		if (queryOptions.database() == null) {
			return queryOptions;
		}
		QueryOptions copy = QueryOptions.DEFAULTS;
		if (queryOptions.reqId() != 0) {
			copy = copy.reqId(queryOptions.reqId());
		}
		return (queryOptions.timeout() != null) ? copy.timeout(queryOptions.timeout()) : copy;
	}

	/**
	 * Return the shared session, connecting it where needed.
	 */
	private DefaultSession session(@Nullable String database, int spare, @Nullable Duration within) {
		return slot(database, spare).get(within);
	}

	private SharedSession slot(@Nullable String database, int spare) {
		checkOpen();
		String zone = ZoneNames.of(this.options.timeZone());
		SessionKey key = new SessionKey(database, zone, spare);
		SharedSession slot = this.shared.computeIfAbsent(key,
				(each) -> new SharedSession((time) -> open(each.database(), each.zone(), time), this.timer, this.events,
						true));
		if (this.closed) {
			// closed before the slot could be seen
			slot.close();
		}
		return slot;
	}

	private DefaultSession open(@Nullable String database, String zone, @Nullable Duration within) {
		TaosConnection connection = this.connector.connect(database, zone, within);
		this.keepAlive.watch(connection);
		return new DefaultSession(this.options, connection, database, this.operations, this.timer);
	}

	@Override
	public TaosSession openSession() {
		checkOpen();
		String zone = ZoneNames.of(this.options.timeZone());
		OwnSession session = new OwnSession(this.options, (database, within) -> open(database, zone, within),
				this.timer, this.events, this.opened::remove);
		session.connect();
		this.opened.add(session);
		if (this.closed) {
			session.close();
			checkOpen();
		}
		return session;
	}

	@Override
	public TaosVersion serverVersion() {
		return session(this.options.database(), 0, null).serverVersion();
	}

	@Override
	public void ping(Duration timeout) {
		long start = System.nanoTime();
		DefaultSession session = session(this.options.database(), 0, timeout);
		Duration left = timeout.minusNanos(System.nanoTime() - start);
		session.ping((left.isNegative() || left.isZero()) ? Duration.ofNanos(1) : left);
	}

	private void checkOpen() {
		if (this.closed) {
			throw TaosErrors.closed("This client is closed");
		}
	}

	@Override
	public void close() {
		this.closed = true;
		this.consumers.close();
		this.shared.values().forEach(SharedSession::close);
		new ArrayList<>(this.opened).forEach(OwnSession::close);
		this.timer.close();
	}

	@Override
	public String toString() {
		return "TaosClient[" + this.options + (this.closed ? ", closed]" : "]");
	}

	/**
	 * An asynchronous call that may be sent again, over another connection.
	 */
	private final class Sending<T> extends AsyncSending<T> {

		private final String sql;

		private final @Nullable String database;

		private int spare;

		private boolean again;

		private Sending(String sql, QueryOptions queryOptions,
				BiFunction<DefaultSession, QueryOptions, CompletableFuture<T>> action, Consumer<T> discard) {
			super(withoutDatabase(queryOptions), timeout(queryOptions), action, discard);
			this.sql = sql;
			this.database = database(queryOptions);
		}

		private CompletableFuture<T> start() {
			return start(slot(this.database, this.spare).getAsync());
		}

		@Override
		void failed(Throwable failure) {
			if (failure instanceof ReqIdInUseException && this.spare < MAX_SPARES) {
				this.spare++;
				restart();
			}
			else if (!this.again && isRepeatable(this.sql, failure) && !isOver()) {
				this.again = true;
				restart();
			}
			else {
				fail(failure);
			}
		}

		private void restart() {
			try {
				start();
			}
			catch (TaosException ex) {
				fail(ex);
			}
		}

	}

	private record SessionKey(@Nullable String database, String zone, int spare) {

	}

}
