package io.github.taosspring.embedded.internal.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The segments and checkpoints of a log by their numbers.
 * <p>
 * Segment 1 begins from nothing, segment N from checkpoint N if there is one. The base is
 * where a replay begins: the oldest segment that begins from something. Files are deleted
 * such that whatever is left when the process ends is a chain from a base, or older than
 * it. Not thread-safe.
 */
final class LogFiles {

	private static final Pattern NAME = Pattern.compile("(log|checkpoint)-(\\d{6,9})");

	private static final String UNFINISHED = ".tmp";

	private final Path directory;

	private final TreeSet<Integer> segments = new TreeSet<>();

	private final TreeSet<Integer> checkpoints = new TreeSet<>();

	LogFiles(Path directory) {
		this.directory = directory;
	}

	Path segment(int number) {
		return this.directory.resolve(String.format("log-%06d", number));
	}

	Path checkpoint(int number) {
		return this.directory.resolve(String.format("checkpoint-%06d", number));
	}

	Path unfinishedCheckpoint(int number) {
		return this.directory.resolve(checkpoint(number).getFileName() + UNFINISHED);
	}

	/**
	 * Find the files, and delete what an end of the process left over.
	 * @throws DamagedFileException if one is missing
	 */
	void find() throws IOException {
		Files.createDirectories(this.directory);
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.directory)) {
			for (Path file : files) {
				String name = file.getFileName().toString();
				Matcher matcher = NAME.matcher(name);
				if (matcher.matches()) {
					(matcher.group(1).equals("log") ? this.segments : this.checkpoints)
						.add(Integer.valueOf(matcher.group(2)));
				}
				else if (name.endsWith(UNFINISHED)) {
					Files.delete(file);
				}
			}
		}
		if (this.segments.isEmpty() && this.checkpoints.isEmpty()) {
			return;
		}
		int base = base();
		for (int stale : new TreeSet<>(this.segments.headSet(base))) {
			removeSegment(stale);
		}
		int last = this.segments.isEmpty() ? base : this.segments.last();
		if (!this.checkpoints.isEmpty()) {
			last = Math.max(last, this.checkpoints.last());
		}
		for (int number = base; number <= last; number++) {
			if (!this.segments.contains(number)) {
				throw new DamagedFileException(segment(number), "the file is missing");
			}
		}
	}

	boolean isEmpty() {
		return this.segments.isEmpty();
	}

	/**
	 * Return the number of the segment where a replay begins.
	 */
	int base() {
		if (this.segments.contains(1)) {
			return 1;
		}
		if (this.checkpoints.isEmpty()) {
			throw new DamagedFileException(segment(1), "the file is missing");
		}
		return this.checkpoints.first();
	}

	int last() {
		return this.segments.last();
	}

	boolean hasCheckpoint(int number) {
		return this.checkpoints.contains(number);
	}

	/** Return where the log's newest checkpoint is, 0 for none. */
	int newestCheckpoint() {
		return this.checkpoints.isEmpty() ? 0 : this.checkpoints.last();
	}

	void addSegment(int number) {
		this.segments.add(number);
	}

	void removeSegment(int number) throws IOException {
		Files.deleteIfExists(segment(number));
		this.segments.remove(number);
	}

	/**
	 * Give a finished checkpoint its name.
	 */
	void addCheckpoint(int number) throws IOException {
		Files.move(unfinishedCheckpoint(number), checkpoint(number), StandardCopyOption.ATOMIC_MOVE);
		DirectorySync.sync(this.directory);
		this.checkpoints.add(number);
	}

	/**
	 * Delete all that is older than a checkpoint.
	 */
	void prune(int checkpoint) throws IOException {
		for (int number = base(); number < checkpoint; number++) {
			// first what makes it a base
			if (this.checkpoints.remove(number)) {
				Files.deleteIfExists(checkpoint(number));
			}
			removeSegment(number);
		}
	}

	/**
	 * Return the bytes of the log behind its newest checkpoint.
	 */
	long bytesBehindCheckpoint() {
		return this.segments.tailSet(Math.max(1, newestCheckpoint())).stream().mapToLong((number) -> {
			try {
				return Files.size(segment(number));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}).sum();
	}

}
