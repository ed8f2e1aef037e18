package io.github.taosspring.client.statement;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.TaosSession;

/**
 * A statement with {@code ?} for its parameters, prepared on the server and bound there
 * (TDengine's parameter binding, {@code stmt2} or its predecessor).
 * <p>
 * An INSERT is filled through {@link #batch()}: <pre>
 * try (BoundStatement insert = BoundStatement.prepare(session,
 *         "insert into meters (tbname, location, ts, voltage) values (?, ?, ?, ?)")) {
 *     insert.batch().appendRow("d1001", "Oslo", Instant.now(), 230);
 *     insert.execute();
 * }
 * </pre> A query takes its parameters with the call ({@link #query(Object...)}).
 * <p>
 * It belongs to its session and dies with the connection; one that was idle then is
 * prepared again on the session's next connection, if the session gets one. An INSERT
 * that names one table in its text is prepared again before each further execute, which
 * costs a round trip: TDengine 3.3.7.5 drops rows silently that are bound for a table
 * which was dropped meanwhile. For writing from many threads, with retries, see
 * {@link BatchWriter}.
 * <p>
 * Servers before 3.3.3 have parameter binding of the first kind only. It serves with some
 * requests for each table instead of one for all, each after the reply to the one before.
 * An INSERT is then one into one table or a {@code ?} whose values are all {@code ?}, as
 * are its tags if the table is a {@code ?}; a name among the columns ({@code tbname}) is
 * put in front. It cannot leave columns as they are ({@link NullPolicy#UNSET}), bind
 * DECIMAL and BLOB, TIMESTAMP other than in the first column unless the database counts
 * milliseconds, or run a query that has no parameter or one of type TIMESTAMP, DECIMAL,
 * BLOB, GEOMETRY or JSON (an {@code Instant} is sent as text). All that is refused by
 * name.
 * <p>
 * For one thread at a time: a call while another thread is in one is refused.
 */
public interface BoundStatement extends AutoCloseable {

	/**
	 * Prepare a statement.
	 * @param session the session to which it belongs
	 * @param sql one INSERT or SELECT
	 * @return the statement, to be closed
	 * @throws io.github.taosspring.client.TaosInterfaceException if the session's
	 * protocol has no bound statements: they need WebSocket
	 * @throws io.github.taosspring.client.TaosException if the server refuses it
	 */
	static BoundStatement prepare(TaosSession session, String sql) {
		return prepare(session, sql, StatementOptions.DEFAULTS);
	}

	/**
	 * Prepare a statement.
	 * @param session the session to which it belongs
	 * @param sql one INSERT or SELECT
	 * @param options how
	 * @return the statement, to be closed
	 * @throws io.github.taosspring.client.TaosInterfaceException if the session's
	 * protocol has no bound statements: they need WebSocket
	 * @throws io.github.taosspring.client.TaosException if the server refuses it
	 */
	static BoundStatement prepare(TaosSession session, String sql, StatementOptions options) {
		return session.unwrap(BoundStatements.class).prepare(sql, options);
	}

	/**
	 * Return the text.
	 * @return the SQL as given
	 */
	String sql();

	/**
	 * Return whether it writes.
	 * @return whether it is an INSERT
	 */
	boolean isInsert();

	/**
	 * Return the number of placeholders.
	 * @return the placeholders
	 */
	int parameterCount();

	/**
	 * Return the placeholders of an INSERT.
	 * @return name, type and role of each; empty for a query, of whose parameters the
	 * server tells the number only
	 */
	List<StatementField> fields();

	/**
	 * Return the rows that {@link #addBatch()} or {@link #execute()} sends next.
	 * @return the batch, always the same
	 * @throws io.github.taosspring.client.TaosInterfaceException if this is no INSERT
	 */
	ColumnBatch batch();

	/**
	 * Send the rows of {@link #batch()} and clear it, without executing yet. A failure
	 * drops all rows sent since the last execute, and keeps the batch.
	 * @throws io.github.taosspring.client.TaosInterfaceException if there is no row, or
	 * this is no INSERT
	 * @throws io.github.taosspring.client.TaosException if the server refuses the rows
	 */
	void addBatch();

	/**
	 * Send the rows of {@link #batch()}, write all that were sent, and clear the batch.
	 * @return the affected rows
	 */
	default long execute() {
		return execute(QueryOptions.DEFAULTS);
	}

	/**
	 * Send the rows of {@link #batch()}, write all that were sent, and clear the batch.
	 * <p>
	 * More rows of a table than a bind can carry (32767) go in several. If the call
	 * fails, nothing was written, except that the outcome is unknown after a timeout or a
	 * broken connection; the batch keeps the rows that were not sent by
	 * {@link #addBatch()}.
	 * @param options request id and time allowed; no database
	 * @return the affected rows, 0 if there were none to write
	 * @throws io.github.taosspring.client.TaosException if the server refuses them
	 */
	long execute(QueryOptions options);

	/**
	 * Run a query.
	 * @param parameters a value for each {@code ?}, see
	 * {@link #query(QueryOptions, Object...)}
	 * @return its result, to be closed
	 */
	default TaosResult query(@Nullable Object... parameters) {
		return query(QueryOptions.DEFAULTS, parameters);
	}

	/**
	 * Run a query. Since the server does not tell the types of a query's parameters, they
	 * are sent by their class: Boolean as BOOL; Byte, Short, Integer and Long as BIGINT;
	 * BigInteger as BIGINT or BIGINT UNSIGNED; Float and Double as DOUBLE; CharSequence
	 * as VARCHAR; Instant, OffsetDateTime, ZonedDateTime, java.util.Date and
	 * java.sql.Timestamp as text of that point in time; BigDecimal as text; byte[] as
	 * VARBINARY; {@code null} as NULL, to which no comparison is true.
	 * {@link TypedParameter} sends another type.
	 * @param options request id and time allowed; no database
	 * @param parameters a value for each {@code ?}
	 * @return its result, to be closed
	 * @throws io.github.taosspring.client.TaosInterfaceException if there are too many or
	 * few, one has another class, or this is no query
	 */
	TaosResult query(QueryOptions options, @Nullable Object... parameters);

	/**
	 * Return whether this was closed.
	 * @return whether it can be used no more
	 */
	boolean isClosed();

	/**
	 * Let the server forget the statement; rows not executed are dropped. More than once
	 * is harmless.
	 */
	@Override
	void close();

}
