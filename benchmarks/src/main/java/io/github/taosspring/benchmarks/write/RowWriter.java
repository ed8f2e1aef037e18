package io.github.taosspring.benchmarks.write;

/**
 * Writes one batch after the other by one client.
 */
public interface RowWriter extends AutoCloseable {

	/**
	 * Make the batch from primitive values, send it and wait until it is written.
	 * @return the rows that the server counted
	 * @throws Exception if the client fails
	 */
	long write() throws Exception;

	@Override
	void close() throws Exception;

}
