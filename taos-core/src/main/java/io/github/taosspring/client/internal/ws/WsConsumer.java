package io.github.taosspring.client.internal.ws;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.TaosCapability;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosVersion;
import io.github.taosspring.client.spi.ConsumeRequest;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.RemoteConsumer;
import io.github.taosspring.client.spi.RemoteMessage;
import io.github.taosspring.client.tmq.TmqAssignment;
import io.github.taosspring.client.tmq.TmqOptions;
import io.github.taosspring.client.tmq.TmqTopicPartition;
import io.github.taosspring.client.wire.MessageBlocks;

/**
 * A WebSocket to taosAdapter's {@code /rest/tmq}, subscribed. A binary frame belongs to
 * the one message that is being fetched.
 */
final class WsConsumer extends WsLine implements RemoteConsumer {

	/** What stands for nothing committed and no position. */
	private static final long NOTHING = 0x8000_4011;

	private static final String SUBSCRIBE = "subscribe";

	private final ConsumeRequest request;

	private final MessageBlocks blocks = new MessageBlocks();

	/** Who takes the next binary frame. */
	private final AtomicReference<@Nullable Consumer<ByteBuffer>> binary = new AtomicReference<>();

	private volatile TaosVersion serverVersion = TaosVersion.UNKNOWN;

	/** The last message that came, for the next poll. */
	private volatile long lastMessage;

	private WsConsumer(ConsumeRequest request, Deadline deadline) {
		super("/rest/tmq", request.connection(), deadline);
		this.request = request;
	}

	/**
	 * Connect and subscribe.
	 */
	static WsConsumer connect(ConsumeRequest request, Deadline deadline) {
		WsConsumer consumer = new WsConsumer(request, deadline);
		consumer.open(deadline);
		try {
			consumer.checkVersion(deadline);
			consumer.subscribe(request.topics(), deadline);
			return consumer;
		}
		catch (RuntimeException ex) {
			consumer.abort();
			throw ex;
		}
	}

	private void checkVersion(Deadline deadline) {
		long reqId = ReqId.next();
		this.serverVersion = TaosVersion
			.parse(checked(ask("version", reqId, JsonRequests.version(reqId), deadline), reqId).version());
		TaosCapability.CONNECTING.check(this.serverVersion);
		TaosClientOptions options = this.request.connection().options();
		if (options.bearerToken() != null) {
			TaosCapability.BEARER_TOKEN.check(this.serverVersion);
		}
		if (options.hasTotpCode()) {
			throw TaosErrors.unsupported("Subscriptions have no one-time codes ('totpCode'); use a 'bearerToken'");
		}
	}

	@Override
	public TaosVersion serverVersion() {
		return this.serverVersion;
	}

	@Override
	JsonReply parse(String text) {
		return TmqReply.of(text);
	}

	@Override
	public void subscribe(Collection<String> topics, Deadline deadline) {
		long reqId = ReqId.next();
		String json = TmqRequests.subscribe(reqId, this.request, topics);
		JsonReply reply = call(SUBSCRIBE, reqId, () -> socket().sendFrame(new SecretFrame(json))).await(deadline);
		if (reply.code() != 0) {
			TmqOptions consumer = this.request.consumer();
			// the server does not say which key it does not know
			String keys = consumer.config().isEmpty() ? "" : ", with " + String.join(", ", consumer.config().keySet());
			throw TaosErrors.fromServer(SUBSCRIBE, reply.code(), withoutSecrets(reply.message()) + ", subscribing to "
					+ String.join(", ", topics) + " at " + endpoint() + " as group '" + consumer.groupId() + "'" + keys,
					reqId);
		}
	}

	/**
	 * Return what the server says, which repeats a value that it does not take.
	 */
	private String withoutSecrets(String text) {
		TaosClientOptions options = this.request.connection().options();
		String token = options.bearerToken();
		return (token != null) ? text.replace(token, "***") : text;
	}

	@Override
	public void unsubscribe(Deadline deadline) {
		plain("unsubscribe", deadline);
	}

	private TmqReply plain(String action, Deadline deadline) {
		long reqId = ReqId.next();
		return checked(ask(action, reqId, TmqRequests.plain(action, reqId), deadline), reqId);
	}

	private static TmqReply checked(JsonReply reply, long reqId) {
		if (reply.code() != 0) {
			throw TaosErrors.fromServer(reply.action(), reply.code(), reply.message(), reqId);
		}
		return (TmqReply) reply;
	}

	@Override
	public CompletableFuture<@Nullable RemoteMessage> poll(long blockingMillis) {
		CompletableFuture<@Nullable RemoteMessage> result = new CompletableFuture<>();
		send(result, "poll", (reqId) -> TmqRequests.poll(reqId, blockingMillis, this.lastMessage), (reply) -> {
			if (reply.hasMessage()) {
				this.lastMessage = reply.messageId();
				new MessageFetch(this, this.blocks, reply, fetched(result)).start();
			}
			else {
				result.complete(null);
			}
		});
		return result;
	}

