package io.github.taosspring.embedded.internal.analysis;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.Table;
import io.github.taosspring.embedded.internal.function.Comparisons;
import io.github.taosspring.embedded.internal.function.EvaluationContext;
import io.github.taosspring.embedded.internal.function.Timestamps;
import io.github.taosspring.embedded.internal.plan.Expr;
import io.github.taosspring.embedded.internal.plan.PlanNode;
import io.github.taosspring.embedded.internal.sql.BinaryOperator;
import io.github.taosspring.embedded.internal.sql.Expression;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.sql.TableReference;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the FROM clause.
 */
final class FromAnalyzer {

	private final AnalysisContext context;

	FromAnalyzer(AnalysisContext context) {
		this.context = context;
	}

	/**
	 * What a FROM clause comes to.
	 *
	 * @param scope its sources
	 * @param plan its rows, {@code null} for a table, whose scan is made later
	 * @param precision the unit of its timestamps
	 * @param left the parts of the WHERE that are still to be checked
	 */
	record Relation(Scope scope, @Nullable PlanNode plan, TaosPrecision precision, List<Expression> left) {

		PlanNode rows() {
			Source.TableSource table = this.scope.onlyTable();
			if (this.plan != null) {
				return this.plan;
			}
			if (table == null) {
				throw new IllegalStateException("No plan");
			}
			return table.scan();
		}

	}

	Relation analyze(TableReference reference, List<Expression> where) {
		if (reference instanceof TableReference.Join join) {
			return join(join, where);
		}
		Side side = side(reference);
		return new Relation(new Scope(List.of(side.source)), side.plan, side.precision, where);
	}

	private Side side(TableReference reference) {
		if (reference instanceof TableReference.Named named) {
			SystemTables.SystemTable system = SystemTables.find(this.context, named.table());
			if (system != null) {
				Source source = new Source.FixedSource(system.columns(),
						(named.alias() != null) ? named.alias() : named.table().name());
				return new Side(source, system.plan(), TaosPrecision.MILLISECOND);
			}
			Database database = this.context.database(named.table());
			Table table = database.table(named.table().name());
			if (table == null) {
				throw Errors.noTable();
			}
			return new Side(new Source.TableSource(table, named.alias()), null, database.options().precision());
		}
		if (reference instanceof TableReference.Derived derived) {
			Output output = new QueryAnalyzer(this.context).analyze(derived.query());
			return new Side(new Source.FixedSource(output.columns(), derived.alias()), output.plan(),
					output.precision());
		}
		throw Errors.unsupported("a join on the right side of a join");
	}

	private Relation join(TableReference.Join join, List<Expression> where) {
		Relation left = left(join.left(), where);
		Side right = side(join.right());
		PlanNode leftPlan = left.rows();
		PlanNode rightPlan = plan(right);
		int width = leftPlan.types().size();
		right.source.offset = width;
		List<Source> sources = new ArrayList<>(left.scope.sources());
		sources.add(right.source);
		Scope scope = new Scope(sources);
		EvaluationContext evaluation = this.context.evaluation().withPrecision(left.precision);
		ExpressionBinder binder = new ExpressionBinder(scope, evaluation);
		List<Expression> on = Expressions.conjuncts(join.on());
		boolean whereJoins = join.side() == TableReference.JoinSide.INNER
				&& join.kind() == TableReference.JoinKind.PLAIN;
		List<Expression> rest = new ArrayList<>(on);
		List<Expression> later = new ArrayList<>(left.left);
		Expression.Binary times = takeTimes(rest, left.scope, right.source, binder);
		if (times == null && whereJoins) {
			times = takeTimes(later, left.scope, right.source, binder);
		}
		boolean needed = join.kind() != TableReference.JoinKind.ASOF && join.kind() != TableReference.JoinKind.WINDOW;
		if (times == null && needed) {
			throw new SqlException(0x2702, "not support cross join");
		}
		Expr.Column leftTime = (times != null) ? leftTime(times, right.source, binder) : require(left.scope.time());
		Expr.Column rightTime = require(right.source.time());
		Expr condition = null;
		for (Expression each : rest) {
			Expr bound = binder.bind(each);
			condition = (condition == null) ? bound : Expr.Call.of(Comparisons.logic(true), List.of(condition, bound));
		}
		BinaryOperator operator = (times != null) ? direction(times, right.source, binder)
				: BinaryOperator.GREATER_OR_EQUAL;
		int order = switch (operator) {
			case GREATER, GREATER_OR_EQUAL -> 1;
			case LESS, LESS_OR_EQUAL -> -1;
			default -> 0;
		};
		boolean orEqual = operator != BinaryOperator.GREATER && operator != BinaryOperator.LESS;
		long limit = (join.limit() != null) ? join.limit()
				: (join.kind() == TableReference.JoinKind.ASOF) ? 1 : Integer.MAX_VALUE;
		PlanNode plan = new PlanNode.Join(leftPlan, rightPlan, join.side(), join.kind(), leftTime,
				new Expr.Column(rightTime.index() - width, rightTime.type()), order, orEqual,
				(join.windowStart() != null) ? Timestamps.units(join.windowStart(), left.precision) : 0,
				(join.windowEnd() != null) ? Timestamps.units(join.windowEnd(), left.precision) : 0, limit, condition);
		return new Relation(scope, plan, left.precision, later);
	}

