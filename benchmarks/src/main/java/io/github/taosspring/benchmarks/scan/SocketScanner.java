package io.github.taosspring.benchmarks.scan;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

import io.github.taosspring.client.wire.BinaryRequest;

/**
 * The least that a client can do: takes frames off a blocking socket into one buffer
 * outside of the heap and looks at their heads only. Shows what the server and the socket
 * can give.
 */
final class SocketScanner implements Scanner {

	private final SocketChannel channel;

	private final ByteBuffer input = ByteBuffer.allocateDirect(1 << 20);

	private final ByteBuffer output = ByteBuffer.allocateDirect(4096);

	private final String sql;

	private long reqId = 1;

	SocketScanner(int port, String sql) throws IOException {
		this.sql = sql;
		this.channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		this.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
		send(ByteBuffer.wrap(("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
				+ "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
			.getBytes(StandardCharsets.ISO_8859_1)));
		this.input.flip();
		int matched = 0;
		while (matched < 4) {
			require(1);
			matched = (this.input.get() == "\r\n\r\n".charAt(matched)) ? matched + 1 : 0;
		}
	}

	@Override
	public Totals scan() throws IOException {
		sendFrame(BinaryRequest.binaryQuery(this.reqId++, this.sql));
		int size = readHead();
		require(size);
		byte[] json = new byte[size];
		this.input.get(json);
		String reply = new String(json, StandardCharsets.UTF_8);
		int start = reply.indexOf("\"id\":") + 5;
		long id = Long.parseLong(reply.substring(start, reply.indexOf(',', start)));
		Totals totals = new Totals();
		while (true) {
			sendFrame(BinaryRequest.fetchRawBlock(this.reqId++, id));
			size = readHead();
			require(Math.min(size, BlockFrames.BLOCK_START + 12));
			if (BlockFrames.isLast(this.input)) {
				this.input.position(this.input.position() + size);
				return totals;
			}
			totals.rows += BlockFrames.rows(this.input);
			skip(size);
		}
	}

	private int readHead() throws IOException {
		require(2);
		this.input.order(ByteOrder.BIG_ENDIAN);
		this.input.get();
		int size = this.input.get();
		if (size == 126) {
			require(2);
			return this.input.getShort() & 0xffff;
		}
		if (size == 127) {
			require(8);
			return (int) this.input.getLong();
		}
		return size;
	}

	private void skip(int size) throws IOException {
		int left = size;
		while (left > this.input.remaining()) {
			left -= this.input.remaining();
			this.input.clear();
			if (this.channel.read(this.input) < 0) {
				throw new EOFException();
			}
			this.input.flip();
		}
		this.input.position(this.input.position() + left);
	}

	private void require(int size) throws IOException {
		while (this.input.remaining() < size) {
			this.input.compact();
			if (this.channel.read(this.input) < 0) {
				throw new EOFException();
			}
			this.input.flip();
		}
	}

	private void sendFrame(ByteBuffer payload) throws IOException {
		int size = payload.remaining();
		this.output.clear();
		this.output.put((byte) 0x82).put((byte) (0x80 | Math.min(size, 126)));
		if (size >= 126) {
			this.output.putShort((short) size);
		}
		// a mask of zeros leaves the payload as it is
		this.output.putInt(0).put(payload).flip();
		send(this.output);
	}

	private void send(ByteBuffer bytes) throws IOException {
		while (bytes.hasRemaining()) {
			this.channel.write(bytes);
		}
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
