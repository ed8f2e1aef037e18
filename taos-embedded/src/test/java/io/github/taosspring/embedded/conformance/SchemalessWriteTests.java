package io.github.taosspring.embedded.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Points beyond the recordings: what becomes of older rows, refusals that leave nothing,
 * writers side by side, and the endpoint of older clients.
 */
@Timeout(120)
class SchemalessWriteTests {

	private static EmbeddedTaosServer server;

	private static RestCaller rest;

	@BeforeAll
	static void start() {
		server = EmbeddedTaosServer.builder().start();
		rest = new RestCaller(server);
		rest.run("create database sw keep 36500");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	private static Map<String, @Nullable Object> write(WsCaller socket, String more, String... lines) {
		return socket.call("insert", "\"protocol\":1,\"precision\":\"ms\"" + more + ",\"data\":\""
				+ String.join("\\n", lines).replace("\"", "\\\"") + "\"");
	}

	private static Map<String, @Nullable Object> write(String... lines) {
		try (WsCaller socket = new WsCaller(server).login(",\"db\":\"sw\"")) {
			return write(socket, "", lines);
		}
	}

	@Test
	void leavesColumnsAloneThatARowLacks() {
		write("kept,t=1 a=1i,b=1i,c=1i 1704067200000", "kept,t=1 a=1i,b=1i,c=1i 1704067200001");
		assertThat(write("kept,t=1 a=2i 1704067200000", "kept,t=1 b=2i,c=2i 1704067200001",
				"kept,t=1 c=3i,b=3i 1704067200002", "kept,t=1 b=4i 1704067200000", "kept,t=1 a=5i 1704067200000"))
			.containsEntry("affected_rows", java.math.BigDecimal.valueOf(3))
			.containsEntry("total_rows", java.math.BigDecimal.valueOf(5));
		assertThat(rest.body("select a, b, c from kept order by _ts", "sw")).contains("[[5,4,1],[1,2,2],[null,3,3]]");
	}

	@Test
	void changesNothingIfOnePointIsRefused() {
		write("atom,t=1 a=1i 1704067200000");
		assertThat(
				write("atom,t=1 b=1i 1704067200001", "atomic,t=1 a=1i 1704067200001", "atom,t=2 a=1.5 1704067200001"))
			.containsEntry("code", java.math.BigDecimal.valueOf(0x3002));
		assertThat(rest.body("select * from atom", "sw")).contains("\"rows\":1").doesNotContain("[\"b\"");
		assertThat(JsonTree.number(rest.run("describe atomic", "sw"), "code")).isNotZero();
	}

	@Test
	void refusesTheNameOfATableElsewhere() {
		try (WsCaller socket = new WsCaller(server).login(",\"db\":\"sw\"")) {
			String key = ",\"table_name_key\":\"dev\"";
			assertThat(write(socket, key, "one,dev=same v=1i 1704067200000")).containsEntry("code",
					java.math.BigDecimal.ZERO);
			assertThat(write(socket, key, "two,dev=same v=1i 1704067200000")).containsEntry("code",
					java.math.BigDecimal.valueOf(0x061D));
			assertThat(write(socket, key, "three,dev=new v=1i 1704067200000", "four,dev=new v=1i 1704067200000"))
				.containsEntry("code", java.math.BigDecimal.valueOf(0x061D));
		}
		assertThat(JsonTree.number(rest.run("describe three", "sw"), "code")).isNotZero();
	}

	@Test
	void letsWritersAddTablesColumnsAndWidthSideBySide() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(4);
		try {
			List<Callable<Integer>> writers = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				int writer = i;
				writers.add(() -> writeSideBySide(writer));
			}
			for (Future<Integer> each : executor.invokeAll(writers, 60, TimeUnit.SECONDS)) {
				assertThat(each.get()).isEqualTo(25);
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(rest.body("select count(*), sum(v), max(length(s)) from side", "sw")).contains("[[100,1200,24]]");
	}

	private static int writeSideBySide(int writer) {
		int written = 0;
		try (WsCaller socket = new WsCaller(server).login(",\"db\":\"sw\"")) {
			for (int i = 0; i < 25; i++) {
				Map<String, @Nullable Object> reply = write(socket, "", "side,t=" + writer + " v=" + i + "i,c" + i
						+ "=1i,s=\"" + "x".repeat(i) + "\" " + (1704067200000L + i));
				written += JsonTree.number(reply, "affected_rows");
			}
		}
		return written;
	}

	@Test
	void answersOlderClientsOnAnEndpointOfTheirOwn() {
		try (WsCaller socket = new WsCaller(server, "/rest/schemaless")) {
			assertThat(socket.call("version", "")).containsEntry("version", "3.3.7.5").doesNotContainKey("req_id");
			assertThat(write(socket, "", "old v=1i 1704067200000")).containsEntry("message", "server not connected");
			socket.login(",\"db\":\"sw\"");
			assertThat(socket.call("insert", "\"data\":\"old v=1i\"")).containsEntry("message", "args error");
			assertThat(write(socket, "", "old v=1i 1704067200000")).containsEntry("affected_rows",
					java.math.BigDecimal.ONE);
			assertThat(socket.call("no json")).containsEntry("code", java.math.BigDecimal.valueOf(0xffff));
			socket.send("{\"action\":\"query\",\"args\":{\"req_id\":1}}");
			assertThat(write(socket, "", "old v=x")).containsEntry("message", "invalid data:x");
			assertThat(socket.hasReceived()).isFalse();
		}
		assertThat(rest.body("select v from old", "sw")).contains("[[1]]");
	}

}
