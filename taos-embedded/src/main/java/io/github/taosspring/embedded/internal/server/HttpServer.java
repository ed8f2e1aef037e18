package io.github.taosspring.embedded.internal.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.ZoneId;

import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.jspecify.annotations.Nullable;

import io.github.taosspring.embedded.internal.engine.Engine;
import io.github.taosspring.embedded.internal.fault.FaultyConnector;
import io.github.taosspring.embedded.internal.fault.RequestGate;

/**
 * The network side of the embedded server: one port for HTTP and WebSocket, on Jetty,
 * encrypted if wanted.
 * <p>
 * All its threads are daemons whose names begin with {@code taos-embedded-}; they end
 * within seconds of {@link #close()}.
 */
public final class HttpServer implements AutoCloseable {

	private static final int MAX_THREADS = 64;

	private static final int MAX_MESSAGE_BYTES = 64 << 20;

	private static final int IO_BUFFER = 256 << 10;

	private static final Duration IDLE = Duration.ofMinutes(2);

	private static final Duration STOP = Duration.ofSeconds(5);

	private final Server server;

	private final ServerConnector connector;

	/**
	 * Bind the port and start to serve.
	 * @param engine the engine; the caller closes it after this server
	 * @param address where to listen; port 0 takes a free one
	 * @param zone the zone of sessions that were given none
	 * @param version the version of TDengine to claim
	 * @param gate what every request passes
	 * @param tls how to encrypt, {@code null} to speak plainly
	 * @throws UncheckedIOException if the port cannot be bound
	 */
	public HttpServer(Engine engine, InetSocketAddress address, ZoneId zone, String version, RequestGate gate,
			@Nullable ServerTls tls) {
		QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 4);
		threads.setName("taos-embedded-http");
		threads.setDaemon(true);
		threads.setStopTimeout(STOP.toMillis());
		this.server = new Server(threads, new ScheduledExecutorScheduler("taos-embedded-scheduler", true),
				new ArrayByteBufferPool());
		this.server.setStopTimeout(0);
		HttpConfiguration http = new HttpConfiguration();
		http.setSendServerVersion(false);
		http.setSendDateHeader(true);
		// 'basic' is not 'Basic' to taosAdapter
		http.setHeaderCacheCaseSensitive(true);
		// paths are only ever compared, so no spelling of one is dangerous
		http.setUriCompliance(UriCompliance.UNSAFE);
		HttpConnectionFactory plain = new HttpConnectionFactory(http);
		this.connector = new FaultyConnector(this.server, gate.line(),
				(tls != null) ? tls.factories(plain) : new ConnectionFactory[] { plain });
		this.connector.setHost(address.getAddress().getHostAddress());
		this.connector.setPort(address.getPort());
		this.connector.setIdleTimeout(IDLE.toMillis());
		this.server.addConnector(this.connector);
		ServerWebSocketContainer sockets = ServerWebSocketContainer.ensure(this.server);
		sockets.setMaxTextMessageSize(MAX_MESSAGE_BYTES);
		sockets.setMaxBinaryMessageSize(MAX_MESSAGE_BYTES);
		sockets.setInputBufferSize(IO_BUFFER);
		sockets.setOutputBufferSize(IO_BUFFER);
		sockets.setIdleTimeout(IDLE);
		Router router = new Router(new ServerContext(engine, zone, new ClaimedVersion(version), gate));
		this.server.setHandler((tls != null) ? new PlainRefusal(router) : router);
		ErrorHandler errors = new ErrorHandler();
		errors.setShowStacks(false);
		errors.setShowCauses(false);
		this.server.setErrorHandler(errors);
		start();
	}

	private void start() {
		try {
			this.server.start();
		}
		catch (Exception ex) {
			try {
				this.server.stop();
			}
			catch (Exception suppressed) {
				ex.addSuppressed(suppressed);
			}
			throw (ex instanceof IOException io) ? new UncheckedIOException(io.getMessage(), io)
					: new IllegalStateException("The HTTP server did not start", ex);
		}
	}

	/**
	 * Return the port that is listened on.
	 * @return the port
	 */
	public int port() {
		return this.connector.getLocalPort();
	}

	/**
	 * Close all connections and end all threads, within seconds. Safe to call more than
	 * once.
	 */
	@Override
	public void close() {
		try {
			this.server.stop();
		}
		catch (Exception ex) {
			throw new IllegalStateException("The HTTP server did not stop", ex);
		}
	}

}
