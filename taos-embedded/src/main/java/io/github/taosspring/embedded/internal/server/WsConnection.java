package io.github.taosspring.embedded.internal.server;

import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.taosspring.client.wire.BinaryRequest;
import io.github.taosspring.client.wire.FetchRawBlockReply;
import io.github.taosspring.embedded.fault.FaultEffect;
import io.github.taosspring.embedded.internal.engine.EngineSession;
import io.github.taosspring.embedded.internal.fault.Injection;
import io.github.taosspring.embedded.internal.fault.Peer;
import io.github.taosspring.embedded.internal.server.WsRequest.MalformedException;
import io.github.taosspring.embedded.internal.sql.SqlException;

/**
 * The state of one socket on {@code /ws} and the choice of what answers a message
 * ({@code controller/ws/ws/handler.go} of taosAdapter). Knows nothing of how messages
 * travel.
 * <p>
 * Thread-safe: the messages of a socket are answered concurrently, as the real adapter
 * does.
 */
final class WsConnection implements SocketMessages {

	private static final Logger logger = LoggerFactory.getLogger(WsConnection.class);

	/** The binary action that binds values to a statement of the second kind. */
	private static final long STMT2_BIND = 9;

	/** The binary action that binds all columns and runs the statement at once. */
	private static final long STMT2_BIND_EXEC = 11;

	private final ServerContext context;

	private final Peer peer;

	private final WsResults results = new WsResults();

	private final WsQueries queries;

	private final WsStatements statements = new WsStatements();

	private final Stmt1Actions stmt1 = new Stmt1Actions(this.statements, this.results, false);

	private final Stmt2Actions stmt2 = new Stmt2Actions(this.statements, this.results);

	private final ReentrantLock login = new ReentrantLock();

	private volatile @Nullable EngineSession session;

	WsConnection(ServerContext context, Peer peer) {
		this.context = context;
		this.peer = peer;
		this.queries = new WsQueries(this.results);
	}

	@Override
	public WsReply handle(String text, long started) {
		WsRequest request;
		try {
			request = WsRequest.parse(text);
		}
		catch (MalformedException ex) {
			return new WsCall("", 0, started).error("unmarshal request error");
		}
		WsCall call = new WsCall(request.action(), request.reqId(), started, this.context.version().hasScales());
		Injection faults = this.context.gate()
			.enter(this.peer, call.action(), call.reqId(), user(request), () -> request.text("sql"));
		FaultEffect.Error error = (faults != null) ? faults.error() : null;
		if (error != null) {
			return call.error(error.code(), error.message()).with(faults);
		}
		if (faults != null && faults.disconnectsBeforeRunning()) {
			return WsReply.NONE.with(faults);
		}
		return answer(call, request).with(faults);
	}

	private @Nullable String user(WsRequest request) {
		EngineSession current = this.session;
		return (current != null) ? current.user() : request.text("user");
	}

	private WsReply answer(WsCall call, WsRequest request) {
		if (call.action().isEmpty()) {
			return call.error("request no action");
		}
		WsAction action = WsAction.find(call.action());
		if (action != null && !this.context.version().has(action)) {
			action = null;
		}
		EngineSession current = this.session;
		if (current == null && (action == null || action.needsLogin())) {
			return call.error("server not connected");
		}
		if (action == null) {
			return call.error("unknown action " + call.action());
		}
		try {
			return handle(action, call, request, current);
		}
		catch (MalformedException ex) {
			return call.error("unmarshal " + action.words() + " request error");
		}
		catch (RuntimeException | StackOverflowError ex) {
			return call.error(Failures.code(ex), Failures.text(ex, call.reqId()));
		}
	}

