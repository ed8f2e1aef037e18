package io.github.taosspring.client.statement;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosException;

/**
 * A row that the server refused.
 *
 * @param row the row of the batch from 0
 * @param table the name of its table, {@code null} if rows do not name theirs
 * @param error why
 */
public record RejectedRow(int row, @Nullable String table, TaosException error) {

}
