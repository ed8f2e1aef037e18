package io.github.taosspring.client.internal.ws;

import java.util.List;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.PrepareRequest;
import io.github.taosspring.client.spi.RemoteResult;
import io.github.taosspring.client.spi.RemoteStatement;
import io.github.taosspring.client.statement.StatementField;
import io.github.taosspring.client.wire.BindBatch;

/**
 * A statement of {@code stmt2}, the server's since 3.3.3
 * ({@code controller/ws/ws/stmt2.go} of taosAdapter).
 */
final class Stmt2 implements RemoteStatement {

	private static final String INIT = "stmt2_init";

	private static final String PREPARE = "stmt2_prepare";

	private static final String BIND = "stmt2_bind";

	private static final String EXEC = "stmt2_exec";

	private static final String RESULT = "stmt2_result";

	private final WsConnection connection;

	private final long id;

	private final boolean insert;

	private final int parameterCount;

	private final List<StatementField> fields;

	private boolean bound;

	private Stmt2(WsConnection connection, long id, JsonReply reply) {
		this.connection = connection;
		this.id = id;
		this.insert = reply.isInsert();
		this.fields = reply.fields().stream().map(JsonField::toField).toList();
		this.parameterCount = reply.fieldCount();
	}

	/**
	 * Prepare a statement.
	 */
	static Stmt2 prepare(WsConnection connection, PrepareRequest request, Deadline deadline) {
		long reqId = request.reqId();
		JsonReply made = checked(connection.ask(INIT, reqId,
				JsonRequests.statementInit(reqId, request.singleSuperTable(), request.tableBoundOnce()), deadline),
				reqId);
		long id = made.statementId();
		try {
			JsonReply prepared = checked(
					connection.ask(PREPARE, reqId,
							JsonRequests.statementPrepare(reqId, id, request.sql(), request.describe()), deadline),
					reqId);
			return new Stmt2(connection, id, prepared);
		}
		catch (RuntimeException ex) {
			connection.closeStatement(id);
			throw ex;
		}
	}

	private static JsonReply checked(JsonReply reply, long reqId) {
		if (reply.code() != 0) {
			throw TaosErrors.fromServer(reply.action(), reply.code(), reply.message(), reqId);
		}
		return reply;
	}

	@Override
	public boolean isInsert() {
		return this.insert;
	}

	@Override
	public int parameterCount() {
		return this.parameterCount;
	}

	@Override
	public List<StatementField> fields() {
		return this.fields;
	}

	@Override
	public boolean isUsable() {
		return this.connection.isOpen();
	}

	@Override
	public void bind(BindBatch values, Range range, long reqId, Deadline deadline) {
		checked(this.connection.ask(BIND, reqId,
				(frame) -> values.writeBind(frame, reqId, this.id, range.from(), range.to(), range.nullMark()),
				deadline), reqId);
		this.bound = true;
	}

	@Override
	public long execute(long reqId, Deadline deadline) {
		if (this.insert && !this.bound) {
			throw TaosErrors.misuse("Nothing is bound: an INSERT without values cannot be executed");
		}
		this.bound = false;
		return checked(this.connection.ask(EXEC, reqId, JsonRequests.statement(EXEC, reqId, this.id), deadline), reqId)
			.affected();
	}

	@Override
	public RemoteResult rows(long reqId, Deadline deadline) {
		JsonReply reply = checked(
				this.connection.ask(RESULT, reqId, JsonRequests.statement(RESULT, reqId, this.id), deadline), reqId);
		try {
			return new WsResult(this.connection, reply.id(), reqId, reply.columns(), reply.precision());
		}
		catch (TaosException ex) {
			this.connection.freeResult(reply.id());
			throw ex;
		}
	}

	@Override
	public void close() {
		this.connection.closeStatement(this.id);
	}

	@Override
	public String toString() {
		return "Stmt2[" + Long.toUnsignedString(this.id) + ", " + this.connection + "]";
	}

}
