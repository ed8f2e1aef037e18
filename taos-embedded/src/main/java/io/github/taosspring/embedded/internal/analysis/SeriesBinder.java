package io.github.taosspring.embedded.internal.analysis;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.embedded.internal.function.Argument;
import io.github.taosspring.embedded.internal.function.SeriesFunction;
import io.github.taosspring.embedded.internal.function.SeriesFunctions;
import io.github.taosspring.embedded.internal.plan.Expr;
import io.github.taosspring.embedded.internal.plan.PlanNode;
import io.github.taosspring.embedded.internal.sql.Expression;
import org.jspecify.annotations.Nullable;

/**
 * Binds over series: functions that follow rows, and other columns of the row.
 */
final class SeriesBinder extends CoreBinder {

	private final ExpressionBinder rows;

	private final List<Expr> keys = new ArrayList<>();

	private final boolean byTable;

	private final List<Expression.FunctionCall> callExpressions = new ArrayList<>();

	private final List<PlanNode.SeriesCall> calls = new ArrayList<>();

	private final List<Expr> companions = new ArrayList<>();

	SeriesBinder(ExpressionBinder rows, List<Expression> keyExpressions, List<Expression> all) {
		super(rows);
		this.rows = rows;
		keyExpressions.forEach((key) -> this.keys.add(rows.bind(key)));
		this.byTable = keyExpressions.stream().anyMatch((key) -> key instanceof Expression.PseudoColumn);
		for (Expression expression : all) {
			Expressions.walk(expression, this::collect);
		}
	}

	private void collect(Expression expression) {
		if (!(expression instanceof Expression.FunctionCall call) || this.callExpressions.contains(call)) {
			return;
		}
		SeriesFunction function = SeriesFunctions.find(call.name());
		if (function != null) {
			List<Expr> arguments = new ArrayList<>();
			List<Argument> described = new ArrayList<>();
			for (Expression argument : call.arguments()) {
				Expr bound = this.rows.bind(argument);
				arguments.add(bound);
				described.add(bound.argument());
			}
			if (!this.calls.isEmpty() && this.calls.get(0).function() != function) {
				throw Errors.mixedFunctions();
			}
			this.callExpressions.add(call);
			this.calls.add(new PlanNode.SeriesCall(function, arguments, described, function.resolve(described)));
		}
	}

	@Override
	@Nullable Expr replace(Expression expression) {
		if (expression instanceof Expression.FunctionCall call) {
			int index = this.callExpressions.indexOf(call);
			return (index >= 0) ? new Expr.Column(this.keys.size() + index, this.calls.get(index).type()) : null;
		}
		if (expression instanceof Expression.ColumnReference || expression instanceof Expression.PseudoColumn) {
			Expr bound = this.rows.bind(expression);
			int index = this.companions.indexOf(bound);
			if (index < 0) {
				index = this.companions.size();
				this.companions.add(bound);
			}
			return new Expr.Column(this.keys.size() + this.calls.size() + index, bound.type());
		}
		return null;
	}

	@Override
	PlanNode plan(PlanNode input) {
		Expr time = scope().time();
		PlanNode ordered = input;
		Source.TableSource table = scope().onlyTable();
		boolean inOrder = table != null && (!table.isSuperTable() || this.byTable);
		if (!inOrder && time instanceof Expr.Column column) {
			ordered = new PlanNode.Sort(input, List.of(new PlanNode.SortColumn(column.index(), false, true)));
		}
		return new PlanNode.Series(ordered, this.keys, this.calls, this.companions, time);
	}

}
