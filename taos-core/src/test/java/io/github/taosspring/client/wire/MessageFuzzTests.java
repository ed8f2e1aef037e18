package io.github.taosspring.client.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.taosspring.client.fuzz.BlockValues;
import io.github.taosspring.client.fuzz.FuzzTarget;
import io.github.taosspring.client.fuzz.Fuzzer;
import io.github.taosspring.client.fuzz.Sample;
import io.github.taosspring.client.tmq.TmqBlock;
import io.github.taosspring.client.transcript.TmqRecording;

/**
 * Tests that damaged messages of subscriptions give values or a named failure.
 */
class MessageFuzzTests {

	@Test
	void aDamagedMessageGivesValuesOrANamedFailure() {
		Fuzzer.run(new Messages(), 20);
	}

	/**
	 * The recorded {@code fetch_raw_data} replies.
	 */
	private static final class Messages implements FuzzTarget {

		private static final int MAX_SAMPLE = 4096;

		@Override
		public String name() {
			return "message";
		}

		@Override
		public List<Sample> samples() {
			List<Sample> samples = new ArrayList<>();
			for (TmqRecording recording : TmqRecording.all()) {
				int number = 0;
				for (byte[] frame : recording.frames()) {
					if (frame.length <= MAX_SAMPLE) {
						samples.add(new Sample(recording.name() + "#" + number++, frame));
					}
				}
			}
			return samples;
		}

		@Override
		public boolean isText() {
			return false;
		}

		@Override
		public @Nullable Values read(Sample sample, byte[] input) {
			ByteBuffer frame = ByteBuffer.wrap(input);
			if (!FetchRawDataReply.matches(frame)) {
				FetchTmqBlockReply.read(frame);
				return (random) -> 1;
			}
			ByteBuffer raw = FetchRawDataReply.read(frame).raw();
			if (raw == null) {
				return (random) -> 1;
			}
			List<TmqBlock> blocks = new MessageBlocks().read(raw).blocks();
			return new BlockValues(blocks.stream().map(TmqBlock::block).toList(), true);
		}

		@Override
		public long allowed(int size) {
			return 256 * 1024 + 200L * size;
		}

	}

}
