package io.github.taosspring.core;

import java.util.List;

/**
 * What became of an insert.
 *
 * @param batches the batches in the order in which they were written
 * @param tagDifferences the tags in which rows differed from their child tables, 1000 at
 * most, for {@link TagChange#REPORT} those that were ignored
 */
public record InsertResult(List<InsertBatch> batches, List<TagDifference> tagDifferences) {

	/**
	 * Create a result.
	 * @param batches the batches
	 * @param tagDifferences the differing tags
	 */
	public InsertResult {
		batches = List.copyOf(batches);
		tagDifferences = List.copyOf(tagDifferences);
	}

	/**
	 * Return how many rows were written.
	 * @return the rows; of two with an equal key both count
	 */
	public long written() {
		return this.batches.stream().mapToLong(InsertBatch::written).sum();
	}

	/**
	 * Return how many rows were not written.
	 * @return the rows, 0 without a failure handler
	 */
	public long failed() {
		return this.batches.stream().mapToLong(InsertBatch::failed).sum();
	}

}
