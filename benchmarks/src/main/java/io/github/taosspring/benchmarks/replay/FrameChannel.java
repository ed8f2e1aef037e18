package io.github.taosspring.benchmarks.replay;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The server's end of a WebSocket (RFC 6455) on a blocking channel: small requests in,
 * large unfragmented frames out, straight from the given buffers.
 */
final class FrameChannel implements AutoCloseable {

	static final int TEXT = 1;

	static final int BINARY = 2;

	private static final int CLOSE = 8;

	private static final int PING = 9;

	private static final int PONG = 10;

	private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

	private final SocketChannel channel;

	/** In read mode between calls: holds what arrived and was not used yet. */
	private final ByteBuffer input = ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.BIG_ENDIAN).flip();

	private final ByteBuffer head = ByteBuffer.allocateDirect(10).order(ByteOrder.BIG_ENDIAN);

	FrameChannel(SocketChannel channel) {
		this.channel = channel;
	}

	/**
	 * Answer the upgrade.
	 */
	void handshake() throws IOException {
		StringBuilder request = new StringBuilder();
		while (request.indexOf("\r\n\r\n") < 0) {
			require(1);
			request.append((char) this.input.get());
		}
		String key = null;
		for (String line : request.toString().split("\r\n")) {
			if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
				key = line.substring(line.indexOf(':') + 1).trim();
			}
		}
		if (key == null) {
			throw new IOException("Not a WebSocket: " + request);
		}
		write(ByteBuffer.wrap(
				("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
						+ accept(key) + "\r\n\r\n")
					.getBytes(StandardCharsets.ISO_8859_1)));
	}

	private static String accept(String key) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-1");
			return Base64.getEncoder()
				.encodeToString(digest.digest((key + KEY_SUFFIX).getBytes(StandardCharsets.ISO_8859_1)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Wait for the next message, answering pings meanwhile.
	 * @return the message, {@code null} if the client closed
	 */
	@Nullable Message read() throws IOException {
		while (true) {
			if (!this.input.hasRemaining() && !fill()) {
				return null;
			}
			require(2);
			int first = this.input.get();
			int second = this.input.get();
			int opcode = first & 15;
			if ((first & 0x80) == 0 || (second & 0x80) == 0) {
				throw new IOException("Fragmented or unmasked frame");
			}
			long size = second & 0x7f;
			if (size == 126) {
				require(2);
				size = this.input.getShort() & 0xffff;
			}
			else if (size == 127) {
				require(8);
				size = this.input.getLong();
			}
			require(4);
			int mask = this.input.getInt();
			require(size);
			byte[] payload = new byte[(int) size];
			this.input.get(payload);
			for (int i = 0; i < payload.length; i++) {
				payload[i] ^= (byte) (mask >>> 24 - 8 * (i & 3));
			}
			switch (opcode) {
				case TEXT, BINARY:
					return new Message(opcode == BINARY, payload);
				case PING:
					write(PONG, ByteBuffer.wrap(payload));
					break;
				case PONG:
					break;
				case CLOSE:
					write(CLOSE, ByteBuffer.wrap(payload));
					return null;
				default:
					throw new IOException("Unexpected opcode " + opcode);
			}
		}
	}

	private void require(long size) throws IOException {
		if (size > this.input.capacity()) {
			throw new IOException("A request of " + size + " bytes");
		}
		while (this.input.remaining() < size) {
			if (!fill()) {
				throw new EOFException("The client left within a request");
			}
		}
	}

	private boolean fill() throws IOException {
		this.input.compact();
		int count = this.channel.read(this.input);
		this.input.flip();
		return count >= 0;
	}

	/**
	 * Send a frame.
	 * @param opcode the kind of frame
	 * @param parts the payload
	 */
	void write(int opcode, ByteBuffer... parts) throws IOException {
		long size = 0;
		for (ByteBuffer part : parts) {
			size += part.remaining();
		}
		this.head.clear();
		this.head.put((byte) (0x80 | opcode));
		if (size < 126) {
			this.head.put((byte) size);
		}
		else if (size <= 0xffff) {
			this.head.put((byte) 126).putShort((short) size);
		}
		else {
			this.head.put((byte) 127).putLong(size);
		}
		ByteBuffer[] all = new ByteBuffer[parts.length + 1];
		all[0] = this.head.flip();
		System.arraycopy(parts, 0, all, 1, parts.length);
		while (all[all.length - 1].hasRemaining()) {
			this.channel.write(all);
		}
	}

	private void write(ByteBuffer bytes) throws IOException {
		while (bytes.hasRemaining()) {
			this.channel.write(bytes);
		}
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

	/**
	 * A message from the client.
	 *
	 * @param binary whether it is a binary frame
	 * @param payload the bytes
	 */
	record Message(boolean binary, byte[] payload) {

		@Override
		public String toString() {
			return this.binary ? this.payload.length + " bytes" : new String(this.payload, StandardCharsets.UTF_8);
		}

	}

}
