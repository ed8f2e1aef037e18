package io.github.taosspring.embedded.conformance;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.wire.FetchRawBlockReply;
import io.github.taosspring.client.wire.RawBlock;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Replays recorded statements of the second kind, bind frames byte by byte, and compares
 * the replies and the rows that came of them.
 */
class Stmt2ReplayTests {

	/** The tables that were there before the recording began. */
	private static final List<String> TABLES = List.of("create database wr_st keep 36500",
			"create database wr_stns precision 'ns' keep 36500",
			"create table wr_st.all_t (ts timestamp, c_bool bool, c_i8 tinyint, c_i16 smallint, c_i32 int,"
					+ " c_i64 bigint, c_u8 tinyint unsigned, c_u16 smallint unsigned, c_u32 int unsigned,"
					+ " c_u64 bigint unsigned, c_f32 float, c_f64 double, c_bin varchar(64), c_nchar nchar(32),"
					+ " c_vb varbinary(32), c_geo geometry(128), c_ts timestamp)",
			"create stable wr_st.stb (ts timestamp, v int, s varchar(8)) tags (g_int int, g_bin varchar(16),"
					+ " g_nch nchar(8), g_bool bool, g_u64 bigint unsigned, g_f64 double, g_ts timestamp,"
					+ " g_vb varbinary(8), g_geo geometry(64))",
			"create table wr_st.qt (ts timestamp, i int, s varchar(10), n nchar(10), f double, b bool)",
			"insert into wr_st.qt values (1704067200000, 1, 'a1', '一', 1.5, true)"
					+ " (1704067200001, 2, 'b', '二', 2.5, false) (1704067200002, 3, null, null, null, null)");

	private final Share share = new Share("stmt2");

