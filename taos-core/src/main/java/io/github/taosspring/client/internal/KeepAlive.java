package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.taosspring.client.spi.LiveConnection;

/**
 * Lets all connections of a client look for a sign of life at a fixed pace.
 * <p>
 * Four looks fit into the time allowed. A byte that arrives right after a look is seen by
 * the first of them, so the fourth is the third without one: a silent peer is found after
 * three to four quarters of the time, and was pinged twice by then.
 */
final class KeepAlive {

	private static final int PATIENCE = 3;

	private final ClientTimer timer;

	private final Duration pause;

	private final Set<LiveConnection> connections = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean started = new AtomicBoolean();

	KeepAlive(ClientTimer timer, Duration timeout) {
		this.timer = timer;
		this.pause = timeout.dividedBy(PATIENCE + 1);
	}

	/**
	 * Watch a connection until it ends.
	 */
	void watch(LiveConnection connection) {
		this.connections.add(connection);
		connection.onEnd((reason) -> this.connections.remove(connection));
		if (this.started.compareAndSet(false, true)) {
			this.timer.every(this.pause, this::look);
		}
	}

	private void look() {
		this.connections.forEach((connection) -> connection.keepAlive(PATIENCE));
	}

}
