package io.github.taosspring.embedded.internal.server;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.embedded.fault.FaultEffect;
import io.github.taosspring.embedded.internal.engine.EngineSession;
import io.github.taosspring.embedded.internal.fault.Injection;
import io.github.taosspring.embedded.internal.fault.Peer;
import io.github.taosspring.embedded.internal.server.WsRequest.MalformedException;

/**
 * The state of one socket on one of the endpoints that came before {@code /ws}: they have
 * a login and few actions, and don't answer what they don't know.
 */
abstract class LegacyConnection implements SocketMessages {

	private final ServerContext context;

	private final Peer peer;

	private final ReentrantLock login = new ReentrantLock();

	private volatile @Nullable EngineSession session;

	LegacyConnection(ServerContext context, Peer peer) {
		this.context = context;
		this.peer = peer;
	}

	/**
	 * Return whether the endpoint has an action beside login and version.
	 */
	abstract boolean has(WsAction action);

	/**
	 * Return what a message that cannot be read is answered with.
	 */
	abstract WsReply malformed(WsCall call);

	/**
	 * Answer an action.
	 * @param session the session, {@code null} before the login
	 */
	abstract WsReply handle(WsAction action, WsCall call, @Nullable EngineSession session, WsArguments arguments)
			throws MalformedException;

	@Nullable EngineSession session() {
		return this.session;
	}

	@Override
	public WsReply handle(String text, long started) {
		WsRequest request;
		try {
			request = WsRequest.parse(text);
		}
		catch (MalformedException ex) {
			return malformed(new WsCall("", 0, started));
		}
		WsCall call = new WsCall(request.action(), request.reqId(), started);
		EngineSession current = this.session;
		return faulty(call, (current != null) ? current.user() : request.text("user"), request.text("sql"),
				() -> answer(call, request));
	}

	/**
	 * Answer a message unless a fault does.
	 */
	WsReply faulty(WsCall call, @Nullable String user, @Nullable String sql, Supplier<WsReply> answer) {
		Injection faults = this.context.gate().enter(this.peer, call.action(), call.reqId(), user, () -> sql);
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
		if (action == null || action != WsAction.CONN && !has(action)) {
			return WsReply.NONE;
		}
		try {
			WsArguments arguments = request.typedArguments();
			arguments.unsigned("req_id");
			if (action == WsAction.CONN) {
				return connect(call, arguments.stringOrEmpty("user"), arguments.stringOrEmpty("password"),
						arguments.stringOrEmpty("db"));
			}
			return handle(action, call, this.session, arguments);
		}
		catch (MalformedException ex) {
			return malformed(call);
		}
	}

	private WsReply version() {
		JsonBuffer json = new JsonBuffer(96).ascii("{\"code\":0,\"message\":\"\",\"action\":\"version\",\"version\":");
		return new WsReply(json.string(this.context.version().toString()).put('}').toString(), null, null);
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

}
