package io.github.taosspring.client.internal.ws;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.spi.RemoteMessage;
import io.github.taosspring.client.tmq.TmqBlock;
import io.github.taosspring.client.tmq.TmqMessageKind;
import io.github.taosspring.client.tmq.TmqMeta;
import io.github.taosspring.client.tmq.TmqTopicPartition;
import io.github.taosspring.client.wire.FetchRawDataReply;
import io.github.taosspring.client.wire.FetchTmqBlockReply;
import io.github.taosspring.client.wire.MessageBlocks;
import io.github.taosspring.client.wire.MessageOffset;
import io.github.taosspring.client.wire.RawBlock;

/**
 * Fetches what is in a message that a poll announced: its rows by {@code fetch_raw_data}
 * in one frame, which has the offset to commit as well; changes of tables by
 * {@code fetch_json_meta}; and the blocks one by one where the one frame does not tell
 * all. All of it happens on the connection's thread, step by step, and never waits.
 */
final class MessageFetch {

	private static final String FETCH = "fetch";

	private static final String FETCH_BLOCK = "fetch_block";

	private static final String FETCH_RAW_DATA = "fetch_raw_data";

	private static final String FETCH_JSON_META = "fetch_json_meta";

	private final WsConsumer consumer;

	private final MessageBlocks reader;

	private final TmqReply head;

	private final CompletableFuture<@Nullable RemoteMessage> result;

	private final TmqMessageKind kind;

	private List<TmqMeta> metas = List.of();

	private MessageOffset offset;

	MessageFetch(WsConsumer consumer, MessageBlocks reader, TmqReply head,
			CompletableFuture<@Nullable RemoteMessage> result) {
		this.consumer = consumer;
		this.reader = reader;
		this.head = head;
		this.result = result;
		this.kind = kind(head.messageType());
		// of a message without rows the poll tells the end
		this.offset = new MessageOffset(MessageOffset.NO_LOG, Math.max(MessageOffset.NO_LOG, head.offset()));
	}

	private static TmqMessageKind kind(int type) {
		return switch (type) {
			case 1 -> TmqMessageKind.DATA;
			case 2 -> TmqMessageKind.META;
			case 3 -> TmqMessageKind.META_AND_DATA;
			default -> throw TaosErrors.unsupported("Messages of type " + type + " are not supported");
		};
	}

	void start() {
		if (this.kind == TmqMessageKind.DATA) {
			fetchRows();
			return;
		}
		this.consumer.send(this.result, FETCH_JSON_META,
				(reqId) -> TmqRequests.message(FETCH_JSON_META, reqId, this.head.messageId()), (reply) -> {
					this.metas = reply.metas();
					if (this.kind == TmqMessageKind.META) {
						complete(List.of());
					}
					else {
						fetchRows();
					}
				});
	}

	private void fetchRows() {
		this.consumer.sendForFrame(this.result, FETCH_RAW_DATA,
				(reqId) -> TmqRequests.message(FETCH_RAW_DATA, reqId, this.head.messageId()), this::readRows);
	}

	private void readRows(ByteBuffer frame) {
		FetchRawDataReply reply = FetchRawDataReply.read(frame);
		ByteBuffer raw = reply.raw();
		if (raw == null) {
			throw TaosErrors.fromServer(FETCH_RAW_DATA, reply.code(), reply.message(), reply.reqId());
		}
		if (reply.rawType() != MessageBlocks.DATA && reply.rawType() != MessageBlocks.META_AND_DATA) {
			throw TaosErrors.malformed("Malformed message: rows of the unknown raw type " + reply.rawType(), null);
		}
		MessageBlocks.Message message = this.reader.read(raw);
		this.offset = message.offset();
		if (message.complete()) {
			complete(message.blocks());
		}
		else {
			fetchNext(new ArrayList<>(), message.blocks());
		}
	}

	/**
	 * Fetch the next block by itself.
	 * @param blocks those that have come
	 * @param raw the message's blocks as they came in one frame, for what is not told
	 * here
	 */
	private void fetchNext(List<TmqBlock> blocks, List<TmqBlock> raw) {
		this.consumer.send(this.result, FETCH, (reqId) -> TmqRequests.message(FETCH, reqId, this.head.messageId()),
				(reply) -> {
					if (reply.isCompleted()) {
						complete(blocks);
						return;
					}
					List<TaosColumn> columns = reply.columns();
					TaosPrecision precision = reply.precision();
					this.consumer.sendForFrame(this.result, FETCH_BLOCK,
							(reqId) -> TmqRequests.message(FETCH_BLOCK, reqId, this.head.messageId()), (frame) -> {
								RawBlock block = RawBlock.read(FetchTmqBlockReply.read(frame).block(), columns,
										precision);
								int version = (blocks.size() < raw.size()) ? raw.get(blocks.size()).schemaVersion() : 0;
								blocks.add(new TmqBlock(reply.tableName().isEmpty() ? null : reply.tableName(), version,
										block));
								fetchNext(blocks, raw);
							});
				});
	}

	private void complete(List<TmqBlock> blocks) {
		this.result.complete(
				new RemoteMessage(new TmqTopicPartition(this.head.topic(), this.head.vgroup()), this.head.database(),
						this.kind, this.offset.begin(), this.offset.end(), List.copyOf(blocks), this.metas));
	}

}