	private WsReply handle(WsAction action, WsCall call, WsRequest request, @Nullable EngineSession current)
			throws MalformedException {
		if (action == WsAction.VERSION) {
			return version(call, request);
		}
		WsArguments arguments = request.typedArguments();
		arguments.unsigned("req_id");
		if (action == WsAction.CONN) {
			return connect(call, arguments);
		}
		if (action == WsAction.CHECK_SERVER_STATUS) {
			return checkServerStatus(call, arguments);
		}
		if (current == null) {
			throw new IllegalStateException(action + " needs a login");
		}
		if (action.isStmt1()) {
			return this.stmt1.handle(action, call, current, arguments);
		}
		return switch (action) {
			case QUERY -> this.queries.query(call, current, arguments.stringOrEmpty("sql"));
			case FETCH -> this.queries.fetch(call, arguments.unsigned("id"));
			case FETCH_BLOCK -> this.queries.fetchBlock(call, arguments.unsigned("id"));
			case FREE_RESULT -> {
				this.results.free(arguments.unsigned("id"));
				yield WsReply.NONE;
			}
			case NUM_FIELDS -> this.queries.numFields(call, arguments.unsigned("result_id"));
			case GET_CURRENT_DB -> {
				String database = current.database();
				yield WsReply.Builder.success(call).with("db", (database != null) ? database : "").build();
			}
			case GET_SERVER_INFO -> WsReply.Builder.success(call).with("info", this.context.serverInfo()).build();
			case GET_CONNECTION_INFO -> connectionInfo(call, current, arguments);
			case OPTIONS_CONNECTION -> setOptions(call, current, arguments);
			case STMT2_INIT -> this.stmt2.init(call, arguments);
			case STMT2_PREPARE -> this.stmt2.prepare(call, current, arguments);
			case STMT2_EXEC -> this.stmt2.exec(call, current, arguments);
			case STMT2_RESULT -> this.stmt2.result(call, arguments);
			case STMT2_CLOSE -> this.stmt2.close(call, arguments);
			case INSERT -> SchemalessAction.insert(call, current, arguments);
			default -> throw new IllegalStateException(action + " has no handler");
		};
	}

	private WsReply version(WsCall call, WsRequest request) throws MalformedException {
		if (request.hasArguments()) {
			request.typedArguments().unsigned("req_id");
		}
		return WsReply.Builder.success(call).with("version", this.context.version().toString()).build();
	}

	private WsReply connect(WsCall call, WsArguments arguments) throws MalformedException {
		String user = arguments.stringOrEmpty("user");
		String password = arguments.stringOrEmpty("password");
		String database = arguments.stringOrEmpty("db");
		ClaimedVersion version = this.context.version();
		String zone = version.hasConnectionZone() ? arguments.stringOrEmpty("tz") : "";
		Integer mode = arguments.integer("mode");
		if (version.hasConnectionZone()) {
			// of no effect here, but of the wrong type they are an error
			arguments.string("app");
			arguments.string("ip");
		}
		if (version.hasTokens() && !arguments.stringOrEmpty("bearer_token").isEmpty()) {
			return call.error("bearer_token is not supported by the embedded server");
		}
		this.login.lock();
		try {
			if (this.session != null) {
				return call.error("duplicate connections");
			}
			EngineSession opened = this.context.login(user, password, database);
			if (mode != null) {
				return call.error((mode == 0) ? "mode 0 (BI) is not supported by the embedded server"
						: "unexpected mode:" + mode);
			}
			if (!zone.isEmpty()) {
				opened.zone(zone);
			}
			this.session = opened;
			logger.debug("User {} logged in", user);
			return WsReply.Builder.success(call).with("version", this.context.version().toString()).build();
		}
		finally {
			this.login.unlock();
		}
	}

	private static WsReply connectionInfo(WsCall call, EngineSession current, WsArguments arguments)
			throws MalformedException {
		Integer info = arguments.integer("info");
		if (info != null && info != 0) {
			return call.error("info " + info + " of get_connection_info is not supported by the embedded server");
		}
		return WsReply.Builder.success(call).with("info", current.user()).build();
	}

