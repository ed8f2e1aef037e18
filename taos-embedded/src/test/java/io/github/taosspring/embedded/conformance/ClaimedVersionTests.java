package io.github.taosspring.embedded.conformance;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.github.taosspring.client.wire.BinaryRequest;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What clients tell the versions of TDengine apart by, message by message.
 */
@Timeout(60)
class ClaimedVersionTests {

	private static EmbeddedTaosServer start(String version) {
		return EmbeddedTaosServer.builder().version(version).start();
	}

	@ParameterizedTest
	@CsvSource({ "3.0, 3.0.0.0", "3.3.2, 3.3.2.0", "3.3.6.13, 3.3.6.13", "3.4.1.13, 3.4.1.13",
			"3.3.7.5.alpha, 3.3.7.5.alpha" })
	void theVersionIsTheSameEverywhere(String claimed, String shown) {
		try (EmbeddedTaosServer server = start(claimed); WsCaller socket = new WsCaller(server)) {
			assertThat(server.version()).isEqualTo(shown);
			assertThat(socket.call("version", "")).containsEntry("version", shown);
			assertThat(socket.call("conn", "\"user\":\"root\",\"password\":\"taosdata\"")).containsEntry("version",
					shown);
			assertThat(JsonTree.string(socket.call("get_server_info", ""), "info")).contains(shown);
			assertThat(new RestCaller(server).run("select server_version()").get("data"))
				.isEqualTo(List.of(List.of(shown)));
		}
	}

	@ParameterizedTest
	@CsvSource({ "3.0.0.0, false, false, false, false", "3.3.2.0, false, false, false, false",
			"3.3.3.0, true, false, false, false", "3.3.5.0, true, true, false, false",
			"3.3.6.0, true, true, true, false", "3.3.7.5, true, true, true, false", "3.4.0.0, true, true, true, true" })
	void anActionThatCameLaterIsUnknown(String version, boolean statements, boolean options, boolean status,
			boolean info) {
		try (EmbeddedTaosServer server = start(version); WsCaller socket = new WsCaller(server).login()) {
			assertThat(knows(socket, "stmt2_init", "")).isEqualTo(statements);
			assertThat(knows(socket, "options_connection", "\"options\":[]")).isEqualTo(options);
			assertThat(knows(socket, "check_server_status", "")).isEqualTo(status);
			assertThat(knows(socket, "get_connection_info", "\"info\":0")).isEqualTo(info);
			assertThat(knows(socket, "get_current_db", "")).isTrue();
		}
	}

	private static boolean knows(WsCaller socket, String action, String arguments) {
		Map<String, @Nullable Object> reply = socket.call(action, arguments);
		if (JsonTree.number(reply, "code") == 0) {
			return true;
		}
		assertThat(reply).containsEntry("message", "unknown action " + action);
		return false;
	}

	@ParameterizedTest
	@CsvSource({ "3.0.0.0, unknown, unknown, unknown", "3.3.1.0, binary_query, unknown, unknown",
			"3.3.3.0, binary_query, stmt2_bind, unknown", "3.4.1.13, binary_query, stmt2_bind, stmt2_bind_exec" })
	void aBinaryActionThatCameLaterIsUnknown(String version, String query, String bind, String bindExec) {
		try (EmbeddedTaosServer server = start(version); WsCaller socket = new WsCaller(server).login()) {
			assertThat(socket.query("select 1")).containsEntry("action", query);
			assertThat(binary(socket, 9)).containsEntry("action", bind);
			assertThat(binary(socket, 11)).containsEntry("action", bindExec);
		}
	}

	private static Map<String, @Nullable Object> binary(WsCaller socket, int action) {
		byte[] frame = new byte[BinaryRequest.HEAD + 40];
		frame[16] = (byte) action;
		frame[BinaryRequest.HEAD] = 1;
		socket.send(frame);
		return JsonTree.parseObject((String) socket.receive());
	}

	@ParameterizedTest
	@CsvSource({ "3.3.2.0, false", "3.3.5.0, true", "3.3.7.5, true" })
	void theZoneOfAConnectionIsIgnoredBefore335(String version, boolean obeyed) {
		try (EmbeddedTaosServer server = start(version);
				WsCaller socket = new WsCaller(server).login(",\"tz\":\"Asia/Kolkata\"")) {
			Map<String, @Nullable Object> reply = socket.call("query", "\"sql\":\"select timezone()\"");
			long id = JsonTree.number(reply, "id");
			socket.call("fetch", "\"id\":" + id);
			socket.send("{\"action\":\"fetch_block\",\"args\":{\"req_id\":1,\"id\":" + id + "}}");
			String block = new String((byte[]) socket.receive(), StandardCharsets.ISO_8859_1);
			assertThat(block.contains("Asia/Kolkata")).isEqualTo(obeyed);
		}
	}

	@ParameterizedTest
	@CsvSource({ "3.3.2.0, false", "3.3.6.0, true" })
	void precisionsAndScalesAreNamedSince336(String version, boolean named) {
		try (EmbeddedTaosServer server = start(version); WsCaller socket = new WsCaller(server).login()) {
			for (String sql : new String[] { "select 1", "create database d" }) {
				Map<String, @Nullable Object> reply = socket.call("query", "\"sql\":\"" + sql + "\"");
				assertThat(JsonTree.number(reply, "code")).isZero();
				assertThat(reply.containsKey("fields_precisions")).isEqualTo(named);
				assertThat(reply.containsKey("fields_scales")).isEqualTo(named);
				assertThat(reply).containsKey("precision");
			}
		}
	}

	@Test
	void aLoginByTokenIsRefusedByNameSince34AndUnknownBefore() {
		String token = "\"bearer_token\":\"t\"";
		try (EmbeddedTaosServer server = start("3.4"); WsCaller socket = new WsCaller(server)) {
			assertThat(JsonTree.string(socket.call("conn", "\"user\":\"root\",\"password\":\"taosdata\"," + token),
					"message"))
				.contains("bearer_token");
		}
		try (EmbeddedTaosServer server = start("3.3.7.5"); WsCaller socket = new WsCaller(server)) {
			assertThat(JsonTree.number(socket.call("conn", "\"user\":\"root\",\"password\":\"taosdata\"," + token),
					"code"))
				.isZero();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "2.6.0.0", "3.5.0.0", "4.0", "three", "3", "3.3.7.5.1.2", "" })
	void otherVersionsAreRefused(String version) {
		assertThatIllegalArgumentException().isThrownBy(() -> EmbeddedTaosServer.builder().version(version))
			.withMessageContaining("3.0 to 3.4");
	}

}
