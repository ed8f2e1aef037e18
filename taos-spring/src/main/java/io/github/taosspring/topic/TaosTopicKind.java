package io.github.taosspring.topic;

/**
 * What the rows of a topic are.
 */
public enum TaosTopicKind {

	/** Those of a query: the columns that it selects, tags too if it selects them. */
	QUERY,

	/**
	 * Those of a super table, as they are written: without tags, and without columns that
	 * an update does not set.
	 */
	STABLE,

	/** Those of all tables of a database, as they are written. */
	DATABASE

}
