package io.github.taosspring.core;

import org.jspecify.annotations.Nullable;

/**
 * A tag whose value in a row is not that of the child table.
 *
 * @param table the child table
 * @param tag the tag
 * @param existing the child table's value, {@code null} for NULL
 * @param wanted the row's value, {@code null} for NULL
 */
public record TagDifference(String table, String tag, @Nullable Object existing, @Nullable Object wanted) {

	@Override
	public String toString() {
		return "tag '" + this.tag + "' of table '" + this.table + "' is " + this.existing + ", not " + this.wanted;
	}

}