	@Test
	void answersStatementsAsARealServerDid() {
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().zone(ZoneOffset.UTC).start()) {
			RestCaller rest = new RestCaller(server);
			TABLES.forEach(rest::run);
			for (Map<String, @Nullable Object> recorded : JsonTree.lines("/conformance/wire/stmt2.jsonl")) {
				if (recorded.containsKey("messages")) {
					messages(server, recorded);
				}
				else {
					statement(server, recorded);
				}
			}
		}
		this.share.print();
		assertThat(this.share.total()).isGreaterThan(450);
		assertThat(this.share.percent()).as(this.share.toString()).isGreaterThanOrEqualTo(this.share.floor());
	}

	private void statement(EmbeddedTaosServer server, Map<String, @Nullable Object> recorded) {
		String database = JsonTree.string(recorded, "db");
		for (Object sql : JsonTree.list(recorded, "setup")) {
			new RestCaller(server).run((String) sql, database);
		}
		try (WsCaller socket = new WsCaller(server).login(",\"db\":\"" + database + "\"")) {
			exchange(socket, recorded, "init");
			exchange(socket, recorded, "prepare");
			Iterator<?> frames = (recorded.get("bind_frame") instanceof String frame) ? List.of(frame).iterator()
					: JsonTree.list(recorded, "bind_frames").iterator();
			Map<String, @Nullable Object> result = Map.of();
			for (Object reply : JsonTree.list(recorded, "replies")) {
				Map<String, @Nullable Object> want = JsonTree.object(reply);
				String action = JsonTree.string(want, "action");
				if (action.equals("stmt2_bind")) {
					socket.send(Base64.getDecoder().decode((String) frames.next()));
				}
				else {
					socket.send("{\"action\":\"" + action + "\",\"args\":{\"req_id\":" + want.get("req_id")
							+ ",\"stmt_id\":1}}");
				}
				result = JsonTree.parseObject((String) socket.receive());
				compare(recorded, want, result);
			}
			if (recorded.containsKey("expected")) {
				compare(recorded, recorded.get("expected"), rows(socket, result));
			}
			exchange(socket, recorded, "close");
			check(socket, recorded);
		}
	}

	private void exchange(WsCaller socket, Map<String, @Nullable Object> recorded, String step) {
		Map<String, @Nullable Object> both = JsonTree.object(recorded.get(step));
		Map<String, @Nullable Object> got = socket.call(json(both.get("request")));
		compare(recorded, JsonTree.object(both.get("reply")), got);
	}

	private void check(WsCaller socket, Map<String, @Nullable Object> recorded) {
		if (recorded.get("check") instanceof Map<?, ?> check) {
			Map<String, @Nullable Object> want = JsonTree.object(check);
			Map<String, @Nullable Object> got = socket.query(JsonTree.string(want, "sql"));
			compare(recorded, want.get("fields_types"), got.get("fields_types"));
			compare(recorded, want.get("rows"), (JsonTree.number(got, "code") == 0) ? rows(socket, got) : got);
		}
	}

	private static List<@Nullable Object> rows(WsCaller socket, Map<String, @Nullable Object> result) {
		List<TaosColumn> columns = WsCaller.columns(result);
		TaosPrecision precision = TaosPrecision.fromCode(JsonTree.number(result, "precision"));
		List<@Nullable Object> rows = new ArrayList<>();
		FetchRawBlockReply reply = socket.fetch(JsonTree.number(result, "id"));
		while (!reply.finished()) {
			RecordedRows.read(rows, RawBlock.read(Objects.requireNonNull(reply.block()), columns, precision), columns);
			reply = socket.fetch(JsonTree.number(result, "id"));
		}
		return rows;
	}

	private void messages(EmbeddedTaosServer server, Map<String, @Nullable Object> recorded) {
		List<@Nullable Object> messages = new ArrayList<>();
		messages.add(Map.of("dir", ">", "text", "{\"action\":\"conn\",\"args\":{\"req_id\":1,\"user\":\"root\","
				+ "\"password\":\"taosdata\",\"db\":\"wr_st\"}}"));
		messages.add(Map.of("dir", "<", "text", "{\"code\":0,\"message\":\"\",\"action\":\"conn\",\"req_id\":1,"
				+ "\"timing\":1,\"version\":\"3.3.7.5\"}"));
		messages.addAll(JsonTree.list(recorded, "messages"));
		Map<String, @Nullable Object> exchange = new LinkedHashMap<>(recorded);
		exchange.put("messages", messages);
		try (ExchangeReplay replay = new ExchangeReplay(server, exchange, this.share)) {
			replay.run();
		}
		try (WsCaller socket = new WsCaller(server).login(",\"db\":\"wr_st\"")) {
			check(socket, recorded);
		}
	}

	private void compare(Map<String, @Nullable Object> recorded, Map<String, @Nullable Object> want,
			Map<String, @Nullable Object> got) {
		Map<String, @Nullable Object> wanted = new LinkedHashMap<>(want);
		Map<String, @Nullable Object> answered = new LinkedHashMap<>(got);
		boolean sameOrder = List.copyOf(wanted.keySet()).equals(List.copyOf(answered.keySet()));
		wanted.remove("timing");
		answered.remove("timing");
		count(sameOrder && wanted.equals(answered), recorded, want, got);
	}

	private void compare(Map<String, @Nullable Object> recorded, @Nullable Object want, @Nullable Object got) {
		count(Likeness.same(want, got), recorded, want, got);
	}

	private void count(boolean match, Map<String, @Nullable Object> recorded, @Nullable Object want,
			@Nullable Object got) {
		this.share.count(match);
		if (!match) {
			this.share.miss(recorded.get("name") + ": " + recorded.get("sql") + "\n  want " + want + "\n  got  " + got);
		}
	}

	private static String json(@Nullable Object value) {
		if (value instanceof Map<?, ?> object) {
			StringBuilder json = new StringBuilder("{");
			object.forEach((name, member) -> json.append((json.length() > 1) ? "," : "")
				.append(json(name))
				.append(':')
				.append(json(member)));
			return json.append('}').toString();
		}
		if (value instanceof String text) {
			return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
		}
		return (value instanceof BigDecimal number) ? number.toPlainString() : String.valueOf(value);
	}

}
