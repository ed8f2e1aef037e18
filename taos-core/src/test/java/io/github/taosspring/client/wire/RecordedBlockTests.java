package io.github.taosspring.client.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.transcript.BlockRecording;
import io.github.taosspring.client.transcript.RecordedRows;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link RawBlock}, {@link BlockEncoder} and the frames on the bytes of a real
 * server.
 */
class RecordedBlockTests {

	static List<BlockRecording> recordings() {
		return BlockRecording.withBlocks().stream().filter((recording) -> recording.json().has("frames")).toList();
	}

	@ParameterizedTest
	@MethodSource("recordings")
	void readsTheRowsThatOtherClientsRead(BlockRecording recording) {
		List<List<@Nullable Object>> rows = new ArrayList<>();
		int finished = 0;
		for (ByteBuffer frame : recording.buffers()) {
			FetchRawBlockReply reply = FetchRawBlockReply.read(frame);
			assertThat(FetchRawBlockReply.matches(frame)).isTrue();
			assertThat(FetchRawBlockReply.readReqId(frame)).isEqualTo(reply.reqId());
			assertThat(reply.resultId()).isEqualTo(recording.queryReply().get("id").asLong());
			if (reply.block() != null) {
				rows.addAll(RecordedRows.of(read(recording, reply.block())));
			}
			else {
				finished++;
			}
		}
		List<List<@Nullable Object>> expected = RecordedRows.expected(recording.expected(), recording.columns());
		if (recording.json().has("frames_left")) {
			assertThat(rows).isNotEmpty();
			expected = expected.subList(0, rows.size());
		}
		else {
			assertThat(finished).isPositive();
		}
		assertThat(rows).isEqualTo(expected);
	}

	@ParameterizedTest
	@MethodSource("recordings")
	void encodesTheSameBytesAgain(BlockRecording recording) {
		for (ByteBuffer frame : recording.buffers()) {
			ByteBuffer bytes = FetchRawBlockReply.read(frame).block();
			if (bytes == null) {
				continue;
			}
			Block block = read(recording, bytes);
			BlockEncoder encoder = new BlockEncoder(block.columns());
			Copier.copy(block, encoder);
			byte[] encoded = toArray(encoder.finish());
			assertThat(encoder.byteSize()).isEqualTo(encoded.length);
			assertThat(encoded).isEqualTo(canonical(toArray(bytes), block.columns(), block.rows()));
		}
	}

	@Test
	void writesTheFramesOfTheServer() {
		int frames = 0;
		for (BlockRecording recording : recordings()) {
			for (byte[] frame : recording.frames()) {
				FetchRawBlockReply reply = FetchRawBlockReply.read(ByteBuffer.wrap(frame));
				ByteBuffer written = (reply.block() != null)
						? FetchRawBlockReply.block(reply.timing(), reply.reqId(), reply.resultId(), reply.block())
						: FetchRawBlockReply.error(reply.timing(), reply.reqId(), reply.resultId(), reply.code(),
								reply.message());
				assertThat(toArray(written)).isEqualTo(frame);
				frames++;
			}
		}
		assertThat(frames).isGreaterThan(100);
	}

	@Test
	void readsAnErrorFrame() {
		BlockRecording recording = BlockRecording.named("fetch-unknown-id");
		FetchRawBlockReply reply = FetchRawBlockReply.read(recording.buffers().get(0));
		JsonNode decoded = recording.json().get("decoded");
		assertThat(reply.reqId()).isEqualTo(decoded.get("req_id").asLong());
		assertThat(reply.code()).isEqualTo(65535);
		assertThat(reply.message()).isEqualTo("result is nil");
		assertThat(reply.resultId()).isEqualTo(99999);
		assertThat(reply.finished()).isTrue();
		assertThat(reply.block()).isNull();
	}

	@Test
	void readsAndWritesTheOlderFrame() {
		BlockRecording recording = BlockRecording.named("legacy-fetch-block");
		byte[] frame = java.util.Base64.getDecoder()
			.decode(recording.json().get("messages").get(3).get("bin").asString());
		FetchBlockReply reply = FetchBlockReply.read(ByteBuffer.wrap(frame));
		assertThat(FetchRawBlockReply.matches(ByteBuffer.wrap(frame))).isFalse();
		assertThat(reply.resultId()).isEqualTo(1);
		assertThat(RecordedRows.of(read(recording, reply.block())))
			.isEqualTo(RecordedRows.expected(recording.expected(), recording.columns()));
		assertThat(toArray(FetchBlockReply.write(reply.timing(), reply.resultId(), reply.block()))).isEqualTo(frame);
	}

