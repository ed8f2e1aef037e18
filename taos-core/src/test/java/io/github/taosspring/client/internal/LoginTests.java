package io.github.taosspring.client.internal;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosSession;
import io.github.taosspring.client.TaosVersion;
import io.github.taosspring.client.transcript.TranscriptServer;
import io.github.taosspring.client.transcript.TranscriptServer.Kind;
import io.github.taosspring.client.transcript.TranscriptServer.Request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of what a login sends, and of servers that are too old for it or in another time
 * zone.
 */
@Timeout(60)
class LoginTests {

	private static final String QUERY = "select * from t";

	private TranscriptServer server;

	@BeforeEach
	void start() {
		this.server = TranscriptServer.start();
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	private TaosClientOptions.Builder options() {
		return TaosClientOptions.fromUrl(this.server.url("wr_blk")).toBuilder();
	}

	/**
	 * Be a server of a version, which takes every login.
	 */
	private void claim(String version) {
		this.server.intercept((request) -> {
			if (request.kind() != Kind.CONN && !request.action().equals("version")) {
				return false;
			}
			if (request.kind() == Kind.CONN && !request.args().has("bearer_token")) {
				request.reply();
				return true;
			}
			ObjectNode reply = new JsonMapper().createObjectNode();
			request.send(reply.put("code", 0).put("message", "").put("version", version));
			return true;
		});
	}

	private void claimAtLogin(String version) {
		this.server.intercept((request) -> {
			if (request.kind() != Kind.CONN) {
				return false;
			}
			ObjectNode reply = new JsonMapper().createObjectNode();
			request.send(reply.put("code", 0).put("message", "").put("version", version));
			return true;
		});
	}

	private List<String> actions() {
		return this.server.journal().stream().map(Request::action).toList();
	}

	@Test
	void asksEachNewConnectionOnceForItsZone() {
		try (TaosClient client = TaosClient.create(options().build())) {
			client.query(QUERY).close();
			client.query(QUERY).close();
			client.query(QUERY).close();
		}
		assertThat(this.server.journal(Kind.ZONE)).extracting(Request::action)
			.containsExactly("binary_query", "fetch_raw_block", "free_result");
		assertThat(this.server.journal(Kind.ZONE).get(0).sql()).isEqualTo("select timezone()");
	}

	@Test
	void aZoneThatTheServerDoesNotKnowIsRefused() {
		this.server.intercept((request) -> {
			boolean fetch = request.kind() == Kind.ZONE && request.action().equals("fetch_raw_block");
			if (fetch) {
				request.sendZone("Asia/Tokyo (UTC, +0000)");
			}
			return fetch;
		});
		String url = this.server.url("wr_blk") + "?timeZone=Asia/Tokyo";
		try (TaosClient client = TaosClient.create(TaosClientOptions.fromUrl(url))) {
			assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(client::openSession)
				.withMessageContainingAll("Asia/Tokyo", "+0000", "taos.time-zone", "127.0.0.1:" + this.server.port());
			assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> client.query(QUERY));
			await().until(() -> this.server.connections() == 0);
		}
	}

