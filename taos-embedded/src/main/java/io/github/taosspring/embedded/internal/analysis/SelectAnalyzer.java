package io.github.taosspring.embedded.internal.analysis;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.embedded.internal.exec.TagRows;
import io.github.taosspring.embedded.internal.function.AggregateFunctions;
import io.github.taosspring.embedded.internal.function.Comparisons;
import io.github.taosspring.embedded.internal.function.Conversions;
import io.github.taosspring.embedded.internal.function.EvaluationContext;
import io.github.taosspring.embedded.internal.function.SeriesFunctions;
import io.github.taosspring.embedded.internal.plan.Expr;
import io.github.taosspring.embedded.internal.plan.PlanNode;
import io.github.taosspring.embedded.internal.plan.ScanColumn;
import io.github.taosspring.embedded.internal.plan.WindowSpec;
import io.github.taosspring.embedded.internal.sql.Expression;
import io.github.taosspring.embedded.internal.sql.Fill;
import io.github.taosspring.embedded.internal.sql.Literal;
import io.github.taosspring.embedded.internal.sql.PseudoColumnKind;
import io.github.taosspring.embedded.internal.sql.Query;
import io.github.taosspring.embedded.internal.sql.SelectItem;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.sql.WindowClause;
import io.github.taosspring.embedded.internal.vector.Batch;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Analyses one SELECT. The order: FROM, WHERE, then what is calculated (groups, windows
 * or series), HAVING, the select list with what ORDER BY and limits need beside it, FILL,
 * DISTINCT, ORDER BY, limits.
 */
final class SelectAnalyzer {

	private final AnalysisContext context;

	private final Query.Select select;

	private final TimeRange range = new TimeRange();

	SelectAnalyzer(AnalysisContext context, Query.Select select) {
		this.context = context;
		this.select = select;
	}

	Output analyze() {
		FromAnalyzer.Relation relation = relation();
		ExpressionBinder rows = new RowBinder(relation.scope(),
				this.context.evaluation().withPrecision(relation.precision()));
		List<SelectItems.Item> items = SelectItems.expand(this.select.items(), relation.scope());
		if (this.select.interpolation() != null) {
			throw Errors.unsupported("interp");
		}
		Expr condition = where(relation, rows);
		CoreBinder core = core(rows, items);
		List<Expr> projected = new ArrayList<>();
		List<Output.Column> columns = new ArrayList<>();
		for (SelectItems.Item item : items) {
			Expr bound = core.bind(item.expression());
			projected.add(bound);
			columns.add(new Output.Column(item.label(), bound.type()));
		}
		if (this.select.window() != null && core instanceof AggregateBinder windows && !windows.hasCalls()) {
			throw new SqlException(0x265E, "No valid function in window query");
		}
		Expr having = (this.select.having() != null) ? core.bind(this.select.having()) : null;
		int visible = projected.size();
		List<PlanNode.SortColumn> sort = new ArrayList<>();
		for (Query.SortKey key : this.select.orderBy()) {
			sort.add(QueryAnalyzer.sortColumn(key, sortColumn(key, items, projected, core)));
		}
		List<Integer> groups = groupColumns(core, projected, items);
		Fill fill = fill();
		int fillGroup = -1;
		int fillStart = -1;
		if (fill != null) {
			fillGroup = hidden(projected, new Expr.Column(0, ColumnType.BIGINT));
			fillStart = hidden(projected,
					new Expr.Column(((AggregateBinder) core).windowStartColumn(), ColumnType.TIMESTAMP));
		}
		applyRange(relation, core);
		PlanNode plan = core.plan(filtered(relation, condition, core));
		if (having != null) {
			plan = new PlanNode.Filter(plan, having);
		}
		plan = new PlanNode.Project(plan, projected);
		if (fill != null) {
			plan = fill(plan, fill, projected, core, fillGroup, fillStart, rows);
		}
		plan = distinct(plan, visible, projected);
		plan = limits(plan, sort, groups);
		if (plan.types().size() > visible) {
			plan = new PlanNode.Project(plan, List.copyOf(identity(projected, visible)));
		}
		return new Output(plan, columns, relation.precision());
	}

