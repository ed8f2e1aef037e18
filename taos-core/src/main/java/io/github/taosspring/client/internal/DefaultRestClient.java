package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosRestClient;
import io.github.taosspring.client.TaosRestOptions;
import io.github.taosspring.client.TaosRestResponse;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.RestStatements;
import io.github.taosspring.client.spi.TaosConnection;

/**
 * {@link TaosRestClient} over one connection, which has no database of its own and is
 * replaced when it is found broken.
 */
final class DefaultRestClient implements TaosRestClient {

	private static final int DATABASE_NOT_EXIST = 0x0388;

	private final TaosClientOptions options;

	private final Operations operations;

	private final Connector connector;

	private final ReentrantLock connecting = new ReentrantLock();

	/** Databases that were there when they were tried. */
	private final Set<String> databases = ConcurrentHashMap.newKeySet();

	private volatile @Nullable TaosConnection connection;

	private volatile boolean closed;

	DefaultRestClient(TaosClientOptions options) {
		this.options = options;
		this.operations = new Operations(options.operationListener());
		this.connector = new Connector(options, this.operations);
	}

	@Override
	public TaosClientOptions options() {
		return this.options;
	}

	@Override
	public TaosRestResponse sql(String sql, TaosRestOptions restOptions) {
		if (UseStatement.matches(sql)) {
			throw TaosErrors.unsupported(
					"USE lasts no longer than its request over REST; set the database in the " + "options or per call");
		}
		Duration timeout = (restOptions.timeout() != null) ? restOptions.timeout() : this.options.requestTimeout();
		long reqId = (restOptions.reqId() != 0) ? restOptions.reqId() : ReqId.next();
		Deadline deadline = Deadline.after(timeout);
		return this.operations.observe(new Call("rest", sql, reqId, timeout),
				() -> run(sql, reqId, restOptions, deadline), TaosRestResponse::affectedRows);
	}

	private TaosRestResponse run(String sql, long reqId, TaosRestOptions restOptions, Deadline deadline) {
		String database = (restOptions.database() != null) ? restOptions.database() : this.options.database();
		String zone = ZoneNames.of((restOptions.timeZone() != null) ? restOptions.timeZone() : this.options.timeZone());
		RestStatements statements = statements(deadline);
		if (database != null && !this.databases.contains(database)) {
			TaosRestResponse tried = statements.sql("use `" + database + "`", null, zone, ReqId.next(), restOptions,
					deadline);
			if (!tried.isSuccess()) {
				return tried;
			}
			this.databases.add(database);
		}
		try {
			TaosRestResponse response = statements.sql(sql, database, zone, reqId, restOptions, deadline);
			forget(sql, response.code());
			return response;
		}
		catch (TaosException ex) {
			forget(sql, ex.code());
			throw ex;
		}
	}

	private void forget(String sql, int code) {
		if (code == DATABASE_NOT_EXIST || sql.stripLeading().toLowerCase(Locale.ROOT).startsWith("drop")) {
			this.databases.clear();
		}
	}

	private RestStatements statements(Deadline deadline) {
		TaosConnection current = this.connection;
		if (current == null || !current.isOpen()) {
			current = connect(deadline);
		}
		return (RestStatements) current;
	}

	private TaosConnection connect(Deadline deadline) {
		awaitTurn(deadline);
		try {
			if (this.closed) {
				throw TaosErrors.closed("This client is closed");
			}
			TaosConnection current = this.connection;
			if (current != null && current.isOpen()) {
				return current;
			}
			if (current != null) {
				current.close();
				this.connection = null;
			}
			Duration left = Duration.ofNanos(Math.max(1, deadline.remainingNanos()));
			TaosConnection made = this.connector.connect(null, ZoneNames.of(this.options.timeZone()), left);
			this.connection = made;
			this.databases.clear();
			return made;
		}
		finally {
			this.connecting.unlock();
		}
	}

	/**
	 * Wait for another caller who connects.
	 */
	private void awaitTurn(Deadline deadline) {
		try {
			if (!this.connecting.tryLock(Math.max(0, deadline.remainingNanos()), TimeUnit.NANOSECONDS)) {
				throw TaosErrors.timeout("No connection in time: another thread is still connecting", 0);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw TaosErrors.interrupted("Interrupted while waiting for a connection", 0);
		}
	}

	@Override
	public void close() {
		this.closed = true;
		this.connecting.lock();
		try {
			TaosConnection current = this.connection;
			if (current != null) {
				current.close();
			}
		}
		finally {
			this.connecting.unlock();
		}
	}

	@Override
	public String toString() {
		return "TaosRestClient[" + this.options + (this.closed ? ", closed]" : "]");
	}

}
