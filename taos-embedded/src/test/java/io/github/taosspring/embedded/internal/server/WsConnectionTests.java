package io.github.taosspring.embedded.internal.server;

import java.nio.ByteBuffer;
import java.time.ZoneId;

import io.github.taosspring.client.wire.BinaryRequest;
import io.github.taosspring.embedded.internal.engine.Engine;
import io.github.taosspring.embedded.internal.fault.Peer;
import io.github.taosspring.embedded.internal.fault.RequestGate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WsConnectionTests {

	private final Engine engine = new Engine();

	private final WsConnection connection = new WsConnection(
			new ServerContext(this.engine, ZoneId.of("UTC"), new ClaimedVersion("3.3.7.5"), new RequestGate(0)),
			new Peer("127.0.0.1:1", "/ws"));

	@AfterEach
	void close() {
		this.connection.close();
		this.engine.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"action":                                   | 65535 | unmarshal request error             | ''      | 0
			[]                                           | 65535 | unmarshal request error             | ''      | 0
			{"action":1}                                 | 65535 | unmarshal request error             | ''      | 0
			{"action":"query"} x                         | 65535 | unmarshal request error             | ''      | 0
			{"args":{"req_id":1}}                        | 65535 | request no action                   | ''      | 1
			{"action":"query","args":{"req_id":7}}       | 65535 | server not connected                | query   | 7
			{"action":"nosuch","args":{"req_id":7}}      | 65535 | server not connected                | nosuch  | 7
			{"action":"conn","args":{"req_id":3,"db":5}} | 65535 | unmarshal connect request error     | conn    | 3
			{"action":"conn"}                            | 65535 | unmarshal connect request error     | conn    | 0
			{"action":"conn","args":{}}                  | 519   | Invalid user name                   | conn    | 0
			{"action":"conn","args":{"user":"root"}}     | 520   | Invalid password length             | conn    | 0
			{"action":"version","args":{"req_id":-1}}    | 65535 | unmarshal version request error     | version | 0
			""")
	void refusesBadMessagesBeforeTheLogin(String message, int code, String text, String action, long reqId) {
		assertThat(reply(message)).startsWith("{\"code\":" + code + ",\"message\":\"" + text + "\",\"action\":\""
				+ action + "\",\"req_id\":" + reqId + ",\"timing\":");
	}

	@Test
	void repeatsRequestIdsOf64UnsignedBits() {
		assertThat(reply("{\"action\":\"version\",\"args\":{\"req_id\":18446744073709551615}}"))
			.contains("\"req_id\":18446744073709551615,", "\"version\":\"3.3.7.5\"");
	}

	@ParameterizedTest
	@CsvSource({ "localhost, 6030, 2", "127.0.0.1, 6030, 2", "localhost, 6999, 0", "nosuch.invalid, 6030, 0" })
	void knowsOfNoServerButItself(String host, int port, int status) {
		assertThat(reply(
				"{\"action\":\"check_server_status\",\"args\":{\"fqdn\":\"" + host + "\",\"port\":" + port + "}}"))
			.endsWith(",\"status\":" + status + ",\"details\":\"\"}");
	}

	@Test
	void refusesBinaryMessagesBeforeTheLogin() {
		WsReply reply = this.connection.handle(BinaryRequest.binaryQuery(5, "select 1"), System.nanoTime());
		assertThat(reply.text()).startsWith(
				"{\"code\":65535,\"message\":\"server not connected\",\"action\":\"binary_query\",\"req_id\":5,");
	}

	@Test
	void refusesBinaryMessagesWithoutAHead() {
		WsReply reply = this.connection.handle(ByteBuffer.allocate(23), System.nanoTime());
		assertThat(reply.text()).contains("message length is too short");
	}

	private String reply(String message) {
		return String.valueOf(this.connection.handle(message, System.nanoTime()).text());
	}

}
