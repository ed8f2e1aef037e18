package io.github.taosspring.embedded.conformance;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Replays recorded exchanges of session actions, logins, REST parameters and refusals.
 * Timings, versions and result ids are not compared. What the server refuses by name
 * counts as different.
 */
class ActionsReplayTests {

	/** Exchanges of what this server doesn't have: vgroups, monitoring. */
	private static final Set<String> OUT_OF_SCOPE = Set.of("sql/db/vgid", "sql/db/vgid bad",
			"show cluster alive around create database", "conn app and ip as the server shows them");

	@Test
	void answersMessagesAsARealServerDid() {
		Share share = new Share("actions");
		Share seen = new Share("actions seen");
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().zone(ZoneOffset.UTC).start()) {
			for (Map<String, @Nullable Object> exchange : JsonTree.lines("/conformance/wire/actions.jsonl")) {
				if (OUT_OF_SCOPE.contains(JsonTree.string(exchange, "name"))) {
					continue;
				}
				setUp(server, exchange);
				try (ExchangeReplay replay = new ExchangeReplay(server, exchange, share)) {
					replay.run();
				}
				new SeenReplay(server, exchange, seen).run();
			}
		}
		share.print();
		seen.print();
		assertThat(share.total()).isGreaterThan(400);
		assertThat(seen.total()).isGreaterThan(100);
		assertThat(share.percent()).as(share.withMisses()).isGreaterThanOrEqualTo(share.floor());
		assertThat(seen.percent()).as(seen.withMisses()).isGreaterThanOrEqualTo(seen.floor());
	}

	private static void setUp(EmbeddedTaosServer server, Map<String, @Nullable Object> exchange) {
		RestCaller rest = new RestCaller(server);
		for (Object sql : JsonTree.list(exchange, "setup")) {
			rest.run((String) sql);
		}
		if (exchange.containsKey("setup_note")) {
			// "wr_act.big: 20000 rows (1704067200000+i, i), i = 0..19999"
			for (int part = 0; part < 4; part++) {
				StringBuilder insert = new StringBuilder("insert into wr_act.big values");
				for (int i = 5000 * part; i < 5000 * (part + 1); i++) {
					insert.append(" (").append(1704067200000L + i).append(',').append(i).append(')');
				}
				rest.run(insert.toString());
			}
		}
	}

	/**
	 * The further answers of an exchange, by statement.
	 */
	private record SeenReplay(EmbeddedTaosServer server, Map<String, @Nullable Object> exchange, Share share) {

		void run() {
			Object seen = this.exchange.get("seen");
			if (seen instanceof Map<?, ?>) {
				Object conn = JsonTree.object(JsonTree.list(this.exchange, "messages").get(0)).get("text");
				try (WsCaller socket = new WsCaller(this.server)) {
					socket.call((String) conn);
					statements(socket, JsonTree.object(seen));
				}
			}
			else if (seen instanceof List<?> list && list.get(0) instanceof Map<?, ?> first
					&& first.containsKey("then")) {
				try (WsCaller socket = new WsCaller(this.server).login()) {
					for (Object step : list) {
						Map<String, @Nullable Object> options = JsonTree.object(step);
						socket.call("options_connection", "\"options\":" + json(JsonTree.list(options, "options")));
						statements(socket, JsonTree.object(options.get("then")));
					}
				}
			}
		}

		private void statements(WsCaller socket, Map<String, @Nullable Object> rows) {
			rows.forEach((sql, want) -> {
				boolean raw = sql.endsWith(" (raw integers)");
				if (sql.startsWith("insert into wr_act.z")) {
					socket.run("drop table wr_act.z");
					socket.run("create table wr_act.z (ts timestamp, v int)");
				}
				Map<String, @Nullable Object> got = Map.of();
				for (String statement : sql.replace(" (raw integers)", "").split("; ")) {
					String one = raw ? statement.replace("_wstart", "cast(_wstart as bigint)") : statement;
					got = socket.run(one);
				}
				boolean match = Likeness.same(want, got.get("data"));
				this.share.count(match);
				if (!match) {
					this.share.miss(this.exchange.get("name") + ": " + sql + "\n  want " + want + "\n  got  " + got);
				}
			});
		}

		private static String json(List<@Nullable Object> options) {
			StringBuilder json = new StringBuilder("[");
			for (Object option : options) {
				Map<String, @Nullable Object> members = JsonTree.object(option);
				Object value = members.get("value");
				json.append((json.length() > 1) ? "," : "")
					.append("{\"option\":")
					.append(members.get("option"))
					.append(",\"value\":")
					.append((value != null) ? "\"" + value + "\"" : "null")
					.append('}');
			}
			return json.append(']').toString();
		}

	}

}
