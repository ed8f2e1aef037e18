package io.github.taosspring.client.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.tmq.TmqBlock;
import io.github.taosspring.client.transcript.RecordedRows;
import io.github.taosspring.client.transcript.TmqRecording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link MessageBlocks} and the frames around it on the bytes of a real server.
 */
class RecordedMessageTests {

	static List<TmqRecording> recordings() {
		return TmqRecording.all().stream().filter((recording) -> !rows(recording).isEmpty()).toList();
	}

	/**
	 * Return the replies with rows.
	 */
	private static List<FetchRawDataReply> rows(TmqRecording recording) {
		List<FetchRawDataReply> replies = new ArrayList<>();
		for (byte[] frame : recording.frames()) {
			if (FetchRawDataReply.matches(ByteBuffer.wrap(frame))) {
				FetchRawDataReply reply = FetchRawDataReply.read(ByteBuffer.wrap(frame));
				assertThat(FetchRawDataReply.readReqId(ByteBuffer.wrap(frame))).isEqualTo(reply.reqId());
				if (reply.rawType() == MessageBlocks.DATA || reply.rawType() == MessageBlocks.META_AND_DATA) {
					replies.add(reply);
				}
			}
		}
		return replies;
	}

	private static MessageBlocks.Message read(FetchRawDataReply reply) {
		return new MessageBlocks().read(Objects.requireNonNull(reply.raw()));
	}

	@Test
	void thereAreRecordingsOfAllKindsOfTopics() {
		assertThat(recordings()).extracting(TmqRecording::name)
			.contains("query-topic", "stable-topic", "database-topic-with-meta", "all-types", "json-tag-column",
					"snapshot");
	}

	@ParameterizedTest
	@MethodSource("recordings")
	void readsTheRowsThatAnotherReaderRead(TmqRecording recording) {
		for (FetchRawDataReply reply : rows(recording)) {
			JsonNode expected = expected(recording, reply.messageId());
			if (expected == null) {
				continue;
			}
			MessageBlocks.Message message = read(reply);
			assertThat(message.blocks()).hasSameSizeAs(expected);
			boolean json = false;
			for (int i = 0; i < expected.size(); i++) {
				TmqBlock block = message.blocks().get(i);
				JsonNode other = expected.get(i);
				assertThat(block.tableName()).isEqualTo(other.path("table_name").asString(null));
				assertThat(block.schemaVersion()).isEqualTo(other.get("schema_version").asInt());
				assertThat(block.block().precision().code()).isEqualTo(other.get("precision").asInt());
				checkColumns(block.columns(), other.get("schema"), other.get("block").get("columns"));
				if (block.columns().stream().anyMatch((column) -> column.type() == TaosType.JSON)) {
					json = true;
				}
				else {
					assertThat(RecordedRows.of(block.block()))
						.isEqualTo(RecordedRows.expected(other.get("rows"), block.columns()));
				}
			}
			assertThat(message.complete()).isEqualTo(!json);
		}
	}

	/**
	 * Return the blocks as another reader read them.
	 * @return the blocks, {@code null} where none were kept
	 */
	private static @Nullable JsonNode expected(TmqRecording recording, long messageId) {
		for (JsonNode message : recording.expected()) {
			if (message.path("message_id").asLong(0) == messageId) {
				JsonNode blocks = message.has("blocks") ? message.get("blocks") : message.path("raw_blocks");
				return blocks.isArray() ? blocks : null;
			}
		}
		return null;
	}

	private static void checkColumns(List<TaosColumn> columns, JsonNode schema, JsonNode info) {
		assertThat(columns).hasSameSizeAs(schema);
		for (int i = 0; i < columns.size(); i++) {
			TaosColumn column = columns.get(i);
			assertThat(column.name()).isEqualTo(schema.get(i).get("name").asString());
			assertThat(column.type().code()).isEqualTo(schema.get(i).get("type").asInt());
			if (column.type() != TaosType.JSON && column.type() != TaosType.BLOB) {
				assertThat(BlockLayout.width(column)).isEqualTo(info.get(i).get(1).asInt());
			}
		}
	}

	@Test
	void theSecondOffsetIsWhereTheServerGoesOn() {
		TmqRecording recording = TmqRecording.named("offsets");
		List<Long> ends = rows(recording).stream().map((reply) -> read(reply).offset().end()).toList();
		List<Long> positions = recording.replies("position")
			.stream()
			.filter((reply) -> reply.get("code").asInt() == 0)
			.map((reply) -> reply.get("position").get(0).asLong())
			.toList();
		assertThat(positions).startsWith(0L, 9L, 11L);
		assertThat(ends).startsWith(9L, 10L, 11L);
	}

	@Test
	void aSnapshotHasNoOffset() {
		MessageBlocks.Message message = read(rows(TmqRecording.named("snapshot")).get(0));
		assertThat(message.offset().begin()).isEqualTo(MessageOffset.NO_LOG);
	}

