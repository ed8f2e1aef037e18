package io.github.taosspring.client.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosEndpoint;
import io.github.taosspring.client.TaosException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link ConnectAdvice} with servers that are not taosAdapter.
 */
@Timeout(60)
class ConnectAdviceTests {

	private static final String NOT_FOUND = "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\n"
			+ "Content-Length: 18\r\nConnection: close\r\n\r\n404 page not found";

	/** As Go's server answers. */
	private static final String SPEAKS_TLS = "HTTP/1.0 400 Bad Request\r\n\r\n"
			+ "Client sent an HTTP request to an HTTPS server.\n";

	private static final String BAD_GATEWAY = "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n"
			+ "Connection: close\r\n\r\n";

	@Test
	void noAdapterUnderThePathOfTheWebSocket() throws Exception {
		assertThat(answered(NOT_FOUND, "ws")).matches(
				"Cannot connect to 127\\.0\\.0\\.1:\\d+: no taosAdapter at 127\\.0\\.0\\.1:\\d+/ws \\(HTTP status 404\\).*");
	}

	@Test
	void noAdapterUnderThePathOfRest() throws Exception {
		assertThat(answered(NOT_FOUND, "http"))
			.matches("No taosAdapter answers at 127\\.0\\.0\\.1:\\d+/rest/sql, the answer is HTTP status 404: "
					+ "404 page not found \\(HTTP 404\\)");
	}

	@Test
	void aProxyWithoutAServerBehindIt() throws Exception {
		assertThat(answered(BAD_GATEWAY, "ws")).contains("was refused with HTTP status 502");
		assertThat(answered(BAD_GATEWAY, "http")).contains("the answer is HTTP status 502");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ws", "http" })
	void aServerThatSpeaksTlsAndSaysSo(String scheme) throws Exception {
		assertThat(answered(SPEAKS_TLS, scheme)).contains("the server speaks TLS; use taos+" + scheme + "s://");
	}

	@Test
	void aServerThatSpeaksTlsAndAnswersByAnAlert() throws Exception {
		assertThat(answered("\u0015\u0003\u0003\u0000\u0002\u0002\u0050", "ws"))
			.contains("the server speaks TLS; use taos+wss://");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ws", "http" })
	void aServerThatClosesWithoutAWord(String scheme) throws Exception {
		assertThat(answered("", scheme)).contains("if the server speaks TLS, use taos+" + scheme + "s://");
	}

	@Test
	void aServerThatSpeaksAnotherProtocol() throws Exception {
		assertThat(answered("SSH-2.0-OpenSSH_9.2\r\n", "ws")).contains("the server does not speak HTTP");
	}

	@Test
	void theNativePortIsToldFromTheAdapters() {
		TaosEndpoint endpoint = new TaosEndpoint("td1", 6030);
		TaosClientOptions options = TaosClientOptions.DEFAULTS;
		ConnectAdvice advice = new ConnectAdvice(endpoint, options);
		String hint = "6030 is the port of taosd's native protocol, taosAdapter listens on 6041";
		assertThat(advice.reason(new ConnectException("Connection refused"))).isEqualTo("Connection refused; " + hint);
		assertThat(advice.upgradeReason("closed by the server", null, new byte[0])).endsWith(hint);
		assertThat(new ConnectAdvice(new TaosEndpoint("td1", 6041), options)
			.reason(new ConnectException("Connection refused"))).isEqualTo("Connection refused");
	}

	/**
	 * Return the message of a client whose server answers everything alike.
	 */
	private static String answered(String answer, String scheme) throws Exception {
		try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			Thread thread = new Thread(() -> serve(server, answer), "foreign-server");
			thread.start();
			TaosException failure = catchThrowableOfType(TaosException.class,
					() -> TaosClient.connect("taos+" + scheme + "://127.0.0.1:" + server.getLocalPort()).close());
			server.close();
			thread.join();
			assertThat(failure).isNotNull();
			return failure.getMessage();
		}
	}

	private static void serve(ServerSocket server, String answer) {
		while (!server.isClosed()) {
			try (Socket socket = server.accept()) {
				InputStream in = socket.getInputStream();
				in.read(new byte[4096]);
				socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
				socket.shutdownOutput();
				// until the client has read it: closing with bytes unread would reset it
				// away
				in.transferTo(OutputStream.nullOutputStream());
			}
			catch (IOException ex) {
				// the client or the test closed
			}
		}
	}

}
