package io.github.taosspring.embedded.journal;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of what the journal tells, and of what it keeps to itself.
 */
@Timeout(60)
class JournalTests {

	private static EmbeddedTaosServer server;

	@BeforeAll
	static void start() {
		server = EmbeddedTaosServer.builder().journalCapacity(20).start();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void clear() {
		server.journal().clear();
	}

	@Test
	void tellsWhoAskedWhatOverAWebSocket() {
		Instant before = Instant.now();
		try (TaosClient client = TaosClient.connect(server.url())) {
			client.query("show databases", QueryOptions.DEFAULTS.reqId(4711)).toLists();
		}
		assertThat(server.journal().requests()).extracting(RecordedRequest::action)
			.startsWith("upgrade", "conn")
			.contains("binary_query", "fetch_raw_block");
		RecordedRequest request = server.journal().awaitStatement("show databases", Duration.ofSeconds(10));
		assertThat(request.path()).isEqualTo("/ws");
		assertThat(request.reqId()).isEqualTo(4711);
		assertThat(request.user()).isEqualTo("root");
		assertThat(request.time()).isBetween(before.minusMillis(1), Instant.now().plusMillis(1));
		assertThat(server.journal().requests()).extracting(RecordedRequest::connection)
			.containsOnly(request.connection());
		assertThat(server.journal().requests()).extracting(RecordedRequest::number).isSorted().doesNotHaveDuplicates();
	}

	@Test
	void tellsWhoAskedWhatOverRest() throws Exception {
		send("/rest/sql/power?req_id=7", "select 1");
		RecordedRequest request = server.journal().awaitStatement("select 1", Duration.ofSeconds(10));
		assertThat(request.path()).isEqualTo("/rest/sql/power");
		assertThat(request.action()).isEqualTo("POST");
		assertThat(request.reqId()).isEqualTo(7);
		assertThat(request.user()).isEqualTo("root");
	}

	@Test
	void tellsNoSecrets() throws Exception {
		send("/rest/sql", "create user eve pass 'Tell_no1y'");
		send("/rest/sql", "create user bob pass 'Tell_no1\\'x'");
		send("/rest/sql", "ALTER USER bob PASS \"Tell_no1y\"");
		send("/rest/sql", "alter user bob pass 'Tell_no1" + "z".repeat(5000) + "'");
		HttpRequest login = HttpRequest.newBuilder(URI.create(server.httpUrl() + "/rest/login/bob/Tell_no1y")).build();
		HttpClient.newHttpClient().send(login, HttpResponse.BodyHandlers.ofString());
		HttpRequest token = HttpRequest.newBuilder(URI.create(server.httpUrl() + "/genauth/bob/Tell_no1y/d")).build();
		HttpClient.newHttpClient().send(token, HttpResponse.BodyHandlers.ofString());
		TaosClient.connect(server.url().replace("//", "//eve:Tell_no1y@")).close();
		assertThat(server.journal().requests().toString()).contains("bob", "***", "/rest/login")
			.doesNotContain("Tell_no1", "zzz");
	}

	@Test
	void keepsTheLatestAndCutsWhatIsLong() throws Exception {
		for (int i = 0; i < 25; i++) {
			send("/rest/sql", "select " + i);
		}
		assertThat(server.journal().statements()).hasSize(20).startsWith("select 5").endsWith("select 24");
		send("/rest/sql", "select '" + "x".repeat(10_000) + "'");
		assertThat(server.journal().statements().get(19)).hasSize(RecordedRequest.MAX_SQL);
	}

	@Test
	void waitsForRequestsAndSaysWhatCameInstead() throws Exception {
		send("/rest/sql", "select 42");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> server.journal().awaitStatement("select 43", Duration.ofMillis(50)))
			.withMessageContaining("select 42");
	}

	@Test
	void mayBeLeftOut() {
		try (EmbeddedTaosServer without = EmbeddedTaosServer.builder().journalCapacity(0).start()) {
			TaosClient.connect(without.url()).close();
			assertThatIllegalStateException().isThrownBy(without::journal).withMessageContaining("journalCapacity");
		}
	}

	private static void send(String path, String sql) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(server.httpUrl() + path))
			.header("Authorization", "Basic cm9vdDp0YW9zZGF0YQ==")
			.POST(HttpRequest.BodyPublishers.ofString(sql))
			.build();
		HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
	}

}
