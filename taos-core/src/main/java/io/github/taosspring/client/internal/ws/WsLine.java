package io.github.taosspring.client.internal.ws;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.taosspring.client.TaosEndpoint;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.internal.ConnectAdvice;
import io.github.taosspring.client.spi.ConnectRequest;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.LiveConnection;
import io.github.taosspring.client.spi.ReqIdInUseException;

/**
 * One WebSocket to taosAdapter, whatever is spoken over it.
 * <p>
 * The server answers requests in any order. Replies in JSON find their call by action and
 * request id. One thread reads; it never waits for anything. When the socket ends, for
 * whatever reason, {@link #end} fails every call that waits, once; requests registered
 * later fail at once, because registering looks at the end afterwards.
 */
abstract class WsLine implements LiveConnection, WsSocket.Events {

	private static final Logger logger = LoggerFactory.getLogger(WsLine.class);

	private static final long CLOSE_GRACE_MILLIS = 500;

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

	private final CompletableFuture<TaosException> ended = new CompletableFuture<>();

	private final Liveness liveness = new Liveness();

	/**
	 * Create a connection.
	 * @param path the path of the upgrade
	 */
	WsLine(String path, ConnectRequest request, Deadline deadline) {
		this.endpoint = request.endpoint();
		this.advice = new ConnectAdvice(this.endpoint, request.options());
		this.connector = new SocketConnector(this.endpoint, request.options(), deadline);
		this.socket = new WsSocket(this.endpoint, path, request.options().token(), this.connector, this);
		this.outgoing = new OutgoingQueue(this.socket, () -> this.end.get() != null);
		this.thread = new Thread(this::read, "taos-ws-" + this.endpoint);
		this.thread.setDaemon(true);
	}

	/**
	 * Connect without logging in.
	 */
	final void open(Deadline deadline) {
		try {
			this.thread.start();
			awaitOpen(deadline);
		}
		catch (RuntimeException ex) {
			abort();
			throw ex;
		}
	}

	/**
	 * Close the socket without a farewell.
	 */
	final void abort() {
		this.connector.abort();
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

	@Override
	public final TaosEndpoint endpoint() {
		return this.endpoint;
	}

	@Override
	public final boolean isOpen() {
		return this.end.get() == null && this.socket.isOpen();
	}

	final boolean hasEnded() {
		return this.end.get() != null;
	}

	/**
	 * Return why the connection ended.
	 * @return why, {@code null} if it has not
	 */
	final @Nullable ConnectionEnd endOrNull() {
		return this.end.get();
	}

	final WsSocket socket() {
		return this.socket;
	}

	final OutgoingQueue outgoing() {
		return this.outgoing;
	}

	/**
	 * Send a request in JSON and wait for its reply, whatever its code.
	 */
	JsonReply ask(String action, long reqId, String json, Deadline deadline) {
		return call(action, reqId, () -> this.socket.send(json)).await(deadline);
	}

	final PendingCall call(String action, long reqId, Runnable send) {
		PendingCall call = new PendingCall(action, reqId, this.socket.mark());
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
	 * Wait for the reply to a request no longer.
	 */
	final void forget(String action, long reqId) {
		this.calls.remove(new CallKey(action, reqId));
	}

	@Override
	public final void keepAlive(int patience) {
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
	public final void onEnd(Consumer<TaosException> listener) {
		this.ended.thenAccept(listener);
	}

	@Override
	public final void onOpen() {
		this.opened.complete(true);
	}

	@Override
	public final void onText(String text) {
		if (this.end.get() != null) {
			return;
		}
		JsonReply reply;
		try {
			reply = parse(text);
		}
		catch (TaosException ex) {
			breakOff(ex.getMessage(), ex);
			return;
		}
		PendingCall call = this.calls.remove(new CallKey(reply.action(), reply.reqId()));
		if (call != null) {
			this.socket.confirm(call.mark());
		}
		if (call != null && call.complete(reply) || onLateReply(reply)) {
			return;
		}
		if (call == null) {
			logger.warn("Unexpected reply from {}: action '{}', request {}, code {}, {}", this.endpoint, reply.action(),
					Long.toUnsignedString(reply.reqId()), reply.code(), reply.message());
		}
	}

	/**
	 * Read a reply.
	 * @throws TaosException if it cannot be read
	 */
	JsonReply parse(String text) {
		return JsonReply.read(text);
	}

	/**
	 * Take care of a reply that nobody waits for.
	 * @return whether it was one that needs care
	 */
	boolean onLateReply(JsonReply reply) {
		return false;
	}

	@Override
	public final void onBinary(ByteBuffer bytes) {
		if (this.end.get() != null) {
			return;
		}
		try {
			received(bytes);
		}
		catch (TaosException ex) {
			breakOff(ex.getMessage(), ex);
		}
	}

	/**
	 * Take a binary frame.
	 * @throws TaosException if it cannot be told to belong to any call
	 */
	abstract void received(ByteBuffer frame);

	@Override
	public final void onClose(String reason, @Nullable Exception cause) {
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
	final void breakOff(@Nullable String why, @Nullable TaosException cause) {
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
		failOthers(reason);
		this.ended.complete(reason.toException(0));
		return true;
	}

	/**
	 * Fail what waits beside the calls.
	 */
	void failOthers(ConnectionEnd reason) {
	}

	@Override
	public final String toString() {
		return getClass().getSimpleName() + "[" + this.endpoint + ", " + (isOpen() ? "open" : "closed") + "]";
	}

	private record CallKey(String action, long reqId) {

	}

}
