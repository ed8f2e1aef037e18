package io.github.taosspring.client.transcript;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A line to a server that can go silent, stop taking bytes or become slow, both sides
 * staying connected: what a firewall, a power cut or a stuck process looks like.
 */
public final class FaultyLine implements AutoCloseable {

	private final ServerSocket listening;

	private final int target;

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final AtomicInteger accepted = new AtomicInteger();

	private volatile boolean refusing;

	private final Gate down = new Gate();

	private final Gate up = new Gate();

	private FaultyLine(ServerSocket listening, int target) {
		this.listening = listening;
		this.target = target;
	}

	/**
	 * Lay a line to a port of this machine.
	 */
	public static FaultyLine to(int port) {
		try {
			ServerSocket listening = new ServerSocket();
			// a line does not hold much itself
			listening.setReceiveBufferSize(64 * 1024);
			listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
			FaultyLine line = new FaultyLine(listening, port);
			start("line-accept", line::accept);
			return line;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public int port() {
		return this.listening.getLocalPort();
	}

	/**
	 * Return the connections made through this line so far.
	 */
	public int accepted() {
		return this.accepted.get();
	}

	/**
	 * Keep what the server says from the client, but take what the client says.
	 */
	public void silence() {
		this.down.close();
	}

	/**
	 * Take nothing from the client any more.
	 */
	public void stopReading() {
		this.up.close();
	}

	/**
	 * Let the server's bytes through in drops.
	 * @param bytes the size of a drop
	 * @param millis the pause between two
	 */
	public void drip(int bytes, int millis) {
		this.down.drip(bytes, millis);
	}

	/**
	 * Let the client's bytes through in drops.
	 * @param bytes the size of a drop
	 * @param millis the pause between two
	 */
	public void dripUp(int bytes, int millis) {
		this.up.drip(bytes, millis);
	}

	/**
	 * Hang up on whoever connects.
	 */
	public void refuse() {
		this.refusing = true;
	}

	/**
	 * Behave again.
	 */
	public void heal() {
		this.refusing = false;
		this.up.open();
		this.down.open();
	}

	/**
	 * Cut all connections.
	 */
	public void cut() {
		this.sockets.forEach(FaultyLine::close);
		this.sockets.clear();
	}

	@Override
	public void close() {
		try {
			this.listening.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		cut();
		heal();
	}

	private void accept() throws IOException, InterruptedException {
		while (true) {
			Socket client = this.listening.accept();
			this.accepted.incrementAndGet();
			if (this.refusing) {
				close(client);
				continue;
			}
			this.sockets.add(client);
			Socket server;
			try {
				server = new Socket(InetAddress.getLoopbackAddress(), this.target);
			}
			catch (IOException ex) {
				close(client);
				continue;
			}
			this.sockets.add(server);
			start("line-up", () -> copy(client, server, this.up));
			start("line-down", () -> copy(server, client, this.down));
		}
	}

	private static void copy(Socket from, Socket to, Gate gate) throws IOException, InterruptedException {
		byte[] bytes = new byte[64 * 1024];
		try {
			InputStream input = from.getInputStream();
			OutputStream output = to.getOutputStream();
			while (true) {
				int step = gate.pass(bytes.length);
				int read = input.read(bytes, 0, step);
				if (read < 0) {
					return;
				}
				gate.pass(1);
				output.write(bytes, 0, read);
			}
		}
		finally {
			close(from);
			close(to);
		}
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void start(String name, Task task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (IOException | InterruptedException ex) {
				// the line or its end is closed
			}
		}, name);
		thread.setDaemon(true);
		thread.start();
	}

	private interface Task {

		void run() throws IOException, InterruptedException;

	}

	/**
	 * Lets the bytes of one direction through, or not.
	 */
	private static final class Gate {

		private final ReentrantLock lock = new ReentrantLock();

		private final Condition change = this.lock.newCondition();

		private boolean closed;

		private int drop;

		private int pauseMillis;

		/**
		 * Wait until bytes may pass.
		 * @return how many
		 */
		int pass(int wanted) throws InterruptedException {
			this.lock.lock();
			try {
				while (this.closed) {
					this.change.await();
				}
				if (this.drop == 0) {
					return wanted;
				}
				this.change.awaitNanos(this.pauseMillis * 500_000L);
				return Math.min(wanted, this.drop);
			}
			finally {
				this.lock.unlock();
			}
		}

		void close() {
			set(true, 0, 0);
		}

		void open() {
			set(false, 0, 0);
		}

		void drip(int bytes, int millis) {
			set(false, bytes, millis);
		}

		private void set(boolean shut, int bytes, int millis) {
			this.lock.lock();
			try {
				this.closed = shut;
				this.drop = bytes;
				this.pauseMillis = millis;
				this.change.signalAll();
			}
			finally {
				this.lock.unlock();
			}
		}

	}

}
