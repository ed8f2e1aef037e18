package io.github.taosspring.client;

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
	 * Return the version of the server.
	 * @return the version as the server says it, such as {@code 3.3.7.5}
	 */
	String serverVersion();

}
