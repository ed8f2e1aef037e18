package io.github.taosspring.embedded.fault;

import java.time.Duration;

/**
 * The faults of a server: of requests, injected one by one, and of all its connections.
 * All last until {@link #clear()}, also over a restart of the server. Thread-safe.
 * <p>
 * Faults of connections work on the bytes, below TLS, HTTP and WebSocket; the connections
 * themselves stay open.
 */
public interface Faults {

	/**
	 * Let requests go wrong. Several faults may hit one request: delays add up, of those
	 * that end it the one injected first counts.
	 * @param fault what goes wrong, and with which requests
	 * @return the fault in force
	 */
	InjectedFault inject(Fault fault);

	/**
	 * Cut all connections that are open now, without a word; new ones are welcome.
	 */
	void dropConnections();

	/**
	 * Hang up on whoever connects; connections that are open go on. The port stays taken,
	 * so that a peer sees its connection reset rather than refused.
	 */
	void refuseConnections();

	/**
	 * Send nothing any more, not even the answer to a ping, but read: what a frozen
	 * process or a network that loses packets looks like. New connections are accepted
	 * and get no answer either. What was held back goes out when the faults are cleared.
	 */
	void silence();

	/**
	 * Read nothing any more, so that what peers send backs up. What the server has read
	 * it answers.
	 */
	void stopReading();

	/**
	 * Send slowly.
	 * @param bytes how many at once, at least 1
	 * @param pause the time between two times
	 */
	void slow(int bytes, Duration pause);

	/**
	 * End all faults: delayed replies and what was held back go out, reading goes on.
	 */
	void clear();

}
