package io.github.taosspring.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class EmbeddedTaosServerTests {

	private static final String ROOT = "Basic cm9vdDp0YW9zZGF0YQ==";

	@Test
	void listensOnAFreePortOfTheLoopback() {
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().start()) {
			assertThat(server.address().getAddress().isLoopbackAddress()).isTrue();
			assertThat(server.port()).isPositive();
			assertThat(server.url()).isEqualTo("taos+ws://127.0.0.1:" + server.port());
			assertThat(server.httpUrl()).isEqualTo("http://127.0.0.1:" + server.port());
		}
	}

	@Test
	void serversShareNothing() throws Exception {
		try (EmbeddedTaosServer one = EmbeddedTaosServer.builder().start();
				EmbeddedTaosServer two = EmbeddedTaosServer.builder().start()) {
			assertThat(post(one, "create database only_one", ROOT).body()).contains("\"code\":0");
			assertThat(post(one, "use only_one", ROOT).body()).contains("\"code\":0");
			assertThat(post(two, "use only_one", ROOT).body()).contains("\"code\":904");
		}
	}

	@Test
	void zoneIsTheOneOfConnectionsThatNameNone() throws Exception {
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().zone(ZoneId.of("+08:00")).start()) {
			assertThat(post(server, "select timezone()", ROOT).body()).contains("Etc/GMT-8 (+08, +0800)");
		}
	}

	@Test
	void endsAllItsThreadsAndConnections() throws Exception {
		long before = threads();
		EmbeddedTaosServer server = EmbeddedTaosServer.builder().start();
		post(server, "create database d", ROOT);
		CompletableFuture<Integer> closed = new CompletableFuture<>();
		WebSocket socket = HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/ws"), new WebSocket.Listener() {
				@Override
				public CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
					closed.complete(statusCode);
					return CompletableFuture.completedFuture(null);
				}

				@Override
				public void onError(WebSocket socket, Throwable error) {
					closed.complete(-1);
				}
			})
			.get(5, TimeUnit.SECONDS);
		assertThat(threads()).isGreaterThan(before);
		server.close();
		server.close();
		assertThat(closed.get(5, TimeUnit.SECONDS)).isNotNull();
		socket.abort();
		await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(threads()).isEqualTo(before));
		assertThatExceptionOfType(ConnectException.class)
			.isThrownBy(() -> new Socket("127.0.0.1", server.port()).close());
	}

	private static long threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("taos-embedded"))
			.count();
	}

	@Test
	void saysWhichPortIsTaken() {
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().start()) {
			assertThatExceptionOfType(UncheckedIOException.class)
				.isThrownBy(() -> EmbeddedTaosServer.builder().port(server.port()).start())
				.withMessageContaining(String.valueOf(server.port()));
		}
	}

	@Test
	void refusesPortsThatAreNone() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> EmbeddedTaosServer.builder().port(65536))
			.withMessageContaining("65536");
	}

	@Test
	void listensElsewhereIfTold() throws Exception {
		InetAddress any = InetAddress.getByName("0.0.0.0");
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().host(any).start()) {
			assertThat(server.address().getAddress().isAnyLocalAddress()).isTrue();
			assertThat(post(server, "select 1", ROOT).body()).contains("[[1]]");
		}
	}

	@Test
	void anotherUserHasAnotherPassword() throws Exception {
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().start()) {
			assertThat(post(server, "create user alice pass 'Secret_123'", ROOT).body()).contains("\"code\":0");
			// alice:Secret_123
			assertThat(post(server, "select 1", "Basic YWxpY2U6U2VjcmV0XzEyMw==").body()).contains("[[1]]");
			// alice:wrong
			assertThat(post(server, "select 1", "Basic YWxpY2U6d3Jvbmc=").body()).contains("\"code\":855");
		}
	}

	@Test
	void keepsItsDataInAPathUntilItIsEmptied(@TempDir Path directory) throws Exception {
		Path path = directory.resolve("data");
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().path(path).start()) {
			post(server, "create database d", ROOT);
			post(server, "create table d.t (ts timestamp, v int)", ROOT);
			assertThat(post(server, "insert into d.t values (now, 7)", ROOT).body()).contains("[[1]]");
			assertThat(post(server, "create user alice pass 'Secret_123'", ROOT).body()).contains("\"code\":0");
			server.restart();
			assertThat(post(server, "select v from d.t", ROOT).body()).contains("[[7]]");
		}
		long before = threads();
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().path(path).start()) {
			assertThat(post(server, "select v from d.t", ROOT).body()).contains("[[7]]");
			assertThat(post(server, "select 1", "Basic YWxpY2U6U2VjcmV0XzEyMw==").body()).contains("[[1]]");
			assertThatExceptionOfType(EmbeddedTaosPathException.class)
				.isThrownBy(() -> EmbeddedTaosServer.builder().path(path).start())
				.withMessage("The path " + path + " is in use by another server");
			server.restartEmpty();
			assertThat(post(server, "select v from d.t", ROOT).body()).contains("Database not exist");
		}
		await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(threads()).isEqualTo(before));
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().path(path).start()) {
			assertThat(post(server, "select v from d.t", ROOT).body()).contains("Database not exist");
			assertThat(post(server, "select 1", "Basic YWxpY2U6U2VjcmV0XzEyMw==").body()).contains("Invalid user");
		}
	}

	private static HttpResponse<String> post(EmbeddedTaosServer server, String sql, String authorization)
			throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(server.httpUrl() + "/rest/sql"))
			.header("Authorization", authorization)
			.POST(HttpRequest.BodyPublishers.ofString(sql))
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
	}

}
