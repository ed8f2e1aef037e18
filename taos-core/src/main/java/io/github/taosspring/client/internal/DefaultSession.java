package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosLimits;
import io.github.taosspring.client.TaosOutcome;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.TaosSession;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.RemoteResult;
import io.github.taosspring.client.spi.StatementReply;
import io.github.taosspring.client.spi.TaosConnection;

/**
 * {@link TaosSession} over one connection.
 */
final class DefaultSession implements TaosSession {

	private static final String ALIVE = "show cluster alive";

	private static final String VERSION = "select server_version()";

	private final TaosClientOptions options;

	private final TaosConnection connection;

	private final Operations operations;

	private final Runnable onClose;

	private volatile @Nullable String database;

	private volatile boolean closed;

	DefaultSession(TaosClientOptions options, TaosConnection connection, @Nullable String database,
			Operations operations, Runnable onClose) {
		this.options = options;
		this.connection = connection;
		this.database = database;
		this.operations = operations;
		this.onClose = onClose;
	}

	@Override
	public long execute(String sql, QueryOptions queryOptions) {
		return observe("execute", sql, queryOptions, (reply, reqId, timeout) -> {
			if (reply.rows() != null) {
				reply.rows().free();
			}
			return reply.affectedRows();
		});
	}

	@Override
	public TaosResult query(String sql, QueryOptions queryOptions) {
		return observe("query", sql, queryOptions, (reply, reqId, timeout) -> {
			if (reply.rows() == null) {
				throw TaosErrors.misuse("The statement is no query; it did run and affected " + reply.affectedRows()
						+ " rows. Use execute for it");
			}
			return result(reply.rows(), reqId, timeout);
		});
	}

	@Override
	public TaosOutcome run(String sql, QueryOptions queryOptions) {
		return observe("run", sql, queryOptions,
				(reply, reqId, timeout) -> (reply.rows() != null)
						? new TaosOutcome(result(reply.rows(), reqId, timeout), 0)
						: new TaosOutcome(null, reply.affectedRows()));
	}

	private static TaosResult result(RemoteResult rows, long reqId, Duration timeout) {
		return new DefaultResult(rows, reqId, timeout);
	}

	private <T> T observe(String operation, String sql, QueryOptions queryOptions, Use<T> use) {
		if (queryOptions.database() != null) {
			throw TaosErrors.misuse("A session has one current database for all its statements; change it by use(), "
					+ "or set the database of a call on the client");
		}
		checkOpen();
		long reqId = (queryOptions.reqId() != 0) ? queryOptions.reqId() : ReqId.next();
		Duration timeout = (queryOptions.timeout() != null) ? queryOptions.timeout() : this.options.requestTimeout();
		long[] affected = new long[1];
		Supplier<T> action = () -> {
			StatementReply reply = this.connection.execute(sql, reqId, Deadline.after(timeout));
			affected[0] = reply.affectedRows();
			String used = (reply.rows() == null) ? UseStatement.database(sql) : null;
			if (used != null) {
				this.database = used;
			}
			return use.apply(reply, reqId, timeout);
		};
		return this.operations.observe(operation, reqId, action, (value) -> affected[0]);
	}

	@Override
	public String serverVersion() {
		String version = this.connection.serverVersion();
		if (!version.isEmpty()) {
			return version;
		}
		try (TaosResult result = query(VERSION)) {
			return String.valueOf(result.toLists().get(0).get(0));
		}
	}

	@Override
	public void use(String name) {
		execute("use `" + TaosLimits.checkDatabaseName(name) + "`", QueryOptions.DEFAULTS);
	}

	@Override
	public @Nullable String database() {
		return this.database;
	}

	@Override
	public boolean isValid(Duration timeout) {
		if (isClosed()) {
			return false;
		}
		try {
			ping(timeout);
			return true;
		}
		catch (TaosException ex) {
			return false;
		}
	}

	/**
	 * Ask the data nodes for a sign of life; the value of the answer is a detail.
	 */
	void ping(Duration timeout) {
		execute(ALIVE, QueryOptions.DEFAULTS.timeout(timeout));
	}

	@Override
	public boolean isClosed() {
		return this.closed || !this.connection.isOpen();
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
			this.connection.close();
			this.onClose.run();
		}
	}

	@Override
	public String toString() {
		return "TaosSession[" + this.connection + ", database=" + this.database + "]";
	}

	/**
	 * Makes a reply what the caller asked for.
	 */
	private interface Use<T> {

		T apply(StatementReply reply, long reqId, Duration timeout);

	}

}
