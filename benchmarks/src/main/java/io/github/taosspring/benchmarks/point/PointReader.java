package io.github.taosspring.benchmarks.point;

/**
 * Reads the last row of one table at a time, by many threads at once. Thread-safe.
 */
public interface PointReader extends AutoCloseable {

	/**
	 * Read the last row of a table.
	 * @param table the number of the table
	 * @return the row's voltage
	 * @throws Exception if the client fails
	 */
	int voltage(int table) throws Exception;

	@Override
	void close() throws Exception;

	/**
	 * Return the statement that reads the last row of a table.
	 * @param table the number of the table
	 * @return the SQL text
	 */
	static String sql(int table) {
		return "select last_row(*) from d" + table;
	}

}
