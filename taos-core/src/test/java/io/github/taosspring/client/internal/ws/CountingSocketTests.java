package io.github.taosspring.client.internal.ws;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

/**
 * Tests of {@link CountingSocket}.
 */
@Timeout(60)
class CountingSocketTests {

	private static final int KILOBYTE = 1024;

	private final byte[] bytes = new byte[16 * 1024 * 1024];

	private final CountingSocket socket = new CountingSocket();

	private ServerSocket server;

	private Socket peer;

	@BeforeEach
	void connect() throws IOException {
		this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
		this.socket.connect(this.server.getLocalSocketAddress());
		this.peer = this.server.accept();
	}

	@AfterEach
	void disconnect() throws IOException {
		this.socket.close();
		this.peer.close();
		this.server.close();
	}

	@Test
	void writesWhatThePeerWillReadAndNoMore() throws IOException {
		for (int i = 0; i < 32; i++) {
			assertThat(this.socket.tryWrite(this.bytes, KILOBYTE)).isTrue();
		}
		assertThat(this.socket.bytesWritten()).isEqualTo(32 * KILOBYTE);
		// nobody has read any of it, and nobody was kept waiting
		assertThat(this.socket.tryWrite(this.bytes, 1)).isFalse();
		this.socket.confirm(10 * KILOBYTE);
		assertThat(this.socket.tryWrite(this.bytes, 10 * KILOBYTE + 1)).isFalse();
		assertThat(this.socket.tryWrite(this.bytes, 10 * KILOBYTE)).isTrue();
		this.socket.confirm(5 * KILOBYTE);
		assertThat(this.socket.tryWrite(this.bytes, 1)).isFalse();
		assertThat(this.peer.getInputStream().readNBytes(42 * KILOBYTE)).hasSize(42 * KILOBYTE);
	}

	@Test
	void doesNotWaitForWhoeverElseIsWriting() throws Exception {
		this.socket.setSendBufferSize(64 * KILOBYTE);
		Thread writer = new Thread(() -> {
			try {
				this.socket.getOutputStream().write(this.bytes);
			}
			catch (IOException ex) {
				// the peer is gone, which ends this test
			}
		});
		writer.start();
		// more than the systems hold, so that it stays there
		await().atMost(Duration.ofSeconds(30)).until(() -> this.socket.isWriting() && this.socket.bytesWritten() > 0);
		this.socket.confirm(Long.MAX_VALUE / 2);
		assertThat(this.socket.tryWrite(this.bytes, 1)).isFalse();
		this.peer.close();
		writer.join();
	}

	@Test
	void countsTheFramesThatSomebodyElseWrites() throws IOException {
		byte[] text = { (byte) 0x81, (byte) 0x80, 0, 0, 0, 0 };
		byte[] binary = { (byte) 0x82, (byte) 0x80, 0, 0, 0, 0 };
		byte[] pong = { (byte) 0x8A, (byte) 0x80, 0, 0, 0, 0 };
		this.socket.getOutputStream().write("GET /ws HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		this.socket.getOutputStream().write(pong);
		assertThat(this.socket.tryWrite(text, text.length)).isTrue();
		assertThat(this.socket.framesWritten()).isZero();
		this.socket.getOutputStream().write(text);
		this.socket.getOutputStream().write(binary);
		assertThat(this.socket.framesWritten()).isEqualTo(2);
	}

	@Test
	void tellsOfABrokenConnection() throws IOException {
		this.socket.close();
		assertThatIOException().isThrownBy(() -> this.socket.tryWrite(this.bytes, 1));
	}

}
