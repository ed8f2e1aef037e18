package io.github.taosspring.embedded.internal.analysis;

import io.github.taosspring.embedded.internal.catalog.Catalog;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.function.EvaluationContext;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.sql.TableName;
import org.jspecify.annotations.Nullable;

/**
 * What the analysis of a statement needs to know.
 *
 * @param catalog what exists
 * @param evaluation the statement's circumstances
 * @param subscriptions what system tables show of topics
 */
public record AnalysisContext(Catalog catalog, EvaluationContext evaluation, Subscriptions subscriptions) {

	/**
	 * Find the database that a name means.
	 * @param database the name, {@code null} for the session's
	 * @return the database
	 */
	public Database database(@Nullable String database) {
		String name = (database != null) ? database : this.evaluation.database();
		if (name == null) {
			throw new SqlException(0x2616, "Database not specified");
		}
		return this.catalog.require(name);
	}

	/**
	 * Find the database of a table.
	 * @param table the table's name
	 * @return the database
	 */
	public Database database(TableName table) {
		return database(table.database());
	}

}
