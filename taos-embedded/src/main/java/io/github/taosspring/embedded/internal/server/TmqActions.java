package io.github.taosspring.embedded.internal.server;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.wire.TmqFrames;
import io.github.taosspring.embedded.internal.engine.EngineSession;
import io.github.taosspring.embedded.internal.server.WsRequest.MalformedException;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.tmq.TopicConsumer;
import io.github.taosspring.embedded.internal.tmq.TopicMessage;

/**
 * Answers the actions of a consumer's socket. One thread at a time, but for
 * {@link #isSubscribed()} and {@link #leave()}.
 */
final class TmqActions implements AutoCloseable {

	/** What {@code committed} answers if nothing was. */
	private static final long NOTHING_COMMITTED = -2147467247;

	private final ServerContext context;

	private volatile @Nullable TopicConsumer consumer;

	private volatile boolean left;

	private boolean subscribed;

	private TmqSubscription settings = TmqSubscription.NONE;

	private long nextCommit;

	private @Nullable GivenMessage given;

	private long messages;

	TmqActions(ServerContext context) {
		this.context = context;
	}

	/**
	 * Return whether polls can be answered.
	 */
	boolean isSubscribed() {
		return this.consumer != null;
	}

	/**
	 * Return who subscribed.
	 * @return the user, {@code null} before that
	 */
	@Nullable String user() {
		TopicConsumer current = this.consumer;
		return (current != null) ? current.options().user() : null;
	}

	WsReply answer(TmqAction action, WsCall call, WsRequest request) throws MalformedException, InterruptedException {
		if (action == TmqAction.VERSION) {
			return WsReply.Builder.success(call).with("version", this.context.version().toString()).build();
		}
		WsArguments arguments = request.typedArguments();
		arguments.unsigned("req_id");
		if (action == TmqAction.SUBSCRIBE) {
			return subscribe(call, arguments);
		}
		TopicConsumer current = this.consumer;
		if (current == null) {
			return error(action, call, request, AdapterError.CATCH_ALL, "tmq not init");
		}
		return switch (action) {
			case POLL -> poll(call, current, arguments);
			case FETCH, FETCH_BLOCK, FETCH_RAW, FETCH_RAW_DATA, FETCH_JSON_META ->
				TmqFetches.answer(action, call, this.given, arguments.unsigned("message_id"));
			case COMMIT -> {
				current.commit();
				yield WsReply.Builder.success(call)
					.withUnsigned("message_id", arguments.unsigned("message_id"))
					.build();
			}
			case COMMIT_OFFSET -> commitOffset(call, current, arguments);
			case ASSIGNMENT -> assignment(call, current, arguments.stringOrEmpty("topic"));
			case SEEK -> {
				current.seek(arguments.stringOrEmpty("topic"), number(arguments, "vgroup_id"),
						arguments.signed("offset"));
				yield call.success();
			}
			case COMMITTED -> offsets(call, "committed", arguments, (vgroup) -> {
				Long version = current.committed(vgroup.topic(), vgroup.id());
				return (version != null) ? version : NOTHING_COMMITTED;
			});
			case POSITION ->
				offsets(call, "position", arguments, (vgroup) -> current.position(vgroup.topic(), vgroup.id()));
			case LIST_TOPICS -> WsReply.Builder.success(call).withStrings("topics", current.topics()).build();
			case UNSUBSCRIBE -> unsubscribe(call, current);
			default -> throw new IllegalStateException(action + " has no handler");
		};
	}

	private static int number(WsArguments arguments, String name) throws MalformedException {
		Integer value = arguments.integer(name);
		return (value != null) ? value : 0;
	}

	private WsReply subscribe(WsCall call, WsArguments arguments) throws MalformedException {
		TmqSubscription wanted = TmqSubscription.read(arguments);
		TopicConsumer current = this.consumer;
		if (current != null) {
			if (this.subscribed) {
				return call.error("tmq should have unsubscribed first");
			}
			current.subscribe(wanted.topics());
		}
		else {
			String refusal = wanted.refusal();
			if (refusal != null) {
				return call.error(wanted.refusalCode(), refusal);
			}
			open(wanted);
		}
		this.subscribed = true;
		return WsReply.Builder.success(call).with("version", this.context.version().toString()).build();
	}

	private void open(TmqSubscription wanted) {
		EngineSession session;
		try {
			session = this.context.login(wanted.user(), wanted.password(), "");
		}
		catch (SqlException ex) {
			throw new SqlException(AdapterError.CATCH_ALL, "init tscObj failed");
		}
		if (!wanted.zone().isEmpty()) {
			session.zone(wanted.zone());
		}
		TopicConsumer opened = session.openConsumer(wanted.options());
		try {
			opened.subscribe(wanted.topics());
		}
		catch (RuntimeException ex) {
			opened.close();
			throw ex;
		}
		this.settings = wanted;
		this.nextCommit = System.nanoTime();
		this.consumer = opened;
		if (this.left) {
			opened.leave();
		}
	}

