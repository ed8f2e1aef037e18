package io.github.taosspring.embedded.internal.server;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import io.github.taosspring.client.wire.BinaryRequest;
import io.github.taosspring.embedded.internal.engine.EngineSession;
import io.github.taosspring.embedded.internal.engine.Rows;
import io.github.taosspring.embedded.internal.insert.StatementField;
import io.github.taosspring.embedded.internal.server.WsRequest.MalformedException;
import io.github.taosspring.embedded.internal.sql.SqlException;

/**
 * The actions of prepared statements of the second kind
 * ({@code controller/ws/ws/stmt2.go} of taosAdapter).
 */
final class Stmt2Actions extends StatementActions<Stmt2> {

	/** Bytes in front of the payload of a bind: version and column. */
	private static final int BIND_HEAD = 6;

	private static final int VERSION = 1;

	private static final int ALL_COLUMNS = -1;

	private final WsResults results;

	Stmt2Actions(WsStatements statements, WsResults results) {
		super(statements, Stmt2.class, "stmt2 is nil");
		this.results = results;
	}

	WsReply init(WsCall call, WsArguments arguments) throws MalformedException {
		// they tell the real server how to cache; the rows are the same
		arguments.flag("single_stb_insert");
		arguments.flag("single_table_bind_once");
		return init(call, new Stmt2());
	}

	WsReply prepare(WsCall call, EngineSession session, WsArguments arguments) throws MalformedException {
		String sql = arguments.stringOrEmpty("sql");
		boolean getFields = arguments.flag("get_fields");
		return with(call, arguments.unsigned("stmt_id"), (statement, reply) -> {
			int parameters = statement.prepare(sql);
			reply.with("is_insert", statement.isInsert());
			if (!getFields || !statement.isInsert()) {
				return reply.withNull("fields").with("fields_count", getFields ? parameters : 0);
			}
			List<StatementField> fields = statement.fields(session);
			return reply.withFields(fields, true).with("fields_count", fields.size());
		});
	}

	WsReply exec(WsCall call, EngineSession session, WsArguments arguments) throws MalformedException {
		return with(call, arguments.unsigned("stmt_id"),
				(statement, reply) -> reply.with("affected", statement.exec(session)));
	}

	WsReply result(WsCall call, WsArguments arguments) throws MalformedException {
		return with(call, arguments.unsigned("stmt_id"), (statement, reply) -> {
			Rows rows = statement.takeResult();
			if (rows == null) {
				return reply.withUnsigned("id", this.results.skip()).withNoColumns();
			}
			return reply.withUnsigned("id", this.results.add(rows))
				.withStatementColumns(rows.columns(), rows.precision());
		});
	}

	WsReply close(WsCall call, WsArguments arguments) throws MalformedException {
		long id = arguments.unsigned("stmt_id");
		return free(id) ? WsReply.Builder.success(call).withUnsigned("stmt_id", id).build()
				: error(call, id, "stmt type not match");
	}

	/**
	 * Answer {@code stmt2_bind}.
	 */
	WsReply bind(WsCall call, EngineSession session, BinaryRequest request) {
		ByteBuffer body = request.body().slice().order(ByteOrder.LITTLE_ENDIAN);
		if (body.remaining() < BIND_HEAD) {
			return error(call, request.id(), "message length is too short");
		}
		if (body.getShort() != VERSION) {
			return error(call, request.id(), "unknown stmt2 bind version");
		}
		int column = body.getInt();
		return with(call, request.id(), (statement, reply) -> {
			if (column != ALL_COLUMNS) {
				throw new SqlException(0x0100, "Operation not supported: to bind a single column");
			}
			statement.bind(session, Stmt2Payload.read(body).tables());
			return reply;
		});
	}

	/**
	 * Answer {@code stmt2_bind_exec}.
	 */
	WsReply bindExec(WsCall call, EngineSession session, BinaryRequest request) {
		ByteBuffer body = request.body().slice().order(ByteOrder.LITTLE_ENDIAN);
		if (body.remaining() < Short.BYTES) {
			return error(call, request.id(), "message length is too short");
		}
		if (body.getShort() != VERSION) {
			return error(call, request.id(), "unknown stmt2 bind exec version");
		}
		return with(call, request.id(),
				(statement, reply) -> reply.with("affected", statement.bindExec(session, Stmt2Columns.read(body))));
	}

}
