package io.github.taosspring.embedded.conformance;

import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Replays the points that were written to a real server, each case in a database of its
 * own, and compares replies and tables. A case matches if all of it does; the text of an
 * error counts apart.
 */
class SchemalessReplayTests {

	@Test
	void writesPointsAsARealServerDid() {
		Share share = new Share("sml");
		Share texts = new Share("sml.texts");
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().zone(ZoneOffset.UTC).start()) {
			int number = 0;
			for (Map<String, @Nullable Object> sample : JsonTree.lines("/conformance/sml/visible.jsonl")) {
				new Case(server, "sml" + number++, sample).run(share, texts);
			}
		}
		share.print();
		texts.print();
		assertThat(share.total()).isGreaterThanOrEqualTo(84);
		assertThat(share.percent()).as(share.withMisses()).isGreaterThanOrEqualTo(share.floor());
		assertThat(texts.percent()).as(texts.withMisses()).isGreaterThanOrEqualTo(texts.floor());
	}

	private record Case(EmbeddedTaosServer server, String database, Map<String, @Nullable Object> sample) {

		void run(Share share, Share texts) {
			RestCaller rest = new RestCaller(this.server);
			rest.run("create database " + this.database + " keep 36500 precision '"
					+ JsonTree.string(this.sample, "db_precision") + "'");
			for (Object sql : JsonTree.list(this.sample, "setup")) {
				rest.run((String) sql, this.database);
			}
			boolean match = true;
			try (WsCaller socket = new WsCaller(this.server).login(",\"db\":\"" + this.database + "\"")) {
				for (Object before : JsonTree.list(this.sample, "before")) {
					match &= write(socket, JsonTree.object(before), share, texts);
				}
				match &= write(socket, this.sample, share, texts);
			}
			for (Object check : JsonTree.list(this.sample, "checks")) {
				match &= check(rest, JsonTree.object(check), share);
			}
			share.count(match);
		}

		private boolean write(WsCaller socket, Map<String, @Nullable Object> write, Share share, Share texts) {
			Map<String, @Nullable Object> got = socket.call("insert",
					"\"protocol\":" + write.get("protocol") + ",\"precision\":"
							+ quoted(JsonTree.string(write, "precision")) + ",\"ttl\":" + write.get("ttl")
							+ ",\"table_name_key\":" + quoted(JsonTree.string(write, "table_name_key")) + ",\"data\":"
							+ quoted(JsonTree.string(write, "payload")));
			boolean match = Likeness.same(counts(write), counts(got));
			if (!match) {
				share.miss(this.sample.get("name") + "\n  want " + counts(write) + "\n  got  " + got);
			}
			if (JsonTree.number(write, "code") != 0) {
				String text = JsonTree.string(got, "message").replaceAll("SML:0x[0-9a-f]+", "SML:0x@");
				texts.count(text.equals(write.get("message")));
				if (!text.equals(write.get("message"))) {
					texts.miss(this.sample.get("name") + "\n  want " + write.get("message") + "\n  got  " + text);
				}
			}
			return match;
		}

		private static List<@Nullable Object> counts(Map<String, @Nullable Object> reply) {
			List<@Nullable Object> counts = new java.util.ArrayList<>();
			counts.add(reply.get("code"));
			counts.add(reply.get("affected_rows"));
			counts.add(reply.get("total_rows"));
			return counts;
		}

		private boolean check(RestCaller rest, Map<String, @Nullable Object> check, Share share) {
			Map<String, @Nullable Object> want = new LinkedHashMap<>(check);
			want.putIfAbsent("code", java.math.BigDecimal.ZERO);
			String sql = JsonTree.string(check, "sql").replace("@DB@", this.database);
			Map<String, @Nullable Object> got = rest.run(sql, this.database);
			boolean match = Likeness.of(want, got) == Likeness.EXACT;
			if (!match) {
				share.miss(this.sample.get("name") + ": " + sql + "\n  want " + want + "\n  got  " + got);
			}
			return match;
		}

		private static String quoted(String text) {
			StringBuilder json = new StringBuilder("\"");
			for (char c : text.toCharArray()) {
				if (c < ' ' || c == '"' || c == '\\') {
					json.append(String.format("\\u%04x", (int) c));
				}
				else {
					json.append(c);
				}
			}
			return json.append('"').toString();
		}

	}

}
