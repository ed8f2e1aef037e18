package io.github.taosspring.client.internal.rest;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosEndpoint;
import io.github.taosspring.client.fuzz.BlockValues;
import io.github.taosspring.client.fuzz.FuzzTarget;
import io.github.taosspring.client.fuzz.Fuzzer;
import io.github.taosspring.client.fuzz.Sample;
import io.github.taosspring.client.internal.ConnectAdvice;
import io.github.taosspring.client.transcript.BlockRecording;
import io.github.taosspring.client.wire.RawBlock;

/**
 * Tests that damaged answers of REST give rows or a named failure.
 */
class RestAnswerFuzzTests {

	private static final ConnectAdvice ADVICE = new ConnectAdvice(new TaosEndpoint("td1", 6041),
			TaosClientOptions.DEFAULTS);

	private static final int MAX_SAMPLE = 8192;

	@Test
	void aDamagedAnswerGivesRowsOrANamedFailure() {
		Fuzzer.run(new Answers(), 25);
	}

	@Test
	void aDamagedRefusalGivesANamedFailure() {
		Fuzzer.run(new Refusals(), 5);
	}

	private static class Answers implements FuzzTarget {

		@Override
		public String name() {
			return "rest";
		}

		@Override
		public List<Sample> samples() {
			List<Sample> samples = new ArrayList<>();
			for (JsonNode line : BlockRecording.lines("rest-answers.jsonl")) {
				String body = line.get("rest_body").asString();
				if (body.length() <= MAX_SAMPLE) {
					samples.add(Sample.of(line.get("name").asString(), body));
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
			RestAnswer answer = new RestAnswer(new ByteArrayInputStream(input), "Europe/London", 1);
			try {
				answer.readHead("query");
				if (ColumnMeta.isUpdate(answer.columns())) {
					answer.readAffectedRows();
					return null;
				}
				List<RawBlock> blocks = new ArrayList<>();
				while (!answer.isEnded()) {
					RawBlock block = answer.nextBlock();
					if (block != null) {
						blocks.add(block);
					}
				}
				return new BlockValues(blocks, false);
			}
			finally {
				answer.close();
			}
		}

		@Override
		public long allowed(int size) {
			// the parser's buffers, and room for the first values of each column
			return 512 * 1024 + 200L * size;
		}

	}

	private static final class Refusals extends Answers {

		@Override
		public String name() {
			return "refusal";
		}

		@Override
		public List<Sample> samples() {
			return super.samples().stream().filter((sample) -> sample.name().startsWith("error")).toList();
		}

		@Override
		public @Nullable Values read(Sample sample, byte[] input) {
			throw RestRefusal.read(400, new ByteArrayInputStream(input), ADVICE).toException("query", 1);
		}

	}

}