	private Relation left(TableReference reference, List<Expression> where) {
		if (reference instanceof TableReference.Join nested) {
			return join(nested, where);
		}
		Side side = side(reference);
		return new Relation(new Scope(List.of(side.source)), plan(side), side.precision, where);
	}

	private static Expr.Column leftTime(Expression.Binary times, Source right, ExpressionBinder binder) {
		Expr left = binder.bind(times.left());
		return (Expr.Column) (left.equals(right.time()) ? binder.bind(times.right()) : left);
	}

	private static PlanNode plan(Side side) {
		if (side.plan != null) {
			return side.plan;
		}
		Source.TableSource table = (Source.TableSource) side.source;
		table.readAll();
		return table.scan();
	}

	private static Expr.Column require(Expr.@Nullable Column time) {
		if (time == null) {
			throw new SqlException(0x2702, "not support cross join");
		}
		return time;
	}

	/**
	 * Take the comparison of both timestamps out of some conditions.
	 */
	private static Expression.@Nullable Binary takeTimes(List<Expression> conditions, Scope left, Source right,
			ExpressionBinder binder) {
		for (Expression condition : conditions) {
			if (condition instanceof Expression.Binary binary && binary.operator().isComparison()
					&& binary.left() instanceof Expression.ColumnReference a
					&& binary.right() instanceof Expression.ColumnReference b && isKnown(a, binder)
					&& isKnown(b, binder)) {
				Expr first = binder.bind(a);
				Expr second = binder.bind(b);
				if ((isTime(first, left) && second.equals(right.time()))
						|| (first.equals(right.time()) && isTime(second, left))) {
					conditions.remove(condition);
					return binary;
				}
			}
		}
		return null;
	}

	/**
	 * Return whether the table of a column was joined already.
	 */
	private static boolean isKnown(Expression.ColumnReference column, ExpressionBinder binder) {
		return column.table() == null
				|| binder.scope().sources().stream().anyMatch((source) -> source.isCalled(column.table()));
	}

	private static boolean isTime(Expr expression, Scope scope) {
		return scope.sources().stream().anyMatch((source) -> expression.equals(source.time()));
	}

	private static BinaryOperator direction(Expression.Binary times, Source right, ExpressionBinder binder) {
		if (!binder.bind(times.left()).equals(right.time())) {
			return times.operator();
		}
		return switch (times.operator()) {
			case LESS -> BinaryOperator.GREATER;
			case LESS_OR_EQUAL -> BinaryOperator.GREATER_OR_EQUAL;
			case GREATER -> BinaryOperator.LESS;
			case GREATER_OR_EQUAL -> BinaryOperator.LESS_OR_EQUAL;
			default -> times.operator();
		};
	}

	/**
	 * One table or query of a FROM clause.
	 *
	 * @param source its columns
	 * @param plan its rows, {@code null} for a table
	 * @param precision the unit of its timestamps
	 */
	private record Side(Source source, @Nullable PlanNode plan, TaosPrecision precision) {
	}

}
