package io.github.taosspring.embedded.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.taosspring.embedded.internal.engine.Engine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares functions, casts and operators on columns of all types with what TDengine
 * 3.3.7.5 answered: types, lengths, values and refusals.
 */
class FunctionAnswersTests {

	@Test
	void functionsAnswerAsTheServerDid() {
		List<String> misses = new ArrayList<>();
		try (Engine engine = new Engine()) {
			for (Map<String, @Nullable Object> want : JsonTree.lines("/conformance/functions.jsonl")) {
				Map<String, @Nullable Object> got = EngineReplayTests.answer(engine, want);
				if (!Likeness.of(want, got).matches(want)) {
					misses.add(want.get("sql") + "\n  wanted " + want + "\n  got " + got);
				}
			}
		}
		assertThat(misses).isEmpty();
	}

}
