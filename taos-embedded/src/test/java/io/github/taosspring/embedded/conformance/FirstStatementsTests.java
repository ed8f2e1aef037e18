package io.github.taosspring.embedded.conformance;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.wire.BlockEncoder;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Statements of the first kind, over {@code /ws} and over the endpoint that older clients
 * use.
 */
class FirstStatementsTests {

	private static EmbeddedTaosServer server;

	@BeforeAll
	static void start() {
		server = EmbeddedTaosServer.builder().zone(ZoneOffset.UTC).start();
		run("create database st1 keep 36500");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	private static Map<String, @Nullable Object> run(String sql) {
		return new RestCaller(server).run(sql, "st1");
	}

	private static List<@Nullable Object> rows(String sql) {
		return JsonTree.list(run(sql), "data");
	}

	private static BigDecimal number(long value) {
		return BigDecimal.valueOf(value);
	}

	private static WsCaller open(String path) {
		return new WsCaller(server, path).login(",\"db\":\"st1\"");
	}

	private static Map<String, @Nullable Object> ok(Map<String, @Nullable Object> reply) {
		assertThat(reply).containsEntry("code", BigDecimal.ZERO).containsEntry("stmt_id", BigDecimal.ONE);
		return reply;
	}

	@ParameterizedTest
	@ValueSource(strings = { "/ws", "/rest/stmt" })
	void writesTablesThatItNamesAndTags(String path) {
		String table = path.equals("/ws") ? "a" : "b";
		run("create stable " + table + " (ts timestamp, v int, s varchar(8), n nchar(8), b bool, vb varbinary(4),"
				+ " u bigint unsigned, f float) tags (g int, loc varchar(8))");
		try (WsCaller socket = open(path)) {
			ok(socket.call("init", ""));
			ok(socket.call("prepare", "\"stmt_id\":1,\"sql\":\"insert into ? using " + table
					+ " tags (?, ?) values (?, ?, ?, ?, ?, ?, ?, ?)\""));
			for (int i = 0; i < 2; i++) {
				ok(socket.call("set_table_name", "\"stmt_id\":1,\"name\":\"" + table + "_" + i + "\""));
				ok(socket.call("set_tags", "\"stmt_id\":1,\"tags\":[" + i + ",\"loc" + i + "\"]"));
				ok(socket.call("bind",
						"\"stmt_id\":1,\"columns\":[[1704067200000,\"2024-01-01T01:00:01+01:00\"],"
								+ "[1,null],[\"x\",\"\"],[\"涛\",null],[true,false],[\"00ff\",null],"
								+ "[18446744073709551615,0],[0.5,1]]"));
				ok(socket.call("add_batch", "\"stmt_id\":1"));
			}
			assertThat(ok(socket.call("exec", "\"stmt_id\":1"))).containsEntry("affected", number(4));
			socket.send("{\"action\":\"close\",\"args\":{\"stmt_id\":1}}");
			// close has no reply
			await().untilAsserted(
					() -> assertThat(socket.call("exec", "\"stmt_id\":1")).containsEntry("message", "stmt is nil"));
		}
		assertThat(rows("select tbname, ts, v, s, n, b, vb, u, f, g, loc from " + table + " where g = 1 order by ts"))
			.isEqualTo(List.of(
					List.of(table + "_1", "2024-01-01T00:00:00.000Z", number(1), "x", "涛", true, "00ff",
							new BigDecimal("18446744073709551615"), new BigDecimal("0.5"), number(1), "loc1"),
					java.util.Arrays.asList(table + "_1", "2024-01-01T00:00:01.000Z", null, "", null, false, null,
							number(0), number(1), number(1), "loc1")));
	}

	@Test
	void bindsRawBlocks() {
		run("create stable r (ts timestamp, v int, n nchar(8), d decimal(10, 2)) tags (g bigint, loc nchar(8))");
		BlockEncoder tags = new BlockEncoder(
				List.of(new TaosColumn("g", TaosType.BIGINT, 8, 0, 0), new TaosColumn("loc", TaosType.NCHAR, 8, 0, 0)));
		tags.column(0).appendLong(7);
		tags.column(1).appendString("奥斯陆");
		BlockEncoder columns = new BlockEncoder(List.of(new TaosColumn("ts", TaosType.TIMESTAMP, 8, 0, 0),
				new TaosColumn("v", TaosType.INT, 4, 0, 0), new TaosColumn("n", TaosType.NCHAR, 8, 0, 0)));
		for (int row = 0; row < 3; row++) {
			columns.column(0).appendLong(1704067200000L + row);
			if (row == 1) {
				columns.column(1).appendNull();
			}
			else {
				columns.column(1).appendLong(row);
			}
			columns.column(2).appendString("n" + row);
		}
		try (WsCaller socket = open("/ws")) {
			ok(socket.call("init", ""));
			ok(socket.call("prepare",
					"\"stmt_id\":1,\"sql\":\"insert into ? using r tags (?, ?) (ts, v, n) values (?, ?, ?)\""));
			ok(socket.call("set_table_name", "\"stmt_id\":1,\"name\":\"r_0\""));
			ok(binary(socket, 1, tags.finish()));
			assertThat(binary(socket, 2, tags.finish())).containsEntry("message", "stmt column count not match");
			ok(binary(socket, 2, columns.finish()));
			assertThat(socket.call("exec", "\"stmt_id\":1")).containsEntry("message", "Stmt API usage error");
			ok(socket.call("add_batch", "\"stmt_id\":1"));
			assertThat(ok(socket.call("exec", "\"stmt_id\":1"))).containsEntry("affected", number(3));
		}
		assertThat(rows("select v, n, d, g, loc from r order by ts")).hasSize(3)
			.contains(java.util.Arrays.asList(null, "n1", null, number(7), "奥斯陆"));
	}

	private static Map<String, @Nullable Object> binary(WsCaller socket, long action, ByteBuffer block) {
		ByteBuffer frame = ByteBuffer.allocate(24 + block.remaining()).order(ByteOrder.LITTLE_ENDIAN);
		frame.putLong(99).putLong(1).putLong(action).put(block.duplicate());
		socket.send(frame.array());
		return JsonTree.parseObject((String) socket.receive());
	}

	@Test
	void queriesWithParametersOfABlock() {
		run("create table q (ts timestamp, v int, s varchar(8))");
		run("insert into q values (1704067200000, 1, 'a') (1704067200001, 2, 'b') (1704067200002, 3, 'b')");
		BlockEncoder parameters = new BlockEncoder(
				List.of(new TaosColumn("s", TaosType.VARCHAR, 8, 0, 0), new TaosColumn("v", TaosType.INT, 4, 0, 0)));
		parameters.column(0).appendString("b");
		parameters.column(1).appendLong(2);
		try (WsCaller socket = open("/ws")) {
			ok(socket.call("init", ""));
			assertThat(ok(socket.call("prepare", "\"stmt_id\":1,\"sql\":\"select v, s from q where s = ? and v > ?\"")))
				.containsEntry("is_insert", false);
			assertThat(ok(socket.call("stmt_num_params", "\"stmt_id\":1"))).containsEntry("num_params", number(2));
			assertThat(socket.call("bind", "\"stmt_id\":1,\"columns\":[[\"b\"],[2]]")).containsEntry("code",
					number(0x022A));
			ok(binary(socket, 2, parameters.finish()));
			ok(socket.call("add_batch", "\"stmt_id\":1"));
			assertThat(ok(socket.call("exec", "\"stmt_id\":1"))).containsEntry("affected", number(0));
			Map<String, @Nullable Object> result = ok(socket.call("use_result", "\"stmt_id\":1"));
			assertThat(result).containsEntry("fields_lengths", List.of(number(4), number(10)));
			assertThat(socket.fetch(JsonTree.number(result, "result_id")).block()).isNotNull();
			assertThat(socket.fetch(JsonTree.number(result, "result_id")).finished()).isTrue();
		}
	}

	@Test
	void describesItsParameters() {
		run("create stable f (ts timestamp, v int, s varchar(8)) tags (g int, loc nchar(8))");
		try (WsCaller socket = open("/ws")) {
			ok(socket.call("init", ""));
			ok(socket.call("prepare",
					"\"stmt_id\":1,\"sql\":\"insert into ? using f tags (?, 'Oslo') (ts, s) values (?, ?)\""));
			assertThat(socket.call("get_tag_fields", "\"stmt_id\":1")).containsEntry("message",
					"Stmt table name not set correctly");
			ok(socket.call("set_table_name", "\"stmt_id\":1,\"name\":\"f_0\""));
			assertThat(JsonTree.list(ok(socket.call("get_tag_fields", "\"stmt_id\":1")), "fields"))
				.isEqualTo(List.of(Map.of("name", "g", "field_type", number(4), "precision", number(0), "scale",
						number(0), "bytes", number(4))));
			assertThat(JsonTree.list(ok(socket.call("get_col_fields", "\"stmt_id\":1")), "fields")).hasSize(2);
			assertThat(ok(socket.call("stmt_num_params", "\"stmt_id\":1"))).containsEntry("num_params", number(2));
			assertThat(ok(socket.call("stmt_get_param", "\"stmt_id\":1,\"index\":1")))
				.containsEntry("data_type", number(8))
				.containsEntry("length", number(10));
			assertThat(socket.call("stmt_get_param", "\"stmt_id\":1,\"index\":2")).containsEntry("code",
					number(0x0118));
			ok(socket.call("prepare", "\"stmt_id\":1,\"sql\":\"insert into ? values (?, ?)\""));
			assertThat(socket.call("get_tag_fields", "\"stmt_id\":1")).containsEntry("code", number(0x022B));
			assertThat(socket.call("set_table_name", "\"stmt_id\":1,\"name\":\"nosuch\"")).containsEntry("code",
					number(0x2603));
		}
	}

	@Test
	void keepsTheKindsOfStatementsApart() {
		try (WsCaller socket = open("/ws")) {
			ok(socket.call("init", ""));
			assertThat(socket.call("stmt2_exec", "\"stmt_id\":1")).containsEntry("message", "stmt2 is nil");
			assertThat(socket.call("stmt2_close", "\"stmt_id\":1")).containsEntry("message", "stmt type not match");
			assertThat(socket.call("exec", "\"stmt_id\":1")).containsEntry("code", number(0x022A));
			assertThat(socket.call("prepare", "\"stmt_id\":\"1\"")).containsEntry("message",
					"unmarshal stmt prepare request error");
			assertThat(socket.call("prepare", "\"stmt_id\":2")).containsEntry("message", "stmt is nil");
		}
	}

	@Test
	void refusesJsonThatDoesNotFit() {
		run("create table j (ts timestamp, v tinyint)");
		try (WsCaller socket = open("/ws")) {
			ok(socket.call("init", ""));
			ok(socket.call("prepare", "\"stmt_id\":1,\"sql\":\"insert into j values (?, ?)\""));
			for (String columns : List.of("[[1704067200000],[128]]", "[[1704067200000],[\"1\"]]", "[[1704067200000]]",
					"[[\"yesterday\"],[1]]", "7")) {
				assertThat(socket.call("bind", "\"stmt_id\":1,\"columns\":" + columns))
					.containsEntry("code", number(65535))
					.hasEntrySatisfying("message",
							(message) -> assertThat((String) message).startsWith("stmt parse column json:"));
			}
			assertThat(socket.call("bind", "\"stmt_id\":1,\"columns\":[[1704067200000,1704067200001],[1]]"))
				.containsEntry("code", number(0x0200));
			assertThat(socket.call("add_batch", "\"stmt_id\":1")).containsEntry("code", number(0x022A));
		}
		assertThat(rows("select count(*) from j")).isEqualTo(List.of(List.of(number(0))));
	}

	@Test
	void answersOlderClientsOnlyWhatTheyKnow() {
		try (WsCaller socket = new WsCaller(server, "/rest/stmt")) {
			assertThat(socket.call("{\"action\":\"version\"}")).containsOnlyKeys("code", "message", "action",
					"version");
			assertThat(socket.call("init", "")).containsEntry("message", "server not connected");
			assertThat(socket.call("prepare", "\"stmt_id\":1")).containsEntry("stmt_id", number(1));
			socket.send("{");
			socket.send("{\"action\":\"query\",\"args\":{\"sql\":\"select 1\"}}");
			socket.send("{\"action\":\"conn\",\"args\":{\"user\":1}}");
			assertThat(socket.call("conn", "\"user\":\"root\",\"password\":\"wrong\"")).containsEntry("code",
					number(0x0357));
			assertThat(socket.call("conn", "\"user\":\"root\",\"password\":\"taosdata\"")).containsOnlyKeys("code",
					"message", "action", "req_id", "timing");
		}
	}

}
