package io.github.taosspring.embedded.internal.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Keeps two servers from sharing a directory. The lock goes with the process, however it
 * ends.
 */
final class DirectoryLock implements AutoCloseable {

	private static final String NAME = "lock";

	private final RandomAccessFile file;

	private DirectoryLock(RandomAccessFile file) {
		this.file = file;
	}

	/**
	 * Make a directory if there is none, and lock it.
	 * @throws UncheckedIOException if it can't be written to, or is another server's
	 */
	static DirectoryLock acquire(Path directory) {
		RandomAccessFile file;
		try {
			Files.createDirectories(directory);
			file = new RandomAccessFile(directory.resolve(NAME).toFile(), "rw");
		}
		catch (FileAlreadyExistsException ex) {
			throw new UncheckedIOException(new IOException("The path " + directory + " is not a directory", ex));
		}
		catch (AccessDeniedException ex) {
			throw new UncheckedIOException(
					new IOException("The path " + directory + " can't be made: no permission for " + ex.getFile(), ex));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(
					new IOException("The path " + directory + " can't be written to: " + reason(ex), ex));
		}
		try {
			FileLock lock = lock(file);
			if (lock == null) {
				throw new IOException("The path " + directory + " is in use by another server");
			}
			return new DirectoryLock(file);
		}
		catch (IOException ex) {
			close(file, ex);
			throw new UncheckedIOException(ex.getMessage(), ex);
		}
	}

	private static String reason(IOException ex) {
		boolean bare = ex instanceof FileSystemException failure && failure.getReason() == null;
		return bare ? ex.getClass().getSimpleName() + " for " + ex.getMessage() : String.valueOf(ex.getMessage());
	}

	private static @Nullable FileLock lock(RandomAccessFile file) throws IOException {
		try {
			return file.getChannel().tryLock();
		}
		catch (OverlappingFileLockException ex) {
			// by a server of this JVM
			return null;
		}
	}

	private static void close(RandomAccessFile file, IOException failure) {
		try {
			file.close();
		}
		catch (IOException ex) {
			failure.addSuppressed(ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.file.close();
	}

}
