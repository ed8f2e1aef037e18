package io.github.taosspring.embedded.internal.server;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.wire.BinaryRequest;
import io.github.taosspring.embedded.internal.engine.EngineSession;
import io.github.taosspring.embedded.internal.fault.Peer;
import io.github.taosspring.embedded.internal.server.WsRequest.MalformedException;

/**
 * The state of one socket on {@code /rest/stmt}, which older clients use for statements
 * of the first kind ({@code controller/ws/stmt/stmt.go} of taosAdapter). What it doesn't
 * understand it doesn't answer.
 */
final class StmtConnection extends LegacyConnection {

	private final WsStatements statements = new WsStatements();

	private final Stmt1Actions actions = new Stmt1Actions(this.statements, new WsResults(), true);

	StmtConnection(ServerContext context, Peer peer) {
		super(context, peer);
	}

	@Override
	boolean has(WsAction action) {
		return switch (action) {
			case INIT, PREPARE, SET_TABLE_NAME, SET_TAGS, BIND, ADD_BATCH, EXEC, CLOSE, GET_TAG_FIELDS,
					GET_COL_FIELDS ->
				true;
			default -> false;
		};
	}

	@Override
	WsReply malformed(WsCall call) {
		return WsReply.NONE;
	}

	@Override
	WsReply handle(WsAction action, WsCall call, @Nullable EngineSession session, WsArguments arguments)
			throws MalformedException {
		if (session != null) {
			return this.actions.handle(action, call, session, arguments);
		}
		return (action == WsAction.INIT) ? call.error("server not connected")
				: StatementActions.error(call, arguments.unsigned("stmt_id"), "server not connected");
	}

	@Override
	public WsReply handle(ByteBuffer frame, long started) {
		if (frame.remaining() < BinaryRequest.HEAD) {
			return WsReply.NONE;
		}
		BinaryRequest request = BinaryRequest.read(frame);
		if (request.action() != Stmt1Actions.SET_TAGS && request.action() != Stmt1Actions.BIND) {
			return WsReply.NONE;
		}
		WsCall call = new WsCall(WsAction.binaryName(request.action()), request.reqId(), started);
		EngineSession current = session();
		return faulty(call, (current != null) ? current.user() : null, null,
				() -> (current != null) ? this.actions.handle(call, current, request)
						: StatementActions.error(call, request.id(), "server not connected"));
	}

	@Override
	public void close() {
		this.statements.close();
	}

}
