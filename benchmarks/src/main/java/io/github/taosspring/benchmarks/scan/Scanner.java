package io.github.taosspring.benchmarks.scan;

/**
 * Reads all rows of one statement by one client, again and again on one connection.
 */
public interface Scanner extends AutoCloseable {

	/**
	 * Run the statement and read its rows.
	 * @return what was read
	 * @throws Exception if the client fails
	 */
	Totals scan() throws Exception;

	@Override
	void close() throws Exception;

}
