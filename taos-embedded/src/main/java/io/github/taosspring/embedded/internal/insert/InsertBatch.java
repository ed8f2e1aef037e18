package io.github.taosspring.embedded.internal.insert;

import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.store.RowBatch;
import org.jspecify.annotations.Nullable;

/**
 * Rows for one table, in the order written: neither sorted nor merged.
 *
 * @param database the table's database
 * @param table the table, {@code null} if it has to be created
 * @param child the child table to create, {@code null} if the table exists
 * @param rows the rows; columns that the statement doesn't name are absent
 */
public record InsertBatch(String database, @Nullable DataTable table, @Nullable NewChild child, RowBatch rows) {

}
