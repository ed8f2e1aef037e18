package io.github.taosspring.client.internal.ws;

import java.util.List;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.spi.RemoteStatement;
import io.github.taosspring.client.statement.StatementField;

/**
 * What statements of both kinds have in common: what the server told of them, and how
 * they are held there.
 */
abstract class WsStatement implements RemoteStatement {

	private final WsConnection connection;

	private final boolean insert;

	private final int parameterCount;

	private final List<StatementField> fields;

	private StatementHandle handle;

	private boolean closed;

	WsStatement(WsConnection connection, StatementHandle handle, boolean insert, int parameterCount,
			List<StatementField> fields) {
		this.connection = connection;
		this.handle = handle;
		this.insert = insert;
		this.parameterCount = parameterCount;
		this.fields = fields;
	}

	final WsConnection connection() {
		return this.connection;
	}

	final StatementHandle handle() {
		return this.handle;
	}

	/**
	 * Leave the statement on the server to the result that is being read.
	 */
	final void replaceHandle(StatementHandle next) {
		this.handle.release();
		this.handle = next;
	}

	/**
	 * Return a reply to a request about a statement.
	 * @throws io.github.taosspring.client.TaosException if the server refused the request
	 */
	static JsonReply checked(JsonReply reply, long reqId) {
		if (reply.code() != 0) {
			// a failed exec, and what follows a failure, can say so
			String message = "success".equals(reply.message()) ? "" : reply.message();
			throw TaosErrors.fromServer(reply.action(), reply.code(), message, reqId);
		}
		return reply;
	}

	@Override
	public final boolean isInsert() {
		return this.insert;
	}

	@Override
	public final int parameterCount() {
		return this.parameterCount;
	}

	@Override
	public final List<StatementField> fields() {
		return this.fields;
	}

	@Override
	public final boolean isUsable() {
		return this.connection.isOpen();
	}

	@Override
	public final void close() {
		if (!this.closed) {
			this.closed = true;
			this.handle.release();
		}
	}

	@Override
	public final String toString() {
		return getClass().getSimpleName() + "[" + Long.toUnsignedString(this.handle.id()) + ", " + this.connection
				+ "]";
	}

}
