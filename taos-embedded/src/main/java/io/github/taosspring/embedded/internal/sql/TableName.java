package io.github.taosspring.embedded.internal.sql;

import org.jspecify.annotations.Nullable;

/**
 * The name of a table, possibly with its database.
 *
 * @param database the database, null for the session's
 * @param name the table
 */
public record TableName(@Nullable String database, String name) {

}