	private WsReply poll(WsCall call, TopicConsumer current, WsArguments arguments)
			throws MalformedException, InterruptedException {
		long millis = arguments.signed("blocking_time");
		GivenMessage last = this.given;
		if (arguments.value("message_id") != null && last != null && arguments.unsigned("message_id") != last.id()) {
			return polled(call, last);
		}
		if (this.settings.autoCommit() && System.nanoTime() - this.nextCommit >= 0) {
			current.commit();
			this.nextCommit = System.nanoTime() + this.settings.options().commitInterval().toNanos();
		}
		TopicMessage message = current.poll(millis);
		if (message == null) {
			return polled(call, null);
		}
		GivenMessage next = new GivenMessage(++this.messages, message, current.options().tableNames());
		this.given = next;
		return polled(call, next);
	}

	private static WsReply polled(WsCall call, @Nullable GivenMessage given) {
		WsReply.Builder reply = WsReply.Builder.success(call).with("have_message", given != null);
		if (given == null) {
			return reply.with("topic", "")
				.with("database", "")
				.with("vgroup_id", 0)
				.with("message_type", 0)
				.with("message_id", 0)
				.with("offset", 0)
				.build();
		}
		TopicMessage message = given.message();
		return reply.with("topic", message.topic().name())
			.with("database", message.topic().database().name())
			.with("vgroup_id", message.vgroup())
			.with("message_type", message.kind().code())
			.withUnsigned("message_id", given.id())
			.with("offset", message.offset())
			.build();
	}

	private static WsReply commitOffset(WsCall call, TopicConsumer current, WsArguments arguments)
			throws MalformedException {
		String topic = arguments.stringOrEmpty("topic");
		int vgroup = number(arguments, "vgroup_id");
		long offset = arguments.signed("offset");
		current.commit(topic, vgroup, offset);
		return WsReply.Builder.success(call)
			.with("topic", topic)
			.with("vgroup_id", vgroup)
			.with("offset", offset)
			.build();
	}

	private static WsReply assignment(WsCall call, TopicConsumer current, String topic) {
		List<String> vgroups = new ArrayList<>();
		for (TopicConsumer.Assigned each : current.assignment(topic)) {
			vgroups.add("{\"vgroup_id\":" + each.vgroup() + ",\"offset\":" + each.offset() + ",\"begin\":"
					+ each.begin() + ",\"end\":" + each.end() + "}");
		}
		return WsReply.Builder.success(call).withJson("assignment", "[" + String.join(",", vgroups) + "]").build();
	}

	private record Vgroup(String topic, int id) {
	}

	private static WsReply offsets(WsCall call, String name, WsArguments arguments, ToLongFunction<Vgroup> offset)
			throws MalformedException {
		List<Vgroup> vgroups = new ArrayList<>();
		for (WsArguments each : arguments.objects("topic_vgroup_ids")) {
			vgroups.add(new Vgroup(each.stringOrEmpty("topic"), number(each, "vgroup_id")));
		}
		return WsReply.Builder.success(call).with(name, vgroups.stream().mapToLong(offset).boxed().toList()).build();
	}

	private WsReply unsubscribe(WsCall call, TopicConsumer current) {
		current.subscribe(List.of());
		this.given = null;
		this.subscribed = false;
		return call.success();
	}

	/**
	 * Return an error in the form in which an action has its replies.
	 */
	WsReply error(TmqAction action, WsCall call, WsRequest request, int code, String message) {
		long id = 0;
		try {
			id = request.typedArguments().unsigned("message_id");
		}
		catch (MalformedException ex) {
			// the error names no message then
		}
		return error(action, call, id, code, message);
	}

	static WsReply error(TmqAction action, WsCall call, long id, int code, String message) {
		if (action == TmqAction.FETCH_RAW_DATA) {
			return WsReply.binary(TmqFrames.rawDataError(call.elapsed(), call.reqId(), id, code, message));
		}
		WsReply.Builder reply = WsReply.Builder.error(call, code, message);
		return (action.fetches() ? reply.withUnsigned("message_id", id) : reply).build();
	}

	/**
	 * Leave the group. For any thread.
	 */
	void leave() {
		this.left = true;
		TopicConsumer current = this.consumer;
		if (current != null) {
			current.leave();
		}
	}

	@Override
	public void close() {
		TopicConsumer current = this.consumer;
		if (current != null) {
			current.close();
		}
	}

}
