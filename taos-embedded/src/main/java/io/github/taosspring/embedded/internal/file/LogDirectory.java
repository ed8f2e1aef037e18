package io.github.taosspring.embedded.internal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A log in a directory: segments that records are appended to, and checkpoints.
 * <p>
 * A checkpoint is made in three steps: {@link #rotate()} begins a segment, at a moment
 * when nothing changes; {@link #checkpoint} writes what there was at that moment, which
 * may take its time, and renames it when it is on the disk; {@link #prune} deletes what
 * is older. Until the rename a replay begins from the older checkpoint, and reads the
 * same records.
 * <p>
 * Appending and rotating are done under the lock of whoever owns the log; rotating,
 * checkpoints and pruning on one thread.
 */
final class LogDirectory implements AutoCloseable {

	private final String what;

	private final FileOptions options;

	private final Path directory;

	private final LogFiles files;

	private final RecordBuffer buffer = new RecordBuffer();

	private volatile @Nullable RecordFile current;

	/** Of the last record. */
	private long sequence;

	private volatile long bytesBehindCheckpoint;

	/** Of the newest checkpoint. */
	private volatile long checkpointBytes;

	private volatile @Nullable IOException broken;

	/**
	 * Create a log that is still to be {@linkplain #open opened}.
	 * @param directory its directory
	 * @param what what it is the log of; stands in the files
	 */
	LogDirectory(Path directory, String what, FileOptions options) {
		this.directory = directory;
		this.what = what;
		this.options = options;
		this.files = new LogFiles(directory);
	}

	/**
	 * Read the log, cut a torn tail, and be ready for more.
	 * @throws DamagedFileException if a file is damaged or missing; nothing was changed
	 */
	void open(LogReplay replay) throws IOException {
		this.files.find();
		if (this.files.isEmpty()) {
			create(1);
			DirectorySync.sync(this.directory.toAbsolutePath().getParent());
			return;
		}
		LogRecovery recovery = new LogRecovery(this.files, this.what, replay);
		long end = recovery.run();
		this.sequence = recovery.sequence();
		int last = this.files.last();
		if (end > 0) {
			this.current = this.options.files().open(this.files.segment(last), end);
		}
		else {
			// the process ended when the segment had hardly begun
			this.files.removeSegment(last);
			reopen(last);
		}
		measure();
	}

	private void reopen(int emptySegment) throws IOException {
		if (this.files.isEmpty()) {
			create(emptySegment);
			return;
		}
		Path before = this.files.segment(emptySegment - 1);
		this.current = this.options.files().open(before, Files.size(before));
	}

	private void create(int number) throws IOException {
		Path path = this.files.segment(number);
		RecordFile file = this.options.files().open(path, 0);
		try {
			RecordBuffer header = new RecordBuffer();
			header(header, this.sequence);
			header.end();
			file.append(header);
			file.sync();
			DirectorySync.sync(this.directory);
		}
		catch (IOException ex) {
			try (file) {
				Files.deleteIfExists(path);
			}
			throw ex;
		}
		this.files.addSegment(number);
		this.current = file;
	}

	private void header(RecordBuffer target, long before) {
		target.begin(RecordKind.HEADER, before, System.currentTimeMillis());
		LogRecovery.writeHeader(target, this.what);
	}

	private RecordFile current() throws IOException {
		RecordFile file = this.current;
		if (file == null) {
			throw new IOException("The log of " + this.what + " is closed");
		}
		return file;
	}

	/**
	 * Begin a record.
	 * @param time when it was made, in milliseconds since 1970
	 * @return what takes its body, for {@link #append()}
	 */
	RecordBuffer begin(long time) {
		this.buffer.begin(RecordKind.CHANGES, this.sequence + 1, time);
		return this.buffer;
	}

	/**
	 * Append the record that was begun.
	 * @param sync whether to bring it to the disk
	 * @throws IOException if it can't be kept; nothing of it is in the log then
	 */
	void append(boolean sync) throws IOException {
		RecordFile file = current();
		checkBroken();
		this.buffer.end();
		long before = file.size();
		try {
			file.append(this.buffer);
			if (sync) {
				sync(file);
			}
		}
		catch (IOException ex) {
			try {
				file.cut(before);
			}
			catch (IOException cutting) {
				ex.addSuppressed(cutting);
				this.broken = ex;
			}
			throw ex;
		}
		this.sequence++;
		this.bytesBehindCheckpoint += this.buffer.size();
	}

	private void checkBroken() throws IOException {
		IOException cause = this.broken;
		if (cause != null) {
			throw new IOException(
					"The log of " + this.what + " takes nothing more until the next start: " + cause.getMessage(),
					cause);
		}
	}

	/**
	 * Bring to the disk what was appended.
	 */
	void sync() throws IOException {
		RecordFile file = this.current;
		if (file != null) {
			checkBroken();
			sync(file);
		}
	}

	private void sync(RecordFile file) throws IOException {
		try {
			file.sync();
		}
		catch (IOException ex) {
			RecordFile now = this.current;
			if (now == null || now == file) {
				// nobody knows what of it is on the disk
				this.broken = ex;
				throw ex;
			}
		}
	}

	/**
	 * Return whether a checkpoint would shorten the next start: when the log behind the
	 * newest one is larger than it, so that checkpoints cost no more than the log.
	 */
	boolean wantsCheckpoint() {
		return this.bytesBehindCheckpoint > Math.max(this.options.checkpointBytes(), this.checkpointBytes);
	}

	/**
	 * Try again to make a checkpoint only when the log has grown once more.
	 */
	void postponeCheckpoint() {
		this.bytesBehindCheckpoint = 0;
	}

	/** Return the number of the last record. */
	long sequence() {
		return this.sequence;
	}

	/**
	 * Begin a segment.
	 * @return its number, that of the checkpoint to make
	 */
	int rotate() throws IOException {
		checkBroken();
		RecordFile before = current();
		this.options.steps().before("rotate");
		sync(before);
		int next = this.files.last() + 1;
		create(next);
		before.close();
		return next;
	}

	/**
	 * Make a checkpoint.
	 * @param number the segment that begins from it
	 * @param before the number of the last record before that segment
	 * @param header adds to the header
	 * @param body writes the rest
	 */
	void checkpoint(int number, long before, Consumer<RecordBuffer> header, CheckpointBody body) throws IOException {
		Path unfinished = this.files.unfinishedCheckpoint(number);
		this.options.steps().before("write");
		try (RecordFile file = this.options.files().open(unfinished, 0)) {
			CheckpointOutput output = new CheckpointOutput(file, before);
			header(output.buffer(), before);
			header.accept(output.buffer());
			output.end();
			this.options.steps().before("body");
			body.write(output);
			output.footer();
			this.options.steps().before("sync");
			file.sync();
		}
		catch (IOException | RuntimeException | Error ex) {
			Files.deleteIfExists(unfinished);
			throw ex;
		}
		this.options.steps().before("rename");
		this.files.addCheckpoint(number);
		measure();
	}

	private void measure() throws IOException {
		int newest = this.files.newestCheckpoint();
		this.checkpointBytes = (newest > 0) ? Files.size(this.files.checkpoint(newest)) : 0;
		this.bytesBehindCheckpoint = this.files.bytesBehindCheckpoint();
	}

	/**
	 * Delete all that is older than a checkpoint.
	 */
	void prune(int checkpoint) throws IOException {
		this.options.steps().before("prune");
		this.files.prune(checkpoint);
	}

	/**
	 * Bring everything to the disk and close the files.
	 */
	@Override
	public void close() throws IOException {
		RecordFile file = this.current;
		this.current = null;
		if (file != null) {
			try (file) {
				file.sync();
			}
		}
	}

	/**
	 * Writes the state of a checkpoint.
	 */
	@FunctionalInterface
	interface CheckpointBody {

		void write(CheckpointOutput output) throws IOException;

	}

}
