package io.github.taosspring.embedded.internal.analysis;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.embedded.internal.function.Conversions;
import io.github.taosspring.embedded.internal.plan.Expr;
import io.github.taosspring.embedded.internal.plan.PlanNode;
import io.github.taosspring.embedded.internal.sql.Expression;
import io.github.taosspring.embedded.internal.sql.Literal;
import io.github.taosspring.embedded.internal.sql.Query;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.vector.ColumnType;

/**
 * Analyses queries.
 */
public final class QueryAnalyzer {

	private final AnalysisContext context;

	/**
	 * Create an analyzer for one statement.
	 * @param context what it needs to know
	 */
	public QueryAnalyzer(AnalysisContext context) {
		this.context = context;
	}

	/**
	 * Analyse a query.
	 * @param query the query
	 * @return the plan and the columns of its result
	 * @throws SqlException if it makes no sense
	 */
	public Output analyze(Query query) {
		if (query instanceof Query.Select select) {
			return new SelectAnalyzer(this.context, select).analyze();
		}
		return union((Query.Union) query);
	}

	private Output union(Query.Union union) {
		Output left = analyze(union.left());
		Output right = analyze(union.right());
		int width = left.columns().size();
		if (right.columns().size() != width) {
			throw new SqlException(0x2634, "Query block has incorrect number of result columns");
		}
		List<Output.Column> columns = new ArrayList<>();
		List<ColumnType> types = new ArrayList<>();
		for (int i = 0; i < width; i++) {
			ColumnType type = type(left.columns().get(i).type(), right.columns().get(i).type());
			types.add(type);
			columns.add(new Output.Column(left.columns().get(i).name(), type));
		}
		PlanNode plan = new PlanNode.Concat(List.of(cast(left, types), cast(right, types)));
		if (!union.all()) {
			plan = new PlanNode.Distinct(plan);
		}
		if (!union.orderBy().isEmpty()) {
			plan = new PlanNode.Sort(plan, union.orderBy().stream().map((key) -> sortColumn(key, columns)).toList());
		}
		if (union.limit() != null) {
			plan = new PlanNode.Limit(plan, union.limit().count(), union.limit().offset());
		}
		return new Output(plan, columns, left.precision());
	}

	/**
	 * The type of the first query, long enough for both.
	 */
	private static ColumnType type(ColumnType left, ColumnType right) {
		boolean widen = left.type() == right.type() || left.isNull();
		return widen ? Conversions.common(left, right) : left;
	}

	private static PlanNode cast(Output output, List<ColumnType> types) {
		if (output.plan().types().equals(types)) {
			return output.plan();
		}
		List<Expr> expressions = new ArrayList<>();
		for (int i = 0; i < types.size(); i++) {
			Expr column = new Expr.Column(i, output.columns().get(i).type());
			expressions.add(column.type().equals(types.get(i)) ? column
					: Expr.Call.of(Conversions.cast(types.get(i)), List.of(column)));
		}
		return new PlanNode.Project(output.plan(), expressions);
	}

	private static PlanNode.SortColumn sortColumn(Query.SortKey key, List<Output.Column> columns) {
		Expression expression = key.expression();
		if (expression instanceof Literal.IntegerLiteral position && position.value() >= 1
				&& position.value() <= columns.size()) {
			return sortColumn(key, (int) position.value() - 1);
		}
		if (expression instanceof Expression.ColumnReference reference) {
			for (int i = 0; i < columns.size(); i++) {
				if (columns.get(i).name().equals(reference.name())) {
					return sortColumn(key, i);
				}
			}
			throw Errors.noColumn(reference.name());
		}
		throw Errors.unsupported("ORDER BY of an expression after UNION");
	}

	static PlanNode.SortColumn sortColumn(Query.SortKey key, int column) {
		boolean nullsFirst = (key.nullsFirst() != null) ? key.nullsFirst() : !key.descending();
		return new PlanNode.SortColumn(column, key.descending(), nullsFirst);
	}

}
