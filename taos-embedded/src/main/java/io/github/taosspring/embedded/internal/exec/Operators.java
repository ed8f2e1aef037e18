package io.github.taosspring.embedded.internal.exec;

import io.github.taosspring.embedded.internal.plan.PlanNode;

/**
 * Makes the operators of a plan.
 */
public final class Operators {

	private Operators() {
	}

	/**
	 * Start a plan.
	 * @param run the query
	 * @param node its root
	 * @return the operator that yields its rows
	 */
	public static Operator start(QueryRun run, PlanNode node) {
		if (node instanceof PlanNode.Scan scan) {
			return scan.tagsOnly() ? tags(run, scan) : new ScanOperator(run, scan);
		}
		if (node instanceof PlanNode.Rows rows) {
			return SimpleOperators.rows(run, rows.types(), rows.rows().get());
		}
		if (node instanceof PlanNode.Filter filter) {
			return new SimpleOperators.FilterOperator(run, start(run, filter.input()), filter.condition());
		}
		if (node instanceof PlanNode.Project project) {
			return new SimpleOperators.ProjectOperator(run, start(run, project.input()), project.expressions());
		}
		if (node instanceof PlanNode.Aggregate aggregate) {
			return new AggregateOperator(run, start(run, aggregate.input()), aggregate);
		}
		if (node instanceof PlanNode.Series series) {
			return new SeriesOperator(run, start(run, series.input()), series);
		}
		if (node instanceof PlanNode.Sort sort) {
			return new SimpleOperators.SortOperator(run, start(run, sort.input()), sort, Long.MAX_VALUE);
		}
		if (node instanceof PlanNode.Limit limit) {
			return limit(run, limit);
		}
		if (node instanceof PlanNode.GroupLimit limit) {
			return new SimpleOperators.GroupLimitOperator(run, start(run, limit.input()), limit);
		}
		if (node instanceof PlanNode.Distinct distinct) {
			return new SimpleOperators.DistinctOperator(run, start(run, distinct.input()));
		}
		if (node instanceof PlanNode.Concat concat) {
			return new SimpleOperators.ConcatOperator(
					concat.inputs().stream().map((input) -> start(run, input)).toList());
		}
		if (node instanceof PlanNode.Join join) {
			return new JoinOperator(run, start(run, join.left()), start(run, join.right()), join);
		}
		if (node instanceof PlanNode.FillWindows fill) {
			return new FillOperator(run, start(run, fill.input()), fill);
		}
		throw new IllegalStateException("No operator for " + node.getClass().getSimpleName());
	}

	private static Operator limit(QueryRun run, PlanNode.Limit limit) {
		Operator input;
		if (limit.input() instanceof PlanNode.Sort sort && limit.count() < Integer.MAX_VALUE
				&& limit.offset() < Integer.MAX_VALUE) {
			input = new SimpleOperators.SortOperator(run, start(run, sort.input()), sort,
					limit.count() + limit.offset());
		}
		else {
			input = start(run, limit.input());
		}
		return new SimpleOperators.LimitOperator(run, input, limit.count(), limit.offset());
	}

	private static Operator tags(QueryRun run, PlanNode.Scan scan) {
		RowBuffer rows = new RowBuffer(run, scan.types());
		if (!scan.tables().isEmpty()) {
			rows.append(TagRows.read(scan.tables(), scan.columns()));
		}
		return rows.reader();
	}

}