	@ParameterizedTest
	@MethodSource("recordings")
	void readsTheHeadsOfOldServers(TmqRecording recording) {
		for (FetchRawDataReply reply : rows(recording)) {
			ByteBuffer raw = Objects.requireNonNull(reply.raw());
			MessageBlocks.Message message = read(reply);
			if (message.offset().begin() == MessageOffset.NO_LOG) {
				continue;
			}
			int head = 5 + raw.duplicate().order(ByteOrder.LITTLE_ENDIAN).getInt(raw.position() + 1);
			ByteBuffer old = ByteBuffer.allocate(18 + raw.remaining() - head).order(ByteOrder.LITTLE_ENDIAN);
			old.put((byte) 1).putLong(message.offset().begin()).put((byte) 1).putLong(message.offset().end());
			old.put(raw.slice(raw.position() + head, raw.remaining() - head)).flip();
			MessageBlocks.Message again = new MessageBlocks().read(old);
			assertThat(again.offset()).isEqualTo(message.offset());
			assertThat(again.blocks()).hasSameSizeAs(message.blocks());
			for (int i = 0; message.complete() && i < again.blocks().size(); i++) {
				assertThat(RecordedRows.of(again.blocks().get(i).block()))
					.isEqualTo(RecordedRows.of(message.blocks().get(i).block()));
			}
		}
	}

	@Test
	void readsSnapshotsOfOldServers() {
		ByteBuffer old = ByteBuffer.allocate(17 + 1 + 4).order(ByteOrder.LITTLE_ENDIAN);
		old.put((byte) 3).putLong(1).putLong(2).put((byte) -1).putInt(0).flip();
		MessageBlocks.Message message = new MessageBlocks().read(old);
		assertThat(message.offset()).isEqualTo(new MessageOffset(MessageOffset.NO_LOG, MessageOffset.NO_LOG));
		assertThat(message.blocks()).isEmpty();
	}

	@Test
	void equalSchemasAreReadOnce() {
		MessageBlocks reader = new MessageBlocks();
		List<TmqBlock> blocks = new ArrayList<>();
		rows(TmqRecording.named("query-topic"))
			.forEach((reply) -> blocks.addAll(reader.read(Objects.requireNonNull(reply.raw())).blocks()));
		rows(TmqRecording.named("two-topics")).stream()
			.limit(1)
			.forEach((reply) -> blocks.addAll(reader.read(Objects.requireNonNull(reply.raw())).blocks()));
		assertThat(blocks).hasSizeGreaterThan(6);
		assertThat(blocks).allSatisfy((block) -> assertThat(block.columns()).isSameAs(blocks.get(0).columns()));
	}

	@Test
	void equalSchemasWithDecimalsAreTheSame() {
		ByteBuffer raw = Objects.requireNonNull(rows(TmqRecording.named("all-types")).get(0).raw());
		MessageBlocks reader = new MessageBlocks();
		List<TaosColumn> columns = reader.read(raw).blocks().get(0).columns();
		assertThat(columns).anyMatch((column) -> column.type().isDecimal() && column.scale() > 0);
		assertThat(reader.read(raw).blocks().get(0).columns()).isSameAs(columns);
	}

	@Test
	void aMessageWithoutSchemasIsNotComplete() {
		ByteBuffer raw = ByteBuffer.allocate(18 + 6 + 60).order(ByteOrder.LITTLE_ENDIAN);
		raw.put((byte) 1).putLong(7).put((byte) 1).putLong(9).putInt(1).put((byte) 1).put((byte) 0).position(0);
		MessageBlocks.Message message = new MessageBlocks().read(raw);
		assertThat(message.complete()).isFalse();
		assertThat(message.offset()).isEqualTo(new MessageOffset(7, 9));
	}

	@Test
	void readsAnErrorFrameWhichIsShorter() {
		List<FetchRawDataReply> errors = new ArrayList<>();
		for (byte[] frame : TmqRecording.named("offsets").frames()) {
			FetchRawDataReply reply = FetchRawDataReply.read(ByteBuffer.wrap(frame));
			if (reply.code() != 0) {
				errors.add(reply);
			}
		}
		assertThat(errors).singleElement().satisfies((reply) -> {
			assertThat(reply.code()).isEqualTo(65535);
			assertThat(reply.message()).isEqualTo("message ID is not equal");
			assertThat(reply.messageId()).isEqualTo(1);
			assertThat(reply.raw()).isNull();
		});
	}

	@Test
	void namesWhatIsMissing() {
		ByteBuffer raw = Objects.requireNonNull(rows(TmqRecording.named("stable-topic")).get(0).raw());
		for (int length = 0; length < raw.remaining() - 8; length++) {
			ByteBuffer cut = raw.slice(raw.position(), length);
			assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> new MessageBlocks().read(cut))
				.withMessageMatching("(Truncated|Malformed) .*");
		}
	}

}
