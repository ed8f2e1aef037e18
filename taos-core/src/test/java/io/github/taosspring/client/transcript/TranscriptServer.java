package io.github.taosspring.client.transcript;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.wire.BinaryRequest;
import io.github.taosspring.client.wire.BindBatch;
import io.github.taosspring.client.wire.BlockEncoder;
import io.github.taosspring.client.wire.FetchRawBlockReply;

/**
 * A server that answers with the recorded bytes of a real one, request and result ids
 * rewritten. An {@link Interceptor} can make it misbehave; {@link #journal()} tells what
 * it was asked.
 */
public final class TranscriptServer implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(TranscriptServer.class);

	private static final JsonMapper MAPPER = new JsonMapper();

	private static final Transcript TRANSCRIPT = Transcript.load();

	private static final Set<String> DATABASES = Set.of("", "wr_blk", "wr_us", "wr_ns", "wr_act", "cap");

	private final Server server = new Server();

	private final List<Request> journal = new CopyOnWriteArrayList<>();

	private final List<String> resources = new CopyOnWriteArrayList<>();

	private final Map<WebSocket, Peer> peers = new ConcurrentHashMap<>();

	private final ScheduledExecutorService nudge = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "transcript-nudge");
		thread.setDaemon(true);
		return thread;
	});

	private volatile Interceptor interceptor = (request) -> false;

	private TranscriptServer() {
	}

	/**
	 * Start a server on a free port of the loopback interface.
	 */
	public static TranscriptServer start() {
		TranscriptServer started = new TranscriptServer();
		started.server.startAndWait();
		started.nudge.scheduleWithFixedDelay(started::writeWhatWasForgotten, 3, 3, TimeUnit.MILLISECONDS);
		return started;
	}

	public int port() {
		return this.server.getPort();
	}

	/**
	 * Return the URL of a database on this server.
	 */
	public String url(String database) {
		return "taos+ws://root:taosdata@127.0.0.1:" + port() + "/" + database;
	}

	/**
	 * Let someone else handle requests first.
	 */
	public void intercept(Interceptor newInterceptor) {
		this.interceptor = newInterceptor;
	}

	/**
	 * Return who handles requests first.
	 */
	public Interceptor interceptor() {
		return this.interceptor;
	}

	/**
	 * Return what was asked so far, in order.
	 */
	public List<Request> journal() {
		return this.journal;
	}

	/**
	 * Return the requests of a kind so far, in order.
	 */
	public List<Request> journal(Kind kind) {
		return this.journal.stream().filter((request) -> request.kind == kind).toList();
	}

	/**
	 * Return the path and query of each connection so far.
	 */
	public List<String> resources() {
		return this.resources;
	}

	/**
	 * Return the number of sockets that are open.
	 */
	public int connections() {
		return this.peers.size();
	}

	/**
	 * Break all connections without a close frame.
	 */
	public void breakConnections() {
		this.peers.keySet().forEach((socket) -> socket.closeConnection(1006, "broken"));
	}

	/**
	 * Java-WebSocket's server drops its interest in writing if a reply is queued while
	 * its selector finds nothing to write, which happens right behind each read.
	 */
	private void writeWhatWasForgotten() {
		for (WebSocket socket : this.peers.keySet()) {
			if (socket.hasBufferedData()) {
				this.server.onWriteDemand(socket);
			}
		}
	}

	@Override
	public void close() {
		this.nudge.shutdownNow();
		try {
			this.server.stop(1000);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void received(Request request) {
		this.journal.add(request);
		if (!this.interceptor.handle(request)) {
			request.reply();
		}
	}

	/**
	 * What a request asks for.
	 */
	public enum Kind {

		/** Log in. */
		CONN,

		/** Run a statement. */
		QUERY,

		/** Fetch a block. */
		FETCH,

		/** Free a result. */
		FREE,

		/** Make, prepare, bind, execute or close a statement. */
		STATEMENT,

		/** Ask for the connection's time zone, which each new connection does. */
		ZONE,

		/** Anything else. */
		OTHER

	}

	/**
	 * Sees each request first.
	 */
	public interface Interceptor {

		/**
		 * Handle a request.
		 * @return whether the request was handled; if not, it is answered as recorded
		 */
		boolean handle(Request request);

	}

	/**
	 * The state of a socket.
	 */
	private static final class Peer {

		private final AtomicLong ids = new AtomicLong(700);

		private final Map<Long, Deque<byte[]>> results = new ConcurrentHashMap<>();

		private final StatementReplay statements = new StatementReplay();

		private volatile boolean loggedIn;

		private volatile String database = "";

		private volatile @Nullable String zone;

		private volatile boolean zoneAsked;

		private volatile long zoneResult;

	}

	/**
	 * A request, and the means to answer it.
	 */
	public final class Request {

		private final WebSocket socket;

		private final Peer peer;

		private final Kind kind;

		private final String action;

		private final JsonNode args;

		private final String sql;

		private final long reqId;

		private final long resultId;

		private byte[] frame = {};

		private Request(WebSocket socket, Peer peer, Kind kind, String action, JsonNode args, String sql, long reqId,
				long resultId) {
			this.socket = socket;
			this.peer = peer;
			this.kind = kind;
			this.action = action;
			this.args = args;
			this.sql = sql;
			this.reqId = reqId;
			this.resultId = resultId;
		}

		public Kind kind() {
			return this.kind;
		}

		public String action() {
			return this.action;
		}

		/**
		 * Return the bytes of a binary request.
		 */
		public byte[] frame() {
			return this.frame;
		}

		public JsonNode args() {
			return this.args;
		}

		public String sql() {
			return this.sql;
		}

		public long reqId() {
			return this.reqId;
		}

		public long resultId() {
			return this.resultId;
		}

		/**
		 * Answer as recorded, now or later, from any thread.
		 */
		public void reply() {
			switch (this.kind) {
				case CONN -> replyToConn();
				case QUERY -> replyToQuery();
				case FETCH -> send(nextFrame());
				case FREE -> this.peer.results.remove(this.resultId);
				case STATEMENT ->
					send(this.peer.statements.reply(this.action, this.args, this.resultId, this.peer.results));
				case ZONE -> replyToZone();
				default -> send(this.action.equals("insert") ? InsertReplay.reply(this.args)
						: json(TRANSCRIPT.reply("text-unknown-action")));
			}
		}

		/**
		 * Answer with any text, its ids rewritten.
		 */
		public void send(ObjectNode reply) {
			reply.put("action", this.action);
			reply.put("req_id", this.reqId);
			sendText(reply.toString());
		}

		/**
		 * Send any text.
		 */
		public void sendText(String text) {
			this.socket.send(text);
		}

		/**
		 * Send any bytes.
		 */
		public void send(byte[] frame) {
			this.socket.send(frame);
		}

		/**
		 * Return the recorded reply to this query with a new result id.
		 */
		public ObjectNode queryReply() {
			RecordedStatement statement = TRANSCRIPT.find(this.peer.database, this.peer.zone, this.sql);
			if (statement == null) {
				ObjectNode missing = json(TRANSCRIPT.reply("text-unknown-action"));
				missing.put("message", "no recording of " + this.sql);
				return missing;
			}
			ObjectNode reply = json(statement.reply());
			if (reply.path("id").asLong() != 0) {
				long id = this.peer.ids.incrementAndGet();
				this.peer.results.put(id, new ArrayDeque<>(statement.frames()));
				reply.put("id", id);
			}
			return reply;
		}

		/**
		 * Return the next recorded frame of the result, its ids rewritten.
		 */
		public byte[] nextFrame() {
			Deque<byte[]> frames = this.peer.results.get(this.resultId);
			byte[] frame = (frames != null) ? frames.poll() : null;
			if (frame == null) {
				ByteBuffer error = FetchRawBlockReply.error(1, this.reqId, this.resultId, 65535, "result is nil");
				return error.array();
			}
			byte[] copy = frame.clone();
			ByteBuffer buffer = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
			buffer.putLong(26, this.reqId);
			buffer.putLong(42 + buffer.getInt(38), this.resultId);
			return copy;
		}

		/**
		 * Break the connection without a close frame.
		 */
		public void breakConnection() {
			this.socket.closeConnection(1006, "broken");
		}

		/**
		 * Close the connection as a server does that stops.
		 */
		public void closeConnection() {
			this.socket.close();
		}

		private void replyToConn() {
			boolean password = this.args.path("password").asString("").equals("taosdata");
			String database = this.args.path("db").asString("");
			if (!password) {
				send(json(TRANSCRIPT.reply("conn-wrong-password")));
			}
			else if (!DATABASES.contains(database)) {
				send(json(TRANSCRIPT.reply("conn-missing-db")));
			}
			else {
				this.peer.loggedIn = true;
				this.peer.database = database;
				this.peer.zone = this.args.has("tz") ? this.args.get("tz").asString() : null;
				send(json(TRANSCRIPT.reply("conn-ok-after-failures")));
			}
		}

		private void replyToZone() {
			if (this.action.equals("binary_query")) {
				ObjectNode reply = queryReply();
				this.peer.zoneResult = reply.path("id").asLong();
				send(reply);
			}
			else if (this.action.equals("fetch_raw_block")) {
				ZoneId zone = ZoneId.of((this.peer.zone != null) ? this.peer.zone : "UTC");
				sendZone(DateTimeFormatter.ofPattern("VV (zzz, xx)", Locale.ENGLISH).format(ZonedDateTime.now(zone)));
			}
			else {
				this.peer.results.remove(this.resultId);
			}
		}

		/**
		 * Answer the fetch of the time zone with a text made anew: it has today's offset.
		 */
		public void sendZone(String text) {
			BlockEncoder encoder = new BlockEncoder(
					List.of(new TaosColumn("timezone()", TaosType.VARCHAR, text.length(), 0, 0)));
			encoder.column(0).appendString(text);
			ByteBuffer frame = FetchRawBlockReply.block(1, this.reqId, this.resultId,
					encoder.finish(FetchRawBlockReply.HEADROOM));
			byte[] bytes = new byte[frame.remaining()];
			frame.get(bytes);
			send(bytes);
		}

		private void replyToQuery() {
			if (!this.peer.loggedIn) {
				send(json(TRANSCRIPT.reply("query-before-conn")));
				return;
			}
			send(queryReply());
		}

		private static ObjectNode json(JsonNode recorded) {
			return (ObjectNode) recorded.deepCopy();
		}

		@Override
		public String toString() {
			return this.kind + " " + this.sql + " " + this.resultId;
		}

	}

	private final class Server extends LoopbackServer {

		@Override
		public void onOpen(WebSocket socket, ClientHandshake handshake) {
			TranscriptServer.this.resources.add(handshake.getResourceDescriptor());
			TranscriptServer.this.peers.put(socket, new Peer());
		}

		@Override
		public void onClose(WebSocket socket, int code, String reason, boolean remote) {
			TranscriptServer.this.peers.remove(socket);
		}

		@Override
		public void onMessage(WebSocket socket, String message) {
			JsonNode json = MAPPER.readTree(message);
			String action = json.get("action").asString();
			JsonNode args = json.get("args");
			Peer peer = peer(socket);
			boolean zone = args.path("id").asLong(0) == peer.zoneResult && peer.zoneResult != 0;
			Kind kind = switch (action) {
				case "conn" -> Kind.CONN;
				case "free_result" -> zone ? Kind.ZONE : Kind.FREE;
				default -> StatementReplay.takes(action) ? Kind.STATEMENT : Kind.OTHER;
			};
			received(new Request(socket, peer, kind, action, args, "", args.get("req_id").asLong(),
					args.path((kind == Kind.STATEMENT) ? "stmt_id" : "id").asLong(0)));
		}

		@Override
		public void onMessage(WebSocket socket, ByteBuffer bytes) {
			BinaryRequest binary = BinaryRequest.read(bytes);
			if (binary.action() == BindBatch.STMT2_BIND || binary.action() == BindBatch.STMT2_BIND_EXEC) {
				String action = (binary.action() == BindBatch.STMT2_BIND) ? "stmt2_bind" : "stmt2_bind_exec";
				Request request = new Request(socket, peer(socket), Kind.STATEMENT, action, MAPPER.nullNode(), "",
						binary.reqId(), binary.id());
				request.frame = new byte[bytes.remaining()];
				bytes.get(bytes.position(), request.frame);
				received(request);
				return;
			}
			boolean query = binary.action() == BinaryRequest.BINARY_QUERY;
			if (!query) {
				binary.checkFetchRawBlock();
			}
			Peer peer = peer(socket);
			boolean zone = query ? !peer.zoneAsked && binary.sql().equals("select timezone()")
					: binary.id() == peer.zoneResult;
			peer.zoneAsked |= query;
			Kind kind = query ? Kind.QUERY : Kind.FETCH;
			received(new Request(socket, peer, zone ? Kind.ZONE : kind, query ? "binary_query" : "fetch_raw_block",
					MAPPER.nullNode(), query ? binary.sql() : "", binary.reqId(), binary.id()));
		}

		private Peer peer(WebSocket socket) {
			return TranscriptServer.this.peers.getOrDefault(socket, new Peer());
		}

		@Override
		public void onError(WebSocket socket, Exception ex) {
			logger.error("The transcript server failed", ex);
		}

	}

}
