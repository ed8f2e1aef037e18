package io.github.taosspring.client.internal.ws;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.TaosCapability;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosEndpoint;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosTimeoutException;
import io.github.taosspring.client.TaosVersion;
import io.github.taosspring.client.internal.ConnectAdvice;
import io.github.taosspring.client.schemaless.SchemalessResult;
import io.github.taosspring.client.spi.ConnectRequest;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.InsertRequest;
import io.github.taosspring.client.spi.PrepareRequest;
import io.github.taosspring.client.spi.RemoteStatement;
import io.github.taosspring.client.spi.ReqIdInUseException;
import io.github.taosspring.client.spi.StatementReply;
import io.github.taosspring.client.spi.TaosConnection;
import io.github.taosspring.client.wire.BinaryRequest;
import io.github.taosspring.client.wire.BindFrame;
import io.github.taosspring.client.wire.FetchRawBlockReply;
import io.github.taosspring.client.wire.InsertFrame;

/**
 * One WebSocket to taosAdapter, logged in.
 * <p>
 * The server answers requests in any order. Replies in JSON find their call by action and
 * request id, blocks find their result by the id of the fetch, which is generated. One
 * thread reads; it never waits for anything. When the socket ends, for whatever reason,
 * {@link #end} fails every call and every fetch that waits, once; requests registered
 * later fail at once, because registering looks at the end afterwards.
 */
final class WsConnection implements TaosConnection, WsSocket.Events {

	private static final Logger logger = LoggerFactory.getLogger(WsConnection.class);

	/** The adapter's code for whatever has no other. */
	private static final int CATCH_ALL = 65535;

	private static final long CLOSE_GRACE_MILLIS = 500;

	private static final String INSERT = "insert";

	private static final String STATEMENT_CLOSE = "stmt2_close";

	/** Actions whose reply names a result to be freed. */
	private static final Set<String> LATE_RESULTS = Set.of("binary_query", "stmt2_result", "use_result");

	private final TaosEndpoint endpoint;

	private final ConnectAdvice advice;

	private final SocketConnector connector;

	private final WsSocket socket;

	private final OutgoingQueue outgoing;

	private final Thread thread;

	private final CompletableFuture<Boolean> opened = new CompletableFuture<>();

	private final CountDownLatch closed = new CountDownLatch(1);

	private final AtomicReference<@Nullable ConnectionEnd> end = new AtomicReference<>();

	private final ConcurrentMap<CallKey, PendingCall> calls = new ConcurrentHashMap<>();

	private final ConcurrentMap<Long, WsResult.Fetch> fetches = new ConcurrentHashMap<>();

	private final FramePool frames = new FramePool();

	private final CompletableFuture<TaosException> ended = new CompletableFuture<>();

	private final Liveness liveness = new Liveness();

	private volatile TaosVersion serverVersion = TaosVersion.UNKNOWN;

