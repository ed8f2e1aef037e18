package io.github.taosspring.client.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * A table as information_schema lists it.
 *
 * @param database the database
 * @param name the name, case as stored
 * @param kind what it is
 * @param superTable the super table of a child table, {@code null} for all others
 * @param comment the comment, {@code null} if there is none
 */
record TableEntry(String database, String name, TableKind kind, @Nullable String superTable, @Nullable String comment) {

}
