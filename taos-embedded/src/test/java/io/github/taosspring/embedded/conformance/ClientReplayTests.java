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

	private static final List<String> TABLES = List.of("create database cap keep 36500",
			"create stable cap.pb (ts timestamp, a int, b double, c varchar(20), d nchar(20), e bool,"
					+ " f bigint unsigned, g varbinary(10), h tinyint) tags (t1 int, t2 varchar(10))");

	@ParameterizedTest
	@CsvSource({ "jdbc-stmt, 14", "jdbc-stmtcol, 6", "jdbc-schemaless, 6", "py-ws, 35" })
	void answersAnotherClientAsARealServerDid(String client, int replies) {
		Share share = new Share("client " + client);
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().zone(ZoneOffset.UTC).start()) {
			TABLES.forEach(new RestCaller(server)::run);
			Map<@Nullable Object, ExchangeReplay> sockets = new LinkedHashMap<>();
			for (Map<String, @Nullable Object> line : JsonTree.lines("/conformance/wire/client-" + client + ".jsonl")) {
				Object connection = line.get("conn");
				if ("/ws".equals(line.get("open"))) {
					sockets.put(connection, new ExchangeReplay(server, Map.of("name", client), share));
				}
				ExchangeReplay socket = sockets.get(connection);
				if (socket == null || JsonTree.string(line, "text").contains("free_result")) {
					// subscriptions have a socket of their own; freeing has no reply
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
