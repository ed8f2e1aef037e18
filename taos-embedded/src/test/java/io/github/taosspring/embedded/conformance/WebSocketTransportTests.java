package io.github.taosspring.embedded.conformance;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How messages travel, whatever is in them.
 */
@Timeout(60)
class WebSocketTransportTests {

	private static EmbeddedTaosServer server;

	@BeforeAll
	static void start() {
		server = EmbeddedTaosServer.builder().start();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void answersEveryMessageOfAFloodOnce() {
		try (WsCaller socket = new WsCaller(server)) {
			for (int i = 1; i <= 2000; i++) {
				socket.send("{\"action\":\"version\",\"args\":{\"req_id\":" + i + "}}");
			}
			Set<Integer> answered = new HashSet<>();
			for (int i = 1; i <= 2000; i++) {
				Map<String, @Nullable Object> reply = JsonTree.parseObject((String) socket.receive());
				assertThat(answered.add(JsonTree.number(reply, "req_id"))).isTrue();
			}
			assertThat(answered).contains(1, 2000).hasSize(2000);
			assertThat(socket.hasReceived()).isFalse();
		}
	}

	@Test
	void answersPingsAmongMessages() throws IOException {
		try (RawSocket socket = new RawSocket()) {
			for (int i = 0; i < 3; i++) {
				socket.send(0x9, "are you there".getBytes(StandardCharsets.US_ASCII));
				assertThat(socket.receive()).isEqualTo("a:are you there");
				// an unasked-for pong is a sign of life and no more
				socket.send(0xa, new byte[0]);
				socket.send(0x1, "{\"action\":\"version\"}".getBytes(StandardCharsets.US_ASCII));
				assertThat(socket.receive()).startsWith("1:{\"code\":0,");
			}
		}
	}

	@Test
	void takesMessagesInFragments() throws IOException {
		try (RawSocket socket = new RawSocket()) {
			socket.sendFrame(0x1, "{\"action\":".getBytes(StandardCharsets.US_ASCII));
			socket.sendFrame(0x0, "\"version\"".getBytes(StandardCharsets.US_ASCII));
			socket.send(0x0, "}".getBytes(StandardCharsets.US_ASCII));
			assertThat(socket.receive()).startsWith("1:{\"code\":0,");
		}
	}

	@Test
	void takesMessagesLargerThanAStatementMayBe() {
		try (WsCaller socket = new WsCaller(server)) {
			socket.send("{\"action\":\"version\",\"args\":{\"req_id\":7,\"more\":\"" + "x".repeat(4 << 20) + "\"}}");
			assertThat(JsonTree.number(JsonTree.parseObject((String) socket.receive()), "req_id")).isEqualTo(7);
		}
	}

	@Test
	void aPeerThatSendsWithoutReadingDoesNotStopTheOthers() throws IOException {
		try (RawSocket deaf = new RawSocket()) {
			byte[] message = "{\"action\":\"version\",\"args\":{\"req_id\":1}}".getBytes(StandardCharsets.US_ASCII);
			for (int i = 0; i < 500; i++) {
				deaf.send(0x1, message);
			}
			try (WsCaller socket = new WsCaller(server)) {
				assertThat(socket.call("version", "")).containsKey("version");
			}
		}
	}

	/**
	 * A WebSocket by hand, for what a client library doesn't let one do.
	 */
	private static final class RawSocket implements AutoCloseable {

		private final Socket socket;

		private final DataInputStream in;

		RawSocket() throws IOException {
			this.socket = new Socket("127.0.0.1", server.port());
			this.socket.setSoTimeout(10_000);
			this.in = new DataInputStream(this.socket.getInputStream());
			write(("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
					+ "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
			StringBuilder head = new StringBuilder();
			while (head.indexOf("\r\n\r\n") < 0) {
				head.append((char) this.in.readUnsignedByte());
			}
			assertThat(head).startsWith("HTTP/1.1 101 ");
		}

		private void write(byte[] bytes) throws IOException {
			OutputStream out = this.socket.getOutputStream();
			out.write(bytes);
			out.flush();
		}

		void send(int opcode, byte[] payload) throws IOException {
			frame(0x80 | opcode, payload);
		}

		void sendFrame(int opcode, byte[] payload) throws IOException {
			frame(opcode, payload);
		}

		private void frame(int first, byte[] payload) throws IOException {
			ByteArrayOutputStream frame = new ByteArrayOutputStream();
			frame.write(first);
			frame.write(0x80 | payload.length);
			byte[] mask = { 1, 2, 3, 4 };
			frame.write(mask);
			for (int i = 0; i < payload.length; i++) {
				frame.write(payload[i] ^ mask[i & 3]);
			}
			write(frame.toByteArray());
		}

		String receive() throws IOException {
			int opcode = this.in.readUnsignedByte() & 0xf;
			int length = this.in.readUnsignedByte();
			if (length == 126) {
				length = this.in.readUnsignedShort();
			}
			return Integer.toHexString(opcode) + ":" + new String(this.in.readNBytes(length), StandardCharsets.UTF_8);
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
		}

	}

}
