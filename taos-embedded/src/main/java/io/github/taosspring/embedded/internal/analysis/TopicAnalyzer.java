package io.github.taosspring.embedded.internal.analysis;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.SuperTable;
import io.github.taosspring.embedded.internal.catalog.Table;
import io.github.taosspring.embedded.internal.catalog.TableSchema;
import io.github.taosspring.embedded.internal.function.AggregateFunctions;
import io.github.taosspring.embedded.internal.function.SeriesFunctions;
import io.github.taosspring.embedded.internal.plan.Expr;
import io.github.taosspring.embedded.internal.sql.Expression;
import io.github.taosspring.embedded.internal.sql.Query;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.sql.TableReference;
import org.jspecify.annotations.Nullable;

/**
 * Analyses what a topic is made of: a SELECT that looks at one row of one table at a
 * time, or the condition on the tags of a super table.
 */
public final class TopicAnalyzer {

	private final AnalysisContext context;

	private final int columns;

	private final int tags;

	/**
	 * Create an analyzer for one statement.
	 * @param context what it needs to know
	 */
	public TopicAnalyzer(AnalysisContext context) {
		this(context, Integer.MAX_VALUE, Integer.MAX_VALUE);
	}

	/**
	 * Create an analyzer for a statement from before the latest columns and tags were
	 * added, for which stars don't stand.
	 * @param context what it needs to know
	 * @param columns the first slot of a column that came later
	 * @param tags the first slot of a tag that came later
	 */
	public TopicAnalyzer(AnalysisContext context, int columns, int tags) {
		this.context = context;
		this.columns = columns;
		this.tags = tags;
	}

	/**
	 * Analyse the query of a topic.
	 * @param query the query
	 * @return what it does with each row
	 * @throws SqlException 0x2639 if it is more than a projection and a filter
	 */
	public TopicQuery analyze(Query query) {
		if (!(query instanceof Query.Select select) || !(select.from() instanceof TableReference.Named named)
				|| !isPlain(select)) {
			throw invalid();
		}
		if (SystemTables.find(this.context, named.table()) != null) {
			throw new SqlException(0x0388, "Database not exist");
		}
		Database database = this.context.database(named.table());
		Table table = database.table(named.table().name());
		if (table == null) {
			throw Errors.noTable();
		}
		Source.TableSource source = new Source.TableSource(table, schema(table.schema()), named.alias());
		ExpressionBinder binder = binder(source, database);
		List<Expr> expressions = new ArrayList<>();
		List<Output.Column> columns = new ArrayList<>();
		for (SelectItems.Item item : SelectItems.expand(select.items(), binder.scope())) {
			refuseCalculations(item.expression());
			Expr bound = binder.bind(item.expression());
			expressions.add(bound);
			columns.add(new Output.Column(item.label(), bound.type()));
		}
		Expr condition = condition(select.where(), binder);
		return new TopicQuery(table, List.copyOf(source.columns()), condition, List.copyOf(expressions),
				List.copyOf(columns));
	}

	private TableSchema schema(TableSchema now) {
		return new TableSchema(now.columns().stream().filter((column) -> column.slot() < this.columns).toList(),
				now.tags().stream().filter((tag) -> tag.slot() < this.tags).toList(), now.version(), now.nextSlot(),
				now.nextTagSlot());
	}

	private static boolean isPlain(Query.Select select) {
		return !select.distinct() && !select.tagMode() && select.partitionBy().isEmpty()
				&& select.interpolation() == null && select.window() == null && select.groupBy().isEmpty()
				&& select.having() == null && select.orderBy().isEmpty() && select.partitionLimit() == null
				&& select.limit() == null;
	}

	/**
	 * Analyse the condition of a topic that carries a super table.
	 * @param table the super table
	 * @param where the condition on names and tags, {@code null} for none
	 * @return a query that calculates nothing
	 * @throws SqlException 0x2600 if the condition needs columns of the rows, or such as
	 * don't exist
	 */
	public TopicQuery analyze(SuperTable table, @Nullable Expression where) {
		Source.TableSource source = new Source.TableSource(table, null);
		Expr condition;
		try {
			condition = condition(where, binder(source, table.database()));
		}
		catch (SqlException ex) {
			throw (ex.code() == 0x2602) ? new SqlException(0x2600, "Invalid column name") : ex;
		}
		if (condition != null && !source.dependsOnTagsOnly(condition)) {
			throw new SqlException(0x2600, "Columns are forbidden in where clause");
		}
		return new TopicQuery(table, List.copyOf(source.columns()), condition, List.of(), List.of());
	}

	private ExpressionBinder binder(Source.TableSource source, Database database) {
		return new ExpressionBinder(new Scope(List.of(source)),
				this.context.evaluation().withPrecision(database.options().precision()));
	}

	private static @Nullable Expr condition(@Nullable Expression where, ExpressionBinder binder) {
		if (where == null) {
			return null;
		}
		refuseCalculations(where);
		return binder.bind(where);
	}

	private static void refuseCalculations(Expression expression) {
		Expressions.walk(expression, (each) -> {
			if (each instanceof Expression.FunctionCall call
					&& (AggregateFunctions.find(call.name()) != null || SeriesFunctions.find(call.name()) != null)) {
				throw invalid();
			}
		});
	}

	private static SqlException invalid() {
		return new SqlException(0x2639, "Invalid topic query");
	}

}
