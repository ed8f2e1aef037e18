package io.github.taosspring.client.transcript;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.java_websocket.server.WebSocketServer;

/**
 * A WebSocket server on a free port of the loopback interface, whose threads keep no JVM
 * alive.
 */
abstract class LoopbackServer extends WebSocketServer {

	private final CountDownLatch started = new CountDownLatch(1);

	LoopbackServer() {
		super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 2);
		setReuseAddr(true);
		setDaemon(true);
		setConnectionLostTimeout(0);
	}

	/**
	 * Start and wait until it listens.
	 */
	final void startAndWait() {
		start();
		try {
			if (!this.started.await(10, TimeUnit.SECONDS)) {
				throw new IllegalStateException("The server did not start");
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public final void onStart() {
		this.started.countDown();
	}

}
