package io.github.taosspring.embedded.internal.file;

import java.io.IOException;

/**
 * Takes the records of a checkpoint. Not thread-safe.
 */
final class CheckpointOutput {

	private final RecordFile file;

	private final long sequence;

	private final RecordBuffer buffer = new RecordBuffer();

	private long count;

	CheckpointOutput(RecordFile file, long sequence) {
		this.file = file;
		this.sequence = sequence;
	}

	RecordBuffer buffer() {
		return this.buffer;
	}

	/**
	 * Begin a record.
	 * @return what takes its body
	 */
	RecordBuffer begin() {
		this.buffer.begin(RecordKind.CHANGES, this.sequence, 0);
		this.count++;
		return this.buffer;
	}

	/**
	 * End the record that was begun.
	 */
	void end() throws IOException {
		this.buffer.end();
		this.file.append(this.buffer);
	}

	/**
	 * Write what tells that the checkpoint is whole.
	 */
	void footer() throws IOException {
		this.buffer.begin(RecordKind.FOOTER, this.count, 0);
		end();
	}

}
