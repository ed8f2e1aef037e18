package io.github.taosspring.topic;

import java.util.List;

import io.github.taosspring.client.TaosColumn;

/**
 * A topic that the server has.
 *
 * @param name its name, case kept
 * @param database the database that its rows are of
 * @param kind what its rows are
 * @param meta whether it has messages about changes of tables
 * @param columns the columns of its rows; none for a topic on a database
 * @param sql the statement that made it, as the server keeps it: up to 2048 bytes, in
 * lower case outside of quotes
 */
public record TaosTopicDescription(String name, String database, TaosTopicKind kind, boolean meta,
		List<TaosColumn> columns, String sql) {

	/**
	 * Create a description.
	 * @param name its name, case kept
	 * @param database the database that its rows are of
	 * @param kind what its rows are
	 * @param meta whether it has messages about changes of tables
	 * @param columns the columns of its rows; none for a topic on a database
	 * @param sql the statement that made it, as the server keeps it
	 */
	public TaosTopicDescription {
		columns = List.copyOf(columns);
	}

}
