package io.github.taosspring.client.spi;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosRestOptions;
import io.github.taosspring.client.TaosRestResponse;

/**
 * What a connection over HTTP can do beside: answer as a whole, with a database and a
 * zone of each request's own.
 */
public interface RestStatements {

	/**
	 * Run a statement and read its answer to the end.
	 * @param sql the statement
	 * @param database the current database, {@code null} for none; not checked
	 * @param zone the name of the time zone as the server understands it
	 * @param reqId the id under which the server logs it
	 * @param options timing, compression, and whether refusals are returned
	 * @param deadline until when the answer must be there
	 * @return the answer
	 * @throws TaosException if the server refuses the statement, the deadline passes or
	 * the connection breaks
	 */
	TaosRestResponse sql(String sql, @Nullable String database, String zone, long reqId, TaosRestOptions options,
			Deadline deadline);

}
