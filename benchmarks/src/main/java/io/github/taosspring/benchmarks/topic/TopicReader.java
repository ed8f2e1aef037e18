package io.github.taosspring.benchmarks.topic;

import io.github.taosspring.benchmarks.scan.Totals;

/**
 * Consumes an endless topic by one client.
 */
public interface TopicReader extends AutoCloseable {

	/**
	 * Consume the next rows and read all their values.
	 * @param rows how many, in whole messages
	 * @return what was made of them
	 * @throws Exception if the client fails
	 */
	Totals read(long rows) throws Exception;

	@Override
	void close() throws Exception;

}