	@Test
	void writesAndReadsTheRecordedQuery() {
		BlockRecording recording = BlockRecording.named("binary-query");
		byte[] frame = java.util.Base64.getDecoder().decode(recording.json().get("request_frame").asString());
		BinaryRequest request = BinaryRequest.read(ByteBuffer.wrap(frame));
		assertThat(request.action()).isEqualTo(BinaryRequest.BINARY_QUERY);
		assertThat(request.sql()).isEqualTo(recording.sql());
		assertThat(toArray(BinaryRequest.binaryQuery(request.reqId(), recording.sql()))).isEqualTo(frame);
	}

	@ParameterizedTest
	@ValueSource(strings = { "all-types", "nulls-9-rows", "json-tag", "blob", "tags-all-types" })
	void aFrameCutAnywhereIsRefusedByName(String name) {
		BlockRecording recording = BlockRecording.named(name);
		byte[] frame = recording.frames().get(0);
		for (int length = 0; length < frame.length; length++) {
			byte[] cut = Arrays.copyOf(frame, length);
			assertThat(failure(() -> FetchRawBlockReply.read(ByteBuffer.wrap(cut)))).isNotNull();
			if (length > FetchRawBlockReply.HEADROOM) {
				byte[] block = Arrays.copyOfRange(frame, FetchRawBlockReply.HEADROOM, length);
				assertThat(failure(() -> read(recording, ByteBuffer.wrap(block)))).isNotNull();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "all-types", "nulls-9-rows", "json-tag", "blob" })
	void anyDamagedByteGivesValuesOrANamedFailure(String name) {
		BlockRecording recording = BlockRecording.named(name);
		byte[] frame = recording.frames().get(0);
		int failures = 0;
		for (int position = FetchRawBlockReply.HEADROOM; position < frame.length; position++) {
			for (int mask : new int[] { 0x01, 0x80, 0xff }) {
				byte[] damaged = frame.clone();
				damaged[position] ^= (byte) mask;
				TaosException failure = failure(() -> RecordedRows
					.of(read(recording, FetchRawBlockReply.read(ByteBuffer.wrap(damaged)).block())));
				failures += (failure != null) ? 1 : 0;
			}
		}
		assertThat(failures).isPositive();
	}

	private static @Nullable TaosException failure(Runnable action) {
		try {
			action.run();
			return null;
		}
		catch (TaosException ex) {
			assertThat(ex).hasMessageMatching("(Malformed|Truncated) .*");
			return ex;
		}
	}

	private static Block read(BlockRecording recording, @Nullable ByteBuffer bytes) {
		assertThat(bytes).isNotNull();
		return RawBlock.read(bytes, recording.columns(), recording.precision());
	}

	/**
	 * Clear what the layout leaves open: the bytes of NULLs and spare bits of bitmaps.
	 */
	private static byte[] canonical(byte[] block, List<TaosColumn> columns, int rows) {
		byte[] copy = block.clone();
		int position = BlockLayout.HEADER + 9 * columns.size();
		for (int i = 0; i < columns.size(); i++) {
			TaosType type = columns.get(i).type();
			int length = LittleEndian.getInt(copy, BlockLayout.HEADER + 5 * columns.size() + 4 * i);
			if (type.isVariable()) {
				position += 4 * rows + length;
				continue;
			}
			int bitmap = (rows + 7) / 8;
			if (rows % 8 != 0) {
				copy[position + bitmap - 1] &= (byte) (0xff00 >> rows % 8);
			}
			for (int row = 0; row < rows; row++) {
				if ((copy[position + row / 8] & 0x80 >> row % 8) != 0) {
					int value = position + bitmap + row * type.width();
					Arrays.fill(copy, value, value + type.width(), (byte) 0);
				}
			}
			position += bitmap + length;
		}
		return copy;
	}

	private static byte[] toArray(ByteBuffer buffer) {
		byte[] bytes = new byte[buffer.remaining()];
		buffer.duplicate().get(bytes);
		return bytes;
	}

}
