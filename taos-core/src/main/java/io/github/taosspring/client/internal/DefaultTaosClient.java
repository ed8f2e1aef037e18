package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosOutcome;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.TaosSession;
import io.github.taosspring.client.spi.ReqIdInUseException;
import io.github.taosspring.client.spi.TaosConnection;

/**
 * {@link TaosClient} that shares one session for each database and zone, connected when
 * it is first needed and replaced when it is found broken.
 * <p>
 * Two calls under way with the same request id need two connections, because replies are
 * told apart by it: the later one gets a further session of the same kind.
 */
final class DefaultTaosClient implements TaosClient {

	private static final int MAX_SPARES = 8;

	private final TaosClientOptions options;

	private final Operations operations;

	private final Connector connector;

	private final ClientTimer timer = new ClientTimer();

	private final KeepAlive keepAlive;

	private final ConcurrentMap<SessionKey, SharedSession> shared = new ConcurrentHashMap<>();

	private final Set<DefaultSession> opened = ConcurrentHashMap.newKeySet();

	private volatile boolean closed;

	DefaultTaosClient(TaosClientOptions options) {
		this.options = options;
		this.operations = new Operations(options.operationListener());
		this.connector = new Connector(options, this.operations);
		this.keepAlive = new KeepAlive(this.timer, options.keepAliveTimeout());
	}

	@Override
	public TaosClientOptions options() {
		return this.options;
	}

	@Override
	public long execute(String sql, QueryOptions queryOptions) {
		return with(sql, queryOptions, (session) -> session.execute(sql, withoutDatabase(queryOptions)));
	}

	@Override
	public TaosResult query(String sql, QueryOptions queryOptions) {
		return with(sql, queryOptions, (session) -> session.query(sql, withoutDatabase(queryOptions)));
	}

	@Override
	public TaosOutcome run(String sql, QueryOptions queryOptions) {
		return with(sql, queryOptions, (session) -> session.run(sql, withoutDatabase(queryOptions)));
	}

	private <T> T with(String sql, QueryOptions queryOptions, Function<DefaultSession, T> action) {
		if (UseStatement.matches(sql)) {
			throw TaosErrors.unsupported("USE is not supported by a client, whose connections are shared; set the "
					+ "database in the options or per call, or use openSession()");
		}
		String database = (queryOptions.database() != null) ? queryOptions.database() : this.options.database();
		for (int spare = 0;; spare++) {
			try {
				return action.apply(session(database, spare, null));
			}
			catch (ReqIdInUseException ex) {
				if (spare == MAX_SPARES) {
					throw ex;
				}
			}
		}
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
		checkOpen();
		String zone = ZoneNames.of(this.options.timeZone());
		SessionKey key = new SessionKey(database, zone, spare);
		SharedSession slot = this.shared.computeIfAbsent(key,
				(each) -> new SharedSession((time) -> open(each.database(), each.zone(), () -> {
				}, time)));
		if (this.closed) {
			// closed before the slot could be seen
			slot.close();
		}
		return slot.get(within);
	}

	private DefaultSession open(@Nullable String database, String zone, Runnable onClose, @Nullable Duration within) {
		TaosConnection connection = this.connector.connect(database, zone, within);
		this.keepAlive.watch(connection);
		return new DefaultSession(this.options, connection, database, this.operations, onClose);
	}

	@Override
	public TaosSession openSession() {
		checkOpen();
		DefaultSession[] self = new DefaultSession[1];
		DefaultSession session = open(this.options.database(), ZoneNames.of(this.options.timeZone()),
				() -> this.opened.remove(self[0]), null);
		self[0] = session;
		this.opened.add(session);
		if (this.closed) {
			session.close();
			checkOpen();
		}
		return session;
	}

	@Override
	public String serverVersion() {
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
		this.shared.values().forEach(SharedSession::close);
		new ArrayList<>(this.opened).forEach(DefaultSession::close);
		this.timer.close();
	}

	@Override
	public String toString() {
		return "TaosClient[" + this.options + (this.closed ? ", closed]" : "]");
	}

	private record SessionKey(@Nullable String database, String zone, int spare) {

	}

}
