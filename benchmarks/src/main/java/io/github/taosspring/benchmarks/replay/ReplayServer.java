package io.github.taosspring.benchmarks.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers WebSocket clients of TDengine from blocks encoded beforehand, on the loopback
 * interface, with one thread a socket.
 * <p>
 * As a program it prints {@code PORT n} when it is ready, and ends when its standard
 * input does: with the process that started it.
 */
public final class ReplayServer implements AutoCloseable {

	/** What it claims to be: the version whose answers are recorded. */
	static final String VERSION = "3.3.7.5";

	private final Statements statements = new Statements();

	private final ServerSocketChannel listener;

	private final Set<FrameChannel> channels = ConcurrentHashMap.newKeySet();

	private ReplayServer(ServerSocketChannel listener) {
		this.listener = listener;
	}

	/**
	 * Start a server on a free port.
	 * @return the server, to be closed
	 */
	public static ReplayServer start() {
		try {
			ServerSocketChannel listener = ServerSocketChannel.open();
			listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
			ReplayServer server = new ReplayServer(listener);
			thread(server::accept, "replay-accept").start();
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return where to connect.
	 * @return the TCP port
	 */
	public int port() {
		return this.listener.socket().getLocalPort();
	}

	private void accept() {
		try {
			while (true) {
				SocketChannel socket = this.listener.accept();
				socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
				FrameChannel channel = new FrameChannel(socket);
				this.channels.add(channel);
				Conversation conversation = new Conversation(channel, this.statements);
				thread(() -> {
					conversation.run();
					this.channels.remove(channel);
				}, "replay-" + socket.getRemoteAddress()).start();
			}
		}
		catch (ClosedChannelException ex) {
			// the server was closed
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Thread thread(Runnable task, String name) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		return thread;
	}

	@Override
	public void close() {
		try {
			this.listener.close();
			for (FrameChannel channel : this.channels) {
				channel.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Run a server until the standard input ends.
	 * @param arguments none
	 * @throws IOException if the standard input fails
	 */
	public static void main(String[] arguments) throws IOException {
		try (ReplayServer server = start()) {
			System.out.println("PORT " + server.port());
			while (System.in.read() >= 0) {
				continue;
			}
		}
	}

}
