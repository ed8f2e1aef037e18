package io.github.taosspring.core;

/**
 * What becomes of a row whose tags are not those of its child table. The server itself
 * takes tags only when a row makes the child table, and ignores them silently afterwards.
 */
public enum TagChange {

	/**
	 * The row is written, the child table keeps its tags; the difference is in
	 * {@link InsertResult#tagDifferences()} and in the log.
	 */
	REPORT,

	/** The child table gets the row's tags first. */
	UPDATE,

	/** The rows of the batch are not written. */
	FAIL

}
