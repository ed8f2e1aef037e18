package io.github.taosspring.benchmarks.scan;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;
import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.wire.BinaryRequest;

/**
 * Fetches one block after the other on Java-WebSocket and drops it undecoded: the most
 * that a client on this library can reach. The next fetch is sent by the library's own
 * thread as soon as a block is there, without a hand-over.
 */
final class BareScanner implements Scanner {

	private static final int RECEIVE_BUFFER = 1 << 20;

	private static final long PATIENCE_SECONDS = 60;

	private final Socket socket;

	private final String sql;

	BareScanner(int port, String sql) throws InterruptedException {
		this.sql = sql;
		this.socket = new Socket(URI.create("ws://127.0.0.1:" + port + "/ws"));
		if (!this.socket.connectBlocking(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
			throw new IllegalStateException("Cannot connect to port " + port);
		}
		this.socket.send("{\"action\":\"conn\",\"args\":{\"req_id\":1,\"user\":\"root\",\"password\":\"taosdata\"}}");
		this.socket.reply();
	}

	@Override
	public Totals scan() throws Exception {
		this.socket.send(BinaryRequest.binaryQuery(this.socket.reqId++, this.sql));
		String reply = this.socket.reply();
		int start = reply.indexOf("\"id\":") + 5;
		return this.socket.fetch(Long.parseLong(reply.substring(start, reply.indexOf(',', start))));
	}

	@Override
	public void close() throws InterruptedException {
		this.socket.closeBlocking();
	}

	private static final class Socket extends WebSocketClient {

		private final BlockingQueue<String> replies = new LinkedBlockingQueue<>();

		private volatile @Nullable CompletableFuture<Totals> done;

		private Totals totals = new Totals();

		private long resultId;

		private long reqId = 2;

		Socket(URI uri) {
			super(uri);
			setReceiveBufferSize(RECEIVE_BUFFER);
			setTcpNoDelay(true);
			setConnectionLostTimeout(0);
		}

		String reply() throws InterruptedException {
			String reply = this.replies.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
			if (reply == null || !reply.startsWith("{\"code\":0,")) {
				throw new IllegalStateException("Unexpected reply " + reply);
			}
			return reply;
		}

		Totals fetch(long id) throws Exception {
			this.totals = new Totals();
			this.resultId = id;
			CompletableFuture<Totals> future = new CompletableFuture<>();
			this.done = future;
			send(BinaryRequest.fetchRawBlock(this.reqId++, id));
			return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}

		@Override
		public void onMessage(ByteBuffer frame) {
			if (BlockFrames.isLast(frame)) {
				end().complete(this.totals);
				return;
			}
			this.totals.rows += BlockFrames.rows(frame);
			send(BinaryRequest.fetchRawBlock(this.reqId++, this.resultId));
		}

		private CompletableFuture<Totals> end() {
			CompletableFuture<Totals> future = this.done;
			return (future != null) ? future : new CompletableFuture<>();
		}

		@Override
		public void onMessage(String text) {
			this.replies.add(text);
		}

		@Override
		public void onOpen(ServerHandshake handshake) {
		}

		@Override
		public void onClose(int code, String reason, boolean remote) {
			end().completeExceptionally(new IllegalStateException("Closed: " + reason));
		}

		@Override
		public void onError(Exception ex) {
			end().completeExceptionally(ex);
		}

	}

}
