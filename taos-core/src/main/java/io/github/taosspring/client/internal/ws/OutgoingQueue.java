package io.github.taosspring.client.internal.ws;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.java_websocket.WebSocketImpl;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.spi.Deadline;

/**
 * Bounds what waits to be written to a socket, which Java-WebSocket does not: with a
 * server that does not read, statements would pile up in memory.
 * <p>
 * The bound is soft: callers that look at the same time each get in. Looking costs a walk
 * over the queue, which is empty as long as the server keeps up; since the library tells
 * nobody when it has written, waiting is looking again every millisecond.
 */
final class OutgoingQueue {

	static final long MAX_BYTES = 16 * 1024 * 1024;

	private static final long PAUSE_NANOS = 1_000_000;

	private final Queue<ByteBuffer> queue;

	private final BooleanSupplier ended;

	/**
	 * Create the bound of a socket.
	 * @param ended tells that the connection has ended: nothing is written any more, so
	 * that the queue will never get shorter
	 */
	OutgoingQueue(WsSocket socket, BooleanSupplier ended) {
		this.queue = ((WebSocketImpl) socket.getConnection()).outQueue;
		this.ended = ended;
	}

	/**
	 * Wait until there is room, or the connection has ended.
	 * @param reqId the request that is to be sent
	 * @throws io.github.taosspring.client.TaosException if the deadline passes first or
	 * the thread is interrupted; the request was not sent then
	 */
	void awaitRoom(long reqId, Deadline deadline) {
		while (isFull() && !this.ended.getAsBoolean()) {
			if (deadline.isOver()) {
				throw TaosErrors.timeout("The server does not read what is sent: the statement was not sent within "
						+ deadline.allowed().toMillis() + " ms", reqId);
			}
			if (Thread.currentThread().isInterrupted()) {
				throw TaosErrors.interrupted("Interrupted before the statement was sent", reqId);
			}
			LockSupport.parkNanos(PAUSE_NANOS);
		}
	}

	/**
	 * Return whether statements have to wait.
	 */
	boolean isFull() {
		return bytes() > MAX_BYTES;
	}

	boolean isEmpty() {
		return this.queue.isEmpty();
	}

	private long bytes() {
		if (this.queue.isEmpty()) {
			return 0;
		}
		long bytes = 0;
		for (ByteBuffer buffer : this.queue) {
			bytes += buffer.remaining();
		}
		return bytes;
	}

}