	private WsReply setOptions(WsCall call, EngineSession current, WsArguments arguments) throws MalformedException {
		var options = arguments.objects("options");
		for (WsArguments option : options) {
			// all types are checked before the first option is set
			option.integer("option");
			option.string("value");
		}
		for (WsArguments option : options) {
			Integer number = option.integer("option");
			try {
				ConnectionOptions.set(this.context, current, (number != null) ? number : 0, option.string("value"));
			}
			catch (SqlException ex) {
				return call.error(ex.code(), String.valueOf(ex.getMessage()));
			}
		}
		return call.success();
	}

	private WsReply checkServerStatus(WsCall call, WsArguments arguments) throws MalformedException {
		String host = arguments.string("fqdn");
		Integer port = arguments.integer("port");
		int status = ServerStatus.of(host, (port != null) ? port : 0);
		return WsReply.Builder.success(call).with("status", status).with("details", "").build();
	}

	@Override
	public WsReply handle(ByteBuffer frame, long started) {
		if (frame.remaining() < BinaryRequest.HEAD) {
			return new WsCall(WsAction.UNKNOWN_BINARY, 0, started).error("message length is too short");
		}
		BinaryRequest request = BinaryRequest.read(frame);
		WsCall call = new WsCall(this.context.version().binaryName(request.action()), request.reqId(), started,
				this.context.version().hasScales());
		EngineSession current = this.session;
		Injection faults = this.context.gate()
			.enter(this.peer, call.action(), call.reqId(), (current != null) ? current.user() : null,
					() -> sql(request));
		FaultEffect.Error error = (faults != null) ? faults.error() : null;
		if (error != null) {
			return error(call, request, error).with(faults);
		}
		if (faults != null && faults.disconnectsBeforeRunning()) {
			return WsReply.NONE.with(faults);
		}
		return answer(call, request, current).with(faults);
	}

	private static WsReply error(WsCall call, BinaryRequest request, FaultEffect.Error error) {
		return (request.action() == BinaryRequest.FETCH_RAW_BLOCK) ? WsReply
			.binary(FetchRawBlockReply.error(call.elapsed(), call.reqId(), request.id(), error.code(), error.message()))
				: call.error(error.code(), error.message());
	}

	private static @Nullable String sql(BinaryRequest request) {
		if (request.action() != BinaryRequest.BINARY_QUERY && request.action() != BinaryRequest.VALIDATE_SQL) {
			return null;
		}
		try {
			return request.sql();
		}
		catch (RuntimeException ex) {
			// malformed, as its answer will say
			return null;
		}
	}

	private WsReply answer(WsCall call, BinaryRequest request, @Nullable EngineSession current) {
		if (current == null) {
			return call.error("server not connected");
		}
		if (call.action().equals(WsAction.UNKNOWN_BINARY)) {
			return call.error("unknown binary action " + Long.toUnsignedString(request.action()));
		}
		try {
			if (request.action() == STMT2_BIND_EXEC) {
				return this.stmt2.bindExec(call, current, request);
			}
			if (request.action() == BinaryRequest.BINARY_QUERY) {
				return this.queries.binaryQuery(call, current, request);
			}
			if (request.action() == BinaryRequest.FETCH_RAW_BLOCK) {
				return this.queries.fetchRawBlock(call, request);
			}
			if (request.action() == Stmt1Actions.SET_TAGS || request.action() == Stmt1Actions.BIND) {
				return this.stmt1.handle(call, current, request);
			}
			if (request.action() == STMT2_BIND) {
				return this.stmt2.bind(call, current, request);
			}
		}
		catch (RuntimeException | StackOverflowError ex) {
			return call.error(Failures.code(ex), Failures.text(ex, call.reqId()));
		}
		return call.error("action " + call.action() + " is not supported by the embedded server");
	}

	@Override
	public void close() {
		this.statements.close();
		this.results.close();
	}

}
