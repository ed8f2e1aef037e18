package io.github.taosspring.client.internal.ws;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.locks.ReentrantLock;

import javax.net.SocketFactory;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosEndpoint;
import io.github.taosspring.client.internal.TlsHandshake;
import io.github.taosspring.client.spi.Deadline;

/**
 * Makes the socket of one connection, connected and, if wanted, through with the TLS
 * handshake, before Java-WebSocket sees it: the library would do the handshake without a
 * time limit.
 * <p>
 * Also the owner of the socket: {@link #abort()} ends it whatever it is doing.
 */
final class SocketConnector extends SocketFactory {

	/**
	 * Bounded, because what lies in the system's buffer cannot be seen to move: while a
	 * slow line takes it, the peer looks silent.
	 */
	private static final int SEND_BUFFER = 512 * 1024;

	private final TaosEndpoint endpoint;

	private final TaosClientOptions options;

	private final Deadline deadline;

	private final ReentrantLock lock = new ReentrantLock();

	private boolean aborted;

	private @Nullable CountingSocket socket;

	SocketConnector(TaosEndpoint endpoint, TaosClientOptions options, Deadline deadline) {
		this.endpoint = endpoint;
		this.options = options;
		this.deadline = deadline;
	}

	@Override
	public Socket createSocket() throws IOException {
		InetSocketAddress address = new InetSocketAddress(this.endpoint.host(), this.endpoint.port());
		if (address.isUnresolved()) {
			throw new UnknownHostException("unknown host " + this.endpoint.host());
		}
		CountingSocket plain = own(new CountingSocket());
		plain.setTcpNoDelay(true);
		plain.setKeepAlive(true);
		plain.setSendBufferSize(SEND_BUFFER);
		plain.connect(address, remainingMillis());
		return this.options.tls() ? TlsHandshake.over(plain, this.endpoint, this.options, remainingMillis()) : plain;
	}

	private int remainingMillis() throws SocketTimeoutException {
		if (this.deadline.isOver()) {
			throw new SocketTimeoutException("no answer within " + this.deadline);
		}
		return this.deadline.remainingMillis();
	}

	private CountingSocket own(CountingSocket created) throws IOException {
		this.lock.lock();
		try {
			if (this.aborted) {
				created.close();
				throw new IOException("the connection was given up");
			}
			this.socket = created;
			return created;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return the socket.
	 * @throws IllegalStateException before there is one
	 */
	CountingSocket socket() {
		this.lock.lock();
		try {
			if (this.socket == null) {
				throw new IllegalStateException("not connected");
			}
			return this.socket;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return the socket that frames are written to as they are.
	 * @return the socket, {@code null} under TLS and before there is one
	 */
	@Nullable CountingSocket plainSocket() {
		this.lock.lock();
		try {
			return this.options.tls() ? null : this.socket;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return the first bytes that came, for messages: encrypted under TLS, none before
	 * there is a socket.
	 */
	byte[] firstBytes() {
		this.lock.lock();
		try {
			return (this.socket != null) ? this.socket.firstBytes() : new byte[0];
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Close the socket, now or as soon as there is one. Under TLS it is the one below
	 * that is closed: closing the upper one would wait for a write that is under way.
	 */
	void abort() {
		CountingSocket current;
		this.lock.lock();
		try {
			this.aborted = true;
			current = this.socket;
		}
		finally {
			this.lock.unlock();
		}
		if (current != null) {
			try {
				current.close();
			}
			catch (IOException ex) {
				// a socket that fails to close is as closed as it can be
			}
		}
	}

	@Override
	public Socket createSocket(String host, int port) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Socket createSocket(String host, int port, java.net.InetAddress localHost, int localPort) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Socket createSocket(java.net.InetAddress host, int port) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Socket createSocket(java.net.InetAddress address, int port, java.net.InetAddress localAddress,
			int localPort) {
		throw new UnsupportedOperationException();
	}

}
