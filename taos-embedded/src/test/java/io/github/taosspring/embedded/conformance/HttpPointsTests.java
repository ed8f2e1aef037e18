package io.github.taosspring.embedded.conformance;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The HTTP endpoints for points, with the statuses and bodies of taosAdapter. The
 * recorded exchanges are replayed elsewhere.
 */
@Timeout(60)
class HttpPointsTests {

	private static EmbeddedTaosServer server;

	private static RestCaller rest;

	@BeforeAll
	static void start() {
		server = EmbeddedTaosServer.builder().start();
		rest = new RestCaller(server);
		rest.run("create database hp keep 36500");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	private static String post(String path, String authorization, String body) {
		HttpRequest.Builder request = rest.request(path).POST(HttpRequest.BodyPublishers.ofString(body));
		if (!authorization.isEmpty()) {
			request.header("Authorization", authorization);
		}
		HttpResponse<byte[]> reply = rest.send(request);
		return (reply.statusCode() + " " + new String(reply.body(), StandardCharsets.UTF_8)).strip();
	}

	@Test
	void writesLinesWithTimeToLiveAndTableName() {
		assertThat(post("/influxdb/v1/write?db=HP&precision=s&ttl=30&table_name_key=dev&req_id=7", RestCaller.ROOT,
				"\n hl,dev=d1,loc=x v=1i 1704067200\nhl,dev=d2 v=2i 1704067200\n\n"))
			.isEqualTo("204");
		assertThat(rest.body("select tbname, v, loc from hl order by v", "hp"))
			.contains("[[\"d1\",1,\"x\"],[\"d2\",2,null]]");
		assertThat(rest.body("select `ttl` from information_schema.ins_tables where table_name='d1'", "hp"))
			.contains("[[30]]");
	}

	@Test
	void takesNamesAndPasswordsOutOfTheQueryString() {
		assertThat(post("/influxdb/v1/write?db=hp&u=root&p=taosdata", "", "hq v=1i")).isEqualTo("204");
		assertThat(post("/influxdb/v1/write?db=hp&u=root&p=wrong", RestCaller.ROOT, "hq v=1i"))
			.isEqualTo("500 {\"code\":\"internal error\",\"message\":\"[0x357] Authentication failure\"}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					?db=hp&req_id=x | 400 {"code":"illegal param","message":"req_id must be numeric","op":"parse req_id","err":"req_id must be numeric","line":0}
					?db=hp&ttl=1d   | 400 {"code":"illegal param","message":"ttl must be numeric","op":"parse ttl","err":"ttl must be numeric","line":0}
					?db=            | 400 {"code":"not found","message":"db required","op":"get db query","err":"db required","line":0}
					?db=hp          | 500 {"code":"internal error","message":"[0x3002] line num is invalid"}
					""")
	void refusesLinesAsTaosAdapterDoes(String parameters, String answer) {
		assertThat(post("/influxdb/v1/write" + parameters, RestCaller.ROOT, "")).isEqualTo(answer);
	}

	@Test
	void writesOpenTsdbLinesAndJson() {
		assertThat(post("/opentsdb/v1/put/telnet/hp", RestCaller.ROOT,
				"put ho.m 1704067200 1.5 t=a\r\n\r\n  put ho.m 1704067201 2.5 t=a"))
			.isEqualTo("204");
		assertThat(post("/opentsdb/v1/put/json/hp?ttl=3", RestCaller.ROOT,
				"{\"metric\":\"hj\",\"timestamp\":1704067200,\"value\":1,\"tags\":{\"t\":\"a\"}}"))
			.isEqualTo("204");
		assertThat(rest.body("select sum(_value) from ho_m", "hp")).contains("[[4]]");
		assertThat(rest.body("select _value, t from hj", "hp")).contains("[[1,\"a\"]]");
		assertThat(post("/opentsdb/v1/put/telnet/hp", RestCaller.ROOT, "\n\n")).isEqualTo("204");
		assertThat(post("/opentsdb/v1/put/json/hp", RestCaller.ROOT, "")).isEqualTo("204");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					telnet/hp          | Basic cm9vdDp0YW9zZGF0YQ== | m 1 2 t=a | 500 {"code":500,"message":"[0x127] SML telnet parse timestamp failed: 2 t=a"}
					telnet/nosuch      | Basic cm9vdDp0YW9zZGF0YQ== | m 1 2 t=a | 500 {"code":500,"message":"[0x388] Database not exist"}
					json/hp            | Basic cm9vdDp0YW9zZGF0YQ== | []        | 500 {"code":500,"message":"[0x70f] invalid input"}
					json/hp            | Basic cm9vdDp4              | []        | 500 {"code":500,"message":"[0x357] Authentication failure"}
					json/hp            | ''                          | []        | 401 {"code":401,"message":"auth needed"}
					json/hp            | Taosd x                     | []        | 400 {"code":400,"message":"get auth error"}
					json/hp?ttl=x      | Basic cm9vdDp0YW9zZGF0YQ== | []        | 400 {"code":400,"message":"illegal param, ttl must be numeric strconv.Atoi: parsing \\"x\\": invalid syntax"}
					telnet/hp?req_id=x | Basic cm9vdDp0YW9zZGF0YQ== | m         | 400 {"code":400,"message":"illegal param, req_id must be numeric strconv.ParseUint: parsing \\"x\\": invalid syntax"}
					""")
	void refusesOpenTsdbAsTaosAdapterDoes(String path, String authorization, String body, String answer) {
		assertThat(post("/opentsdb/v1/put/" + path, authorization, body)).isEqualTo(answer);
	}

}
