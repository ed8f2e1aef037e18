package io.github.taosspring.benchmarks.lines;

/**
 * Writes ten thousand lines by one client, again and again.
 */
public interface LineWriter extends AutoCloseable {

	/** How many lines are written at once. */
	int LINES = 10_000;

	/**
	 * Write the lines and wait until they are written.
	 * @throws Exception if the client fails
	 */
	void write() throws Exception;

	@Override
	void close() throws Exception;

}
