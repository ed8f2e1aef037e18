package io.github.taosspring.client.internal.ws;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.TaosCapability;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosVersion;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.PrepareRequest;
import io.github.taosspring.client.spi.RemoteResult;
import io.github.taosspring.client.statement.StatementField;
import io.github.taosspring.client.wire.BindBatch;

/**
 * A statement of {@code stmt2}, the server's since 3.3.3
 * ({@code controller/ws/ws/stmt2.go} of taosAdapter).
 * <p>
 * An INSERT into one table named in its text is prepared again before it is used again:
 * if the table was dropped meanwhile, 3.3.7.5 takes the rows, counts them as affected,
 * and drops them, even if there is a table of that name again. (Seen; with bound names or
 * {@code USING} it finds the table anew.)
 */
final class Stmt2 extends WsStatement {

	private static final Logger logger = LoggerFactory.getLogger(Stmt2.class);

	private static final String INIT = "stmt2_init";

	private static final String PREPARE = "stmt2_prepare";

	private static final String BIND = "stmt2_bind";

	private static final String EXEC = "stmt2_exec";

	private static final String BIND_EXEC = "stmt2_bind_exec";

	/** The adapter's code for a request that it does not understand. */
	private static final int NOT_UNDERSTOOD = 65535;

	private static final String RESULT = "stmt2_result";

	private final PrepareRequest request;

	/** Placeholders as {@link BindBatch#writeBindAndExecute} takes them. */
	private final int[] layout;

	/** Whether a bind and its execute go in one request. */
	private boolean combined;

	private boolean bound;

	private boolean executed;

	private Stmt2(WsConnection connection, StatementHandle handle, PrepareRequest request, JsonReply reply) {
		super(connection, handle, reply.isInsert(), reply.fieldCount(), fields(reply));
		this.request = request;
		this.layout = layout(fields());
		TaosVersion version = connection.serverVersion();
		this.combined = isInsert() && !fields().isEmpty() && version.isKnown()
				&& TaosCapability.BIND_AND_EXECUTE.isIn(version);
	}

	/**
	 * Prepare a statement.
	 */
	static Stmt2 prepare(WsConnection connection, PrepareRequest request, Deadline deadline) {
		long reqId = request.reqId();
		StatementHandle handle = open(connection, request, reqId, deadline);
		try {
			return new Stmt2(connection, handle, request, prepare(connection, handle.id(), request, reqId, deadline));
		}
		catch (RuntimeException ex) {
			handle.release();
			throw ex;
		}
	}

	private static StatementHandle open(WsConnection connection, PrepareRequest request, long reqId,
			Deadline deadline) {
		JsonReply made = checked(connection.ask(INIT, reqId,
				JsonRequests.statementInit(reqId, request.singleSuperTable(), request.tableBoundOnce()), deadline),
				reqId);
		return new StatementHandle(made.statementId(), connection::closeStatement);
	}

	private static JsonReply prepare(WsConnection connection, long id, PrepareRequest request, long reqId,
			Deadline deadline) {
		return checked(connection.ask(PREPARE, reqId,
				JsonRequests.statementPrepare(reqId, id, request.sql(), request.describe()), deadline), reqId);
	}

	/**
	 * See to it that the statement writes into the table that has its name now.
	 */
	private void refresh(Deadline deadline) {
		JsonReply reply = prepare(connection(), handle().id(), this.request, ReqId.next(), deadline);
		if (!fields(reply).equals(fields())) {
			throw TaosErrors.misuse("The table has changed since the statement was prepared; prepare a new one");
		}
		this.executed = false;
	}

	/**
	 * Leave the statement on the server to the result that is being read.
	 */
	private void renew(Deadline deadline) {
		StatementHandle next = open(connection(), this.request, ReqId.next(), deadline);
		replaceHandle(next);
		prepare(connection(), next.id(), this.request, ReqId.next(), deadline);
	}

	@Override
	public void bind(BindBatch values, Range range, long reqId, Deadline deadline) {
		if (this.executed && isInsert() && values.tables() == null && values.tagCount() == 0) {
			refresh(deadline);
		}
		if (handle().isShared()) {
			renew(deadline);
		}
		long id = handle().id();
		checked(connection().ask(BIND, reqId,
				(frame) -> values.writeBind(frame, reqId, id, range.from(), range.to(), range.nullMark()), deadline),
				reqId);
		this.bound = true;
	}

	@Override
	public long execute(long reqId, Deadline deadline) {
		if (isInsert() && !this.bound) {
			throw TaosErrors.misuse("Nothing is bound: an INSERT without values cannot be executed");
		}
		this.bound = false;
		this.executed = true;
		return checked(connection().ask(EXEC, reqId, JsonRequests.statement(EXEC, reqId, handle().id()), deadline),
				reqId)
			.affected();
	}

	private static List<StatementField> fields(JsonReply reply) {
		return reply.fields().stream().map(JsonField::toField).toList();
	}

	private static int[] layout(List<StatementField> fields) {
		int[] layout = new int[fields.size()];
		int tags = 0;
		int columns = 0;
		for (int i = 0; i < layout.length; i++) {
			layout[i] = switch (fields.get(i).role()) {
				case TABLE_NAME -> BindBatch.TABLE_NAME;
				case TAG -> BindBatch.TABLE_NAME - 1 - tags++;
				case COLUMN -> columns++;
			};
		}
		return layout;
	}

	@Override
	public long bindAndExecute(BindBatch values, Range range, long reqId, Deadline deadline) {
		// tags without a bound name are bound once, which the combined request has not
		if (!this.combined || values.tables() == null && values.tagCount() > 0) {
			return super.bindAndExecute(values, range, reqId, deadline);
		}
		if (this.executed && values.tables() == null) {
			refresh(deadline);
		}
		JsonReply reply = connection().ask(BIND_EXEC, reqId, (frame) -> values.writeBindAndExecute(frame, reqId,
				handle().id(), this.layout, range.from(), range.to(), range.nullMark()), deadline);
		if (reply.code() == NOT_UNDERSTOOD) {
			// nothing came of it
			logger.info("The server does not take a bind and its execute in one request: {}", reply.message());
			this.combined = false;
			return super.bindAndExecute(values, range, ReqId.next(), deadline);
		}
		this.executed = true;
		return checked(reply, reqId).affected();
	}

	@Override
	public RemoteResult rows(long reqId, Deadline deadline) {
		JsonReply reply = checked(
				connection().ask(RESULT, reqId, JsonRequests.statement(RESULT, reqId, handle().id()), deadline), reqId);
		try {
			return new StatementRows(new WsResult(connection(), reply.id(), reqId, reply.columns(), reply.precision()),
					handle());
		}
		catch (TaosException ex) {
			connection().freeResult(reply.id());
			throw ex;
		}
	}

}
