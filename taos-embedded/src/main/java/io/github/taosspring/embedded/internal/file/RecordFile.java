package io.github.taosspring.embedded.internal.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * A file that records are appended to. What {@link #append} wrote is with the operating
 * system, and survives the end of the process; after {@link #sync} it survives the loss
 * of power.
 * <p>
 * Not by a {@code FileChannel}, which an interrupted thread would close. One writer at a
 * time; {@code sync} may be called by another thread.
 */
class RecordFile implements AutoCloseable {

	private final Path path;

	private final RandomAccessFile file;

	private long size;

	/**
	 * Open a file behind its last whole record; what comes after is cut.
	 */
	RecordFile(Path path, long size) throws IOException {
		this.path = path;
		this.file = new RandomAccessFile(path.toFile(), "rw");
		try {
			this.file.setLength(size);
			this.file.seek(size);
		}
		catch (IOException ex) {
			this.file.close();
			throw ex;
		}
		this.size = size;
	}

	Path path() {
		return this.path;
	}

	long size() {
		return this.size;
	}

	/**
	 * Append a record. If that fails, part of it may be in the file until it is
	 * {@linkplain #cut cut}.
	 */
	void append(RecordBuffer record) throws IOException {
		write(record.array(), record.size());
		this.size += record.size();
	}

	void write(byte[] bytes, int count) throws IOException {
		this.file.write(bytes, 0, count);
	}

	/**
	 * Cut what comes after the whole records.
	 * @param end their end
	 */
	void cut(long end) throws IOException {
		this.file.setLength(end);
		this.file.seek(end);
		this.size = end;
	}

	void sync() throws IOException {
		this.file.getFD().sync();
	}

	@Override
	public void close() throws IOException {
		this.file.close();
	}

}
