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

	/** Larger frames are unmasked only where they are looked at. */
	private static final int EAGER = 1 << 16;

	/** In read mode between calls: holds what arrived and was not used yet. */
	private final ByteBuffer input = ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.BIG_ENDIAN).flip();

	/** The bytes of a large frame, used again for the next. */
	private byte[] large = new byte[0];

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
			if (size > EAGER) {
				if (opcode != TEXT && opcode != BINARY) {
					throw new IOException("A control frame of " + size + " bytes");
				}
				return new Message(opcode == BINARY, readLarge((int) size), (int) size, mask);
			}
			require(size);
			byte[] payload = new byte[(int) size];
			this.input.get(payload);
			for (int i = 0; i < payload.length; i++) {
				payload[i] ^= (byte) (mask >>> 24 - 8 * (i & 3));
			}
			switch (opcode) {
				case TEXT, BINARY:
					return new Message(opcode == BINARY, payload, payload.length, 0);
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

	private byte[] readLarge(int size) throws IOException {
		if (this.large.length < size) {
			this.large = new byte[size];
		}
		int buffered = Math.min(size, this.input.remaining());
		this.input.get(this.large, 0, buffered);
		for (int at = buffered; at < size;) {
			if (!this.input.hasRemaining() && !fill()) {
				throw new EOFException("The client left within a request");
			}
			int part = Math.min(size - at, this.input.remaining());
			this.input.get(this.large, at, part);
			at += part;
		}
		return this.large;
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
	 * A message from the client, valid until the next is read.
	 *
	 * @param binary whether it is a binary frame
	 * @param bytes the payload, may be longer than it
	 * @param size the length of the payload in bytes
	 * @param mask what the payload is still masked with, 0 for nothing
	 */
	record Message(boolean binary, byte[] bytes, int size, int mask) {

		/**
		 * Return a little-endian number of 32 bits.
		 */
		int intAt(int at) {
			return (byteAt(at) & 0xff) | (byteAt(at + 1) & 0xff) << 8 | (byteAt(at + 2) & 0xff) << 16
					| byteAt(at + 3) << 24;
		}

		private byte byteAt(int at) {
			return (byte) (this.bytes[at] ^ this.mask >>> 24 - 8 * (at & 3));
		}

		/**
		 * Return the first bytes, no longer masked.
		 */
		byte[] head(int length) {
			byte[] head = new byte[Math.min(length, this.size)];
			for (int i = 0; i < head.length; i++) {
				head[i] = byteAt(i);
			}
			return head;
		}

		/**
		 * Return all bytes, no longer masked.
		 */
		byte[] payload() {
			return (this.mask == 0 && this.bytes.length == this.size) ? this.bytes : head(this.size);
		}

		@Override
		public String toString() {
			return this.binary ? this.size + " bytes" : new String(payload(), StandardCharsets.UTF_8);
		}

	}

}
