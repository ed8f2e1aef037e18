package io.github.taosspring.client.statement;

/**
 * What prepares statements: a {@link io.github.taosspring.client.TaosSession} of this
 * connector, by {@code unwrap}. Thread-safe.
 */
public interface BoundStatements {

	/**
	 * Prepare a statement, see {@link BoundStatement#prepare}.
	 * @param sql one INSERT or SELECT
	 * @param options how
	 * @return the statement, to be closed
	 */
	BoundStatement prepare(String sql, StatementOptions options);

}
