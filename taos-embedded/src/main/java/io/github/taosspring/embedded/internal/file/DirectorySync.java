package io.github.taosspring.embedded.internal.file;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Brings the names of new and renamed files to the disk.
 */
final class DirectorySync {

	private DirectorySync() {
	}

	static void sync(Path directory) throws IOException {
		if (File.separatorChar == '\\') {
			// Windows can't open directories, and keeps names by itself
			return;
		}
		try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
			channel.force(true);
		}
	}

}
