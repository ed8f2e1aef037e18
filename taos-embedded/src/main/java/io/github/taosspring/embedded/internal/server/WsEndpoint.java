package io.github.taosspring.embedded.internal.server;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.taosspring.embedded.internal.fault.Injection;
import io.github.taosspring.embedded.internal.fault.Peer;

/**
 * Carries the messages of one socket between Jetty and what answers them.
 * <p>
 * Each message is answered on a thread of its own, unless the socket has a
 * {@linkplain QueuedMessages queue}. No more than {@value #MAX_IN_FLIGHT} and no more
 * than some megabytes of them are under way at once, from their arrival until their reply
 * is written: then the socket isn't read any further, so that a peer that sends without
 * reading costs a bounded amount of memory. A ping goes out every {@link #PING_INTERVAL};
 * a peer of which nothing came for twice that long is dropped, as taosAdapter does
 * ({@code tools/melody}).
 * <p>
 * Public because Jetty looks its methods up by reflection.
 */
public final class WsEndpoint implements Session.Listener {

	static final int MAX_IN_FLIGHT = 64;

	private static final long MAX_BYTES_IN_FLIGHT = 32 << 20;

	static final Duration PING_INTERVAL = Duration.ofSeconds(54);

	private static final Duration SILENCE = PING_INTERVAL.multipliedBy(2).plusSeconds(6);

	private static final Logger logger = LoggerFactory.getLogger(WsEndpoint.class);

	private final SocketMessages connection;

	private final Executor executor;

	private final Scheduler scheduler;

	private final InFlight inFlight = new InFlight(MAX_IN_FLIGHT, MAX_BYTES_IN_FLIGHT);

	private volatile @Nullable Session session;

	private volatile long lastHeard = System.nanoTime();

	private volatile Scheduler.@Nullable Task nextPing;

	private volatile boolean closed;

	WsEndpoint(SocketMessages connection, Executor executor, Scheduler scheduler) {
		this.connection = connection;
		this.executor = executor;
		this.scheduler = scheduler;
	}

	@Override
	public void onWebSocketOpen(Session session) {
		this.session = session;
		schedulePing(session);
		session.demand();
	}

	@Override
	public void onWebSocketText(String message) {
		long started = heard();
		if (this.connection instanceof QueuedMessages queue) {
			submit(queue, message, started);
		}
		else {
			submit(message.length(), () -> this.connection.handle(message, started));
		}
	}

	@Override
	public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
		long started = heard();
		byte[] bytes = new byte[payload.remaining()];
		payload.get(bytes);
		callback.succeed();
		submit(bytes.length, () -> this.connection.handle(ByteBuffer.wrap(bytes), started));
	}

	@Override
	public void onWebSocketPong(ByteBuffer payload) {
		heard();
		Session current = this.session;
		if (current != null) {
			current.demand();
		}
	}

	private long heard() {
		long now = System.nanoTime();
		this.lastHeard = now;
		return now;
	}

	private void submit(QueuedMessages queue, String message, long started) {
		Session current = this.session;
		if (current == null) {
			return;
		}
		int size = message.length();
		boolean more = this.inFlight.begin(size);
		queue.enqueue(message, started, (reply) -> deliver(current, reply, callback(current, size)));
		if (more) {
			current.demand();
		}
	}

	private void submit(int size, Supplier<WsReply> work) {
		Session current = this.session;
		if (current == null) {
			return;
		}
		boolean more = this.inFlight.begin(size);
		try {
			this.executor.execute(() -> answer(current, size, work));
		}
		catch (RejectedExecutionException ex) {
			current.disconnect();
			return;
		}
		if (more) {
			current.demand();
		}
	}

	private void answer(Session current, int size, Supplier<WsReply> work) {
		Callback done = callback(current, size);
		WsReply reply;
		try {
			reply = this.closed ? WsReply.NONE : work.get();
		}
		catch (RuntimeException | Error ex) {
			// a peer must not wait for a reply that will never come
			logger.error("A message could not be answered", ex);
			current.disconnect();
			return;
		}
		deliver(current, reply, done);
	}

	private Callback callback(Session current, int size) {
		return Callback.from(() -> finished(current, size), (failure) -> {
			logger.debug("A reply could not be sent", failure);
			finished(current, size);
		});
	}

	private void deliver(Session current, WsReply reply, Callback done) {
		Injection faults = reply.injection();
		if (faults == null) {
			send(current, reply, done);
		}
		else if (faults.delay() == null) {
			sendFaulty(current, reply, faults, done);
		}
		else {
			faults.delay().thenRunAsync(() -> sendFaulty(current, reply, faults, done), this.executor);
		}
	}

	private void sendFaulty(Session current, WsReply reply, Injection faults, Callback done) {
		if (faults.disconnects()) {
			current.disconnect();
			return;
		}
		WsReply sent = faults.losesReply() ? WsReply.NONE : reply.truncated(faults.bytes());
		send(current, sent, faults.closes() ? Callback.from(() -> {
			done.succeed();
			current.close();
		}, done::fail) : done);
	}

	private void send(Session current, WsReply reply, Callback done) {
		if (this.closed) {
			done.succeed();
		}
		else if (reply.text() != null) {
			current.sendText(reply.text(), done);
		}
		else if (reply.binary() != null) {
			current.sendBinary(reply.binary(), done);
		}
		else {
			done.succeed();
		}
	}

	private void finished(Session current, int size) {
		if (this.inFlight.end(size) && !this.closed) {
			current.demand();
		}
	}

	private void schedulePing(Session current) {
		this.nextPing = this.scheduler.schedule(() -> ping(current), PING_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void ping(Session current) {
		if (this.closed) {
			return;
		}
		if (System.nanoTime() - this.lastHeard > SILENCE.toNanos()) {
			logger.debug("Nothing was heard from {}; dropping it", current.getRemoteSocketAddress());
			current.disconnect();
			return;
		}
		current.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
		schedulePing(current);
	}

	@Override
	public void onWebSocketError(Throwable cause) {
		logger.debug("A socket failed", cause);
	}

	@Override
	public void onWebSocketClose(int statusCode, String reason) {
		this.closed = true;
		Scheduler.Task ping = this.nextPing;
		if (ping != null) {
			ping.cancel();
		}
		this.connection.close();
	}

}
