package io.github.taosspring.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * What runs SQL: a {@link TaosClient} or a {@link TaosSession}. Both are thread-safe.
 * <p>
 * Each call has a deadline ({@link QueryOptions#timeout()}, else the client's) and throws
 * {@link TaosTimeoutException} past it, {@link TaosConnectionException} if the server
 * cannot be reached or the connection breaks, and the subclass of {@link TaosException}
 * that fits the server's code otherwise.
 */
public interface TaosExecutor {

	/**
	 * Run a statement. If it turns out to be a query, its result is freed unread.
	 * @param sql one statement
	 * @return the affected rows, 0 for DDL and queries
	 */
	default long execute(String sql) {
		return execute(sql, QueryOptions.DEFAULTS);
	}

	/**
	 * Run a statement. If it turns out to be a query, its result is freed unread.
	 * @param sql one statement
	 * @param options what this call sets
	 * @return the affected rows, 0 for DDL and queries
	 */
	long execute(String sql, QueryOptions options);

	/**
	 * Run a query.
	 * @param sql one statement that answers rows
	 * @return its result, to be closed
	 * @throws TaosInterfaceException if the statement answered no rows but a count; it
	 * did run
	 */
	default TaosResult query(String sql) {
		return query(sql, QueryOptions.DEFAULTS);
	}

	/**
	 * Run a query.
	 * @param sql one statement that answers rows
	 * @param options what this call sets
	 * @return its result, to be closed
	 * @throws TaosInterfaceException if the statement answered no rows but a count; it
	 * did run
	 */
	TaosResult query(String sql, QueryOptions options);

	/**
	 * Run any statement.
	 * @param sql one statement
	 * @param options what this call sets
	 * @return rows or a count; its result, if any, is to be closed
	 */
	TaosOutcome run(String sql, QueryOptions options);

	/**
	 * Run a statement without waiting for it. If it turns out to be a query, its result
	 * is freed unread.
	 * <p>
	 * Takes no thread while it waits. The future ends like {@link #execute} does, its
	 * deadline included, on the common pool. Cancelling it makes the server stop, unless
	 * the statement writes.
	 * @param sql one statement
	 * @param options what this call sets
	 * @return the affected rows to come, 0 for DDL and queries
	 * @throws TaosInterfaceException if the statement or the options are wrong, or this
	 * implementation has no asynchronous calls
	 */
	default CompletableFuture<Long> executeAsync(String sql, QueryOptions options) {
		throw TaosErrors.unsupported(getClass().getName() + " has no asynchronous calls");
	}

	/**
	 * Run a query without waiting for its reply. Reading the result does wait for blocks;
	 * see {@link #publish} for a reader that does not.
	 * <p>
	 * Takes no thread while it waits. The future ends like {@link #query} does, its
	 * deadline included, on the common pool, so that what depends on it may read the
	 * result. Cancelling it makes the server stop a statement that reads.
	 * @param sql one statement that answers rows
	 * @param options what this call sets
	 * @return the result to come, to be closed
	 * @throws TaosInterfaceException if the statement or the options are wrong, or this
	 * implementation has no asynchronous calls
	 */
	default CompletableFuture<TaosResult> queryAsync(String sql, QueryOptions options) {
		throw TaosErrors.unsupported(getClass().getName() + " has no asynchronous calls");
	}

	/**
	 * Return a publisher that runs a query for each subscriber and fetches a block
	 * whenever the subscriber wants one, none ahead.
	 * <p>
	 * Takes no thread while it waits. Signals come on the common pool, one after the
	 * other. Unlike those of a {@link TaosResult}, the blocks stay valid. The deadline
	 * counts for the reply and anew for each block; past it, as upon cancellation, the
	 * result is freed on the server.
	 * @param sql one statement that answers rows
	 * @param options what the calls set
	 * @return a publisher for any number of subscribers
	 * @throws TaosInterfaceException if the statement or the options are wrong, or this
	 * implementation has no asynchronous calls
	 */
	default Flow.Publisher<Block> publish(String sql, QueryOptions options) {
		throw TaosErrors.unsupported(getClass().getName() + " has no asynchronous calls");
	}

	/**
	 * Make a server stop what it does for a call of this executor: a statement that waits
	 * for its reply in another thread, or a query whose result is being read. Such a call
	 * fails with the server's code 0x022D.
	 * <p>
	 * The server shows a statement up to two seconds after it began; this waits until it
	 * does, for nine seconds at most.
	 * @param reqId the request id of the call
	 * @return whether the server was told; {@code false} if no such call is under way
	 * here, or it ended meanwhile
	 * @throws TaosException if the server cannot be asked or does not answer in that time
	 */
	default boolean cancel(long reqId) {
		throw TaosErrors.unsupported(getClass().getName() + " cannot cancel");
	}

	/**
	 * Return this executor as something that does more than run SQL, such as
	 * {@link io.github.taosspring.client.statement.BoundStatements}. A wrapper asks what
	 * it wraps.
	 * @param type what it shall be
	 * @param <T> what it shall be
	 * @return this executor or what stands for it
	 * @throws TaosInterfaceException if it is no such thing
	 */
	default <T> T unwrap(Class<T> type) {
		if (type.isInstance(this)) {
			return type.cast(this);
		}
		throw TaosErrors.unsupported(getClass().getName() + " is no " + type.getName());
	}

	/**
	 * Return the version of the server, which may be one of several.
	 * @return the version, unknown if the server says none that can be read
	 */
	TaosVersion serverVersion();

}