	@Test
	void aServerThatIsTooOldIsRefused() {
		claimAtLogin("3.2.3.0");
		try (TaosClient client = TaosClient.create(options().build())) {
			assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> client.execute(QUERY))
				.withMessageContainingAll("3.2.3.0", "3.3.1.0")
				.satisfies((ex) -> assertThat(ex.sqlState()).isEqualTo("0A000"))
				.satisfies((ex) -> assertThat(ex.isRetryable()).isFalse());
			await().until(() -> this.server.connections() == 0);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "3.3.2.0", "ver:3.3.2.0.beta", "3.4.1.13", "", "nameless" })
	void otherServersAreTaken(String version) {
		claimAtLogin(version);
		try (TaosClient client = TaosClient.create(options().build()); TaosSession session = client.openSession()) {
			assertThat(session.isClosed()).isFalse();
			if (TaosVersion.parse(version).isKnown()) {
				assertThat(session.serverVersion()).hasToString(version);
			}
		}
	}

	@Test
	void aBearerTokenReplacesUserAndPasswordWhereTheServerKnowsIt() {
		claim("3.4.0.0");
		try (TaosClient client = TaosClient.create(options().bearerToken("s3cret").build());
				TaosSession session = client.openSession()) {
			assertThat(session.toString() + client).doesNotContain("s3cret");
		}
		assertThat(actions()).startsWith("version", "conn");
		Request login = this.server.journal(Kind.CONN).get(0);
		assertThat(login.args().get("bearer_token").asString()).isEqualTo("s3cret");
		assertThat(login.args().has("user")).isFalse();
		assertThat(login.args().has("password")).isFalse();
	}

	@Test
	void aBearerTokenIsNotSentToAServerThatWouldIgnoreIt() {
		claim("3.3.7.5.alpha");
		try (TaosClient client = TaosClient.create(options().bearerToken("s3cret").build())) {
			assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> client.execute(QUERY))
				.withMessageContainingAll("bearerToken", "3.4.0.0", "3.3.7.5.alpha")
				.satisfies((ex) -> assertThat(ex.toString()).doesNotContain("s3cret"));
		}
		assertThat(actions()).containsExactly("version");
	}

	@Test
	void eachConnectionTakesACodeOfItsOwn() {
		claim("3.4.0.0");
		Queue<String> codes = new ArrayDeque<>(List.of("111111", "222222"));
		try (TaosClient client = TaosClient.create(options().totpCode(codes::remove).build())) {
			client.openSession();
			client.openSession();
		}
		assertThat(this.server.journal(Kind.CONN))
			.extracting((request) -> request.args().get("user").asString() + request.args().get("totp_code").asString())
			.containsExactly("root111111", "root222222");
		assertThat(codes).isEmpty();
	}

	@Test
	void aOneTimeCodeIsNotSentToAServerThatWouldIgnoreIt() {
		claim("3.3.7.5");
		try (TaosClient client = TaosClient.create(options().totpCode("111111").build())) {
			assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> client.execute(QUERY))
				.withMessageContainingAll("totpCode", "3.4.0.0", "3.3.7.5");
		}
		assertThat(actions()).containsExactly("version");
	}

	@Test
	void aTokenStandsInTheQueryString() {
		try (TaosClient client = TaosClient.create(options().token("a+b/c=").build())) {
			client.query(QUERY).close();
			assertThat(client.toString()).doesNotContain("a+b").doesNotContain("a%2Bb");
		}
		assertThat(this.server.resources()).containsExactly("/ws?token=a%2Bb%2Fc%3D");
	}

	@Test
	void anEndDuringTheLoginLeavesNoStatementsOutcomeOpen() {
		for (String step : List.of("CONN conn", "ZONE binary_query", "ZONE fetch_raw_block")) {
			this.server.intercept((request) -> {
				boolean reached = step.equals(request.kind() + " " + request.action());
				if (reached) {
					request.breakConnection();
				}
				return reached;
			});
			try (TaosClient client = TaosClient.create(options().build())) {
				assertThatExceptionOfType(TaosConnectionException.class)
					.isThrownBy(() -> client.execute("insert into t values (now, 1)"))
					.withMessageContaining("broke during the login")
					.satisfies((ex) -> {
						assertThat(ex.isOutcomeUnknown()).isFalse();
						assertThat(ex.sqlState()).isEqualTo("08001");
					});
			}
		}
	}

	@Test
	void aServerThatDoesNotTellItsZoneIsOneThatCannotBeConnected() {
		this.server.intercept((request) -> request.kind() == Kind.ZONE);
		try (TaosClient client = TaosClient
			.create(options().connectTimeout(java.time.Duration.ofMillis(500)).build())) {
			assertThatExceptionOfType(TaosConnectionException.class)
				.isThrownBy(() -> client.execute("insert into t values (now, 1)"))
				.withMessageContaining("the login was not complete within 500 ms");
		}
	}

}
