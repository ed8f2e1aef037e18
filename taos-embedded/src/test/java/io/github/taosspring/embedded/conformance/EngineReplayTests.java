package io.github.taosspring.embedded.conformance;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.taosspring.embedded.internal.engine.Engine;
import io.github.taosspring.embedded.internal.engine.EngineResult;
import io.github.taosspring.embedded.internal.engine.EngineSession;
import io.github.taosspring.embedded.internal.engine.Rows;
import io.github.taosspring.embedded.internal.engine.Update;
import io.github.taosspring.embedded.internal.sql.SqlException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Replays what a real server answered against the engine alone, so that a miss can be
 * debugged without a server around it.
 */
class EngineReplayTests {

	@ParameterizedTest
	@ValueSource(strings = { "01-databases", "02-tables", "03-types", "04-precision", "05-insert", "06-select",
			"08-aggregate", "09-windows", "10-jsontag", "13-union-subquery", "14-partition-order" })
	void theEngineAnswersAsRecorded(String file) {
		List<String> misses = new ArrayList<>();
		int total = 0;
		try (Engine engine = new Engine()) {
			for (Map<String, @Nullable Object> want : JsonTree.lines("/conformance/sql/" + file + ".jsonl")) {
				if (Likeness.isVolatile(want)) {
					continue;
				}
				total++;
				Map<String, @Nullable Object> got = answer(engine, want);
				if (!Likeness.of(want, got).matches(want)) {
					misses.add(want.get("sql") + "\n  wanted " + want + "\n  got " + got);
				}
			}
		}
		assertThat(100.0 * (total - misses.size()) / total)
			.as("share of %s, misses:%n%s", file, String.join("\n", misses))
			.isGreaterThanOrEqualTo(80);
	}

	static Map<String, @Nullable Object> answer(Engine engine, Map<String, @Nullable Object> want) {
		try {
			EngineSession session = engine.openSession("root", "taosdata");
			session.zone("UTC");
			if (want.get("db") instanceof String database) {
				session.use(database);
			}
			EngineResult result = session.execute(JsonTree.string(want, "sql"), 0);
			if (result instanceof Update update) {
				return withCode(Rendered.update(BigDecimal.valueOf(update.affectedRows())));
			}
			try (Rows rows = (Rows) result) {
				List<ByteBuffer> blocks = new ArrayList<>();
				for (ByteBuffer block = rows.next(); block != null; block = rows.next()) {
					blocks.add(block);
				}
				return withCode(Rendered.rows(rows.columns(), rows.precision(), blocks));
			}
		}
		catch (SqlException ex) {
			return Rendered.error(ex.code(), ex.getMessage());
		}
	}

	private static Map<String, @Nullable Object> withCode(Map<String, @Nullable Object> answer) {
		answer.putIfAbsent("code", BigDecimal.ZERO);
		return answer;
	}

}
