package io.github.taosspring.client.internal.ws;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.TaosCapability;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosTimeoutException;
import io.github.taosspring.client.TaosVersion;
import io.github.taosspring.client.schemaless.SchemalessResult;
import io.github.taosspring.client.spi.ConnectRequest;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.InsertRequest;
import io.github.taosspring.client.spi.PrepareRequest;
import io.github.taosspring.client.spi.RemoteStatement;
import io.github.taosspring.client.spi.StatementReply;
import io.github.taosspring.client.spi.TaosConnection;
import io.github.taosspring.client.wire.BinaryRequest;
import io.github.taosspring.client.wire.BindFrame;
import io.github.taosspring.client.wire.FetchRawBlockReply;
import io.github.taosspring.client.wire.InsertFrame;

/**
 * A WebSocket to taosAdapter's {@code /ws}, logged in. Blocks find their result by the id
 * of the fetch, which is generated.
 */
final class WsConnection extends WsLine implements TaosConnection {

	private static final Logger logger = LoggerFactory.getLogger(WsConnection.class);

	/** The adapter's code for whatever has no other. */
	private static final int CATCH_ALL = 65535;

	private static final String INSERT = "insert";

	private static final String STATEMENT_CLOSE = "stmt2_close";

	/** Actions whose reply names a result to be freed. */
	private static final Set<String> LATE_RESULTS = Set.of("binary_query", "stmt2_result", "use_result");

	private final ConcurrentMap<Long, WsResult.Fetch> fetches = new ConcurrentHashMap<>();

	private final FramePool frames = new FramePool();

	private volatile TaosVersion serverVersion = TaosVersion.UNKNOWN;

	private WsConnection(ConnectRequest request, Deadline deadline) {
		super("/ws", request, deadline);
	}

	/**
	 * Connect and log in.
	 */
	static WsConnection connect(ConnectRequest request, Deadline deadline) {
		WsConnection connection = open(request, deadline);
		try {
			connection.login(request, deadline);
			return connection;
		}
		catch (RuntimeException ex) {
			connection.abort();
			throw ex;
		}
	}

	/**
	 * Connect without logging in.
	 */
	static WsConnection open(ConnectRequest request, Deadline deadline) {
		WsConnection connection = new WsConnection(request, deadline);
		connection.open(deadline);
		return connection;
	}

	private void login(ConnectRequest request, Deadline deadline) {
		JsonReply reply;
		try {
			checkLogin(request.options(), deadline);
			reply = call("conn", request.reqId(), () -> socket().sendFrame(new SecretFrame(JsonRequests.conn(request))))
				.await(deadline);
		}
		catch (TaosTimeoutException ex) {
			throw TaosErrors
				.cannotConnect("Cannot connect to " + endpoint() + ": the login had no answer within " + deadline, ex);
		}
		if (reply.code() != 0) {
			throw TaosErrors.fromServer("conn", reply.code(), loginRefused(reply, request), request.reqId());
		}
		this.serverVersion = TaosVersion.parse(reply.version());
	}

	/**
	 * Ask for the version where an old server would not say that it takes no notice of a
	 * part of the login.
	 */
	private void checkLogin(TaosClientOptions options, Deadline deadline) {
		boolean token = options.bearerToken() != null;
		if (!token && !options.hasTotpCode()) {
			return;
		}
		long reqId = ReqId.next();
		JsonReply reply = call("version", reqId, () -> socket().send(JsonRequests.version(reqId))).await(deadline);
		(token ? TaosCapability.BEARER_TOKEN : TaosCapability.TOTP_CODE).check(TaosVersion.parse(reply.version()));
	}

	private static String loginRefused(JsonReply reply, ConnectRequest request) {
		if (reply.code() == CATCH_ALL) {
			// this code is told apart by its text
			return reply.message();
		}
		String database = request.database();
		String who = (request.options().bearerToken() != null) ? "with a token"
				: "as '" + request.options().user() + "'";
		return reply.message() + ", logging in to " + request.endpoint() + " " + who
				+ ((database != null) ? " with database '" + database + "'" : "");
	}

	@Override
	public TaosVersion serverVersion() {
		return this.serverVersion;
	}

	@Override
	public StatementReply execute(String sql, long reqId, Deadline deadline) {
		ByteBuffer frame = BinaryRequest.binaryQuery(reqId, sql);
		outgoing().awaitRoom(reqId, deadline);
		PendingCall call = call("binary_query", reqId, () -> socket().send(frame));
		return toReply(call.await(deadline), reqId);
	}

	@Override
	public CompletableFuture<StatementReply> executeAsync(String sql, long reqId) {
		CompletableFuture<StatementReply> future = new CompletableFuture<>();
		try {
			ByteBuffer frame = BinaryRequest.binaryQuery(reqId, sql);
			call("binary_query", reqId, () -> socket().send(frame)).onEnd((reply, failure) -> {
				StatementReply value;
				try {
					if (reply == null) {
						throw Objects.requireNonNull(failure);
					}
					value = toReply(reply, reqId);
				}
				catch (TaosException ex) {
					future.completeExceptionally(ex);
					return;
				}
				if (!future.complete(value) && value.rows() != null) {
					value.rows().free();
				}
			});
		}
		catch (TaosException ex) {
			future.completeExceptionally(ex);
		}
		return future;
	}

	@Override
	public boolean hasRoom() {
		return !outgoing().isFull() || hasEnded();
	}

