package io.github.taosspring.embedded.internal.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a file one after the other.
 * <p>
 * An unfinished record at the end, and zeros there, are a torn tail: a process that is
 * killed leaves the beginning of its last record, a machine that loses power may leave
 * anything of it. Whatever else doesn't match its checksum is damage. Not thread-safe.
 */
final class RecordReader implements AutoCloseable {

	private static final int BUFFER = 1 << 16;

	private final Path file;

	private final long size;

	private final InputStream in;

	private final CRC32C crc = new CRC32C();

	private final byte[] frame = new byte[RecordBuffer.FRAME];

	private byte[] record = new byte[BUFFER];

	/** The end of the last record that was read. */
	private long position;

	private boolean torn;

	RecordReader(Path file) throws IOException {
		this.file = file;
		this.size = Files.size(file);
		this.in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
	}

	/**
	 * Return the next record, {@code null} at the end or at a torn tail.
	 */
	@Nullable RecordInput next() throws IOException {
		if (this.torn || this.position == this.size) {
			return null;
		}
		long left = this.size - this.position;
		if (left < RecordBuffer.FRAME) {
			this.torn = true;
			return null;
		}
		this.in.readNBytes(this.frame, 0, RecordBuffer.FRAME);
		ByteBuffer head = ByteBuffer.wrap(this.frame).order(ByteOrder.LITTLE_ENDIAN);
		int length = head.getInt();
		if (crc(this.frame, 4) != head.getInt() || length < 0) {
			return tornOrDamaged(isZero(this.frame, RecordBuffer.FRAME) && restIsZero(),
					"the length of a record doesn't match its checksum");
		}
		if (length > left - RecordBuffer.FRAME) {
			this.torn = true;
			return null;
		}
		if (length > this.record.length) {
			this.record = new byte[length];
		}
		this.in.readNBytes(this.record, 0, length);
		if (crc(this.record, length) != head.getInt()) {
			return tornOrDamaged(restIsZero(), "a record doesn't match its checksum");
		}
		try {
			RecordInput input = new RecordInput(this.record, length);
			this.position += RecordBuffer.FRAME + length;
			return input;
		}
		catch (RuntimeException ex) {
			throw damaged("not a record of this server", ex);
		}
	}

	private @Nullable RecordInput tornOrDamaged(boolean tail, String what) {
		if (!tail) {
			throw damaged(what, null);
		}
		this.torn = true;
		return null;
	}

	private int crc(byte[] bytes, int length) {
		this.crc.reset();
		this.crc.update(bytes, 0, length);
		return (int) this.crc.getValue();
	}

	private boolean restIsZero() throws IOException {
		byte[] rest = new byte[BUFFER];
		for (int read = this.in.read(rest); read >= 0; read = this.in.read(rest)) {
			if (!isZero(rest, read)) {
				return false;
			}
		}
		return true;
	}

	private static boolean isZero(byte[] bytes, int count) {
		for (int i = 0; i < count; i++) {
			if (bytes[i] != 0) {
				return false;
			}
		}
		return true;
	}

	Path file() {
		return this.file;
	}

	/** Return the end of the last whole record. */
	long position() {
		return this.position;
	}

	long size() {
		return this.size;
	}

	/** Return whether the file ends in an unfinished record. */
	boolean isTorn() {
		return this.torn;
	}

	DamagedFileException damaged(String why, @Nullable Throwable cause) {
		return new DamagedFileException(this.file, this.position, why, cause);
	}

	@Override
	public void close() throws IOException {
		this.in.close();
	}

}
