package io.github.taosspring.client.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.taosspring.client.fuzz.BlockValues;
import io.github.taosspring.client.fuzz.FuzzTarget;
import io.github.taosspring.client.fuzz.Fuzzer;
import io.github.taosspring.client.fuzz.Sample;
import io.github.taosspring.client.transcript.BlockRecording;

/**
 * Tests that damaged blocks and frames give values or a named failure.
 */
class BlockFuzzTests {

	private static final int MAX_SAMPLE = 4096;

	@Test
	void aDamagedBlockGivesValuesOrANamedFailure() {
		Fuzzer.run(new Blocks(), 30);
	}

	@Test
	void aDamagedFrameGivesValuesOrANamedFailure() {
		Fuzzer.run(new Frames(), 20);
	}

	/**
	 * The raw blocks of the recordings.
	 */
	private static class Blocks implements FuzzTarget {

		final Map<String, BlockRecording> recordings = new HashMap<>();

		final List<Sample> samples = new ArrayList<>();

		Blocks() {
			for (BlockRecording recording : BlockRecording.withBlocks()) {
				int number = 0;
				for (byte[] frame : recording.frames()) {
					byte[] bytes = bytes(frame);
					if (bytes.length > 0 && bytes.length <= MAX_SAMPLE) {
						String name = recording.name() + "#" + number++;
						this.recordings.put(name, recording);
						this.samples.add(new Sample(name, bytes));
					}
				}
			}
		}

		byte[] bytes(byte[] frame) {
			ByteBuffer block = FetchRawBlockReply.read(ByteBuffer.wrap(frame)).block();
			byte[] bytes = new byte[(block != null) ? block.remaining() : 0];
			if (block != null) {
				block.get(bytes);
			}
			return bytes;
		}

		@Override
		public String name() {
			return "block";
		}

		@Override
		public List<Sample> samples() {
			return this.samples;
		}

		@Override
		public boolean isText() {
			return false;
		}

		@Override
		public @Nullable Values read(Sample sample, byte[] input) {
			return values(sample, ByteBuffer.wrap(input));
		}

		final Values values(Sample sample, ByteBuffer block) {
			BlockRecording recording = this.recordings.get(sample.name());
			return new BlockValues(List.of(RawBlock.read(block, columns(recording), recording.precision())), true);
		}

		private final Map<BlockRecording, List<io.github.taosspring.client.TaosColumn>> columns = new HashMap<>();

		private List<io.github.taosspring.client.TaosColumn> columns(BlockRecording recording) {
			return this.columns.computeIfAbsent(recording, BlockRecording::columns);
		}

		@Override
		public long allowed(int size) {
			// a view for each of the columns, which the frame does not make more
			return 64 * 1024 + 4L * size;
		}

	}

	/**
	 * Whole replies to a fetch.
	 */
	private static final class Frames extends Blocks {

		@Override
		byte[] bytes(byte[] frame) {
			return frame;
		}

		@Override
		public String name() {
			return "fetch";
		}

		@Override
		public @Nullable Values read(Sample sample, byte[] input) {
			ByteBuffer frame = ByteBuffer.wrap(input);
			if (!FetchRawBlockReply.matches(frame)) {
				return values(sample, FetchBlockReply.read(frame).block());
			}
			FetchRawBlockReply.readReqId(frame);
			ByteBuffer block = FetchRawBlockReply.read(frame).block();
			return (block != null) ? values(sample, block) : null;
		}

	}

}
