package io.github.taosspring.client.internal.ws;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * A socket that counts its bytes, so that a frame is a sign of life while it comes in and
 * not only when it is complete. Under TLS it is the socket below, and counts what is
 * encrypted.
 */
final class CountingSocket extends Socket {

	/**
	 * What is written at once: the count of a large frame must move while a slow peer
	 * takes it.
	 */
	private static final int WRITE_STEP = 64 * 1024;

	/**
	 * What may be written on a caller's thread while the peer has not shown that it read
	 * it. The buffers of the systems at both ends hold several times as much, so that
	 * writing does not block.
	 */
	private static final int UNCONFIRMED = 32 * 1024;

	/** What is kept of the beginning. */
	private static final int FIRST = 512;

	private final byte[] first = new byte[FIRST];

	private volatile long bytesRead;

	private volatile long bytesWritten;

	private volatile boolean writing;

	private volatile long confirmed;

	/** Frames with text or bytes that were not written by {@link #tryWrite}. */
	private volatile long handedOn;

	/** Held while a frame is written, whose bytes must stay together. */
	private final ReentrantLock writeLock = new ReentrantLock();

	private @Nullable InputStream input;

	private @Nullable Output output;

	CountingSocket() {
		super(Proxy.NO_PROXY);
	}

	/**
	 * Return the bytes read so far and those that are there to be read, so that a reader
	 * who is behind does not look like a silent peer.
	 */
	long bytesArrived() {
		long read = this.bytesRead;
		try {
			return read + super.getInputStream().available();
		}
		catch (IOException ex) {
			return read;
		}
	}

	/**
	 * Return the first bytes that were read, which tell what a server is that does not
	 * upgrade to WebSocket.
	 */
	byte[] firstBytes() {
		// the count is written after the bytes
		return Arrays.copyOf(this.first, (int) Math.min(this.bytesRead, FIRST));
	}

	/**
	 * Return the bytes that the system has taken.
	 */
	long bytesWritten() {
		return this.bytesWritten;
	}

	/**
	 * Take note that the peer has read what was written until then, as it answered a
	 * later request. Called by one thread.
	 * @param written what {@link #bytesWritten()} returned before that request was sent
	 */
	void confirm(long written) {
		if (written > this.confirmed) {
			this.confirmed = written;
		}
	}

	/**
	 * Write bytes now, unless that could block: somebody else is writing, or the peer may
	 * not read.
	 * @return whether they were written
	 * @throws IOException if the connection broke
	 */
	boolean tryWrite(byte[] bytes, int length) throws IOException {
		if (this.bytesWritten + length - this.confirmed > UNCONFIRMED || !this.writeLock.tryLock()) {
			return false;
		}
		try {
			if (this.bytesWritten + length - this.confirmed > UNCONFIRMED) {
				return false;
			}
			output().writeLocked(bytes, 0, length);
			return true;
		}
		finally {
			this.writeLock.unlock();
		}
	}

	/**
	 * Return how many frames with text or bytes came by {@link #getOutputStream()} and
	 * were written, so that a caller can tell whether one it handed to somebody else is
	 * still on its way.
	 */
	long framesWritten() {
		return this.handedOn;
	}

	/**
	 * Return whether a write is under way.
	 */
	boolean isWriting() {
		return this.writing;
	}

	@Override
	public synchronized InputStream getInputStream() throws IOException {
		if (this.input == null) {
			this.input = new Input(super.getInputStream());
		}
		return this.input;
	}

	@Override
	public OutputStream getOutputStream() throws IOException {
		return output();
	}

	private synchronized Output output() throws IOException {
		Output current = this.output;
		if (current == null) {
			current = new Output(super.getOutputStream());
			this.output = current;
		}
		return current;
	}

	private final class Input extends FilterInputStream {

		Input(InputStream in) {
			super(in);
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xFF;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int read = super.read(bytes, offset, length);
			if (read > 0) {
				count(bytes, offset, read);
			}
			return read;
		}

		/**
		 * One thread reads.
		 */
		@SuppressWarnings("NonAtomicOperationOnVolatileField")
		private void count(byte[] bytes, int offset, int read) {
			long before = CountingSocket.this.bytesRead;
			if (before < FIRST) {
				System.arraycopy(bytes, offset, CountingSocket.this.first, (int) before,
						(int) Math.min(read, FIRST - before));
			}
			CountingSocket.this.bytesRead = before + read;
		}

	}

	private final class Output extends FilterOutputStream {

		Output(OutputStream out) {
			super(out);
		}

		@Override
		public void write(int value) throws IOException {
			write(new byte[] { (byte) value }, 0, 1);
		}

		@Override
		@SuppressWarnings("NonAtomicOperationOnVolatileField")
		public void write(byte[] bytes, int offset, int length) throws IOException {
			CountingSocket.this.writeLock.lock();
			try {
				writeLocked(bytes, offset, length);
				if (length > 0 && isData(bytes[offset])) {
					CountingSocket.this.handedOn++;
				}
			}
			finally {
				CountingSocket.this.writeLock.unlock();
			}
		}

		/**
		 * Whether the first byte of a frame says that it holds text or bytes (RFC 6455,
		 * 5.2); no other byte that begins a write does, such as that of the upgrade.
		 */
		private static boolean isData(byte first) {
			return first == (byte) 0x81 || first == (byte) 0x82;
		}

		@SuppressWarnings("NonAtomicOperationOnVolatileField")
		void writeLocked(byte[] bytes, int offset, int length) throws IOException {
			CountingSocket.this.writing = true;
			try {
				for (int done = 0; done < length; done += WRITE_STEP) {
					int step = Math.min(WRITE_STEP, length - done);
					this.out.write(bytes, offset + done, step);
					CountingSocket.this.bytesWritten += step;
				}
			}
			finally {
				CountingSocket.this.writing = false;
			}
		}

	}

}
