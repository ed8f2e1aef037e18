package io.github.taosspring.embedded.internal.server;

import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.wire.BinaryRequest;
import io.github.taosspring.embedded.fault.FaultEffect;
import io.github.taosspring.embedded.internal.engine.EngineSession;
import io.github.taosspring.embedded.internal.fault.Injection;
import io.github.taosspring.embedded.internal.fault.Peer;
import io.github.taosspring.embedded.internal.server.WsRequest.MalformedException;

/**
 * The state of one socket on {@code /rest/stmt}, which older clients use for statements
 * of the first kind ({@code controller/ws/stmt/stmt.go} of taosAdapter). What it doesn't
 * understand it doesn't answer.
 */
final class StmtConnection implements SocketMessages {

	private final ServerContext context;

	private final Peer peer;

	private final WsStatements statements = new WsStatements();

	private final Stmt1Actions actions = new Stmt1Actions(this.statements, new WsResults(), true);

	private final ReentrantLock login = new ReentrantLock();

	private volatile @Nullable EngineSession session;

	StmtConnection(ServerContext context, Peer peer) {
		this.context = context;
		this.peer = peer;
	}

	@Override
	public WsReply handle(String text, long started) {
		try {
			WsRequest request = WsRequest.parse(text);
			WsCall call = new WsCall(request.action(), request.reqId(), started);
			EngineSession current = this.session;
			Injection faults = this.context.gate()
				.enter(this.peer, call.action(), call.reqId(),
						(current != null) ? current.user() : request.text("user"), () -> request.text("sql"));
			return faulty(call, faults, () -> answer(call, request));
		}
		catch (MalformedException ex) {
			return WsReply.NONE;
		}
	}

	private static WsReply faulty(WsCall call, @Nullable Injection faults, Supplier<WsReply> answer) {
		if (faults == null) {
			return answer.get();
		}
		FaultEffect.Error error = faults.error();
		if (error != null) {
			return call.error(error.code(), error.message()).with(faults);
		}
		return (faults.disconnectsBeforeRunning() ? WsReply.NONE : answer.get()).with(faults);
	}

	private WsReply answer(WsCall call, WsRequest request) {
		WsAction action = WsAction.find(call.action());
		if (action == WsAction.VERSION) {
			return version();
		}
		if (action == null || action != WsAction.CONN && !isKnown(action)) {
			return WsReply.NONE;
		}
		try {
			return handle(action, call, request.typedArguments());
		}
		catch (MalformedException ex) {
			return WsReply.NONE;
		}
	}

	private static boolean isKnown(WsAction action) {
		return switch (action) {
			case INIT, PREPARE, SET_TABLE_NAME, SET_TAGS, BIND, ADD_BATCH, EXEC, CLOSE, GET_TAG_FIELDS,
					GET_COL_FIELDS ->
				true;
			default -> false;
		};
	}

	private WsReply version() {
		JsonBuffer json = new JsonBuffer(96).ascii("{\"code\":0,\"message\":\"\",\"action\":\"version\",\"version\":");
		return new WsReply(json.string(this.context.version().toString()).put('}').toString(), null, null);
	}

	private WsReply handle(WsAction action, WsCall call, WsArguments arguments) throws MalformedException {
		arguments.unsigned("req_id");
		if (action == WsAction.CONN) {
			return connect(call, arguments.stringOrEmpty("user"), arguments.stringOrEmpty("password"),
					arguments.stringOrEmpty("db"));
		}
		EngineSession current = this.session;
		if (current != null) {
			return this.actions.handle(action, call, current, arguments);
		}
		return (action == WsAction.INIT) ? call.error("server not connected")
				: StatementActions.error(call, arguments.unsigned("stmt_id"), "server not connected");
	}

	private WsReply connect(WsCall call, String user, String password, String database) {
		this.login.lock();
		try {
			if (this.session != null) {
				return call.error("duplicate connections");
			}
			this.session = this.context.login(user, password, database);
			return call.success();
		}
		catch (RuntimeException ex) {
			return call.error(Failures.code(ex), Failures.text(ex, call.reqId()));
		}
		finally {
			this.login.unlock();
		}
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
		EngineSession current = this.session;
		Injection faults = this.context.gate()
			.enter(this.peer, call.action(), call.reqId(), (current != null) ? current.user() : null, () -> null);
		return faulty(call, faults, () -> (current != null) ? this.actions.handle(call, current, request)
				: StatementActions.error(call, request.id(), "server not connected"));
	}

	@Override
	public void close() {
		this.statements.close();
	}

}