	private WsConnection(ConnectRequest request, Deadline deadline) {
		this.endpoint = request.endpoint();
		this.advice = new ConnectAdvice(this.endpoint, request.options());
		this.connector = new SocketConnector(this.endpoint, request.options(), deadline);
		this.socket = new WsSocket(this.endpoint, request.options().token(), this.connector, this);
		this.outgoing = new OutgoingQueue(this.socket, () -> this.end.get() != null);
		this.thread = new Thread(this::read, "taos-ws-" + this.endpoint);
		this.thread.setDaemon(true);
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
			connection.connector.abort();
			throw ex;
		}
	}

	/**
	 * Connect without logging in.
	 */
	static WsConnection open(ConnectRequest request, Deadline deadline) {
		WsConnection connection = new WsConnection(request, deadline);
		try {
			connection.thread.start();
			connection.awaitOpen(deadline);
			return connection;
		}
		catch (RuntimeException ex) {
			connection.connector.abort();
			throw ex;
		}
	}

	private void read() {
		try {
			this.socket.run();
		}
		finally {
			// also after an Error, which the library lets through
			end(new ConnectionEnd(false, "The connection to " + this.endpoint + " ended", null));
			this.connector.abort();
			this.closed.countDown();
		}
	}

	private void awaitOpen(Deadline deadline) {
		try {
			if (this.opened.get(Math.max(0, deadline.remainingNanos()), TimeUnit.NANOSECONDS)) {
				return;
			}
			ConnectionEnd reason = this.end.get();
			throw TaosErrors.cannotConnect((reason != null) ? reason.message() : "Cannot connect to " + this.endpoint,
					(reason != null) ? reason.cause() : null);
		}
		catch (TimeoutException ex) {
			throw TaosErrors.cannotConnect("Cannot connect to " + this.endpoint + ": no answer within " + deadline, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw TaosErrors.interrupted("Interrupted while connecting to " + this.endpoint, 0);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void login(ConnectRequest request, Deadline deadline) {
		JsonReply reply;
		try {
			checkLogin(request.options(), deadline);
			reply = call("conn", request.reqId(),
					() -> this.socket.sendFrame(new SecretFrame(JsonRequests.conn(request))))
				.await(deadline);
		}
		catch (TaosTimeoutException ex) {
			throw TaosErrors.cannotConnect(
					"Cannot connect to " + this.endpoint + ": the login had no answer within " + deadline, ex);
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
		JsonReply reply = call("version", reqId, () -> this.socket.send(JsonRequests.version(reqId))).await(deadline);
		(token ? TaosCapability.BEARER_TOKEN : TaosCapability.TOTP_CODE).check(TaosVersion.parse(reply.version()));
	}

	@Override
	public TaosEndpoint endpoint() {
		return this.endpoint;
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
	public boolean isOpen() {
		return this.end.get() == null && this.socket.isOpen();
	}

	@Override
	public StatementReply execute(String sql, long reqId, Deadline deadline) {
		ByteBuffer frame = BinaryRequest.binaryQuery(reqId, sql);
		this.outgoing.awaitRoom(reqId, deadline);
		PendingCall call = call("binary_query", reqId, () -> this.socket.send(frame));
		return toReply(call.await(deadline), reqId);
	}

	@Override
	public CompletableFuture<StatementReply> executeAsync(String sql, long reqId) {
		CompletableFuture<StatementReply> future = new CompletableFuture<>();
		try {
			ByteBuffer frame = BinaryRequest.binaryQuery(reqId, sql);
			call("binary_query", reqId, () -> this.socket.send(frame)).onEnd((reply, failure) -> {
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
		return !this.outgoing.isFull() || this.end.get() != null;
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
						request.ttl(), request.tableNameKey(), request.lines(), request.from(), request.to()),
				deadline);
		if (reply.code() != 0) {
			throw TaosErrors.fromServer(INSERT, reply.code(), reply.message(), reqId);
		}
		return new SchemalessResult(reply.affectedRows(), reply.totalRows());
	}

	/**
	 * Send a request in JSON and wait for its reply, whatever its code.
	 */
	JsonReply ask(String action, long reqId, String json, Deadline deadline) {
		return call(action, reqId, () -> this.socket.send(json)).await(deadline);
	}

	/**
	 * Send values and wait for the reply, whatever its code.
	 * @param write lays them out
	 */
	JsonReply ask(String action, long reqId, Consumer<BindFrame> write, Deadline deadline) {
		this.outgoing.awaitRoom(reqId, deadline);
		BindFrame frame = this.frames.take();
		write.accept(frame);
		ByteBuffer masked = frame.toWebSocketFrame(ThreadLocalRandom.current().nextInt());
		JsonReply reply = call(action, reqId, () -> this.socket.sendAsIs(masked)).await(deadline);
		// without a reply it may still be on its way
		this.frames.giveBack(frame);
		return reply;
	}

	/**
	 * Let the server forget a statement; nobody waits for the reply.
	 */
	void closeStatement(long id) {
		if (this.end.get() != null) {
			return;
		}
		long reqId = ReqId.next();
		try {
			call(STATEMENT_CLOSE, reqId, () -> this.socket.send(JsonRequests.statement(STATEMENT_CLOSE, reqId, id)));
		}
		catch (TaosException ex) {
			logger.debug("Statement {} of {} went with its connection", id, this.endpoint);
		}
	}

	/**
	 * Let the server forget a statement of the first kind; there is no reply.
	 */
	void closeFirstStatement(long id) {
		if (this.end.get() != null) {
			return;
		}
		try {
			this.socket.send(JsonRequests.statement("close", ReqId.next(), id));
		}
		catch (WebsocketNotConnectedException ex) {
			logger.debug("Statement {} of {} went with its connection", id, this.endpoint);
		}
	}

	private PendingCall call(String action, long reqId, Runnable send) {
		PendingCall call = new PendingCall(action, reqId);
		CallKey key = new CallKey(action, reqId);
		if (this.calls.putIfAbsent(key, call) != null) {
			throw new ReqIdInUseException(reqId);
		}
		ConnectionEnd reason = this.end.get();
		if (reason == null) {
			try {
				send.run();
				return call;
			}
			catch (WebsocketNotConnectedException ex) {
				reason = new ConnectionEnd(false, "The connection to " + this.endpoint + " is gone", ex);
			}
			catch (RuntimeException | Error ex) {
				// such as a frame for which there is no memory
				this.calls.remove(key, call);
				throw ex;
			}
		}
		this.calls.remove(key, call);
		throw reason.toException(reqId);
	}

	/**
	 * Send a fetch.
	 */
	void fetch(WsResult.Fetch fetch) {
		this.fetches.put(fetch.reqId(), fetch);
		ConnectionEnd reason = this.end.get();
		if (reason == null) {
			try {
				this.socket.send(BinaryRequest.fetchRawBlock(fetch.reqId(), fetch.resultId()));
				return;
			}
			catch (WebsocketNotConnectedException ex) {
				reason = new ConnectionEnd(false, "The connection to " + this.endpoint + " is gone", ex);
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
		if (this.end.get() != null) {
			return;
		}
		try {
			this.socket.send(JsonRequests.freeResult(ReqId.next(), id));
		}
		catch (WebsocketNotConnectedException ex) {
			logger.debug("Result {} of {} went with its connection", id, this.endpoint);
		}
	}

	@Override
	public void keepAlive(int patience) {
		if (this.end.get() != null) {
			return;
		}
		CountingSocket counts = this.connector.socket();
		boolean backlog = !this.outgoing.isEmpty() || counts.isWriting();
		int silent = this.liveness.look(counts.bytesArrived(), counts.bytesWritten(), backlog);
		if (silent >= patience) {
			breakOff("there was no sign of life from the server", null);
		}
		else if (silent > 0 && !backlog) {
			try {
				this.socket.sendPing();
			}
			catch (WebsocketNotConnectedException ex) {
				logger.debug("No ping for {}, which is closing", this.endpoint);
			}
		}
	}

	@Override
	public void close() {
		boolean first = end(new ConnectionEnd(true, "The connection to " + this.endpoint + " is closed", null));
		if (first && Thread.currentThread() != this.thread) {
			this.socket.close();
			boolean interrupted = Thread.interrupted();
			try {
				this.closed.await(CLOSE_GRACE_MILLIS, TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
		this.connector.abort();
	}

	@Override
	public void onEnd(Consumer<TaosException> listener) {
		this.ended.thenAccept(listener);
	}

	@Override
	public void onOpen() {
		this.opened.complete(true);
	}

	@Override
	public void onText(String text) {
		if (this.end.get() != null) {
			return;
		}
		JsonReply reply;
		try {
			reply = JsonReply.read(text);
		}
		catch (TaosException ex) {
			breakOff(ex.getMessage(), ex);
			return;
		}
		PendingCall call = this.calls.remove(new CallKey(reply.action(), reply.reqId()));
		if (call != null && call.complete(reply)) {
			return;
		}
		if (reply.code() == 0 && LATE_RESULTS.contains(reply.action()) && !reply.isUpdate()) {
			logger.debug("The reply to request {} came too late, its result {} is freed", reply.reqId(), reply.id());
			freeResult(reply.id());
		}
		else if (reply.code() == 0 && reply.action().equals("stmt2_init")) {
			logger.debug("The reply to request {} came too late, its statement {} is closed", reply.reqId(),
					reply.statementId());
			closeStatement(reply.statementId());
		}
		else if (reply.code() == 0 && reply.action().equals("init")) {
			logger.debug("The reply to request {} came too late, its statement {} is closed", reply.reqId(),
					reply.statementId());
			closeFirstStatement(reply.statementId());
		}
		else if (call == null) {
			logger.warn("Unexpected reply from {}: action '{}', request {}, code {}, {}", this.endpoint, reply.action(),
					Long.toUnsignedString(reply.reqId()), reply.code(), reply.message());
		}
	}

	@Override
	public void onBinary(ByteBuffer bytes) {
		if (this.end.get() != null) {
			return;
		}
		WsResult.Fetch fetch;
		try {
			if (!FetchRawBlockReply.matches(bytes)) {
				throw TaosErrors.malformed(
						"Malformed frame: " + bytes.remaining() + " bytes that are no reply to fetch_raw_block", null);
			}
			long reqId = FetchRawBlockReply.readReqId(bytes);
			fetch = this.fetches.remove(reqId);
			if (fetch == null) {
				throw TaosErrors.malformed(
						"Unexpected reply to fetch_raw_block with request id " + Long.toUnsignedString(reqId), null);
			}
		}
		catch (TaosException ex) {
			breakOff(ex.getMessage(), ex);
			return;
		}
		fetch.received(bytes);
	}

	@Override
	public void onClose(String reason, @Nullable Exception cause) {
		boolean wasOpen = this.opened.isDone();
		end(new ConnectionEnd(false,
				wasOpen ? "The connection to " + this.endpoint + " broke: " + reason : "Cannot connect to "
						+ this.endpoint + ": " + this.advice.upgradeReason(reason, cause, this.connector.firstBytes()),
				cause));
	}

	/**
	 * End the connection because whoever waits for it would wait in vain: the server is
	 * silent, or sent what cannot be told to belong to any call.
	 */
	private void breakOff(@Nullable String why, @Nullable TaosException cause) {
		ConnectionEnd reason = new ConnectionEnd(false, "The connection to " + this.endpoint + " was given up: " + why,
				cause);
		if (end(reason)) {
			logger.warn("{}", reason.message());
		}
		this.connector.abort();
	}

	/**
	 * End the connection once.
	 * @return whether this call did
	 */
	private boolean end(ConnectionEnd reason) {
		if (!this.end.compareAndSet(null, reason)) {
			return false;
		}
		this.opened.complete(false);
		for (CallKey key : new ArrayList<>(this.calls.keySet())) {
			PendingCall call = this.calls.remove(key);
			if (call != null) {
				call.fail(reason);
			}
		}
		for (Long reqId : new ArrayList<>(this.fetches.keySet())) {
			WsResult.Fetch fetch = this.fetches.remove(reqId);
			if (fetch != null) {
				fetch.failed(reason);
			}
		}
		this.ended.complete(reason.toException(0));
		return true;
	}

	@Override
	public String toString() {
		return "WsConnection[" + this.endpoint + ", " + (isOpen() ? "open" : "closed") + "]";
	}

	private record CallKey(String action, long reqId) {

	}

}
