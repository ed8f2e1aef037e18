package io.github.taosspring.client.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosOperationListener;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosSchemalessException;
import io.github.taosspring.client.TaosTimeoutException;
import io.github.taosspring.client.schemaless.Point;
import io.github.taosspring.client.schemaless.PointBatch;
import io.github.taosspring.client.schemaless.SchemalessOptions;
import io.github.taosspring.client.schemaless.SchemalessPrecision;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.github.taosspring.client.schemaless.SchemalessResult;
import io.github.taosspring.client.schemaless.SchemalessWriter;
import io.github.taosspring.client.transcript.BlockRecording;
import io.github.taosspring.client.transcript.TranscriptServer;
import io.github.taosspring.client.transcript.TranscriptServer.Kind;
import io.github.taosspring.client.transcript.TranscriptServer.Request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link SchemalessWriter} over WebSocket, against what a real server was sent
 * and answered.
 */
@Timeout(60)
class SchemalessWriterTests {

	private static final JsonMapper MAPPER = new JsonMapper();

	private static final SchemalessOptions MILLIS = SchemalessOptions.DEFAULTS
		.precision(SchemalessPrecision.MILLISECONDS);

	private TranscriptServer server;

	private TaosClient client;

	private SchemalessWriter writer;

	@BeforeEach
	void start() {
		this.server = TranscriptServer.start();
		this.client = TaosClient.create(TaosClientOptions.fromUrl(this.server.url("cap")));
		this.writer = SchemalessWriter.of(this.client);
	}

	@AfterEach
	void stop() {
		this.client.close();
		this.server.close();
	}

	static List<JsonNode> recorded() {
		return BlockRecording.lines("client-jdbc-schemaless.jsonl")
			.stream()
			.filter((message) -> message.path("dir").asString("").equals(">"))
			.map((message) -> MAPPER.readTree(message.get("text").asString()))
			.filter((text) -> text.get("action").asString().equals("insert"))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("recorded")
	void sendsWhatTheVendorsDriverSent(JsonNode recorded) {
		JsonNode args = recorded.get("args");
		SchemalessProtocol protocol = SchemalessProtocol.values()[args.get("protocol").asInt() - 1];
		SchemalessOptions options = args.get("precision").asString().isEmpty() ? SchemalessOptions.DEFAULTS : MILLIS;
		options = options.ttl(args.get("ttl").asInt()).reqId(args.get("req_id").asLong() + 1);
		String data = args.get("data").asString();
		if (data.equals("bad line")) {
			SchemalessOptions used = options;
			assertThatExceptionOfType(TaosSchemalessException.class)
				.isThrownBy(() -> this.writer.write(protocol, data, used))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(543))
				.satisfies((ex) -> assertThat(ex.lines()).containsExactly("bad line"))
				.satisfies((ex) -> assertThat(ex.line()).isZero())
				.satisfies((ex) -> assertThat(ex.reqId()).isEqualTo(used.reqId()))
				.satisfies((ex) -> assertThat(ex.isRetryable()).isFalse());
		}
		else {
			assertThat(this.writer.write(protocol, data, options)).isEqualTo(new SchemalessResult(1, 1));
		}
		ObjectNode expected = args.deepCopy().asObject();
		expected.put("req_id", options.reqId()).put("table_name_key", "");
		assertThat(inserts()).containsExactly(MAPPER.readTree(expected.toString()));
	}

	private List<JsonNode> inserts() {
		return this.server.journal(Kind.OTHER)
			.stream()
			.filter((request) -> request.action().equals("insert"))
			.map(Request::args)
			.toList();
	}

	static List<JsonNode> recordings() {
		return BlockRecording.lines("../sml/visible.jsonl")
			.stream()
			.filter((each) -> each.get("protocol").asInt() >= 1 && each.get("protocol").asInt() <= 3)
			.filter((each) -> !each.get("precision").asString().equals("us"))
			.filter((each) -> each.get("payload").asString().strip().equals(each.get("payload").asString())
					&& !each.get("payload").asString().startsWith("put ") && !each.get("payload").asString().isEmpty())
			.toList();
	}