	private FromAnalyzer.Relation relation() {
		List<Expression> where = Expressions.conjuncts(this.select.where());
		if (this.select.from() == null) {
			PlanNode one = new PlanNode.Rows(List.of(), () -> List.of(new Object[][] { new Object[0] }));
			return new FromAnalyzer.Relation(new Scope(List.of()), one, TaosPrecision.MILLISECOND, where);
		}
		return new FromAnalyzer(this.context).analyze(this.select.from(), where);
	}

	/**
	 * Split the condition in a range of time, what chooses tables, and the rest.
	 */
	private @Nullable Expr where(FromAnalyzer.Relation relation, ExpressionBinder rows) {
		Expr result = null;
		Source.TableSource table = relation.scope().onlyTable();
		for (Expression part : relation.left()) {
			Expr bound = rows.bind(part);
			if (table != null && !(bound instanceof Expr.Constant)) {
				boolean tagsOnly = table.dependsOnTagsOnly(bound);
				if (tagsOnly && table.isSuperTable()) {
					table.tables = TagRows.select(table.tables, table.columns(), bound, rows.context());
					continue;
				}
				if (!tagsOnly && this.range.narrow(part, table.time(), rows)) {
					continue;
				}
			}
			result = (result == null) ? bound : Expr.Call.of(Comparisons.logic(true), List.of(result, bound));
		}
		return result;
	}

	private void applyRange(FromAnalyzer.Relation relation, CoreBinder core) {
		Source.TableSource table = relation.scope().onlyTable();
		if (table != null) {
			table.from = this.range.from();
			table.to = this.range.to();
			table.tagsOnly = this.select.tagMode() || isTagScan(table, core);
		}
	}

	/**
	 * Distinct names and tags come from the tables themselves, even from those without
	 * rows.
	 */
	private boolean isTagScan(Source.TableSource table, CoreBinder core) {
		boolean grouping = this.select.distinct() || !this.select.groupBy().isEmpty();
		boolean calculates = core instanceof SeriesBinder
				|| (core instanceof AggregateBinder aggregate && aggregate.hasCalls());
		if (!table.isSuperTable() || !grouping || calculates || this.select.window() != null) {
			return false;
		}
		boolean named = table.columns().stream().anyMatch((column) -> column.kind() == ScanColumn.Kind.TABLE_NAME);
		return named && table.columns().stream().noneMatch((column) -> column.kind() == ScanColumn.Kind.DATA);
	}

	private static PlanNode filtered(FromAnalyzer.Relation relation, @Nullable Expr condition, CoreBinder core) {
		PlanNode rows = relation.rows();
		return (condition != null) ? new PlanNode.Filter(rows, condition) : rows;
	}

	private CoreBinder core(ExpressionBinder rows, List<SelectItems.Item> items) {
		List<Expression> all = new ArrayList<>();
		items.forEach((item) -> all.add(item.expression()));
		if (this.select.having() != null) {
			all.add(this.select.having());
		}
		this.select.orderBy().forEach((key) -> all.add(key.expression()));
		boolean aggregates = contains(all, true);
		boolean series = contains(all, false);
		boolean partitioned = !this.select.partitionBy().isEmpty() || !this.select.groupBy().isEmpty();
		if (this.select.having() != null && !partitioned && this.select.window() == null) {
			throw Errors.notGrouped();
		}
		if (this.select.partitionLimit() != null && !partitioned) {
			throw new SqlException(0x2638, "slimit/soffset only available for PARTITION/GROUP BY query");
		}
		List<Expression> keys = new ArrayList<>();
		for (SelectItem.Value key : this.select.partitionBy()) {
			keys.add(key.expression());
		}
		for (Expression key : this.select.groupBy()) {
			keys.add(groupKey(key, items, rows.scope()));
		}
		keys.forEach(SelectAnalyzer::refuseAggregates);
		if (series && (aggregates || this.select.window() != null)) {
			throw Errors.mixedFunctions();
		}
		if (series) {
			return new SeriesBinder(rows, keys, all);
		}
		WindowClause window = this.select.window();
		if (window == null && !aggregates && this.select.groupBy().isEmpty()) {
			return new CoreBinder.Plain(rows);
		}
		WindowSpec spec = (window != null) ? Windows.resolve(window, rows) : null;
		Expression state = (window instanceof WindowClause.State clause) ? clause.state() : null;
		return new AggregateBinder(rows, keys, spec, state, all);
	}

