package io.github.taosspring.embedded.conformance;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Replays subscriptions recorded from a real server: every reply, text and binary.
 * {@code -Dconformance.show=tmq} prints what differs.
 */
class TmqReplayTests {

	/** The statements that the recorded log came of, in its order. */
	private static final List<String> TABLES = List.of("create database wr_tmq vgroups 1 keep 36500",
			"create stable wr_tmq.m (ts timestamp, a int, b varchar(10), c nchar(6)) tags (g int, loc varchar(8))",
			"create table wr_tmq.d1 using wr_tmq.m tags (1, 'bj')",
			"create table wr_tmq.d2 using wr_tmq.m tags (2, null)",
			"create table wr_tmq.plain (ts timestamp, v double)",
			"create table wr_tmq.allt (ts timestamp, c_bool bool, c_i8 tinyint, c_i16 smallint, c_i32 int,"
					+ " c_i64 bigint, c_u8 tinyint unsigned, c_u16 smallint unsigned, c_u32 int unsigned,"
					+ " c_u64 bigint unsigned, c_f32 float, c_f64 double, c_bin varchar(16), c_nchar nchar(8),"
					+ " c_vb varbinary(8), c_geo geometry(64), c_ts timestamp, c_d64 decimal(18, 4),"
					+ " c_d128 decimal(38, 10))",
			"create stable wr_tmq.sj (ts timestamp, v int) tags (info json)",
			// no message shows this one, as none shows what is in its place in the
			// recording
			"alter table wr_tmq.d1 set tag loc = 'bj'",
			"insert into wr_tmq.d1 values (1704067200000, 1, 'x', '一') (1704067200001, null, null, null)"
					+ " (1704067200002, 3, '', '')",
			"insert into wr_tmq.d2 values (1704067200000, 10, 'y', '😀')",
			"insert into wr_tmq.d1 values (1704067200003, 4, 'z', null) wr_tmq.d2 values (1704067200003, 11, null, 'q')",
			"insert into wr_tmq.d3 using wr_tmq.m tags (3, 'auto') values (1704067200000, 20, 'new', 'n')",
			"insert into wr_tmq.plain values (1704067200000, 1.5) (1704067200001, null)",
			"insert into wr_tmq.allt values (1704067200000, true, -128, -32768, -2147483648, -9223372036854775808, 255,"
					+ " 65535, 4294967295, 18446744073709551615, -1.5, 1.7e308, 'ascii', '涛思😀', '\\x00ff', 'POINT(1 2)',"
					+ " -1, -0.0001, 1234567890.0123456789) (1704067200001, null, null, null, null, null, null, null,"
					+ " null, null, null, null, null, null, null, null, null, null, null)",
			"insert into wr_tmq.j1 using wr_tmq.sj tags ('{\"k\":\"值\",\"n\":1}') values (1704067200000, 1)",
			"insert into wr_tmq.j2 using wr_tmq.sj tags (null) values (1704067200001, 2)",
			"alter stable wr_tmq.m add column d int", "alter stable wr_tmq.m modify column c nchar(10)",
			"alter table wr_tmq.d1 set tag loc = 'sh'", "delete from wr_tmq.d1 where ts = 1704067200002",
			"create table wr_tmq.d4 using wr_tmq.m tags (4, null)", "drop table wr_tmq.d4",
			"insert into wr_tmq.d1 values (1704067200010, 50, 'w', null, 7)");

	private static final List<String> TOPICS = List.of(
			"create topic wr_t_query as select ts, a, b, g, tbname from wr_tmq.m where a is not null",
			"create topic wr_t_stb as stable wr_tmq.m", "create topic wr_t_stbmeta with meta as stable wr_tmq.m",
			"create topic wr_t_db as database wr_tmq", "create topic wr_t_dbmeta with meta as database wr_tmq",
			"create topic wr_t_types as select * from wr_tmq.allt",
			"create topic wr_t_json as select ts, v, info from wr_tmq.sj");

	/** Replication by taosX, which is refused by name. */
	private static final Set<String> REFUSED = Set.of("database-topic-rawdata");

	/** The versions of the log that the recorded exchanges can tell apart. */
	private static final long EXACT = 23;

