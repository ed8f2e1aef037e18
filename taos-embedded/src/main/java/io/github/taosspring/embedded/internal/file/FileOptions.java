package io.github.taosspring.embedded.internal.file;

import java.io.IOException;
import java.nio.file.Path;

/**
 * How files are kept.
 *
 * @param directory where they are
 * @param checkpointBytes after how many bytes of log a checkpoint is made
 * @param files opens files
 * @param steps told before each step of a checkpoint
 */
record FileOptions(Path directory, long checkpointBytes, Opener files, Steps steps) {

	private static final long CHECKPOINT_BYTES = 64L << 20;

	static FileOptions of(Path directory) {
		return new FileOptions(directory, CHECKPOINT_BYTES, RecordFile::new, (step) -> {
		});
	}

	/**
	 * Opens a file to append to.
	 */
	@FunctionalInterface
	interface Opener {

		RecordFile open(Path path, long size) throws IOException;

	}

	/**
	 * Is told of the steps of a checkpoint.
	 */
	@FunctionalInterface
	interface Steps {

		void before(String step);

	}

}
