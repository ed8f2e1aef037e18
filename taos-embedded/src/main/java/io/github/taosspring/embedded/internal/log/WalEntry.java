package io.github.taosspring.embedded.internal.log;

import io.github.taosspring.embedded.internal.catalog.Change;

/**
 * An entry of a vgroup's log: the part of a statement that concerns the vgroup.
 * Immutable.
 *
 * @param version its number, ascending by one in each vgroup
 * @param time when it was written, in milliseconds since 1970
 * @param bytes about how much memory it holds
 * @param change the change; of rows, new and dropped tables and deletes only those of the
 * vgroup's tables, changes of super tables are in the logs of all vgroups
 */
public record WalEntry(long version, long time, long bytes, Change change) {

}
