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
import io.github.taosspring.client.transcript.BlockRecording;

/**
 * Tests that damaged replies in JSON are read or give a named failure.
 */
class JsonReplyFuzzTests {

	@Test
	void aDamagedReplyIsReadOrANamedFailure() {
		Fuzzer.run(new Replies(), 20);
	}

	private static final class Replies implements FuzzTarget {

		@Override
		public String name() {
			return "json";
		}

		@Override
		public List<Sample> samples() {
			List<Sample> samples = new ArrayList<>();
			for (BlockRecording recording : BlockRecording.all()) {
				for (String field : new String[] { "query_reply", "reply" }) {
					if (recording.json().has(field)) {
						samples.add(Sample.of(recording.name(), recording.json().get(field).toString()));
					}
				}
			}
			for (JsonNode exchange : BlockRecording.lines("actions.jsonl")) {
				int number = 0;
				for (JsonNode message : exchange.path("messages")) {
					if (message.path("dir").asString("").equals("<") && message.has("text")) {
						samples.add(Sample.of(exchange.get("name").asString() + "#" + number++,
								message.get("text").asString()));
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
			JsonReply reply = JsonReply.read(new String(input, StandardCharsets.UTF_8));
			if (!reply.isUpdate() && reply.code() == 0) {
				reply.columns();
				reply.precision();
			}
			return (random) -> 1;
		}

		@Override
		public long allowed(int size) {
			return 128 * 1024 + 100L * size;
		}

	}

}
