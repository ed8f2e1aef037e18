package io.github.taosspring.client.spi;

import java.util.concurrent.CompletableFuture;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.schemaless.SchemalessResult;

/**
 * A connection to one server, logged in. Thread-safe: many statements and results share
 * it.
 */
public interface TaosConnection extends LiveConnection {

	/**
	 * Run a statement and wait for its reply.
	 * @param sql the statement
	 * @param reqId the id under which the server logs it
	 * @param deadline until when the reply must be there; a later one is taken care of by
	 * the connection, which frees its result
	 * @return what it came to
	 * @throws ReqIdInUseException if a statement with this id is under way
	 * @throws TaosException if the server refuses the statement, the deadline passes or
	 * the connection breaks
	 */
	StatementReply execute(String sql, long reqId, Deadline deadline);

	/**
	 * Send a statement and return at once.
	 * @param sql the statement
	 * @param reqId the id under which the server logs it
	 * @return what it comes to, completed on the connection's thread; it fails with what
	 * {@link #execute} throws. A caller that no longer waits completes it; the result of
	 * a later reply is freed then
	 */
	CompletableFuture<StatementReply> executeAsync(String sql, long reqId);

	/**
	 * Prepare a statement whose parameters are bound, and wait for it.
	 * @param request what to prepare
	 * @param deadline until when it must be prepared
	 * @return the statement, to be closed
	 * @throws TaosException if the server refuses it, the deadline passes, the connection
	 * breaks, or the protocol has no such statements
	 */
	default RemoteStatement prepare(PrepareRequest request, Deadline deadline) {
		throw TaosErrors.unsupported("Bound statements need WebSocket: use a URL such as taos+ws://" + endpoint());
	}

	/**
	 * Write lines without a schema, and wait until it is done.
	 * @param request the lines
	 * @param deadline until when the reply must be there
	 * @return the server's counts, where it counts
	 * @throws ReqIdInUseException if such a request with this id is under way
	 * @throws TaosException if the server refuses the lines, the deadline passes, the
	 * connection breaks, or the protocol has not what is asked for
	 */
	default SchemalessResult insert(InsertRequest request, Deadline deadline) {
		throw TaosErrors.unsupported("Schemaless writing is not supported by the connection to " + endpoint());
	}

	/**
	 * Return whether a statement can be sent without piling up behind others that the
	 * server does not take.
	 * @return whether there is room, {@code true} if the connection is gone
	 */
	boolean hasRoom();

}
