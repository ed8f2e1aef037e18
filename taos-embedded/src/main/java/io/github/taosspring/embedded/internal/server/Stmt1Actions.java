package io.github.taosspring.embedded.internal.server;

import java.nio.ByteBuffer;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.wire.BinaryRequest;
import io.github.taosspring.embedded.internal.engine.EngineSession;
import io.github.taosspring.embedded.internal.engine.Rows;
import io.github.taosspring.embedded.internal.insert.ParameterValues;
import io.github.taosspring.embedded.internal.insert.StatementField;
import io.github.taosspring.embedded.internal.insert.StatementField.Kind;
import io.github.taosspring.embedded.internal.server.WsRequest.MalformedException;
import io.github.taosspring.embedded.internal.sql.SqlException;

/**
 * The actions of prepared statements of the first kind ({@code controller/ws/ws/stmt.go},
 * {@code controller/ws/stmt/stmt.go} of taosAdapter).
 */
final class Stmt1Actions extends StatementActions<Stmt1> {

	/** The binary action that sets tags. */
	static final long SET_TAGS = 1;

	/** The binary action that binds columns. */
	static final long BIND = 2;

	private final WsResults results;

	/** Whether to answer as {@code /rest/stmt} does. */
	private final boolean legacy;

	Stmt1Actions(WsStatements statements, WsResults results, boolean legacy) {
		super(statements, Stmt1.class, "stmt is nil");
		this.results = results;
		this.legacy = legacy;
	}

	/**
	 * Answer a text message.
	 * @param action one of the actions from INIT to CLOSE
	 */
	WsReply handle(WsAction action, WsCall call, EngineSession session, WsArguments arguments)
			throws MalformedException {
		if (action == WsAction.INIT) {
			return init(call, new Stmt1());
		}
		long id = arguments.unsigned("stmt_id");
		return switch (action) {
			case PREPARE -> prepare(call, id, arguments.stringOrEmpty("sql"));
			case SET_TABLE_NAME -> tableName(call, session, id, arguments.stringOrEmpty("name"));
			case GET_TAG_FIELDS ->
				with(call, id, (statement, reply) -> fields(reply, statement.fields(session, Kind.TAG), this.legacy));
			case GET_COL_FIELDS ->
				with(call, id, (statement, reply) -> fields(reply, statement.fields(session, Kind.COLUMN), true));
			case SET_TAGS -> with(call, id, (statement, reply) -> {
				List<StatementField> fields = statement.fields(session, Kind.TAG);
				if (!fields.isEmpty()) {
					statement.tags(JsonValues.tags(arguments.value("tags"), fields));
				}
				return reply;
			});
			case BIND -> with(call, id, (statement, reply) -> {
				List<StatementField> fields = statement.fields(session, Kind.COLUMN);
				if (!fields.isEmpty()) {
					statement.bind(session, JsonValues.columns(arguments.value("columns"), fields));
				}
				return reply;
			});
			case ADD_BATCH -> with(call, id, (statement, reply) -> {
				statement.addBatch();
				return reply;
			});
			case EXEC -> with(call, id, (statement, reply) -> reply.with("affected", statement.exec(session)));
			case USE_RESULT -> useResult(call, id);
			case STMT_NUM_PARAMS ->
				with(call, id, (statement, reply) -> reply.with("num_params", statement.countParameters(session)));
			case STMT_GET_PARAM -> parameter(call, session, id, arguments.integer("index"));
			case CLOSE -> close(call, id);
			default -> throw new IllegalStateException(action + " is not for statements of the first kind");
		};
	}

	private WsReply prepare(WsCall call, long id, String sql) {
		return with(call, id, (statement, reply) -> {
			statement.prepare(sql);
			return this.legacy ? reply : reply.with("is_insert", statement.isInsert());
		});
	}

	private WsReply tableName(WsCall call, EngineSession session, long id, String name) {
		return with(call, id, (statement, reply) -> {
			statement.tableName(session, name);
			return reply;
		});
	}

	private static WsReply.Builder fields(WsReply.Builder reply, List<StatementField> fields, boolean always) {
		if (fields.isEmpty()) {
			return always ? reply.withNull("fields") : reply;
		}
		return reply.withFields(fields, false);
	}

	private WsReply useResult(WsCall call, long id) {
		return with(call, id, (statement, reply) -> {
			Rows rows = statement.takeResult();
			if (rows == null) {
				throw new SqlException(AdapterError.CATCH_ALL, WsStatement.misuse().getMessage());
			}
			return reply.withUnsigned("result_id", this.results.add(rows))
				.withStatementColumns(rows.columns(), rows.precision());
		});
	}

	private WsReply parameter(WsCall call, EngineSession session, long id, @Nullable Integer index) {
		int position = (index != null) ? index : 0;
		return with(call, id, (statement, reply) -> {
			StatementField field = statement.parameter(session, position);
			return reply.with("index", position)
				.with("data_type", field.type().type().code())
				.with("length", field.bytes());
		});
	}

	private WsReply close(WsCall call, long id) {
		if (this.legacy && !exists(id)) {
			return unknown(call, id);
		}
		return free(id) ? WsReply.NONE : error(call, id, "stmt type not match");
	}

	/**
	 * Answer a binary message.
	 * @param request with action {@link #SET_TAGS} or {@link #BIND}
	 */
	WsReply handle(WsCall call, EngineSession session, BinaryRequest request) {
		ByteBuffer block = request.body();
		if (request.action() == BIND) {
			return with(call, request.id(), (statement, reply) -> {
				statement.bind(session,
						statement.isInsert()
								? BlockValues.read(block,
										matching(statement.fields(session, Kind.COLUMN), block, "column"))
								: BlockValues.read(block));
				return reply;
			});
		}
		return with(call, request.id(), (statement, reply) -> {
			if (BlockValues.rows(block) != 1) {
				throw new SqlException(AdapterError.CATCH_ALL, "rows not equal 1");
			}
			List<StatementField> fields = statement.fields(session, Kind.TAG);
			if (!fields.isEmpty()) {
				statement.tags(List.<ParameterValues>copyOf(BlockValues.read(block, matching(fields, block, "tags"))));
			}
			return reply;
		});
	}

	private static List<StatementField> matching(List<StatementField> fields, ByteBuffer block, String what) {
		if (BlockValues.columns(block) != fields.size()) {
			throw new SqlException(AdapterError.CATCH_ALL, "stmt " + what + " count not match");
		}
		return fields;
	}

}
