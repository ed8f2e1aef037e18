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

	/**
	 * Return what the rows of an INSERT consist of in the current database. The first
	 * call on a connection prepares the statement, which the session keeps for
	 * {@link #write}; later ones ask nobody and may answer what no longer holds.
	 * @param sql one INSERT with {@code ?} for its values
	 * @param again whether to ask the server in any case
	 * @param options the time allowed and the request id
	 * @return the placeholders
	 * @throws io.github.taosspring.client.TaosInterfaceException if the statement is no
	 * INSERT or the session's protocol has no bound statements
	 * @throws io.github.taosspring.client.TaosException if the server refuses it
	 */
	BatchSchema describe(String sql, boolean again, WriteOptions options);

	/**
	 * Write a batch by an INSERT of one's own, which names its tables by {@code tbname}
	 * or has USING: of others the server would not notice that their table was dropped.
	 * As {@link BatchWriter} does, it finds the rows that the server refuses and writes
	 * the others; unlike it, it sends nothing again that may have arrived, since the
	 * session may not be the only one that writes these rows.
	 * <p>
	 * Frames go in the order of the batch's tables: what {@link WriteResult} counts,
	 * written and rejected together, are the first positions of
	 * {@link ColumnBatch#data()}.
	 * @param sql the statement that was {@linkplain #describe described}
	 * @param batch the rows, of that schema; they stay, for {@link ColumnBatch#clear()}
	 * @param options what NULL means, the time allowed and more; no database
	 * @return what became of them; an empty batch sends nothing
	 * @throws TaosBatchWriteException if it could not be finished for a reason that is
	 * not a row's; it tells what was written until then
	 */
	WriteResult write(String sql, ColumnBatch batch, WriteOptions options);

}
