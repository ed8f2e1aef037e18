package io.github.taosspring.listener.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A line to a server that can be cut and refuse to be laid again: what its clients see of
 * a server that is killed.
 */
final class CuttableLine implements AutoCloseable {

	private final ServerSocket listening;

	private final String host;

	private final int port;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private volatile boolean refusing;

	CuttableLine(String host, int port) throws IOException {
		this.host = host;
		this.port = port;
		this.listening = new ServerSocket();
		this.listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
		start("proof-line-accept", this::accept);
	}

	int port() {
		return this.listening.getLocalPort();
	}

	private static void start(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		thread.start();
	}

	private void accept() {
		while (!this.listening.isClosed()) {
			try {
				Socket client = this.listening.accept();
				this.sockets.add(client);
				if (this.refusing) {
					hangUp(client);
					continue;
				}
				start("proof-line-connect", () -> connect(client));
			}
			catch (IOException ex) {
				// closed
			}
		}
	}

	private void connect(Socket client) {
		try {
			Socket server = new Socket(this.host, this.port);
			this.sockets.add(server);
			server.setTcpNoDelay(true);
			client.setTcpNoDelay(true);
			start("proof-line-up", () -> copy(client, server));
			start("proof-line-down", () -> copy(server, client));
		}
		catch (IOException ex) {
			hangUp(client);
		}
	}

	private void copy(Socket from, Socket to) {
		try (from; to) {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			byte[] buffer = new byte[16 * 1024];
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				out.write(buffer, 0, read);
				out.flush();
			}
		}
		catch (IOException ex) {
			// cut
		}
		finally {
			this.sockets.remove(from);
			this.sockets.remove(to);
		}
	}

	private void hangUp(Socket socket) {
		this.sockets.remove(socket);
		try {
			socket.setSoLinger(true, 0);
			socket.close();
		}
		catch (IOException ex) {
			// it is gone already
		}
	}

	/** Cut all connections. */
	void cut() {
		this.sockets.forEach(this::hangUp);
	}

	/** Hang up on whoever connects, or do so no longer. */
	void refuse(boolean nowRefusing) {
		this.refusing = nowRefusing;
	}

	@Override
	public void close() throws IOException {
		this.listening.close();
		cut();
	}

}
