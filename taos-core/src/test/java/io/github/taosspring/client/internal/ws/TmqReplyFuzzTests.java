package io.github.taosspring.client.internal.ws;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.github.taosspring.client.fuzz.FuzzTarget;
import io.github.taosspring.client.fuzz.Fuzzer;
import io.github.taosspring.client.fuzz.Sample;
import io.github.taosspring.client.transcript.TmqRecording;

/**
 * Tests that damaged replies of subscriptions in JSON are read or give a named failure.
 */
class TmqReplyFuzzTests {

	@Test
	void aDamagedReplyIsReadOrANamedFailure() {
		Fuzzer.run(new Replies(), 10);
	}

	private static final class Replies implements FuzzTarget {

		@Override
		public String name() {
			return "tmq";
		}

		@Override
		public List<Sample> samples() {
			List<Sample> samples = new ArrayList<>();
			for (TmqRecording recording : TmqRecording.all()) {
				int number = 0;
				for (JsonNode message : recording.json().path("messages")) {
					if (message.path("dir").asString("").equals("<") && message.has("text")) {
						samples.add(Sample.of(recording.name() + "#" + number++, message.get("text").asString()));
					}
				}
			}
			return samples;
		}

		@Override
		public boolean isText() {
			return true;
		}

		@Override
		public @Nullable Values read(Sample sample, byte[] input) {
			TmqReply.of(new String(input, StandardCharsets.UTF_8));
			return (random) -> 1;
		}

		@Override
		public long allowed(int size) {
			return 128 * 1024 + 200L * size;
		}

	}

}
