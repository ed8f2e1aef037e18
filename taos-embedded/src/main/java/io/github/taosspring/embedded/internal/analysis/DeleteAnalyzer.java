package io.github.taosspring.embedded.internal.analysis;

import java.util.List;

import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.Table;
import io.github.taosspring.embedded.internal.exec.TagRows;
import io.github.taosspring.embedded.internal.plan.Expr;
import io.github.taosspring.embedded.internal.sql.Expression;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.sql.Statement;

/**
 * Analyses DELETE: a range of time in some tables.
 */
public final class DeleteAnalyzer {

	private final AnalysisContext context;

	/**
	 * Create an analyzer for one statement.
	 * @param context what it needs to know
	 */
	public DeleteAnalyzer(AnalysisContext context) {
		this.context = context;
	}

	/**
	 * What to delete.
	 *
	 * @param database the database
	 * @param tables the tables
	 * @param from the first timestamp
	 * @param to the last timestamp
	 */
	public record Deletion(Database database, List<DataTable> tables, long from, long to) {
	}

	/**
	 * Analyse a statement.
	 * @param delete the statement
	 * @return what to delete
	 * @throws SqlException 0x2655 if the condition says more than a range of time and
	 * which tables
	 */
	public Deletion analyze(Statement.Delete delete) {
		Database database = this.context.database(delete.table());
		Table table = database.table(delete.table().name());
		if (table == null) {
			throw Errors.noTable();
		}
		Source.TableSource source = new Source.TableSource(table, null);
		ExpressionBinder binder = new ExpressionBinder(new Scope(List.of(source)),
				this.context.evaluation().withPrecision(database.options().precision()));
		TimeRange range = new TimeRange();
		for (Expression part : Expressions.conjuncts(delete.where())) {
			Expr bound = binder.bind(part);
			if (source.isSuperTable() && !(bound instanceof Expr.Constant) && source.dependsOnTagsOnly(bound)) {
				source.tables = TagRows.select(source.tables, source.columns(), bound, binder.context());
			}
			else if (!range.narrow(part, source.time(), binder)) {
				throw new SqlException(0x2655, "The DELETE statement must only have a definite time window range");
			}
		}
		return new Deletion(database, source.tables, range.from(), range.to());
	}

}
