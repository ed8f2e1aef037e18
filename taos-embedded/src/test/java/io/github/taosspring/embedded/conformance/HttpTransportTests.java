package io.github.taosspring.embedded.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
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
 * What becomes of connections and bodies, byte by byte.
 */
@Timeout(60)
class HttpTransportTests {

	private static EmbeddedTaosServer server;

	@BeforeAll
	static void start() {
		server = EmbeddedTaosServer.builder().start();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@ParameterizedTest
	@CsvSource({ "POST /rest/sql, 401", "POST /rest/sql?req_id=x, 400" })
	void readsBodiesThatComeLateBeforeItRefuses(String line, int status) throws IOException {
		try (Connection connection = new Connection()) {
			for (int i = 0; i < 3; i++) {
				connection.write(line + " HTTP/1.1\r\nHost: x\r\nContent-Length: 8\r\n\r\n");
				connection.write("sele");
				connection.write("ct 1");
				assertThat(connection.readHead()).startsWith("HTTP/1.1 " + status);
			}
		}
	}

	@Test
	void saysThatItClosesAConnectionWhoseRequestItDoesNotRead() throws IOException {
		try (Connection connection = new Connection()) {
			connection.write("POST /nosuch HTTP/1.1\r\nHost: x\r\nContent-Length: 8\r\n\r\n");
			String head = connection.readHead();
			assertThat(head).startsWith("HTTP/1.1 404").contains("Connection: close");
		}
	}

	@Test
	void refusesBodiesLargerThanItTakes() throws IOException {
		try (Connection connection = new Connection()) {
			connection.write("POST /rest/sql HTTP/1.1\r\nHost: x\r\nAuthorization: " + RestCaller.ROOT
					+ "\r\nContent-Length: 2000000000\r\n\r\n");
			assertThat(connection.readHead()).startsWith("HTTP/1.1 413").contains("Connection: close");
		}
	}

	@Test
	void refusesBodiesThatAreNotWhatTheySay() throws IOException {
		try (Connection connection = new Connection()) {
			connection.write("POST /rest/sql HTTP/1.1\r\nHost: x\r\nAuthorization: " + RestCaller.ROOT
					+ "\r\nContent-Encoding: gzip\r\nContent-Length: 8\r\n\r\nselect 1");
			assertThat(connection.readHead()).startsWith("HTTP/1.1 400");
		}
	}

	private static final class Connection implements AutoCloseable {

		private final Socket socket;

		private final BufferedReader in;

		Connection() throws IOException {
			this.socket = new Socket("127.0.0.1", server.port());
			this.socket.setTcpNoDelay(true);
			this.socket.setSoTimeout(10_000);
			this.in = new BufferedReader(
					new InputStreamReader(this.socket.getInputStream(), StandardCharsets.ISO_8859_1));
		}

		void write(String text) throws IOException {
			OutputStream out = this.socket.getOutputStream();
			out.write(text.getBytes(StandardCharsets.ISO_8859_1));
			out.flush();
		}

		/**
		 * Read a reply and return its head.
		 */
		String readHead() throws IOException {
			StringBuilder head = new StringBuilder();
			int length = 0;
			for (String line = this.in.readLine(); line != null && !line.isEmpty(); line = this.in.readLine()) {
				head.append(line).append('\n');
				if (line.startsWith("Content-Length: ")) {
					length = Integer.parseInt(line.substring(16));
				}
			}
			assertThat(this.in.skip(length)).isEqualTo(length);
			return head.toString();
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
		}

	}

}
