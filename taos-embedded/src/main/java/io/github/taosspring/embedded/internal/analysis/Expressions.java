package io.github.taosspring.embedded.internal.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.github.taosspring.embedded.internal.plan.Expr;
import io.github.taosspring.embedded.internal.sql.BinaryOperator;
import io.github.taosspring.embedded.internal.sql.Expression;
import io.github.taosspring.embedded.internal.sql.SelectItem;
import org.jspecify.annotations.Nullable;

/**
 * Walks expressions.
 */
final class Expressions {

	private Expressions() {
	}

	/**
	 * Return the direct parts of an expression.
	 */
	static List<Expression> children(Expression expression) {
		List<Expression> result = new ArrayList<>();
		if (expression instanceof Expression.FunctionCall call) {
			result.addAll(call.arguments());
		}
		else if (expression instanceof Expression.Cols cols) {
			result.add(cols.function());
			for (SelectItem item : cols.columns()) {
				if (item instanceof SelectItem.Value value) {
					result.add(value.expression());
				}
			}
		}
		else if (expression instanceof Expression.Cast cast) {
			result.add(cast.operand());
		}
		else if (expression instanceof Expression.Trim trim) {
			addIfPresent(result, trim.characters());
			result.add(trim.operand());
		}
		else if (expression instanceof Expression.Case branches) {
			addIfPresent(result, branches.operand());
			branches.branches().forEach((branch) -> {
				result.add(branch.when());
				result.add(branch.then());
			});
			addIfPresent(result, branches.otherwise());
		}
		else if (expression instanceof Expression.Unary unary) {
			result.add(unary.operand());
		}
		else if (expression instanceof Expression.Binary binary) {
			result.add(binary.left());
			result.add(binary.right());
		}
		else if (expression instanceof Expression.Between between) {
			result.add(between.operand());
			result.add(between.low());
			result.add(between.high());
		}
		else if (expression instanceof Expression.In in) {
			result.add(in.operand());
			result.addAll(in.values());
		}
		else if (expression instanceof Expression.IsNull isNull) {
			result.add(isNull.operand());
		}
		return result;
	}

	private static void addIfPresent(List<Expression> target, @Nullable Expression expression) {
		if (expression != null) {
			target.add(expression);
		}
	}

	/**
	 * Visit an expression and all its parts.
	 */
	static void walk(Expression expression, Consumer<Expression> visitor) {
		visitor.accept(expression);
		children(expression).forEach((child) -> walk(child, visitor));
	}

	/**
	 * Split a condition at its ANDs.
	 */
	static List<Expression> conjuncts(@Nullable Expression condition) {
		List<Expression> result = new ArrayList<>();
		if (condition != null) {
			split(condition, result);
		}
		return result;
	}

	private static void split(Expression condition, List<Expression> result) {
		if (condition instanceof Expression.Binary binary && binary.operator() == BinaryOperator.AND) {
			split(binary.left(), result);
			split(binary.right(), result);
		}
		else {
			result.add(condition);
		}
	}

	/**
	 * Visit the columns of a bound expression.
	 */
	static void columns(Expr expression, Consumer<Expr.Column> visitor) {
		if (expression instanceof Expr.Column column) {
			visitor.accept(column);
		}
		else if (expression instanceof Expr.Call call) {
			call.arguments().forEach((argument) -> columns(argument, visitor));
		}
	}

}
