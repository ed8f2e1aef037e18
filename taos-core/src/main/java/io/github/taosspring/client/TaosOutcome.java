package io.github.taosspring.client;

import org.jspecify.annotations.Nullable;

/**
 * What a statement came to: rows or a count.
 *
 * @param result the rows, {@code null} for an update
 * @param affectedRows the count of an update, 0 for rows
 */
public record TaosOutcome(@Nullable TaosResult result, long affectedRows) {

}