	/**
	 * Return what takes a message. If it cannot be fetched, the connection is given up:
	 * the next poll on it would go on behind the message.
	 */
	private CompletableFuture<@Nullable RemoteMessage> fetched(CompletableFuture<@Nullable RemoteMessage> result) {
		CompletableFuture<@Nullable RemoteMessage> fetched = new CompletableFuture<>();
		fetched.whenComplete((message, failure) -> {
			if (failure != null) {
				breakOff("a message could not be fetched, " + failure.getMessage(),
						(failure instanceof TaosException ex) ? ex : null);
				result.completeExceptionally(failure);
			}
			else {
				result.complete(message);
			}
		});
		return fetched;
	}

	/**
	 * Send a request in JSON and return at once.
	 * @param result fails if the request does
	 * @param onReply takes the reply, on the connection's thread; what it throws fails
	 * the result
	 */
	void send(CompletableFuture<?> result, String action, Json json, Consumer<TmqReply> onReply) {
		long reqId = ReqId.next();
		send(result, action, reqId, json.of(reqId), onReply);
	}

	private void send(CompletableFuture<?> result, String action, long reqId, String text, Consumer<TmqReply> onReply) {
		try {
			call(action, reqId, () -> socket().send(text)).onEnd((reply, failure) -> {
				try {
					if (reply == null) {
						throw Objects.requireNonNull(failure);
					}
					onReply.accept(checked(reply, reqId));
				}
				catch (TaosException ex) {
					result.completeExceptionally(ex);
				}
			});
		}
		catch (TaosException ex) {
			result.completeExceptionally(ex);
		}
	}

	/**
	 * Send a request in JSON that is answered by a binary frame; by JSON only if
	 * {@code fetch_block} fails.
	 * @param result fails if the request does or the connection ends
	 * @param onFrame takes the frame, on the connection's thread; what it throws fails
	 * the result
	 */
	void sendForFrame(CompletableFuture<?> result, String action, Json json, Consumer<ByteBuffer> onFrame) {
		long reqId = ReqId.next();
		this.binary.set((frame) -> {
			forget(action, reqId);
			try {
				onFrame.accept(frame);
			}
			catch (TaosException ex) {
				result.completeExceptionally(ex);
			}
		});
		send(result, action, reqId, json.of(reqId), (reply) -> {
			throw TaosErrors.malformed("Malformed reply to '" + action + "': it has no bytes", null);
		});
	}

	@Override
	void received(ByteBuffer frame) {
		Consumer<ByteBuffer> taker = this.binary.getAndSet(null);
		if (taker == null) {
			throw TaosErrors.malformed("Malformed frame: " + frame.remaining() + " bytes that nothing was asked for",
					null);
		}
		taker.accept(frame);
	}

	@Override
	public CompletableFuture<Void> commit(TmqTopicPartition partition, long offset) {
		CompletableFuture<Void> result = new CompletableFuture<>();
		send(result, "commit_offset", (reqId) -> TmqRequests.offset("commit_offset", reqId, partition, offset),
				(reply) -> result.complete(null));
		return result;
	}

	@Override
	public CompletableFuture<Void> commitPolled() {
		CompletableFuture<Void> result = new CompletableFuture<>();
		send(result, "commit", (reqId) -> TmqRequests.message("commit", reqId, this.lastMessage),
				(reply) -> result.complete(null));
		return result;
	}

	@Override
	public Map<TmqTopicPartition, Long> committed(Collection<TmqTopicPartition> partitions, Deadline deadline) {
		return offsets("committed", partitions, deadline);
	}

	@Override
	public Map<TmqTopicPartition, Long> position(Collection<TmqTopicPartition> partitions, Deadline deadline) {
		return offsets("position", partitions, deadline);
	}

	private Map<TmqTopicPartition, Long> offsets(String action, Collection<TmqTopicPartition> partitions,
			Deadline deadline) {
		Map<TmqTopicPartition, Long> offsets = new LinkedHashMap<>();
		if (partitions.isEmpty()) {
			return offsets;
		}
		long reqId = ReqId.next();
		List<Long> values = checked(ask(action, reqId, TmqRequests.partitions(action, reqId, partitions), deadline),
				reqId)
			.offsets();
		if (values.size() != partitions.size()) {
			throw TaosErrors.malformed("Malformed reply to '" + action + "': " + values.size() + " offsets for "
					+ partitions.size() + " vgroups", null);
		}
		int i = 0;
		for (TmqTopicPartition partition : partitions) {
			long value = values.get(i++);
			if (value != NOTHING) {
				offsets.put(partition, value);
			}
		}
		return offsets;
	}

	@Override
	public List<TmqAssignment> assignment(String topic, Deadline deadline) {
		long reqId = ReqId.next();
		List<TmqAssignment> assignments = new ArrayList<>();
		checked(ask("assignment", reqId, TmqRequests.topic("assignment", reqId, topic), deadline), reqId).assignment()
			.forEach((each) -> assignments
				.add(new TmqAssignment(topic, each.vgroup(), each.begin(), each.end(), each.offset())));
		return assignments;
	}

	@Override
	public void seek(TmqTopicPartition partition, long offset, Deadline deadline) {
		long reqId = ReqId.next();
		checked(ask("seek", reqId, TmqRequests.offset("seek", reqId, partition, offset), deadline), reqId);
	}

	@Override
	public Set<String> topics(Deadline deadline) {
		return new LinkedHashSet<>(plain("list_topics", deadline).topics());
	}

	/**
	 * Makes a request.
	 */
	interface Json {

		String of(long reqId);

	}

}