	@Test
	@Timeout(240)
	void answersAsARealServerDid() {
		Share share = new Share("tmq");
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().zone(ZoneOffset.UTC).start()) {
			RestCaller rest = new RestCaller(server);
			for (String sql : TABLES) {
				assertThat(JsonTree.number(rest.run(sql), "code")).as(sql).isZero();
			}
			for (String sql : TOPICS) {
				assertThat(JsonTree.number(rest.run(sql), "code")).as(sql).isZero();
			}
			for (Map<String, @Nullable Object> exchange : JsonTree.lines("/conformance/wire/tmq.jsonl")) {
				if (!REFUSED.contains(JsonTree.string(exchange, "name"))) {
					replay(server, exchange, share);
				}
			}
		}
		share.print();
		assertThat(share.total()).isGreaterThan(320);
		assertThat(share.percent()).as(share.withMisses()).isGreaterThanOrEqualTo(share.floor());
	}

	/**
	 * Changes of tables of every kind, as a real server described them one by one and in
	 * a snapshot.
	 */
	@Test
	@Timeout(120)
	void describesChangesOfTablesAsARealServerDid() {
		Map<String, @Nullable Object> recorded = JsonTree.lines("/conformance/wire/tmq-metas.jsonl").get(0);
		Share share = new Share("tmq metas");
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().zone(ZoneOffset.UTC).start()) {
			RestCaller rest = new RestCaller(server);
			rest.run("create database tm vgroups 1 keep 36500");
			rest.run("create topic t with meta as database tm");
			for (Object sql : JsonTree.list(recorded, "setup")) {
				assertThat(JsonTree.number(rest.run((String) Objects.requireNonNull(sql)), "code")).as(sql.toString())
					.isZero();
			}
			List<@Nullable Object> documents = new ArrayList<>();
			for (Map<String, @Nullable Object> message : messages(server, "")) {
				if (message.containsKey("data")) {
					documents.add(message.get("data"));
				}
			}
			compare(JsonTree.list(recorded, "documents"), documents, share);
			compare(JsonTree.list(recorded, "snapshot"),
					new ArrayList<>(messages(server, ",\"snapshot_enable\":\"true\"")), share);
		}
		share.print();
		assertThat(share.total()).isGreaterThanOrEqualTo(40);
		assertThat(share.percent()).as(share.withMisses()).isGreaterThanOrEqualTo(share.floor());
	}

	private static void compare(List<@Nullable Object> want, List<@Nullable Object> got, Share share) {
		for (int i = 0; i < Math.max(want.size(), got.size()); i++) {
			Object wanted = (i < want.size()) ? want.get(i) : "nothing";
			Object found = (i < got.size()) ? got.get(i) : "nothing";
			share.count(Objects.equals(wanted, found));
			if (!Objects.equals(wanted, found)) {
				share.miss("want " + wanted + "\n  got  " + found);
			}
		}
	}

	/**
	 * Return the messages of the topic, each with its document and what its blocks are.
	 */
	private static List<Map<String, @Nullable Object>> messages(EmbeddedTaosServer server, String more) {
		List<Map<String, @Nullable Object>> messages = new ArrayList<>();
		try (ConsumerCaller consumer = new ConsumerCaller(server)) {
			consumer.subscribe("g" + more.length(), "t", ",\"with_table_name\":\"true\"" + more);
			for (Map<String, @Nullable Object> reply = consumer.poll(100); Boolean.TRUE
				.equals(reply.get("have_message")); reply = consumer.poll(100)) {
				String id = "\"message_id\":" + JsonTree.number(reply, "message_id");
				Map<String, @Nullable Object> message = new LinkedHashMap<>();
				message.put("type", reply.get("message_type"));
				if (JsonTree.number(reply, "message_type") != 1) {
					message.put("data", consumer.call("fetch_json_meta", id).get("data"));
				}
				if (JsonTree.number(reply, "message_type") != 2) {
					message.put("rows", blocks(consumer, id));
				}
				messages.add(message);
			}
		}
		return messages;
	}

	private static List<@Nullable Object> blocks(ConsumerCaller consumer, String id) {
		List<@Nullable Object> blocks = new ArrayList<>();
		for (Map<String, @Nullable Object> block = consumer.call("fetch", id); Boolean.FALSE
			.equals(block.get("completed")); block = consumer.call("fetch", id)) {
			blocks.add(Arrays.asList(block.get("table_name"), block.get("rows"), block.get("fields_names"),
					block.get("fields_types"), block.get("fields_lengths")));
		}
		return blocks;
	}

	private static void replay(EmbeddedTaosServer server, Map<String, @Nullable Object> exchange, Share share) {
		String name = JsonTree.string(exchange, "name");
		List<Map<String, @Nullable Object>> messages = new ArrayList<>();
		JsonTree.list(exchange, "messages").forEach((message) -> messages.add(JsonTree.object(message)));
		try (TmqReplay replay = new TmqReplay(server, name, share, "wr_tmq", EXACT)) {
			if (name.equals("latest-then-insert-then-unsubscribe")) {
				replay.run(messages.subList(0, 4));
				replay.insert("insert into wr_tmq.d2 (ts, a, b) values (1704067200100, 99, 'fresh')");
				replay.run(messages.subList(4, messages.size()));
			}
			else {
				replay.run(messages);
			}
		}
	}

}
