package io.github.taosspring.client.spi;

import java.util.List;

import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.statement.StatementField;
import io.github.taosspring.client.wire.BindBatch;

/**
 * A statement that the server holds. Its user sees to it that there is never more than
 * one call under way, and after one that failed calls nothing but {@link #close()}: what
 * the server still holds of earlier binds cannot be told.
 */
public interface RemoteStatement {

	/**
	 * Return whether it writes.
	 * @return whether it is an INSERT
	 */
	boolean isInsert();

	/**
	 * Return the number of placeholders.
	 * @return the placeholders, 0 for an INSERT that was not to be described
	 */
	int parameterCount();

	/**
	 * Return the placeholders of an INSERT.
	 * @return the placeholders in order, empty for a query or if not asked for
	 */
	List<StatementField> fields();

	/**
	 * Return whether the connection that holds the statement is there.
	 * @return whether it can be used
	 */
	boolean isUsable();

	/**
	 * Send values and wait until the server has taken them.
	 * @param values the values, sorted
	 * @param range which of them
	 * @param reqId the id of the request
	 * @param deadline until when the reply must be there
	 * @throws TaosException if the server refuses them, the deadline passes or the
	 * connection breaks
	 */
	void bind(BindBatch values, Range range, long reqId, Deadline deadline);

	/**
	 * Execute with the values bound. An INSERT without any is refused before it is sent:
	 * it would end a real taosAdapter.
	 * @param reqId the id of the request
	 * @param deadline until when the reply must be there
	 * @return the affected rows of an INSERT
	 * @throws TaosException if the server refuses it, the deadline passes or the
	 * connection breaks
	 */
	long execute(long reqId, Deadline deadline);

	/**
	 * Bind and execute, in one request where the server can.
	 * @param values the values, sorted
	 * @param range which of them
	 * @param reqId the id of the requests
	 * @param deadline until when the reply must be there
	 * @return the affected rows
	 * @throws TaosException as {@link #bind} and {@link #execute} do
	 */
	default long bindAndExecute(BindBatch values, Range range, long reqId, Deadline deadline) {
		bind(values, range, reqId, deadline);
		return execute(reqId, deadline);
	}

	/**
	 * Return the rows of a query that was executed.
	 * @param reqId the id of the request
	 * @param deadline until when the reply must be there
	 * @return its result
	 * @throws TaosException if the server refuses it, the deadline passes or the
	 * connection breaks
	 */
	RemoteResult rows(long reqId, Deadline deadline);

	/**
	 * Let the server forget the statement, without waiting. Does nothing if the
	 * connection is gone.
	 */
	void close();

	/**
	 * A range of positions of a {@link BindBatch}.
	 *
	 * @param from the first position
	 * @param to the position behind the last one
	 * @param nullMark what NULLs in columns are sent as
	 */
	record Range(int from, int to, byte nullMark) {

	}

}
