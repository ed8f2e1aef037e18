package io.github.taosspring.embedded.conformance;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.wire.BinaryRequest;
import io.github.taosspring.client.wire.FetchRawBlockReply;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.jspecify.annotations.Nullable;

/**
 * A plain WebSocket client: one message after the other.
 */
final class WsCaller implements AutoCloseable {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static final Object CLOSED = new Object();

	private final WebSocket socket;

	private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();

	private long reqId = 100;

	WsCaller(EmbeddedTaosServer server) {
		this(server, "/ws");
	}

	WsCaller(EmbeddedTaosServer server, String path) {
		this.socket = CLIENT.newWebSocketBuilder()
			.buildAsync(URI.create(server.httpUrl().replace("http:", "ws:") + path), new Listener(this.received))
			.join();
	}

	void send(String text) {
		this.socket.sendText(text, true).join();
	}

	void send(byte[] frame) {
		this.socket.sendBinary(ByteBuffer.wrap(frame), true).join();
	}

	/**
	 * Return the next message, a String or a byte array.
	 */
	Object receive() {
		try {
			Object message = this.received.poll(20, TimeUnit.SECONDS);
			if (message == null || message == CLOSED) {
				throw new IllegalStateException((message == null) ? "No reply within 20 s" : "The socket was closed");
			}
			return message;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	boolean hasReceived() {
		return !this.received.isEmpty();
	}

	Map<String, @Nullable Object> call(String text) {
		send(text);
		return JsonTree.parseObject((String) receive());
	}

	Map<String, @Nullable Object> call(String action, String args) {
		return call("{\"action\":\"" + action + "\",\"args\":{\"req_id\":" + (++this.reqId)
				+ (args.isEmpty() ? "" : "," + args) + "}}");
	}

	WsCaller login() {
		return login("");
	}

	WsCaller login(String more) {
		Map<String, @Nullable Object> reply = call("conn", "\"user\":\"root\",\"password\":\"taosdata\"" + more);
		if (JsonTree.number(reply, "code") != 0) {
			throw new IllegalStateException("Login failed: " + reply);
		}
		return this;
	}

	Map<String, @Nullable Object> query(String sql) {
		ByteBuffer frame = BinaryRequest.binaryQuery(++this.reqId, sql);
		send(toArray(frame));
		return JsonTree.parseObject((String) receive());
	}

	FetchRawBlockReply fetch(long id) {
		send(toArray(BinaryRequest.fetchRawBlock(++this.reqId, id)));
		return FetchRawBlockReply.read(ByteBuffer.wrap((byte[]) receive()));
	}

	private static byte[] toArray(ByteBuffer buffer) {
		byte[] bytes = new byte[buffer.remaining()];
		buffer.duplicate().get(bytes);
		return bytes;
	}

	/**
	 * Run a statement, fetch all its blocks and return what REST would answer.
	 */
	Map<String, @Nullable Object> run(String sql) {
		Map<String, @Nullable Object> reply = query(sql);
		if (JsonTree.number(reply, "code") != 0) {
			return Rendered.error(JsonTree.number(reply, "code"), JsonTree.string(reply, "message"));
		}
		if (Boolean.TRUE.equals(reply.get("is_update"))) {
			return Rendered.update((BigDecimal) reply.get("affected_rows"));
		}
		List<TaosColumn> columns = columns(reply);
		TaosPrecision precision = TaosPrecision.fromCode(JsonTree.number(reply, "precision"));
		long id = JsonTree.number(reply, "id");
		List<ByteBuffer> blocks = new ArrayList<>();
		FetchRawBlockReply fetched = fetch(id);
		while (!fetched.finished()) {
			ByteBuffer block = fetched.block();
			if (block != null) {
				blocks.add(block);
			}
			fetched = fetch(id);
		}
		if (fetched.code() != 0) {
			return Rendered.error(fetched.code(), fetched.message());
		}
		return Rendered.rows(columns, precision, blocks);
	}

	/**
	 * Return the columns that a query's reply describes.
	 */
	static List<TaosColumn> columns(Map<String, @Nullable Object> reply) {
		List<TaosColumn> columns = new ArrayList<>();
		for (int i = 0; i < JsonTree.number(reply, "fields_count"); i++) {
			columns.add(new TaosColumn((String) JsonTree.list(reply, "fields_names").get(i),
					TaosType.fromCode(number(reply, "fields_types", i)), number(reply, "fields_lengths", i),
					number(reply, "fields_precisions", i), number(reply, "fields_scales", i)));
		}
		return columns;
	}

	private static int number(Map<String, @Nullable Object> reply, String name, int i) {
		return (JsonTree.list(reply, name).get(i) instanceof BigDecimal number) ? number.intValue() : 0;
	}

	@Override
	public void close() {
		this.socket.sendClose(WebSocket.NORMAL_CLOSURE, "").orTimeout(5, TimeUnit.SECONDS).join();
	}

	private static final class Listener implements WebSocket.Listener {

		private final BlockingQueue<Object> received;

		private final StringBuilder text = new StringBuilder();

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

		Listener(BlockingQueue<Object> received) {
			this.received = received;
		}

		@Override
		public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
			this.text.append(data);
			if (last) {
				this.received.add(this.text.toString());
				this.text.setLength(0);
			}
			socket.request(1);
			return null;
		}

		@Override
		public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
			byte[] part = toArray(data);
			this.bytes.write(part, 0, part.length);
			if (last) {
				this.received.add(this.bytes.toByteArray());
				this.bytes.reset();
			}
			socket.request(1);
			return null;
		}

		@Override
		public @Nullable CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
			this.received.add(CLOSED);
			return null;
		}

		@Override
		public void onError(WebSocket socket, Throwable error) {
			this.received.add(CLOSED);
		}

	}

}