	/**
	 * A key can be the alias or the position of an entry of the select list.
	 */
	private static Expression groupKey(Expression key, List<SelectItems.Item> items, Scope scope) {
		if (key instanceof Literal.IntegerLiteral position) {
			if (position.value() < 1 || position.value() > items.size()) {
				throw noPosition();
			}
			return items.get((int) position.value() - 1).expression();
		}
		if (key instanceof Expression.ColumnReference reference && reference.table() == null
				&& !scope.hasColumn(reference.name())) {
			for (SelectItems.Item item : items) {
				if (reference.name().equals(item.alias())) {
					return item.expression();
				}
			}
		}
		return key;
	}

	private static SqlException noPosition() {
		return new SqlException(0x2609, "ORDER BY / GROUP BY item must be the number of a SELECT-list expression");
	}

	private static boolean contains(List<Expression> expressions, boolean aggregates) {
		boolean[] found = { false };
		for (Expression expression : expressions) {
			Expressions.walk(expression, (each) -> {
				if (each instanceof Expression.FunctionCall call) {
					found[0] |= (aggregates ? AggregateFunctions.find(call.name())
							: SeriesFunctions.find(call.name())) != null;
				}
			});
		}
		return found[0];
	}

	private static void refuseAggregates(Expression key) {
		if (contains(List.of(key), true)) {
			throw Errors.noAggregateHere();
		}
	}

	private int sortColumn(Query.SortKey key, List<SelectItems.Item> items, List<Expr> projected, CoreBinder core) {
		Expression expression = key.expression();
		if (expression instanceof Literal.IntegerLiteral position) {
			if (position.value() < 1 || position.value() > items.size()) {
				throw new SqlException(0x2609,
						"ORDER BY / GROUP BY item must be the number of a SELECT-list expression");
			}
			return (int) position.value() - 1;
		}
		for (int i = 0; i < items.size(); i++) {
			boolean byAlias = expression instanceof Expression.ColumnReference reference && reference.table() == null
					&& reference.name().equals(items.get(i).alias());
			if (byAlias || expression.equals(items.get(i).expression())) {
				return i;
			}
		}
		return hidden(projected, core.bind(expression));
	}

	private static int hidden(List<Expr> projected, Expr expression) {
		int index = projected.indexOf(expression);
		if (index < 0) {
			index = projected.size();
			projected.add(expression);
		}
		return index;
	}

	/**
	 * Return the columns that tell partitions apart if there are limits on them.
	 */
	private List<Integer> groupColumns(CoreBinder core, List<Expr> projected, List<SelectItems.Item> items) {
		List<Integer> result = new ArrayList<>();
		if (this.select.partitionLimit() != null || limitsEachPartition()) {
			for (SelectItem.Value key : this.select.partitionBy()) {
				result.add(hidden(projected, core.bind(key.expression())));
			}
			for (Expression key : this.select.groupBy()) {
				result.add(hidden(projected, core.bind(groupKey(key, items, core.scope()))));
			}
		}
		return result;
	}

	private boolean limitsEachPartition() {
		return this.select.limit() != null && !this.select.partitionBy().isEmpty() && this.select.orderBy().isEmpty();
	}

	private PlanNode limits(PlanNode input, List<PlanNode.SortColumn> sort, List<Integer> groups) {
		PlanNode plan = input;
		Query.Limit limit = this.select.limit();
		Query.Limit partitions = this.select.partitionLimit();
		boolean each = limitsEachPartition();
		if (!groups.isEmpty()) {
			long count = (partitions != null) ? partitions.count() : Long.MAX_VALUE;
			long skipped = (partitions != null) ? partitions.offset() : 0;
			long rows = (each && limit != null) ? limit.count() : Long.MAX_VALUE;
			long skippedRows = (each && limit != null) ? limit.offset() : 0;
			plan = new PlanNode.GroupLimit(plan, groups, count, skipped, rows, skippedRows);
		}
		if (!sort.isEmpty()) {
			plan = new PlanNode.Sort(plan, sort);
		}
		return (limit != null && !each) ? new PlanNode.Limit(plan, limit.count(), limit.offset()) : plan;
	}

