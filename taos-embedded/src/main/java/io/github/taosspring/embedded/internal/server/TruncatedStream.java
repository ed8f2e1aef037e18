package io.github.taosspring.embedded.internal.server;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Lets so many bytes through, sends them, and then cuts the connection.
 */
final class TruncatedStream extends FilterOutputStream {

	private int left;

	private boolean cut;

	TruncatedStream(OutputStream out, int bytes) {
		super(out);
		this.left = bytes;
	}

	@Override
	public void write(int b) throws IOException {
		write(new byte[] { (byte) b }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		int passing = Math.min(length, this.left);
		this.out.write(bytes, offset, passing);
		this.left -= passing;
		if (passing < length) {
			this.out.flush();
			this.cut = true;
			throw FaultyReplyException.disconnect();
		}
	}

	@Override
	public void close() throws IOException {
		// what is shorter than the limit is whole, what was cut must not look so
		if (!this.cut) {
			this.out.close();
		}
	}

}
