package io.github.taosspring.embedded.internal.file;

import java.io.IOException;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a log from its base to its end. Each record has to follow upon the one before, by
 * its number; only the last segment may end in an unfinished one. Changes nothing.
 */
final class LogRecovery {

	/** The version of the format, to be raised when older servers can't read it. */
	private static final int FORMAT = 1;

	private static final String MAGIC = "taos-embedded";

	private static final Logger logger = LoggerFactory.getLogger(LogRecovery.class);

	private final LogFiles files;

	private final String what;

	private final LogReplay replay;

	/** Of the last record that was read. */
	private long sequence;

	LogRecovery(LogFiles files, String what, LogReplay replay) {
		this.files = files;
		this.what = what;
		this.replay = replay;
	}

	/**
	 * Write what all files have at their beginning.
	 */
	static void writeHeader(RecordBuffer target, String what) {
		target.putText(MAGIC);
		target.putInt(FORMAT);
		target.putText(what);
	}

	/**
	 * Read the log.
	 * @return the end of the last whole record in the last segment, 0 if not even its
	 * header is whole
	 */
	long run() throws IOException {
		int base = this.files.base();
		if (base > 1) {
			readCheckpoint(base);
		}
		long end = 0;
		for (int number = base; number <= this.files.last(); number++) {
			if (number > base && this.files.hasCheckpoint(number)) {
				this.replay.passed(number);
			}
			end = readSegment(number, number == this.files.last());
		}
		return end;
	}

	long sequence() {
		return this.sequence;
	}

	private void readCheckpoint(int number) throws IOException {
		try (RecordReader reader = new RecordReader(this.files.checkpoint(number))) {
			RecordInput header = readHeader(reader);
			if (header == null) {
				throw reader.damaged("the file is empty", null);
			}
			this.sequence = header.sequence();
			guard(reader, header, this.replay::begin);
			long count = 0;
			for (RecordInput record = reader.next(); record != null; record = reader.next()) {
				if (record.kind() == RecordKind.FOOTER && record.sequence() == count
						&& reader.position() == reader.size()) {
					return;
				}
				guard(reader, record, this.replay::checkpoint);
				count++;
			}
			throw reader.damaged("the end of the checkpoint is missing", null);
		}
	}

	private long readSegment(int number, boolean last) throws IOException {
		try (RecordReader reader = new RecordReader(this.files.segment(number))) {
			RecordInput header = readHeader(reader);
			if (header == null && last) {
				return 0;
			}
			if (header == null || header.sequence() != this.sequence) {
				throw reader.damaged("the segment doesn't follow upon record " + this.sequence, null);
			}
			for (RecordInput record = reader.next(); record != null; record = reader.next()) {
				if (record.kind() != RecordKind.CHANGES || record.sequence() != this.sequence + 1) {
					throw reader.damaged("the record doesn't follow upon record " + this.sequence, null);
				}
				guard(reader, record, this.replay::log);
				this.sequence++;
			}
			if (reader.isTorn() && !last) {
				throw reader.damaged("a record is unfinished, and more came after it", null);
			}
			if (reader.isTorn()) {
				logger.warn("Cutting the last {} bytes of {}: a record that was not finished, nor acknowledged",
						reader.size() - reader.position(), reader.file());
			}
			return reader.position();
		}
	}

	private @Nullable RecordInput readHeader(RecordReader reader) throws IOException {
		RecordInput header = reader.next();
		if (header != null) {
			guard(reader, header, this::checkHeader);
		}
		return header;
	}

	private void checkHeader(RecordInput header) {
		if (header.kind() != RecordKind.HEADER || !header.getText().equals(MAGIC)) {
			throw new IllegalArgumentException("not a file of this server");
		}
		int format = header.getInt();
		if (format != FORMAT) {
			throw new IllegalArgumentException("its format is " + format + ", this server knows " + FORMAT);
		}
		String found = header.getText();
		if (!found.equals(this.what)) {
			throw new IllegalArgumentException("it is of " + found + ", not of " + this.what);
		}
	}

	private static void guard(RecordReader reader, RecordInput record, Consumer<RecordInput> consumer) {
		try {
			consumer.accept(record);
		}
		catch (RuntimeException ex) {
			throw reader.damaged("a record can't be applied (" + ex.getMessage() + ")", ex);
		}
	}

}
