package io.github.taosspring.embedded.conformance;

import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Replays what other clients sent: the statements of the vendor's JDBC driver, by row and
 * by column, its points, and those of the Python client, of both kinds.
 */
class ClientReplayTests {

	private static final List<String> TABLES = List.of("create database cap vgroups 1 keep 36500",
			"create stable cap.pb (ts timestamp, a int, b double, c varchar(20), d nchar(20), e bool,"
					+ " f bigint unsigned, g varbinary(10), h tinyint) tags (t1 int, t2 varchar(10))");

	/** What the JDBC driver's subscription finds. */
	private static final List<String> ROWS = List.of(
			"insert into cap.pb1 using cap.pb (t1) tags (0) (ts, a, c) values (1704067200000, 0, 's0')"
					+ " (1704067200001, null, null) (1704067200002, 2, 's2')",
			"insert into cap.pbx1 using cap.pb (t1) tags (1) (ts, a, c) values (1704067200000, 7, null)",
			"insert into cap.pbx0 using cap.pb (t1) tags (0) (ts, a, c) values (1704067200000, 7, null)",
			"insert into cap.pbcol using cap.pb (t1) tags (5) (ts, a, c) values (1704067400000, 1, 'a')"
					+ " (1704067400001, null, null)");

	@ParameterizedTest
	@CsvSource({ "jdbc-stmt, 14", "jdbc-stmtcol, 6", "jdbc-schemaless, 6", "jdbc-tmq, 36", "py-ws, 43" })
	void answersAnotherClientAsARealServerDid(String client, int replies) {
		Share share = new Share("client " + client);
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().zone(ZoneOffset.UTC).start()) {
			TABLES.forEach(new RestCaller(server)::run);
			if (client.equals("jdbc-tmq")) {
				ROWS.forEach(new RestCaller(server)::run);
			}
			Map<@Nullable Object, TmqReplay> consumers = new LinkedHashMap<>();
			Map<@Nullable Object, ExchangeReplay> sockets = new LinkedHashMap<>();
			for (Map<String, @Nullable Object> line : JsonTree.lines("/conformance/wire/client-" + client + ".jsonl")) {
				Object connection = line.get("conn");
				if ("/ws".equals(line.get("open"))) {
					sockets.put(connection, new ExchangeReplay(server, Map.of("name", client), share));
				}
				if ("/rest/tmq".equals(line.get("open"))) {
					consumers.put(connection,
							new TmqReplay(server, client, share, client.equals("py-ws") ? "pycap" : "cap", 0));
				}
				TmqReplay consumer = consumers.get(connection);
				if (consumer != null) {
					consumer.step(line);
				}
				ExchangeReplay socket = sockets.get(connection);
				if (socket == null || JsonTree.string(line, "text").contains("free_result")) {
					// freeing has no reply
					continue;
				}
				if (line.containsKey("close")) {
					socket.close();
				}
				else {
					socket.step(line, Map.of());
				}
			}
		}
		share.print();
		assertThat(share.total()).isGreaterThanOrEqualTo(replies);
		assertThat(share.percent()).as(share.toString()).isGreaterThanOrEqualTo(share.floor());
	}

}
