package io.github.taosspring.client.statement;

import java.util.List;

/**
 * What became of a batch.
 *
 * @param rows the rows that were written; of two with an equal key both count
 * @param rejected the rows that the server refused, in the order in which they were sent
 */
public record WriteResult(long rows, List<RejectedRow> rejected) {

	/**
	 * Create a result.
	 * @param rows the rows that were written
	 * @param rejected the rows that the server refused
	 */
	public WriteResult {
		rejected = List.copyOf(rejected);
	}

	/**
	 * Return whether all rows were written.
	 * @return whether none was rejected
	 */
	public boolean isComplete() {
		return this.rejected.isEmpty();
	}

	/**
	 * Throw if a row was rejected.
	 * @return this
	 * @throws TaosBatchWriteException if a row was rejected, with the first one's code
	 */
	public WriteResult orThrow() {
		if (!isComplete()) {
			throw TaosBatchWriteException.rejected(this);
		}
		return this;
	}

}