	@ParameterizedTest
	@MethodSource("recordings")
	void answersAsTheServerDid(JsonNode recording) {
		SchemalessProtocol protocol = SchemalessProtocol.values()[recording.get("protocol").asInt() - 1];
		SchemalessOptions options = SchemalessOptions.DEFAULTS.ttl(recording.get("ttl").asInt())
			.tableNameKey(recording.get("table_name_key").asString());
		for (SchemalessPrecision precision : SchemalessPrecision.values()) {
			if (precision.wireName().equals(recording.get("precision").asString())) {
				options = options.precision(precision);
			}
		}
		SchemalessOptions used = options;
		String payload = recording.get("payload").asString();
		if (recording.get("code").asInt() == 0) {
			assertThat(this.writer.write(protocol, payload, used)).isEqualTo(new SchemalessResult(
					recording.get("affected_rows").asLong(), recording.get("total_rows").asLong()));
		}
		else {
			assertThatExceptionOfType(TaosException.class).isThrownBy(() -> this.writer.write(protocol, payload, used))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(recording.get("code").asInt()))
				.satisfies((ex) -> assertThat(ex).isInstanceOf(TaosSchemalessException.class))
				.withMessageContaining(recording.get("message").asString());
		}
	}

	@Test
	void namesTheLineOfWhichTheServerComplained() {
		String payload = "st,t=1 v=1i 1626006833639\nst,t=1 v= 1626006833640";
		assertThatExceptionOfType(TaosSchemalessException.class)
			.isThrownBy(() -> this.writer.write(SchemalessProtocol.LINE, payload, MILLIS))
			.withMessageContaining("line 2 of 2: st,t=1 v= 1626006833640")
			.satisfies((ex) -> assertThat(ex.line()).isEqualTo(1))
			.satisfies((ex) -> assertThat(ex.lines()).containsExactly(payload.split("\n")));
	}

	@Test
	void writesPointsAsOneFrame() {
		PointBatch batch = PointBatch.of(SchemalessProtocol.LINE, SchemalessPrecision.MILLISECONDS);
		batch.add(Point.measurement("st")
			.tag("t", "1")
			.field("a", 1L)
			.field("b", 1L)
			.time(1626006833639L, TaosPrecision.MILLISECOND));
		batch.add(Point.measurement("st").tag("t", "ü\"\\").field("s", "\t\"").time(1, TaosPrecision.MILLISECOND));
		this.server.intercept((request) -> answer(request, 2, 2));
		assertThat(this.writer.write(batch)).isEqualTo(new SchemalessResult(2, 2));
		assertThat(this.writer.write(batch, MILLIS.reqId(7))).isEqualTo(new SchemalessResult(2, 2));
		assertThat(inserts()).extracting((args) -> args.get("data").asString())
			.containsOnly("st,t=1 a=1i64,b=1i64 1626006833639\nst,t=ü\"\\\\ s=\"\t\\\"\" 1");
		assertThat(inserts()).extracting((args) -> args.get("precision").asString()).containsOnly("ms");
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(
				() -> this.writer.write(batch, SchemalessOptions.DEFAULTS.precision(SchemalessPrecision.NANOSECONDS)));
		batch.clear();
		assertThat(this.writer.write(batch)).isEqualTo(SchemalessResult.EMPTY);
		assertThat(inserts()).hasSize(2);
	}

	private static boolean answer(Request request, long affected, long total) {
		if (!request.action().equals("insert")) {
			return false;
		}
		request.send(MAPPER.createObjectNode()
			.put("code", 0)
			.put("message", "")
			.put("affected_rows", affected)
			.put("total_rows", total));
		return true;
	}

	@Test
	void putsBracketsAroundObjectsInJson() {
		PointBatch batch = PointBatch.of(SchemalessProtocol.JSON);
		for (int i = 0; i < 3; i++) {
			batch.add(Point.measurement("m")
				.tag("t", "x")
				.field("v", i)
				.time(1626006833639L + i, TaosPrecision.MILLISECOND));
		}
		this.server.intercept((request) -> answer(request, 1, 1));
		this.writer.write(batch);
		this.writer.write(batch, SchemalessOptions.DEFAULTS.maxPayloadBytes(batch.byteSize() - 1));
		List<JsonNode> documents = inserts().stream()
			.map((args) -> MAPPER.readTree(args.get("data").asString()))
			.toList();
		assertThat(documents).extracting(JsonNode::size).containsExactly(3, 2, 1);
		assertThat(documents.get(2).get(0).get("value").get("value").asInt()).isEqualTo(2);
	}

	@Test
	void cutsLongPayloadsAtLineEnds() {
		List<String> lines = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			lines.add("m,t=ä v=" + i + "i " + (1626006833639L + i));
		}
		lines.add(3, "  ");
		this.server.intercept((request) -> answer(request, 1, 2));
		SchemalessResult result = this.writer.write(SchemalessProtocol.LINE, lines, MILLIS.maxPayloadBytes(100));
		List<String> sent = inserts().stream().map((args) -> args.get("data").asString()).toList();
		assertThat(sent).hasSizeGreaterThan(5)
			.allSatisfy((data) -> assertThat(data.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(101));
		lines.remove(3);
		assertThat(String.join("\n", sent)).isEqualTo(String.join("\n", lines));
		assertThat(result).isEqualTo(new SchemalessResult(sent.size(), 2L * sent.size()));
		assertThat(inserts()).extracting((args) -> args.get("req_id").asLong()).doesNotHaveDuplicates();
		this.writer.write(SchemalessProtocol.LINE, lines.get(0), MILLIS.maxPayloadBytes(1));
		assertThat(inserts().get(sent.size()).get("data").asString()).isEqualTo(lines.get(0));
	}

	@Test
	void tellsWhichLinesWereNotWrittenAfterAFailure() {
		this.server.intercept((request) -> {
			if (request.action().equals("insert") && request.args().get("data").asString().contains("v=3i")) {
				request.breakConnection();
				return true;
			}
			return answer(request, 1, 1);
		});
		List<String> lines = List.of("m v=1i 1", "m v=2i 2", "m v=3i 3", "m v=4i 4");
		assertThatExceptionOfType(TaosSchemalessException.class)
			.isThrownBy(() -> this.writer.write(SchemalessProtocol.LINE, lines, MILLIS.maxPayloadBytes(9)))
			.withMessageContaining("2 of 4 lines were written before")
			.withCauseInstanceOf(TaosConnectionException.class)
			.satisfies((ex) -> assertThat(ex.lines()).containsExactly("m v=3i 3", "m v=4i 4"))
			.satisfies((ex) -> assertThat(ex.isRetryable()).isTrue());
		assertThat(inserts()).hasSize(3);
	}

	@Test
	void failsAtItsDeadlineAndSendsNothingTwice() {
		this.server.intercept((request) -> request.action().equals("insert"));
		assertThatExceptionOfType(TaosTimeoutException.class).isThrownBy(
				() -> this.writer.write(SchemalessProtocol.LINE, "m v=1i 1", MILLIS.timeout(Duration.ofMillis(200))));
		this.server.intercept((request) -> {
			if (request.action().equals("insert")) {
				request.breakConnection();
				return true;
			}
			return false;
		});
		assertThatExceptionOfType(TaosConnectionException.class)
			.isThrownBy(() -> this.writer.write(SchemalessProtocol.LINE, "m v=2i 1", MILLIS))
			.satisfies((ex) -> assertThat(ex.isOutcomeUnknown()).isTrue());
		assertThat(inserts()).hasSize(2);
	}

	@Test
	void equalRequestIdsTakeConnectionsOfTheirOwn() throws Exception {
		CountDownLatch both = new CountDownLatch(2);
		List<Request> held = new CopyOnWriteArrayList<>();
		this.server.intercept((request) -> {
			if (request.action().equals("insert")) {
				held.add(request);
				both.countDown();
				return true;
			}
			return false;
		});
		SchemalessOptions options = MILLIS.reqId(99);
		CompletableFuture<SchemalessResult> first = CompletableFuture
			.supplyAsync(() -> this.writer.write(SchemalessProtocol.LINE, "m v=1i 1", options));
		Awaitility.await().until(() -> held.size() == 1);
		CompletableFuture<SchemalessResult> second = CompletableFuture
			.supplyAsync(() -> this.writer.write(SchemalessProtocol.LINE, "m v=2i 2", options));
		assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
		held.forEach((request) -> answer(request, 1, 1));
		assertThat(first.get(20, TimeUnit.SECONDS).affectedRows()).isEqualTo(1);
		assertThat(second.get(20, TimeUnit.SECONDS).affectedRows()).isEqualTo(1);
		assertThat(this.server.connections()).isEqualTo(2);
	}

	@Test
	void asksForADatabaseAndTakesThatOfTheOptions() {
		try (TaosClient without = TaosClient.create(TaosClientOptions.fromUrl(this.server.url("")))) {
			SchemalessWriter own = SchemalessWriter.of(without);
			assertThatExceptionOfType(TaosInterfaceException.class)
				.isThrownBy(() -> own.write(SchemalessProtocol.LINE, "m v=1i 1"))
				.withMessageContaining("database");
			this.server.intercept((request) -> answer(request, 1, 1));
			own.write(SchemalessProtocol.LINE, "m v=1i 1", MILLIS.database("wr_ns"));
			assertThat(this.server.journal(Kind.CONN)).last()
				.satisfies((request) -> assertThat(request.args().get("db").asString()).isEqualTo("wr_ns"));
		}
	}

	@Test
	void leavesOutWhatRestWouldLeaveOut() {
		this.server.intercept((request) -> answer(request, 1, 1));
		this.writer.write(SchemalessProtocol.TELNET, "put a 1626006833639 1 t=1\r\n\n b 1626006833639 1 t=1 \r\n");
		assertThat(inserts().get(0).get("data").asString()).isEqualTo("a 1626006833639 1 t=1\nb 1626006833639 1 t=1");
		assertThat(this.writer.write(SchemalessProtocol.LINE, " \n ")).isEqualTo(SchemalessResult.EMPTY);
		assertThat(this.writer.write(SchemalessProtocol.LINE, List.of())).isEqualTo(SchemalessResult.EMPTY);
		assertThat(inserts()).hasSize(1);
	}

	@Test
	void tellsTheOperationListener() {
		List<String> told = new CopyOnWriteArrayList<>();
		TaosClientOptions options = TaosClientOptions.fromUrl(this.server.url("cap"))
			.toBuilder()
			.operationListener(new TaosOperationListener() {

				@Override
				public void onEnd(String operation, long reqId, Duration elapsed, long rows) {
					told.add(operation + " " + rows);
				}

				@Override
				public void onError(String operation, long reqId, Duration elapsed, TaosException error) {
					told.add(operation + " " + error.code());
				}

			})
			.build();
		try (TaosClient listened = TaosClient.create(options)) {
			SchemalessWriter own = SchemalessWriter.of(listened);
			own.write(SchemalessProtocol.LINE, "measurement,host=host1 field1=2i,field2=2.0 1577837300000", MILLIS);
			assertThatExceptionOfType(TaosSchemalessException.class)
				.isThrownBy(() -> own.write(SchemalessProtocol.LINE, "bad line"));
		}
		assertThat(told).contains("schemaless 1", "schemaless 543");
	}

}