	private StatementReply toReply(JsonReply reply, long reqId) {
		if (reply.code() != 0) {
			throw TaosErrors.fromServer("query", reply.code(), reply.message(), reqId);
		}
		if (reply.isUpdate()) {
			return new StatementReply(reply.affectedRows(), null);
		}
		try {
			List<TaosColumn> columns = reply.columns();
			TaosPrecision precision = reply.precision();
			return new StatementReply(0, new WsResult(this, reply.id(), reqId, columns, precision));
		}
		catch (TaosException ex) {
			freeResult(reply.id());
			throw ex;
		}
	}

	@Override
	public RemoteStatement prepare(PrepareRequest request, Deadline deadline) {
		return TaosCapability.BOUND_STATEMENTS.isIn(this.serverVersion) ? Stmt2.prepare(this, request, deadline)
				: Stmt1.prepare(this, request, deadline);
	}

	@Override
	public SchemalessResult insert(InsertRequest request, Deadline deadline) {
		long reqId = request.reqId();
		JsonReply reply = ask(INSERT, reqId,
				(frame) -> InsertFrame.write(frame, reqId, request.protocol().code(), request.precision().wireName(),
						request.ttl(), request.tableNameKey(), request.elements(), request.lines(), request.from(),
						request.to()),
				deadline);
		if (reply.code() != 0) {
			throw TaosErrors.fromServer(INSERT, reply.code(), reply.message(), reqId);
		}
		return new SchemalessResult(reply.affectedRows(), reply.totalRows());
	}

	/**
	 * Send values and wait for the reply, whatever its code.
	 * @param write lays them out
	 */
	JsonReply ask(String action, long reqId, Consumer<BindFrame> write, Deadline deadline) {
		outgoing().awaitRoom(reqId, deadline);
		BindFrame frame = this.frames.take();
		write.accept(frame);
		ByteBuffer masked = frame.toWebSocketFrame(ThreadLocalRandom.current().nextInt());
		JsonReply reply = call(action, reqId, () -> socket().sendAsIs(masked)).await(deadline);
		// without a reply it may still be on its way
		this.frames.giveBack(frame);
		return reply;
	}

	/**
	 * Let the server forget a statement; nobody waits for the reply.
	 */
	void closeStatement(long id) {
		if (hasEnded()) {
			return;
		}
		long reqId = ReqId.next();
		try {
			call(STATEMENT_CLOSE, reqId, () -> socket().send(JsonRequests.statement(STATEMENT_CLOSE, reqId, id)));
		}
		catch (TaosException ex) {
			logger.debug("Statement {} of {} went with its connection", id, endpoint());
		}
	}

	/**
	 * Let the server forget a statement of the first kind; there is no reply.
	 */
	void closeFirstStatement(long id) {
		if (hasEnded()) {
			return;
		}
		try {
			socket().send(JsonRequests.statement("close", ReqId.next(), id));
		}
		catch (WebsocketNotConnectedException ex) {
			logger.debug("Statement {} of {} went with its connection", id, endpoint());
		}
	}

	/**
	 * Send a fetch.
	 */
	void fetch(WsResult.Fetch fetch) {
		this.fetches.put(fetch.reqId(), fetch);
		ConnectionEnd reason = endOrNull();
		if (reason == null) {
			try {
				socket().send(BinaryRequest.fetchRawBlock(fetch.reqId(), fetch.resultId()));
				return;
			}
			catch (WebsocketNotConnectedException ex) {
				reason = new ConnectionEnd(false, "The connection to " + endpoint() + " is gone", ex);
			}
		}
		if (this.fetches.remove(fetch.reqId(), fetch)) {
			fetch.failed(reason);
		}
	}

	/**
	 * Let the server forget a result; there is no reply.
	 */
	void freeResult(long id) {
		if (hasEnded()) {
			return;
		}
		try {
			socket().send(JsonRequests.freeResult(ReqId.next(), id));
		}
		catch (WebsocketNotConnectedException ex) {
			logger.debug("Result {} of {} went with its connection", id, endpoint());
		}
	}

	@Override
	boolean onLateReply(JsonReply reply) {
		if (reply.code() != 0) {
			return false;
		}
		if (LATE_RESULTS.contains(reply.action()) && !reply.isUpdate()) {
			logger.debug("The reply to request {} came too late, its result {} is freed", reply.reqId(), reply.id());
			freeResult(reply.id());
			return true;
		}
		if (reply.action().equals("stmt2_init")) {
			logger.debug("The reply to request {} came too late, its statement {} is closed", reply.reqId(),
					reply.statementId());
			closeStatement(reply.statementId());
			return true;
		}
		if (reply.action().equals("init")) {
			logger.debug("The reply to request {} came too late, its statement {} is closed", reply.reqId(),
					reply.statementId());
			closeFirstStatement(reply.statementId());
			return true;
		}
		return false;
	}

	@Override
	void received(ByteBuffer bytes) {
		if (!FetchRawBlockReply.matches(bytes)) {
			throw TaosErrors.malformed(
					"Malformed frame: " + bytes.remaining() + " bytes that are no reply to fetch_raw_block", null);
		}
		long reqId = FetchRawBlockReply.readReqId(bytes);
		WsResult.Fetch fetch = this.fetches.remove(reqId);
		if (fetch == null) {
			throw TaosErrors
				.malformed("Unexpected reply to fetch_raw_block with request id " + Long.toUnsignedString(reqId), null);
		}
		socket().confirm(fetch.mark());
		fetch.received(bytes);
	}

	@Override
	void failOthers(ConnectionEnd reason) {
		for (Long reqId : new ArrayList<>(this.fetches.keySet())) {
			WsResult.Fetch fetch = this.fetches.remove(reqId);
			if (fetch != null) {
				fetch.failed(reason);
			}
		}
	}

}
