package io.github.taosspring.client.internal.ws;

import java.util.List;

import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.RemoteResult;
import io.github.taosspring.client.statement.StatementField;
import io.github.taosspring.client.wire.BindBatch;
import io.github.taosspring.client.wire.BlockBind;

/**
 * The requests of one call of a statement of the first kind, each sent after the reply to
 * the one before; all have the same request id, as they are about the same thing.
 *
 * @param connection the connection
 * @param handle the statement
 * @param reqId the request id
 * @param deadline until when all replies must be there
 */
record Stmt1Calls(WsConnection connection, StatementHandle handle, long reqId, Deadline deadline) {

	/** Roles as stmt2 numbers them. */
	private static final int COLUMN = 1;

	private static final int TAG = 2;

	/**
	 * Ask for what takes nothing but the statement's id.
	 */
	JsonReply call(String action) {
		return call(action, JsonRequests.statement(action, this.reqId, this.handle.id()));
	}

	private JsonReply call(String action, String json) {
		return WsStatement.checked(this.connection.ask(action, this.reqId, json, this.deadline), this.reqId);
	}

	JsonReply prepare(String sql) {
		return call("prepare", JsonRequests.prepareFirst(this.reqId, this.handle.id(), sql));
	}

	void tableName(String name) {
		call("set_table_name", JsonRequests.tableName(this.reqId, this.handle.id(), name));
	}

	List<StatementField> tags() {
		return fields(call("get_tag_fields"), TAG);
	}

	List<StatementField> columns() {
		return fields(call("get_col_fields"), COLUMN);
	}

	private static List<StatementField> fields(JsonReply reply, int role) {
		return reply.fields().stream().map((field) -> field.withRole(role).toField()).toList();
	}

	void setTags(BindBatch values, int table) {
		WsStatement.checked(this.connection.ask("set_tags", this.reqId,
				(frame) -> BlockBind.writeTags(frame, this.reqId, this.handle.id(), values, table), this.deadline),
				this.reqId);
	}

	/**
	 * Bind rows of one table, or parameters, and have the next execute use them.
	 */
	void bind(BindBatch values, int from, int to) {
		WsStatement.checked(this.connection.ask("bind", this.reqId,
				(frame) -> BlockBind.writeRows(frame, this.reqId, this.handle.id(), values, from, to), this.deadline),
				this.reqId);
		call("add_batch");
	}

	/**
	 * Return the precision of the database of a table.
	 * @param table the name as it stands in SQL
	 */
	TaosPrecision precision(String table) {
		RemoteResult none = this.connection.execute("select * from " + table + " limit 0", ReqId.next(), this.deadline)
			.rows();
		if (none == null) {
			throw TaosErrors.malformed("A query had no rows", null);
		}
		none.free();
		return none.precision();
	}

}
