package io.github.taosspring.client.transcript;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this process holds: threads, open file descriptors, heap.
 *
 * @param threads the live threads
 * @param descriptors the open file descriptors, 0 where the system does not list them
 * @param heap the bytes of heap in use after a collection
 */
public record Resources(int threads, long descriptors, long heap) {

	private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

	/**
	 * Collect garbage and look.
	 */
	public static Resources used() {
		long heap = Long.MAX_VALUE;
		for (int i = 0; i < 4; i++) {
			System.gc();
			heap = Math.min(heap, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
		}
		return new Resources(threadCount(), descriptorCount(), heap);
	}

	public static int threadCount() {
		return ManagementFactory.getThreadMXBean().getThreadCount();
	}

	public static long descriptorCount() {
		if (!Files.isDirectory(DESCRIPTORS)) {
			return 0;
		}
		try (Stream<Path> open = Files.list(DESCRIPTORS)) {
			return open.count();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return whether no more is held now than then, but for a few that come and go.
	 */
	public boolean isFlat() {
		Resources now = used();
		return now.threads <= this.threads + 4 && now.descriptors <= this.descriptors + 4
				&& now.heap - this.heap < 4 * 1024 * 1024;
	}

}
