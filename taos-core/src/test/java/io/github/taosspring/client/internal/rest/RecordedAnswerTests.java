package io.github.taosspring.client.internal.rest;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.transcript.BlockRecording;
import io.github.taosspring.client.transcript.RecordedRows;
import io.github.taosspring.client.wire.RawBlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of REST on the recorded answers of a real server.
 */
class RecordedAnswerTests {

	private static final Map<String, JsonNode> ANSWERS = new HashMap<>();

	static {
		BlockRecording.lines("rest-answers.jsonl").forEach((line) -> ANSWERS.put(line.get("name").asString(), line));
	}

	private static RestStub server;

	private static TaosClient client;

	@BeforeAll
	static void start() {
		server = new RestStub();
		server.zoneAnswers("UTC (UTC, +0000)");
		client = TaosClient.create(TaosClientOptions.fromUrl(server.url("").replace("Asia/Kolkata", "UTC")));
	}

	@AfterAll
	static void stop() {
		client.close();
		server.close();
	}

	static List<BlockRecording> recordings() {
		return BlockRecording.all().stream().filter((recording) -> ANSWERS.containsKey(recording.name())).toList();
	}

	static List<BlockRecording> queries() {
		return recordings().stream()
			.filter((recording) -> body(recording).startsWith("{\"code\":0,")
					&& !body(recording).contains("affected_rows"))
			.toList();
	}

	private static String body(BlockRecording recording) {
		return ANSWERS.get(recording.name()).get("rest_body").asString();
	}

	@ParameterizedTest
	@MethodSource("queries")
	void givesTheRowsThatOtherClientsRead(BlockRecording recording) {
		server.answers(200, body(recording));
		check(recording, client.query(recording.sql()));
	}

	@ParameterizedTest
	@MethodSource("queries")
	void inflatesWhatIsPacked(BlockRecording recording) {
		server.answers((exchange) -> RestStub.sendPacked(exchange, RestStub.pack(body(recording))));
		check(recording, client.query(recording.sql()));
		assertThat(server.requests()).last().extracting(RestStub.Request::acceptEncoding).isEqualTo("gzip");
	}

	private static void check(BlockRecording recording, TaosResult result) {
		assertThat(result.columns()).isEqualTo(recording.columns());
		boolean timed = recording.columns().stream().anyMatch((column) -> column.type() == TaosType.TIMESTAMP);
		if (timed && !recording.expected().isEmpty()) {
			assertThat(result.precision()).isEqualTo(recording.precision());
		}
		assertThat(RecordedRows.of(result.toLists(), recording.precision()))
			.isEqualTo(RecordedRows.expected(recording.expected(), recording.columns()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "update-insert", "update-ddl", "use" })
	void countsTheRowsOfAnUpdate(String name) {
		BlockRecording recording = BlockRecording.named(name);
		server.answers(200, body(recording));
		JsonNode reply = recording.queryReply();
		// a client refuses USE, whatever the server answers
		assertThat(client.execute(recording.sql().replace("use ", "insert ")))
			.isEqualTo(reply.get("affected_rows").asLong());
	}

	@Test
	void refusesTheRecordedRefusalsAndNoOtherAnswer() {
		Map<String, Integer> refused = new HashMap<>();
		for (BlockRecording recording : recordings()) {
			JsonNode status = ANSWERS.get(recording.name()).get("rest_status");
			server.answers((status != null) ? status.asInt() : 200, body(recording));
			TaosException failure = failure();
			if (failure != null) {
				refused.put(recording.name(), failure.code());
			}
		}
		assertThat(refused)
			.isEqualTo(Map.of("infinity", 0, "error-syntax", 0x2600, "error-table", 0x2603, "error-empty", 0x1106));
	}

	@Test
	void namesTheLostAnswerOfAnInfinity() {
		server.answers(200, body(BlockRecording.named("infinity")));
		assertThatExceptionOfType(TaosException.class).isThrownBy(() -> client.query("select 1"))
			.withMessageContaining("NaN or an infinity")
			.withMessageContaining("taos+ws://");
		server.answers((exchange) -> RestStub.sendPacked(exchange, RestStub.pack("")));
		assertThatExceptionOfType(TaosException.class).isThrownBy(() -> client.query("select 1"))
			.withMessageContaining("NaN or an infinity");
	}

	@ParameterizedTest
	@ValueSource(strings = { "all-types", "json-tag", "json-arrow", "ns", "update-insert", "error-table", "blob" })
	void anAnswerCutAnywhereIsAnError(String name) {
		byte[] whole = body(BlockRecording.named(name)).getBytes(StandardCharsets.UTF_8);
		for (int length = 0; length < whole.length; length++) {
			byte[] cut = Arrays.copyOf(whole, length);
			assertThat(parsingFails(cut)).as(() -> new String(cut, StandardCharsets.UTF_8)).isTrue();
		}
		assertThat(parsingFails(whole)).isEqualTo(name.startsWith("error"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "all-types", "json-tag", "json-arrow", "ns", "update-insert", "error-table", "blob" })
	void anyDamagedByteGivesRowsOrANamedFailure(String name) {
		byte[] whole = body(BlockRecording.named(name)).getBytes(StandardCharsets.UTF_8);
		int failures = 0;
		for (int position = 0; position < whole.length; position++) {
			for (int mask : new int[] { 0x01, 0x02, 0x80, 0xff }) {
				byte[] damaged = whole.clone();
				damaged[position] ^= (byte) mask;
				failures += parsingFails(damaged) ? 1 : 0;
			}
		}
		assertThat(failures).isPositive();
	}

	private static boolean parsingFails(byte[] document) {
		try {
			RestAnswer answer = new RestAnswer(new ByteArrayInputStream(document), "UTC", 1);
			answer.readHead("query");
			if (ColumnMeta.isUpdate(answer.columns())) {
				answer.readAffectedRows();
			}
			while (!answer.isEnded()) {
				RawBlock block = answer.nextBlock();
				if (block != null) {
					RecordedRows.of(block);
				}
			}
			answer.close();
			return false;
		}
		catch (TaosException ex) {
			return true;
		}
	}

	@Test
	void anAnswerCutAnywhereIsAnErrorToTheClient() {
		byte[] whole = body(BlockRecording.named("null-only")).getBytes(StandardCharsets.UTF_8);
		for (int length = 0; length < whole.length; length++) {
			byte[] cut = Arrays.copyOf(whole, length);
			server.answers((exchange) -> RestStub.send(exchange, 200, cut));
			assertThat(failure()).as(() -> new String(cut, StandardCharsets.UTF_8)).isNotNull();
		}
	}

	@Test
	void aPackedAnswerCutAnywhereIsAnError() {
		byte[] whole = RestStub.pack(body(BlockRecording.named("null-only")));
		for (int length = 0; length < whole.length; length++) {
			byte[] cut = Arrays.copyOf(whole, length);
			server.answers((exchange) -> RestStub.sendPacked(exchange, cut));
			assertThat(failure()).as("%d of %d bytes", length, whole.length).isNotNull();
		}
	}

	private static void read(String sql) {
		TaosResult result = client.run(sql, QueryOptions.DEFAULTS).result();
		if (result != null) {
			result.toLists();
		}
	}

	private static @Nullable TaosException failure() {
		try {
			read("drop");
			return null;
		}
		catch (TaosException ex) {
			return ex;
		}
	}

}
