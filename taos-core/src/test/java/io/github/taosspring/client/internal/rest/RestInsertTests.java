package io.github.taosspring.client.internal.rest;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosOperationalException;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosSchemalessException;
import io.github.taosspring.client.schemaless.Point;
import io.github.taosspring.client.schemaless.PointBatch;
import io.github.taosspring.client.schemaless.SchemalessOptions;
import io.github.taosspring.client.schemaless.SchemalessPrecision;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.github.taosspring.client.schemaless.SchemalessResult;
import io.github.taosspring.client.schemaless.SchemalessWriter;
import io.github.taosspring.client.transcript.BlockRecording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link SchemalessWriter} over REST.
 */
@Timeout(60)
class RestInsertTests {

	private static final SchemalessResult UNCOUNTED = new SchemalessResult(SchemalessResult.UNKNOWN,
			SchemalessResult.UNKNOWN);

	private RestStub server;

	private TaosClient client;

	private SchemalessWriter writer;

	@BeforeEach
	void start() {
		this.server = new RestStub();
		this.client = TaosClient.create(TaosClientOptions.fromUrl(this.server.url("power")));
		this.writer = SchemalessWriter.of(this.client);
	}

	@AfterEach
	void stop() {
		this.client.close();
		this.server.close();
	}

	/**
	 * Let the client log in, then answer so.
	 */
	private void answers(int status, String body) {
		this.client.execute("create table t (ts timestamp, v int)");
		this.server.answers(status, body);
	}

	private RestStub.Request last() {
		List<RestStub.Request> requests = this.server.requests();
		return requests.get(requests.size() - 1);
	}

	@Test
	void sendsEachProtocolToItsEndpoint() {
		answers(204, "");
		SchemalessOptions options = SchemalessOptions.DEFAULTS.reqId(77);
		assertThat(this.writer.write(SchemalessProtocol.LINE, "m,t=ä v=1i 1\nm v=2i 2",
				options.precision(SchemalessPrecision.MILLISECONDS).ttl(3).tableNameKey("a b")))
			.isEqualTo(UNCOUNTED);
		assertThat(last().uri()).isEqualTo(
				"/influxdb/v1/write?db=power&precision=ms&ttl=3&table_name_key=a%20b" + "&app=taos-spring&req_id=77");
		assertThat(last().sql()).isEqualTo("m,t=ä v=1i 1\nm v=2i 2");
		assertThat(last().authorization()).isEqualTo("Basic cm9vdDp0YW9zZGF0YQ==");
		assertThat(this.writer.write(SchemalessProtocol.TELNET, "m 1626006833639 1 t=1", options.ttl(5)).isCounted())
			.isFalse();
		assertThat(last().uri()).isEqualTo("/opentsdb/v1/put/telnet/power?ttl=5&app=taos-spring&req_id=77");
		this.writer.write(SchemalessProtocol.JSON, "{}", options);
		assertThat(last().uri()).isEqualTo("/opentsdb/v1/put/json/power?app=taos-spring&req_id=77");
		this.writer.write(PointBatch.of(SchemalessProtocol.JSON)
			.add(Point.measurement("m").tag("t", "x").field("v", true).time(1626006833639L, TaosPrecision.MILLISECOND)),
				options);
		assertThat(last().sql())
			.isEqualTo("[{\"metric\":\"m\",\"timestamp\":1626006833639,\"value\":true,\"tags\":{\"t\":\"x\"}}]");
	}

	@Test
	void keepsTheCaseOfADatabase() {
		answers(200, RestStub.UPDATE);
		this.client.execute("drop table t");
		this.server.answers((exchange) -> {
			boolean sql = exchange.getRequestURI().getPath().startsWith("/rest/sql");
			RestStub.send(exchange, sql ? 200 : 204, sql ? RestStub.UPDATE : "");
		});
		this.writer.write(SchemalessProtocol.LINE, "m v=1i 1", SchemalessOptions.DEFAULTS.database("MyDb").reqId(5));
		assertThat(last().uri()).isEqualTo("/influxdb/v1/write?db=%60MyDb%60&app=taos-spring&req_id=5");
	}

	@Test
	void refusesAPrecisionWhereTheEndpointHasNone() {
		answers(204, "");
		int before = this.server.requests().size();
		for (SchemalessProtocol protocol : List.of(SchemalessProtocol.TELNET, SchemalessProtocol.JSON)) {
			assertThatExceptionOfType(TaosInterfaceException.class)
				.isThrownBy(() -> this.writer.write(protocol, "m 1626006833639 1 t=1",
						SchemalessOptions.DEFAULTS.precision(SchemalessPrecision.MILLISECONDS)))
				.withMessageContaining(protocol.title() + " has no precision");
		}
		assertThat(this.server.requests()).hasSize(before);
		// the batch's own needs none on the wire
		this.writer.write(PointBatch.of(SchemalessProtocol.TELNET, SchemalessPrecision.MILLISECONDS)
			.add(Point.measurement("m").tag("t", "x").field("v", true)));
		assertThat(this.server.requests()).hasSize(before + 1);
	}

	@ParameterizedTest
	@CsvSource({ "influx write bad line, 12290, SML line cols is empty (0x3002)",
			"influx write unknown db, 904, Database not exist (0x0388)",
			"influx write no db, 0, db required (HTTP 400)" })
	void readsTheCodeOutOfTheMessage(String name, int code, String text) {
		JsonNode reply = BlockRecording.lines("../sml/http.jsonl")
			.stream()
			.filter((each) -> each.get("name").asString().equals(name))
			.findFirst()
			.orElseThrow()
			.get("messages")
			.get(1);
		answers(reply.get("status").asInt(), reply.get("body").asString());
		assertThatExceptionOfType(TaosSchemalessException.class)
			.isThrownBy(() -> this.writer.write(SchemalessProtocol.LINE, "nonsense"))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code))
			.satisfies((ex) -> assertThat(ex.lines()).containsExactly("nonsense"))
			.withMessageStartingWith(text);
	}

	@Test
	void readsOpenTsdbsRefusals() {
		answers(500, "{\"code\":500,\"message\":\"[0x203] invalid data:abc t=1\\nn 1626006833639 6 t=1\"}");
		assertThatExceptionOfType(TaosSchemalessException.class)
			.isThrownBy(() -> this.writer.write(SchemalessProtocol.TELNET,
					"m 1626006833639 5 t=1\nm 1626006833639 abc t=1\nn 1626006833639 6 t=1"))
			.withMessage("invalid data:abc t=1 (0x0203); line 2 of 3: m 1626006833639 abc t=1")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(515))
			.satisfies((ex) -> assertThat(ex.line()).isEqualTo(1));
		this.server.answers(500, "{\"message\":\"[0x357] Authentication failure\",\"code\":\"internal error\"}");
		assertThatExceptionOfType(TaosOperationalException.class)
			.isThrownBy(() -> this.writer.write(SchemalessProtocol.LINE, "m v=1i"))
			.satisfies((ex) -> assertThat(ex.sqlState()).isEqualTo("28000"));
		this.server.answers(503, "\"memory exceeds threshold\"");
		assertThatExceptionOfType(TaosException.class)
			.isThrownBy(() -> this.writer.write(SchemalessProtocol.LINE, "m v=1i"))
			.satisfies((ex) -> assertThat(ex.isRetryable()).isTrue());
		this.server.answers(200, RestStub.UPDATE);
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> this.writer.write(SchemalessProtocol.LINE, "m v=1i"))
			.withMessageContaining("200 instead of 204");
	}

}
