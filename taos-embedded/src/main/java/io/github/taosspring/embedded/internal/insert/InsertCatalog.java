package io.github.taosspring.embedded.internal.insert;

import io.github.taosspring.embedded.internal.catalog.Table;
import org.jspecify.annotations.Nullable;

/**
 * Where an insert finds its tables.
 */
@FunctionalInterface
public interface InsertCatalog {

	/**
	 * Find a table.
	 * @param database its database
	 * @param table its name
	 * @return the table, {@code null} if there is none
	 * @throws io.github.taosspring.embedded.internal.sql.SqlException 0x0388 if there is
	 * no such database
	 */
	@Nullable Table find(String database, String table);

}
