package io.github.taosspring.embedded.conformance;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import io.github.taosspring.embedded.conformance.BindFrames.Table;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.github.taosspring.embedded.conformance.BindFrames.UNSET;
import static io.github.taosspring.embedded.conformance.BindFrames.bind;
import static io.github.taosspring.embedded.conformance.BindFrames.block;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of rows that are bound to statements of the second kind. The expected
 * answers were seen on a real server of version 3.3.7.5.
 */
class BoundRowsTests {

	private static final long T = 1704067200000L;

	private static EmbeddedTaosServer server;

	@BeforeAll
	static void start() {
		server = EmbeddedTaosServer.builder().zone(ZoneOffset.UTC).start();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void createTables() {
		run("drop database if exists br");
		run("create database br keep 3650");
		run("create table n1 (ts timestamp, v int, s varchar(8))");
		run("create stable st (ts timestamp, v int, s varchar(8)) tags (g int, loc nchar(4))");
	}

	private static Map<String, @Nullable Object> run(String sql) {
		return new RestCaller(server).run(sql, sql.contains("database") ? null : "br");
	}

	private static List<@Nullable Object> rows(String sql) {
		return JsonTree.list(run(sql), "data");
	}

	private static BigDecimal number(long value) {
		return BigDecimal.valueOf(value);
	}

	private static Table table(@Nullable String name, List<byte[]> tags, byte[]... columns) {
		return new Table(name, tags, List.of(columns));
	}

	private static WsCaller prepare(String sql) {
		WsCaller socket = new WsCaller(server).login(",\"db\":\"br\"");
		socket.call("stmt2_init", "\"single_stb_insert\":true,\"single_table_bind_once\":true");
		assertThat(socket.call("stmt2_prepare", "\"stmt_id\":1,\"sql\":\"" + sql + "\"")).containsEntry("code",
				number(0));
		return socket;
	}

	private static Map<String, @Nullable Object> send(WsCaller socket, byte[] frame) {
		socket.send(frame);
		return JsonTree.parseObject((String) socket.receive());
	}

	/** Bind, run and return the reply to what failed or to the end. */
	private static Map<String, @Nullable Object> write(String sql, Table... tables) {
		try (WsCaller socket = prepare(sql)) {
			Map<String, @Nullable Object> bound = send(socket, bind(tables));
			return (JsonTree.number(bound, "code") != 0) ? bound : socket.call("stmt2_exec", "\"stmt_id\":1");
		}
	}

	@Test
	void leavesUnsetValuesAsTheyAre() {
		run("insert into n1 values (" + T + ", 9, 'z') (" + (T + 1) + ", 9, 'z') (" + (T + 2) + ", 9, 'z')");
		assertThat(
				write("insert into n1 values (?, ?, ?)",
						table(null, List.of(), block(TaosType.TIMESTAMP, T, T + 1, T + 2),
								block(TaosType.INT, 1, UNSET, 3), block(TaosType.VARCHAR, "a", "b", UNSET))))
			.containsEntry("affected", number(3));
		assertThat(rows("select v, s from n1"))
			.isEqualTo(List.of(List.of(number(1), "a"), List.of(number(9), "b"), List.of(number(3), "z")));
	}

	@Test
	void mergesRowsOfOneKey() {
		assertThat(write("insert into n1 values (?, ?, ?)", table(null, List.of(), block(TaosType.TIMESTAMP, T, T),
				block(TaosType.INT, 1, UNSET), block(TaosType.VARCHAR, UNSET, "b"))))
			.containsEntry("affected", number(1));
		assertThat(
				write("insert into n1 values (?, ?, ?)", table(null, List.of(), block(TaosType.TIMESTAMP, T + 1, T + 1),
						block(TaosType.INT, 1, null), block(TaosType.VARCHAR, "a", null))))
			.containsEntry("affected", number(1));
		Table once = table(null, List.of(), block(TaosType.TIMESTAMP, T + 2), block(TaosType.INT, 1),
				block(TaosType.VARCHAR, "a"));
		assertThat(write("insert into n1 values (?, ?, ?)", once, once)).containsEntry("affected", number(1));
		assertThat(rows("select v, s from n1"))
			.isEqualTo(List.of(List.of(number(1), "b"), Arrays.asList(null, null), List.of(number(1), "a")));
	}

	@ParameterizedTest
	@CsvSource({ "UPPER, UPPER", "`Quoted`, Quoted", "br.Dotted, Dotted", "1digit, 1digit", "a-b, a-b" })
	void keepsTheCaseOfBoundNames(String bound, String name) {
		assertThat(
				write("insert into ? using st tags (?, 'Oslo') values (?, ?, ?)",
						table(bound, List.of(block(TaosType.INT, 7)), block(TaosType.TIMESTAMP, T),
								block(TaosType.INT, 1), block(TaosType.VARCHAR, "a"))))
			.containsEntry("affected", number(1));
		assertThat(rows("select tbname, g, loc from st")).isEqualTo(List.of(List.of(name, number(7), "Oslo")));
	}

	@Test
	void ignoresTheTagsOfTablesThatExist() {
		for (int tag = 1; tag < 3; tag++) {
			assertThat(write("insert into st (tbname, ts, v, g) values (?, ?, 5, ?)",
					table("Child", List.of(block(TaosType.INT, tag)), block(TaosType.TIMESTAMP, T + tag))))
				.containsEntry("affected", number(1));
		}
		assertThat(rows("select tbname, v, g, loc from st"))
			.isEqualTo(List.of(Arrays.asList("Child", number(5), number(1), null),
					Arrays.asList("Child", number(5), number(1), null)));
	}

	@Test
	void writesAllTablesOrNone() {
		List<byte[]> tags = List.of(block(TaosType.INT, 1));
		Table good = table("good", tags, block(TaosType.TIMESTAMP, T), block(TaosType.INT, 1),
				block(TaosType.VARCHAR, "a"));
		String sql = "insert into ? using st (g) tags (?) values (?, ?, ?)";
		assertThat(write(sql, good, table("bad", tags, block(TaosType.TIMESTAMP, T), block(TaosType.INT, 1),
				block(TaosType.VARCHAR, "123456789"))))
			.containsEntry("code", number(0x2653));
		assertThat(write(sql, good,
				table("n1", tags, block(TaosType.TIMESTAMP, T), block(TaosType.INT, 1), block(TaosType.VARCHAR, "a"))))
			.containsEntry("code", number(0x061D));
		assertThat(write(sql, good, table("old", tags, block(TaosType.TIMESTAMP, 1_000_000_000_000L),
				block(TaosType.INT, 1), block(TaosType.VARCHAR, "a"))))
			.containsEntry("code", number(0x060B));
		assertThat(rows("select count(*) from st")).isEqualTo(List.of(List.of(number(0))));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			insert into n1 values (?, ?)                          | 534  | "syntax error near ')' (, expected)"
			insert into n1 values (?, ?, ?, ?)                    | 9791 | Illegal number of columns
			insert into n1 (ts, nope) values (?, ?)               | 9730 | Invalid column name: nope
			insert into nost (tbname, ts) values (?, ?)           | 555  | Table does not exist
			insert into ? using nost tags (?) values (?, ?)       | 555  | Table does not exist
			insert into ? values (?, ?, ?)                        | 555  | Table does not exist
			insert into st (tbname, ts) values ('t', ?)           | 9791 | Illegal number of columns
			insert into n1 values (?, ?, ?) n1 values (?, ?, ?)   | 512  | single table allowed in one stmt
			show databases                                        | 9728 | stmt only support 'SELECT' or 'INSERT'
			select 1                                              | 9728 | stmt only support 'SELECT' or 'INSERT'
			select * from n1                                      | 9728 | stmt only support select or insert
			""")
	void refusesAtPrepare(String sql, int code, String text) {
		try (WsCaller socket = new WsCaller(server).login(",\"db\":\"br\"")) {
			socket.call("stmt2_init", "");
			assertThat(socket.call("stmt2_prepare", "\"stmt_id\":1,\"get_fields\":true,\"sql\":\"" + sql + "\""))
				.containsEntry("code", number(code))
				.containsEntry("message", text);
		}
	}

	@Test
	void refusesAnExecWithoutABind() {
		try (WsCaller socket = prepare("insert into n1 values (?, ?, ?)")) {
			assertThat(socket.call("stmt2_exec", "\"stmt_id\":1")).containsEntry("code", number(0x022A));
		}
	}

	@Test
	void refusesMalformedFrames() {
		byte[] good = bind(table(null, List.of(), block(TaosType.TIMESTAMP, T), block(TaosType.INT, 1),
				block(TaosType.VARCHAR, "a")));
		try (WsCaller socket = prepare("insert into n1 values (?, ?, ?)")) {
			for (int i = 30; i < good.length; i++) {
				byte[] bad = good.clone();
				bad[i] ^= (byte) 0x80;
				Map<String, @Nullable Object> reply = send(socket, bad);
				assertThat(String.valueOf(reply.get("message"))).as("byte " + i).doesNotContain("internal error");
			}
			for (int length = 24; length < good.length; length++) {
				assertThat(send(socket, Arrays.copyOf(good, length))).containsEntry("code", number(65535));
			}
		}
	}

	@Test
	void knowsBindExecOnlyIfItClaimsAVersionThatHasIt() {
		List<byte[]> fields = List.of(block(TaosType.VARCHAR, "a", "a", "b"), block(TaosType.INT, 1, 1, 2),
				block(TaosType.TIMESTAMP, T, T + 1, T), block(TaosType.INT, 1, null, 3),
				block(TaosType.VARCHAR, "x", UNSET, "z"));
		byte[] frame = BindFrames.bindExec(3, 2, fields);
		String sql = "insert into ? using st (g) tags (?) values (?, ?, ?)";
		try (WsCaller socket = prepare(sql)) {
			assertThat(send(socket, frame)).containsEntry("message", "unknown binary action 11");
		}
	}

}
