package io.github.taosspring.embedded.internal.catalog;

/**
 * The options of a table.
 *
 * @param comment the comment, empty for none
 * @param ttl the days after which it is dropped, 0 for never; kept, but not acted upon
 */
public record TableOptions(String comment, int ttl) {

	/** No comment, never dropped. */
	public static final TableOptions NONE = new TableOptions("", 0);

}
