package io.github.taosspring.embedded.internal.server;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.wire.MessageBlocks;
import io.github.taosspring.client.wire.TmqFrames;
import io.github.taosspring.embedded.internal.tmq.RowsBlock;
import io.github.taosspring.embedded.internal.tmq.TopicMessage;

/**
 * Answers the actions that fetch what is in a message. Each has its own words for the
 * same errors, as in taosAdapter.
 */
final class TmqFetches {

	private TmqFetches() {
	}

	static WsReply answer(TmqAction action, WsCall call, @Nullable GivenMessage given, long id) {
		if (given == null) {
			return refuse(action, call, id, "message has been freed");
		}
		TopicMessage message = given.message();
		boolean rows = message.kind() != TopicMessage.Kind.META;
		if (action == TmqAction.FETCH_JSON_META && message.document() == null) {
			return refuse(action, call, id, "message type can not get meta, type: " + message.kind().code());
		}
		if (id != given.id()) {
			return refuse(action, call, id, switch (action) {
				case FETCH -> "message ID are not equal";
				case FETCH_BLOCK -> "message is nil";
				default -> "message ID is not equal";
			});
		}
		return switch (action) {
			case FETCH -> rows ? fetch(call, given) : refuse(action, call, id, "message type is not data");
			case FETCH_BLOCK -> rows ? fetchBlock(call, given) : refuse(action, call, id, "message type is not data");
			case FETCH_RAW ->
				rows ? WsReply.binary(TmqFrames.raw(call.elapsed(), call.reqId(), id, rawType(message), raw(given)))
						: refuse(action, call, id, noRawMeta());
			case FETCH_RAW_DATA ->
				rows ? WsReply.binary(TmqFrames.rawData(call.elapsed(), call.reqId(), id, rawType(message), raw(given)))
						: refuse(action, call, id, noRawMeta());
			default -> WsReply.Builder.success(call)
				.withUnsigned("message_id", id)
				.withJson("data", String.valueOf(message.document()))
				.build();
		};
	}

	private static WsReply refuse(TmqAction action, WsCall call, long id, String message) {
		return TmqActions.error(action, call, id, AdapterError.CATCH_ALL, message);
	}

	private static String noRawMeta() {
		return "the embedded server has changes of tables in JSON only (fetch_json_meta)";
	}

	private static WsReply fetch(WsCall call, GivenMessage given) {
		RowsBlock block = given.fetch(call.reqId());
		WsReply.Builder reply = WsReply.Builder.success(call)
			.withUnsigned("message_id", given.id())
			.with("completed", block == null);
		if (block == null) {
			return reply.with("table_name", "")
				.with("rows", 0)
				.with("fields_count", 0)
				.withNull("fields_names")
				.withNull("fields_types")
				.withNull("fields_lengths")
				.with("precision", 0)
				.build();
		}
		return reply.with("table_name", given.hasTableNames() ? block.tableName() : "")
			.with("rows", block.rows())
			.withPlainColumns(block.columns(), block.precision())
			.build();
	}

	private static WsReply fetchBlock(WsCall call, GivenMessage given) {
		RowsBlock block = given.block();
		if (block == null) {
			return refuse(TmqAction.FETCH_BLOCK, call, given.id(), "no fetch data");
		}
		return WsReply.binary(TmqFrames.block(call.elapsed(), given.fetchReqId(), given.id(), block.block()));
	}

	private static int rawType(TopicMessage message) {
		return (message.kind() == TopicMessage.Kind.DATA) ? MessageBlocks.DATA : MessageBlocks.META_AND_DATA;
	}

	private static byte[] raw(GivenMessage given) {
		return given.message().encode(given.hasTableNames());
	}

}
