package io.github.taosspring.embedded.internal.insert;

import java.time.Instant;
import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

/**
 * The circumstances of an insert.
 *
 * @param catalog where to find tables
 * @param database the session's database, {@code null} if there is none
 * @param zone the session's zone, in which texts and {@code today} are read
 * @param now what {@code now} means throughout the statement
 */
public record InsertContext(InsertCatalog catalog, @Nullable String database, ZoneId zone, Instant now) {

}
