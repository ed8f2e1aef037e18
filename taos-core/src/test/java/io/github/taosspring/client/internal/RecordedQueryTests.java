package io.github.taosspring.client.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.Row;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosOutcome;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.transcript.BlockRecording;
import io.github.taosspring.client.transcript.RecordedRows;
import io.github.taosspring.client.transcript.TranscriptServer;
import io.github.taosspring.client.transcript.TranscriptServer.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the client on the recorded answers of a real server.
 */
class RecordedQueryTests {

	private static TranscriptServer server;

	private static final Map<String, TaosClient> clients = new HashMap<>();

	@BeforeAll
	static void start() {
		server = TranscriptServer.start();
	}

	@AfterAll
	static void stop() {
		clients.values().forEach(TaosClient::close);
		server.close();
	}

	private static TaosClient client(String database) {
		return clients.computeIfAbsent(database, (name) -> TaosClient.connect(server.url(name)));
	}

	static List<BlockRecording> queries() {
		return BlockRecording.all()
			.stream()
			.filter((recording) -> recording.json().has("frames") && recording.json().has("sql")
					&& recording.json().has("query_reply") && recording.queryReply().path("id").asLong() != 0)
			.toList();
	}

	private static List<List<@Nullable Object>> expected(BlockRecording recording, int rows) {
		List<List<@Nullable Object>> all = RecordedRows.expected(recording.expected(), recording.columns());
		return recording.json().has("frames_left") ? all.subList(0, rows) : all;
	}

	@ParameterizedTest
	@MethodSource("queries")
	void givesTheRecordedRowsAsLists(BlockRecording recording) {
		TaosResult result = client(recording.json().get("db").asString()).query(recording.sql());
		assertThat(result.columns()).isEqualTo(recording.columns());
		assertThat(result.precision()).isEqualTo(recording.precision());
		List<List<@Nullable Object>> rows = RecordedRows.of(result.toLists(), recording.precision());
		assertThat(rows).isEqualTo(expected(recording, rows.size()));
	}

	@ParameterizedTest
	@MethodSource("queries")
	void givesTheRecordedRowsByBlocksAndByTheCursor(BlockRecording recording) {
		TaosClient client = client(recording.json().get("db").asString());
		List<List<@Nullable Object>> rows = new ArrayList<>();
		try (TaosResult result = client.query(recording.sql())) {
			for (Block block : result.blocks()) {
				rows.addAll(RecordedRows.of(block));
			}
		}
		assertThat(rows).isEqualTo(expected(recording, rows.size()));
		try (TaosResult result = client.query(recording.sql())) {
			int count = 0;
			while (result.next()) {
				for (int column = 0; column < result.columns().size(); column++) {
					assertThat(result.isNull(column)).isEqualTo(rows.get(count).get(column) == null);
				}
				count++;
			}
			assertThat(result.next()).isFalse();
			assertThat(count).isEqualTo(rows.size());
		}
	}

	@Test
	void rowsMapsAndStreamsAgree() {
		TaosClient client = client("wr_blk");
		String sql = "select * from n17 limit 9";
		List<Map<String, @Nullable Object>> maps = client.query(sql).toMaps();
		List<Map<String, @Nullable Object>> fromRows = new ArrayList<>();
		try (TaosResult result = client.query(sql)) {
			for (Row row : result.rows()) {
				fromRows.add(row.toMap());
				assertThat(row.get("A")).isEqualTo(row.get(1));
				assertThat(row.toList()).containsExactlyElementsOf(row.toMap().values());
			}
		}
		TaosResult streamed = client.query(sql);
		List<Map<String, @Nullable Object>> fromStream;
		try (java.util.stream.Stream<Row> stream = streamed.stream()) {
			fromStream = stream.map(Row::toMap).toList();
		}
		assertThat(maps).hasSize(9).isEqualTo(fromRows).isEqualTo(fromStream);
		assertThat(maps.get(1).keySet()).containsExactly("ts", "a", "b", "c");
	}

	@Test
	void anUpdateGivesItsCount() {
		assertThat(client("wr_blk").execute(BlockRecording.named("update-insert").sql()))
			.isEqualTo(BlockRecording.named("update-insert").queryReply().get("affected_rows").asLong());
		TaosOutcome outcome = client("wr_blk").run(BlockRecording.named("update-ddl").sql(), QueryOptions.DEFAULTS);
		assertThat(outcome.result()).isNull();
		assertThat(outcome.affectedRows()).isZero();
	}

	@Test
	void anUpdateIsNoQuery() {
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> client("wr_blk").query(BlockRecording.named("update-insert").sql()))
			.withMessageContaining("did run");
	}

	@Test
	void theResultOfAnExecutedQueryIsFreedUnread() {
		long reqId = ReqId.next();
		assertThat(client("wr_blk").execute("select * from t", QueryOptions.DEFAULTS.reqId(reqId))).isZero();
		org.awaitility.Awaitility.await().until(() -> !server.journal(Kind.FREE).isEmpty());
		assertThat(server.journal(Kind.QUERY)).anyMatch((request) -> request.reqId() == reqId);
	}

	@ParameterizedTest
	@CsvSource({ "Asia/Shanghai, Asia/Shanghai, 'Asia/Shanghai (CST, +0800)'",
			"Asia/Kolkata, Asia/Kolkata, 'Asia/Kolkata (IST, +0530)'", "+08:00, Etc/GMT-8, 'Etc/GMT-8 (+08, +0800)'",
			"GMT-5, Etc/GMT+5, 'Etc/GMT+5 (-05, -0500)'", "Z, UTC, 'UTC (UTC, +0000)'" })
	void theZoneIsSentByANameThatTheServerUnderstands(String zone, String sent, String answer) {
		TaosClientOptions options = TaosClientOptions.fromUrl(server.url(""))
			.toBuilder()
			.timeZone(java.time.ZoneId.of(zone))
			.build();
		try (TaosClient client = TaosClient.create(options)) {
			assertThat(client.query("select timezone()").toLists()).containsExactly(List.of(answer));
		}
		assertThat(server.journal(Kind.CONN)).last()
			.satisfies((request) -> assertThat(request.args().get("tz").asString()).isEqualTo(sent));
	}

	@Test
	void aZoneWithoutANameIsRefusedByName() {
		TaosClientOptions options = TaosClientOptions.fromUrl(server.url(""))
			.toBuilder()
			.timeZone(java.time.ZoneOffset.ofHoursMinutes(5, 30))
			.build();
		try (TaosClient client = TaosClient.create(options)) {
			assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> client.query("select timezone()"))
				.withMessageContaining("+05:30");
		}
	}

	@Test
	void theServersVersionIsAsItSays() {
		assertThat(client("").serverVersion()).hasToString("3.3.7.5.alpha");
	}

}