	private PlanNode distinct(PlanNode plan, int visible, List<Expr> projected) {
		if (!this.select.distinct()) {
			return plan;
		}
		if (projected.size() > visible) {
			throw new SqlException(0x260B, "Not SELECTed expression");
		}
		return new PlanNode.Distinct(plan);
	}

	private static List<Expr> identity(List<Expr> projected, int count) {
		List<Expr> result = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			result.add(new Expr.Column(i, projected.get(i).type()));
		}
		return result;
	}

	private @Nullable Fill fill() {
		if (!(this.select.window() instanceof WindowClause.Interval interval) || interval.fill() == null
				|| interval.fill().mode() == Fill.Mode.NONE) {
			return null;
		}
		if (!this.range.isBounded()) {
			throw new SqlException(0x263B, "Start(end) time of query range required or time range too large");
		}
		if (interval.fill().mode() == Fill.Mode.NEAR) {
			throw Errors.unsupported("fill(near)");
		}
		return interval.fill();
	}

	private PlanNode fill(PlanNode input, Fill fill, List<Expr> projected, CoreBinder core, int group, int start,
			ExpressionBinder rows) {
		WindowSpec.Interval spec = (WindowSpec.Interval) Windows.resolve((WindowClause.Interval) this.select.window(),
				rows);
		int windowStart = ((AggregateBinder) core).windowStartColumn();
		List<PlanNode.FillRole> roles = new ArrayList<>();
		List<@Nullable Object> values = new ArrayList<>();
		int used = 0;
		for (int i = 0; i < projected.size(); i++) {
			PlanNode.FillRole role = role(projected.get(i), windowStart, core, i == group);
			roles.add(role);
			Object value = null;
			if (role == PlanNode.FillRole.VALUE && !fill.values().isEmpty()) {
				Expression literal = fill.values().get(Math.min(used++, fill.values().size() - 1));
				value = constant(rows.bind(literal), projected.get(i).type(), rows);
			}
			values.add(value);
		}
		return new PlanNode.FillWindows(input, fill.mode(), spec, this.range.from(), this.range.to(), group, start,
				roles, values);
	}

	private static PlanNode.FillRole role(Expr expression, int windowStart, CoreBinder core, boolean group) {
		if (expression instanceof Expr.Column column && column.index() >= windowStart
				&& column.index() < windowStart + 3) {
			return PlanNode.FillRole.values()[column.index() - windowStart];
		}
		return (group || core.isGroupConstant(expression)) ? PlanNode.FillRole.GROUP : PlanNode.FillRole.VALUE;
	}

	private static @Nullable Object constant(Expr expression, ColumnType type, ExpressionBinder rows) {
		Vector value = expression.evaluate(rows.context(), new Batch(1, new Vector[0]));
		return Conversions.convert(rows.context(), value, type, 1).get(0);
	}

	/**
	 * Binds over the rows; knows the range of the query.
	 */
	private final class RowBinder extends ExpressionBinder {

		RowBinder(Scope scope, EvaluationContext evaluation) {
			super(scope, evaluation);
		}

		@Override
		@Nullable Expr replace(Expression expression) {
			if (expression instanceof Expression.PseudoColumn pseudo) {
				TimeRange known = SelectAnalyzer.this.range;
				if (pseudo.kind() == PseudoColumnKind.QUERY_START) {
					return new Expr.Constant(ColumnType.TIMESTAMP, known.from());
				}
				if (pseudo.kind() == PseudoColumnKind.QUERY_END) {
					return new Expr.Constant(ColumnType.TIMESTAMP, known.to());
				}
				if (pseudo.kind() == PseudoColumnKind.QUERY_DURATION) {
					return new Expr.Constant(ColumnType.BIGINT, known.to() - known.from());
				}
			}
			return null;
		}

	}

}
