package io.github.taosspring.embedded.internal.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * A file that can't be read back as it was written.
 */
public final class DamagedFileException extends UncheckedIOException {

	private static final long serialVersionUID = 1L;

	private static final String HINT = ". The server doesn't start without it: put it back from a copy, "
			+ "or take another directory";

	DamagedFileException(Path file, long position, String why, @Nullable Throwable cause) {
		super(new IOException(file + " is damaged at byte " + position + ": " + why + HINT, cause));
	}

	DamagedFileException(Path file, String why) {
		super(new IOException(file + ": " + why + HINT));
	}

	/**
	 * Return what is wrong, the file's name included.
	 */
	@Override
	public String getMessage() {
		return getCause().getMessage();
	}

}
