package io.github.taosspring.client.internal.ws;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

import org.java_websocket.WebSocketImpl;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.handshake.ServerHandshake;
import org.java_websocket.protocols.Protocol;
import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosEndpoint;

/**
 * Java-WebSocket's client with the settings of this connector; passes events on.
 */
final class WsSocket extends WebSocketClient {

	/**
	 * Size of the buffer that the library reads into, and of the socket's (the library
	 * has one setting for both); with its 64 KiB, and all the more with the 16 KiB of
	 * older versions, large results come in markedly slower.
	 */
	static final int RECEIVE_BUFFER = 512 * 1024;

	/**
	 * The library allocates what a frame's head claims. The largest block of 4096 rows of
	 * 64 KiB is about half of this.
	 */
	private static final int MAX_FRAME = 512 * 1024 * 1024;

	private final Events events;

	private final SocketConnector connector;

	private volatile @Nullable Exception error;

	/** Frames given to the library's thread, since a frame may overtake none of them. */
	private final AtomicLong queued = new AtomicLong();

	/** What is written to by callers, {@code null} before the upgrade and under TLS. */
	private volatile @Nullable CountingSocket plain;

	WsSocket(TaosEndpoint endpoint, String path, @Nullable String token, SocketConnector connector, Events events) {
		// the connector alone uses the endpoint: a URI takes no host with an underscore
		super(URI.create("ws://taosadapter" + path + query(token)),
				new Draft_6455(List.of(), List.of(new Protocol("")), MAX_FRAME), headers(endpoint, token), 0);
		this.events = events;
		this.connector = connector;
		setSocketFactory(connector);
		setTcpNoDelay(true);
		setDaemon(true);
		setReceiveBufferSize(RECEIVE_BUFFER);
		// it takes only pongs for life
		setConnectionLostTimeout(0);
	}

	private static String query(@Nullable String token) {
		return (token != null) ? "?token=" + URLEncoder.encode(token, StandardCharsets.UTF_8) : "";
	}

	/**
	 * Return the headers. Like a {@link SecretFrame}, a request with a token is made too
	 * long for the library's trace log.
	 */
	private static Map<String, String> headers(TaosEndpoint endpoint, @Nullable String token) {
		String host = endpoint.toString();
		return (token != null) ? Map.of("Host", host, "X-Padding", "-".repeat(SecretFrame.TOO_BIG_TO_LOG))
				: Map.of("Host", host);
	}

	@Override
	public void onOpen(ServerHandshake handshake) {
		this.plain = this.connector.plainSocket();
		this.events.onOpen();
	}

	@Override
	public void onMessage(String message) {
		this.events.onText(message);
	}

	@Override
	public void onMessage(ByteBuffer bytes) {
		this.events.onBinary(bytes);
	}

	@Override
	public void onClose(int code, String reason, boolean remote) {
		Exception cause = this.error;
		String text;
		if (cause != null) {
			String message = cause.getMessage();
			text = (message != null && !message.isBlank()) ? message : cause.getClass().getSimpleName();
		}
		else if (reason != null && !reason.isBlank()) {
			text = reason;
		}
		else {
			text = remote ? "closed by the server" : "closed";
		}
		this.events.onClose(text + ((code > 0) ? " (close code " + code + ")" : ""), cause);
	}

	@Override
	public void onError(Exception ex) {
		this.error = ex;
	}

	@Override
	public void send(String text) {
		sendAsIs(ClientFrame.text(text, ThreadLocalRandom.current().nextInt()));
	}

	@Override
	public void send(ByteBuffer bytes) {
		sendAsIs(ClientFrame.binary(bytes, ThreadLocalRandom.current().nextInt()));
	}

	/**
	 * Send a frame as it is, which spares the copy and the masking byte by byte of the
	 * library. A small one is written at once, if nothing waits to be written and writing
	 * cannot block; that spares the way over the library's thread, which writes all
	 * others from their array's first byte to the limit. Frames of one thread keep their
	 * order.
	 * @param frame a masked frame, not to be changed until its reply is there
	 */
	void sendAsIs(ByteBuffer frame) {
		if (!isOpen()) {
			throw new WebsocketNotConnectedException();
		}
		Queue<ByteBuffer> queue = ((WebSocketImpl) getConnection()).outQueue;
		CountingSocket direct = this.plain;
		// a frame that was taken from the queue may not have been written yet
		if (direct == null || direct.framesWritten() != this.queued.get() || !isWritten(direct, frame)) {
			this.queued.incrementAndGet();
			queue.add(frame);
		}
	}

	private static boolean isWritten(CountingSocket direct, ByteBuffer frame) {
		try {
			return direct.tryWrite(frame.array(), frame.limit());
		}
		catch (IOException ex) {
			// the thread that reads tells everybody why
			closeQuietly(direct);
			throw new WebsocketNotConnectedException();
		}
	}

	private static void closeQuietly(CountingSocket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// a socket that fails to close is as closed as it can be
		}
	}

	/**
	 * Return how much was sent, for {@link #confirm}.
	 */
	long mark() {
		CountingSocket direct = this.plain;
		return (direct != null) ? direct.bytesWritten() : 0;
	}

	/**
	 * Take note that the server has read what was sent before a request that it answered.
	 * Called by this socket's one thread.
	 * @param mark what {@link #mark} returned before the request was sent
	 */
	void confirm(long mark) {
		CountingSocket direct = this.plain;
		if (direct != null) {
			direct.confirm(mark);
		}
	}

	/**
	 * What happens on the socket; all on its one thread but {@link #onClose}, which may
	 * be called by any and more than once.
	 */
	interface Events {

		void onOpen();

		void onText(String text);

		void onBinary(ByteBuffer bytes);

		void onClose(String reason, @Nullable Exception cause);

	}

}
