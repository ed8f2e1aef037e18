package io.github.taosspring.embedded.internal.insert;

import io.github.taosspring.embedded.internal.catalog.SuperTable;
import org.jspecify.annotations.Nullable;

/**
 * A child table that an insert creates if it still doesn't exist when its rows are
 * written.
 *
 * @param name the name
 * @param superTable the super table
 * @param tags the values of the tags by slot, as {@code Vector.get} gives them
 * @param ttl the days after which it is dropped, 0 for never
 * @param comment the comment, empty for none
 */
public record NewChild(String name, SuperTable superTable, @Nullable Object[] tags, int ttl, String comment) {

}
