package io.github.taosspring.client.transcript;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server of subscriptions that keeps groups, offsets and assignments as a real one does
 * ({@code protocol} notes: one request of a consumer after the other, one message cached)
 * and sends the recorded messages of a real one. An {@link Interceptor} can make it
 * misbehave; {@link #journal()} tells what it was asked.
 */
public final class TopicServer implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(TopicServer.class);

	private static final JsonMapper MAPPER = new JsonMapper();

	private static final long NOTHING = -2147467247;

	private static final int ADAPTER = 65535;

	private final Server server = new Server();

	private final List<Request> journal = new CopyOnWriteArrayList<>();

	private final List<String> resources = new CopyOnWriteArrayList<>();

	private final Map<WebSocket, Peer> peers = new ConcurrentHashMap<>();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Map<String, TopicLog> topics = new HashMap<>();

	private final Map<String, Group> groups = new HashMap<>();

	private volatile Interceptor interceptor = (request) -> false;

	private TopicServer() {
	}

	/**
	 * Start a server on a free port of the loopback interface.
	 */
	public static TopicServer start() {
		TopicServer started = new TopicServer();
		started.server.startAndWait();
		return started;
	}

	public String url() {
		return "taos+ws://root:taosdata@127.0.0.1:" + port();
	}

	public int port() {
		return this.server.getPort();
	}

	/**
	 * Make a topic of what was recorded of one.
	 */
	public void record(String recording, String topic) {
		change(() -> topic(topic).append(TmqRecording.named(recording), topic));
	}

	/**
	 * Append a message to a topic.
	 */
	public void append(String topic, int vgroup, long begin, long end) {
		change(() -> topic(topic).append(topic, vgroup, begin, end));
	}

	/**
	 * Make a vgroup of a topic, without messages.
	 */
	public void vgroup(String topic, int vgroup) {
		change(() -> topic(topic).vgroup(vgroup));
	}

	/**
	 * Drop the beginning of a vgroup's log.
	 */
	public void trim(String topic, int vgroup, long begin) {
		change(() -> topic(topic).vgroup(vgroup).begin = begin);
	}

	private TopicLog topic(String name) {
		return this.topics.computeIfAbsent(name, (key) -> new TopicLog());
	}

	/**
	 * Return what a group has committed.
	 * @return the offset, -1 if nothing
	 */
	public long committed(String group, String topic, int vgroup) {
		this.lock.lock();
		try {
			Group found = this.groups.get(group);
			return (found != null) ? found.committed.getOrDefault(topic + "/" + vgroup, -1L) : -1;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Let the server commit for a group.
	 */
	public void commit(String group, String topic, int vgroup, long offset) {
		change(() -> this.groups.computeIfAbsent(group, (key) -> new Group()).committed.put(topic + "/" + vgroup,
				offset));
	}

	private void change(Runnable change) {
		this.lock.lock();
		try {
			change.run();
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Give up all consumers, as a server does whose polls were too far apart.
	 */
	public void evict() {
		change(() -> this.peers.values().forEach(this::leave));
	}

	/**
	 * Break all connections without a close frame.
	 */
	public void breakConnections() {
		this.peers.keySet().forEach((socket) -> socket.closeConnection(1006, "broken"));
	}

	public int connections() {
		return this.peers.size();
	}

	/**
	 * Return the path and query of each connection so far.
	 */
	public List<String> resources() {
		return this.resources;
	}

	public void intercept(Interceptor newInterceptor) {
		this.interceptor = newInterceptor;
	}

	/**
	 * Return what was asked so far, in order.
	 */
	public List<Request> journal() {
		return this.journal;
	}

	/**
	 * Return the requests of an action so far, in order.
	 */
	public List<Request> journal(String action) {
		return this.journal.stream().filter((request) -> request.action.equals(action)).toList();
	}

	@Override
	public void close() {
		try {
			this.server.stop(500);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.peers.values().forEach((peer) -> peer.executor.shutdownNow());
	}

	private void leave(Peer peer) {
		if (peer.group != null) {
			peer.group.members.remove(peer);
			peer.evicted = true;
		}
	}

	/**
	 * Sees each request first.
	 */
	public interface Interceptor {

		/**
		 * Handle a request.
		 * @return whether the request was handled; if not, it is answered
		 */
		boolean handle(Request request);

	}

	private static final class Group {

		private final Map<String, Long> committed = new LinkedHashMap<>();

		private final Set<Peer> members = new LinkedHashSet<>();

	}

	/**
	 * A socket, which is a consumer.
	 */
	private static final class Peer {

		private final ExecutorService executor = Executors.newSingleThreadExecutor((task) -> {
			Thread thread = new Thread(task, "topic-server-peer");
			thread.setDaemon(true);
			return thread;
		});

		private final Map<String, Long> positions = new HashMap<>();

		private List<String> topics = List.of();

		private @Nullable Group group;

		private String reset = "latest";

		private boolean evicted;

		private long messageId;

		private int block;

		private TopicLog.@Nullable Entry cached;

	}

	/**
	 * A request, and the means to answer it.
	 */
	public final class Request {

		private final WebSocket socket;

		private final Peer peer;

		private final String action;

		private final JsonNode args;

		private Request(WebSocket socket, Peer peer, String action, JsonNode args) {
			this.socket = socket;
			this.peer = peer;
			this.action = action;
			this.args = args;
		}

		public String action() {
			return this.action;
		}

		public JsonNode args() {
			return this.args;
		}

		public void send(byte[] frame) {
			this.socket.send(frame);
		}

		public void breakConnection() {
			this.socket.closeConnection(1006, "broken");
		}

		/**
		 * Refuse.
		 */
		public void refuse(int code, String message) {
			ObjectNode reply = MAPPER.createObjectNode();
			reply.put("code", code);
			reply.put("message", message);
			send(reply);
		}

		/**
		 * Answer with another version of the server than its own.
		 */
		public void version(String version) {
			send(MAPPER.createObjectNode().put("version", version));
		}

		/**
		 * Answer a poll: there is a message of rows.
		 */
		public void announce(String topic, int vgroup, long messageId) {
			send(MAPPER.createObjectNode()
				.put("have_message", true)
				.put("topic", topic)
				.put("database", "d")
				.put("vgroup_id", vgroup)
				.put("message_type", 1)
				.put("message_id", messageId));
		}

		private void send(ObjectNode reply) {
			if (!reply.has("code")) {
				reply.put("code", 0).put("message", "");
			}
			reply.put("action", this.action);
			reply.set("req_id", this.args.get("req_id"));
			this.socket.send(reply.toString());
		}

		private void reply() {
			switch (this.action) {
				case "version" -> send(MAPPER.createObjectNode().put("version", "3.3.7.5"));
				case "subscribe" -> subscribe();
				case "unsubscribe" -> {
					change(() -> leave(this.peer));
					this.peer.group = null;
					this.peer.topics = List.of();
					send(MAPPER.createObjectNode());
				}
				case "poll" -> poll();
				case "fetch_raw_data" -> fetchRawData();
				case "fetch_json_meta" -> send(Objects.requireNonNull(cached().meta).deepCopy());
				case "fetch" -> send(cached().fetches.get(this.peer.block).deepCopy());
				case "fetch_block" -> send(cached().blocks.get(this.peer.block++));
				case "assignment" -> assignment();
				case "committed" -> offsets("committed", Objects.requireNonNull(this.peer.group).committed);
				case "position" -> offsets("position", positions());
				case "commit_offset" -> commitOffset();
				case "commit" -> commit();
				case "seek" -> seek();
				case "list_topics" -> {
					ArrayNode names = MAPPER.createArrayNode();
					this.peer.topics.forEach(names::add);
					ObjectNode reply = MAPPER.createObjectNode();
					reply.set("topics", names);
					send(reply);
				}
				default -> refuse(ADAPTER, "unexpected action " + this.action);
			}
		}

		private TopicLog.Entry cached() {
			return Objects.requireNonNull(this.peer.cached, "no cached message");
		}

		private void subscribe() {
			if (!this.args.path("password").asString("").equals("taosdata")) {
				refuse(ADAPTER, "init tscObj failed");
				return;
			}
			List<String> wanted = new ArrayList<>();
			this.args.get("topics").forEach((topic) -> wanted.add(topic.asString()));
			if (!TopicServer.this.topics.keySet().containsAll(wanted)) {
				refuse(0x03E1, "Topic not exist");
				return;
			}
			change(() -> {
				this.peer.group = TopicServer.this.groups.computeIfAbsent(this.args.get("group_id").asString(),
						(key) -> new Group());
				this.peer.group.members.add(this.peer);
				this.peer.evicted = false;
				this.peer.topics = wanted;
				this.peer.positions.clear();
				this.peer.reset = this.args.get("offset_reset").asString();
			});
			send(MAPPER.createObjectNode().put("version", "3.3.7.5"));
		}

		/**
		 * Return which vgroups of a topic this consumer has: every n-th.
		 */
		private List<Integer> assigned(String topic) {
			List<Integer> mine = new ArrayList<>();
			List<Peer> members = new ArrayList<>(Objects.requireNonNull(this.peer.group).members);
			int me = members.indexOf(this.peer);
			int i = 0;
			for (int vgroup : TopicServer.this.topics.get(topic).vgroups().keySet()) {
				if (me >= 0 && i++ % members.size() == me) {
					mine.add(vgroup);
				}
			}
			return mine;
		}

		private long position(String topic, int vgroup) {
			TopicLog.VgroupLog log = TopicServer.this.topics.get(topic).vgroup(vgroup);
			String key = topic + "/" + vgroup;
			Long position = this.peer.positions.get(key);
			if (position == null) {
				position = Objects.requireNonNull(this.peer.group).committed.get(key);
			}
			if (position == null) {
				// the server decides anew at each poll, until it has read something
				return this.peer.reset.equals("latest") ? log.end : log.begin;
			}
			return position;
		}

		private Map<String, Long> positions() {
			Map<String, Long> positions = new HashMap<>();
			for (String topic : this.peer.topics) {
				assigned(topic).forEach((vgroup) -> positions.put(topic + "/" + vgroup, position(topic, vgroup)));
			}
			return positions;
		}

		private void assignment() {
			ArrayNode assignment = MAPPER.createArrayNode();
			String topic = this.args.get("topic").asString();
			for (int vgroup : assigned(topic)) {
				TopicLog.VgroupLog log = TopicServer.this.topics.get(topic).vgroup(vgroup);
				assignment.add(MAPPER.createObjectNode()
					.put("vgroup_id", vgroup)
					.put("offset", position(topic, vgroup))
					.put("begin", log.begin)
					.put("end", log.end));
			}
			ObjectNode reply = MAPPER.createObjectNode();
			reply.set("assignment", assignment);
			send(reply);
		}

		private void offsets(String name, Map<String, Long> offsets) {
			ArrayNode values = MAPPER.createArrayNode();
			for (JsonNode id : this.args.get("topic_vgroup_ids")) {
				values.add(offsets.getOrDefault(key(id), NOTHING));
			}
			ObjectNode reply = MAPPER.createObjectNode();
			reply.set(name, values);
			send(reply);
		}

		private String key(JsonNode id) {
			return id.get("topic").asString() + "/" + id.get("vgroup_id").asInt();
		}

		private void commitOffset() {
			if (!this.peer.evicted
					&& !assigned(this.args.get("topic").asString()).contains(this.args.get("vgroup_id").asInt())) {
				refuse(0x4008, "VgId does not belong to this consumer");
				return;
			}
			if (!this.peer.evicted) {
				// a consumer that was given up is answered 0 as well
				Objects.requireNonNull(this.peer.group).committed.put(key(this.args), this.args.get("offset").asLong());
			}
			send(MAPPER.createObjectNode());
		}

		private void commit() {
			Objects.requireNonNull(this.peer.group).committed.putAll(this.peer.positions);
			send(MAPPER.createObjectNode().put("message_id", this.args.get("message_id").asLong()));
		}

		private void seek() {
			long offset = this.args.get("offset").asLong();
			TopicLog.VgroupLog log = TopicServer.this.topics.get(this.args.get("topic").asString())
				.vgroup(this.args.get("vgroup_id").asInt());
			if (offset < log.begin || offset > log.end) {
				refuse(0x4007, "Offset out of range");
				return;
			}
			this.peer.positions.put(key(this.args), offset);
			send(MAPPER.createObjectNode());
		}

		/**
		 * Wait for a message for as long as is asked for; other requests of this consumer
		 * wait behind.
		 */
		private void poll() {
			if (this.peer.cached != null && this.args.get("message_id").asLong() != this.peer.messageId) {
				// the last reply was lost
				send(this.peer.cached.head.deepCopy().put("message_id", this.peer.messageId));
				return;
			}
			long left = TimeUnit.MILLISECONDS.toNanos(this.args.get("blocking_time").asLong());
			TopicServer.this.lock.lock();
			try {
				while (!this.peer.evicted && !take() && left > 0) {
					left = TopicServer.this.changed.awaitNanos(left);
				}
			}
			catch (InterruptedException ex) {
				return;
			}
			finally {
				TopicServer.this.lock.unlock();
			}
			TopicLog.Entry entry = this.peer.cached;
			if (this.peer.evicted) {
				refuse(0x03E6, "Consumer not exist");
			}
			else if (entry != null && this.peer.block < 0) {
				this.peer.block = 0;
				send(entry.head.deepCopy().put("message_id", ++this.peer.messageId));
			}
			else {
				send(MAPPER.createObjectNode().put("have_message", false));
			}
		}

		private boolean take() {
			for (String topic : this.peer.topics) {
				for (int vgroup : assigned(topic)) {
					TopicLog.Entry entry = TopicServer.this.topics.get(topic)
						.vgroup(vgroup)
						.after(position(topic, vgroup));
					if (entry != null) {
						this.peer.positions.put(topic + "/" + vgroup, entry.end());
						this.peer.cached = entry;
						this.peer.block = -1;
						return true;
					}
				}
			}
			return false;
		}

		private void fetchRawData() {
			byte[] frame = Objects.requireNonNull(cached().rawFrame).clone();
			ByteBuffer buffer = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
			buffer.putLong(26, this.args.get("req_id").asLong());
			buffer.putLong(42 + buffer.getInt(38), this.peer.messageId);
			this.socket.send(frame);
		}

		@Override
		public String toString() {
			return this.action + " " + this.args;
		}

	}

	private final class Server extends LoopbackServer {

		@Override
		public void onOpen(WebSocket socket, ClientHandshake handshake) {
			TopicServer.this.resources.add(handshake.getResourceDescriptor());
			TopicServer.this.peers.put(socket, new Peer());
		}

		@Override
		public void onClose(WebSocket socket, int code, String reason, boolean remote) {
			Peer peer = TopicServer.this.peers.remove(socket);
			if (peer != null) {
				change(() -> leave(peer));
				peer.executor.shutdownNow();
			}
		}

		@Override
		public void onMessage(WebSocket socket, String message) {
			JsonNode json = MAPPER.readTree(message);
			Peer peer = TopicServer.this.peers.get(socket);
			if (peer == null) {
				return;
			}
			Request request = new Request(socket, peer, json.get("action").asString(), json.get("args"));
			try {
				peer.executor.execute(() -> handle(request));
			}
			catch (RejectedExecutionException ex) {
				logger.debug("A request came after the end", ex);
			}
		}

		private void handle(Request request) {
			TopicServer.this.journal.add(request);
			try {
				if (!TopicServer.this.interceptor.handle(request)) {
					request.reply();
				}
				// see TranscriptServer
				for (int i = 0; i < 1000 && request.socket.hasBufferedData(); i++) {
					onWriteDemand(request.socket);
					Thread.onSpinWait();
				}
			}
			catch (RuntimeException ex) {
				logger.debug("A request failed: {}", request, ex);
			}
		}

		@Override
		public void onError(WebSocket socket, Exception ex) {
			logger.error("The server of subscriptions failed", ex);
		}

	}

}
