package io.github.taosspring.embedded.conformance;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Replays the statements recorded from a real server over both protocols and holds the
 * share of equal answers above its floor. {@code -Dconformance.show=<part of a file's
 * name>} prints what differs.
 */
class SqlReplayTests {

	private static final List<String> FILES = List.of("01-databases", "02-tables", "03-types", "04-precision",
			"05-insert", "06-select", "07-scalar", "08-aggregate", "09-windows", "10-jsontag", "11-tmq-ddl",
			"12-show-users", "13-union-subquery", "14-partition-order");

	private static final String SHOW = System.getProperty("conformance.show", "");

	@Test
	void restAnswersAsARealServerDid() {
		replay("rest", (server, statement) -> new RestCaller(server).run(JsonTree.string(statement, "sql"),
				JsonTree.string(statement, "db")));
	}

	@Test
	void webSocketAnswersAsARealServerDid() {
		replay("ws", (server, statement) -> {
			try (WsCaller socket = new WsCaller(server).login()) {
				String database = JsonTree.string(statement, "db");
				if (!database.isEmpty()) {
					// as REST does it: a database that isn't there yet is no error
					socket.query("use `" + database + "`");
				}
				return socket.run(JsonTree.string(statement, "sql"));
			}
		});
	}

	private void replay(String protocol,
			BiFunction<EmbeddedTaosServer, Map<String, @Nullable Object>, Map<String, @Nullable Object>> runner) {
		Share total = new Share(protocol + " total");
		StringBuilder below = new StringBuilder();
		for (String file : FILES) {
			Share share = new Share(protocol + " " + file);
			try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().zone(ZoneOffset.UTC).start()) {
				for (Map<String, @Nullable Object> want : JsonTree.lines("/conformance/sql/" + file + ".jsonl")) {
					Map<String, @Nullable Object> got = runner.apply(server, want);
					boolean match = Likeness.of(want, got).matches(want);
					if (!match && !SHOW.isEmpty() && file.contains(SHOW)) {
						System.out.println(protocol + " " + want.get("sql") + "\n  want " + shown(want) + "\n  got  "
								+ shown(got));
					}
					if (!Likeness.isVolatile(want)) {
						share.count(match);
					}
				}
			}
			share.print();
			total.add(share);
			if (share.percent() < share.floor()) {
				below.append(share).append(" is below ").append(share.floor()).append('\n');
			}
		}
		total.print();
		assertThat(total.total()).isGreaterThan(600);
		assertThat(below).asString().isEmpty();
	}

	private static String shown(Map<String, @Nullable Object> answer) {
		String text = answer.get("code") + " " + answer.get("desc") + " " + answer.get("column_meta") + " "
				+ answer.get("data");
		return (text.length() > 600) ? text.substring(0, 600) + "…" : text;
	}

}
