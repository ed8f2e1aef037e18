package io.github.taosspring.client.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/**
 * Statements that run in order, together where {@link BatchedInserts} puts them into one
 * text.
 */
final class TextBatch {

	private final TaosStatement statement;

	private final List<String> texts;

	private final long[] counts;

	/**
	 * Create a batch.
	 * @param statement runs it
	 */
	TextBatch(TaosStatement statement, List<String> texts) {
		this.statement = statement;
		this.texts = texts;
		this.counts = new long[texts.size()];
	}

	/**
	 * Run it.
	 * @return the counts, see {@link TaosStatement#executeLargeBatch()}
	 * @throws BatchUpdateException if a statement failed; it tells the counts before it
	 */
	long[] run() throws SQLException {
		for (BatchedInserts.Group group : BatchedInserts.group(this.texts)) {
			if (group.size() == 1 || !runTogether(group)) {
				runOneByOne(group);
			}
		}
		return this.counts;
	}

	/**
	 * Run several statements as one text.
	 * @return whether the server took it
	 */
	private boolean runTogether(BatchedInserts.Group group) throws SQLException {
		long count;
		try {
			count = this.statement.runUpdate(group.sql());
		}
		catch (SQLTransientException | SQLNonTransientConnectionException ex) {
			throw failure(group.from(), "Statements " + (group.from() + 1) + " to " + group.to(), ex);
		}
		catch (SQLException ex) {
			// rows that are in already are written again as they are
			return false;
		}
		for (int i = group.from(); i < group.to(); i++) {
			this.counts[i] = (count == group.rows()) ? group.rowsOf(i) : Statement.SUCCESS_NO_INFO;
		}
		return true;
	}

	private void runOneByOne(BatchedInserts.Group group) throws SQLException {
		for (int i = group.from(); i < group.to(); i++) {
			try {
				this.counts[i] = this.statement.runUpdate(this.texts.get(i));
			}
			catch (SQLException ex) {
				throw failure(i, "Statement " + (i + 1), ex);
			}
		}
	}

	private BatchUpdateException failure(int done, String what, SQLException ex) {
		BatchUpdateException failure = new BatchUpdateException(
				what + " of " + this.counts.length + " in the batch failed: " + ex.getMessage(), ex.getSQLState(),
				ex.getErrorCode(), Arrays.copyOf(this.counts, done), ex);
		failure.setNextException(ex);
		return failure;
	}

}
