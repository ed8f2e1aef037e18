package io.github.taosspring.embedded.internal.analysis;

import io.github.taosspring.embedded.internal.plan.Expr;
import io.github.taosspring.embedded.internal.sql.BinaryOperator;
import io.github.taosspring.embedded.internal.sql.Expression;
import io.github.taosspring.embedded.internal.vector.VectorKind;

/**
 * The range of time that a condition leaves.
 */
final class TimeRange {

	private long from = Long.MIN_VALUE;

	private long to = Long.MAX_VALUE;

	long from() {
		return this.from;
	}

	long to() {
		return this.to;
	}

	boolean isBounded() {
		return this.from != Long.MIN_VALUE && this.to != Long.MAX_VALUE;
	}

	/**
	 * Narrow the range by a condition.
	 * @param condition a part of a conjunction
	 * @param time the timestamp
	 * @param binder binds the operands
	 * @return whether the range says all that the condition says
	 */
	boolean narrow(Expression condition, Expr time, ExpressionBinder binder) {
		if (condition instanceof Expression.Between between && !between.negated()) {
			if (!isTime(between.operand(), time, binder)) {
				return false;
			}
			Expression low = new Expression.Binary(BinaryOperator.GREATER_OR_EQUAL, between.operand(), between.low());
			Expression high = new Expression.Binary(BinaryOperator.LESS_OR_EQUAL, between.operand(), between.high());
			return narrow(low, time, binder) & narrow(high, time, binder);
		}
		if (!(condition instanceof Expression.Binary binary) || !binary.operator().isComparison()
				|| binary.operator() == BinaryOperator.NOT_EQUAL) {
			return false;
		}
		boolean leftIsTime = isTime(binary.left(), time, binder);
		if (!leftIsTime && !isTime(binary.right(), time, binder)) {
			return false;
		}
		Expr bound = binder.bind(condition);
		if (!(bound instanceof Expr.Call call)) {
			return false;
		}
		Expr other = call.arguments().get(leftIsTime ? 1 : 0);
		if (!(other instanceof Expr.Constant constant) || constant.type().kind() != VectorKind.LONG
				|| !(constant.value() instanceof Long value)) {
			return false;
		}
		apply(leftIsTime ? binary.operator() : mirror(binary.operator()), value);
		return true;
	}

	private static boolean isTime(Expression expression, Expr time, ExpressionBinder binder) {
		boolean named = expression instanceof Expression.ColumnReference
				|| expression instanceof Expression.PseudoColumn;
		return named && binder.bind(expression).equals(time);
	}

	private static BinaryOperator mirror(BinaryOperator operator) {
		return switch (operator) {
			case LESS -> BinaryOperator.GREATER;
			case LESS_OR_EQUAL -> BinaryOperator.GREATER_OR_EQUAL;
			case GREATER -> BinaryOperator.LESS;
			case GREATER_OR_EQUAL -> BinaryOperator.LESS_OR_EQUAL;
			default -> operator;
		};
	}

	private void apply(BinaryOperator operator, long value) {
		switch (operator) {
			case EQUAL -> {
				this.from = Math.max(this.from, value);
				this.to = Math.min(this.to, value);
			}
			case LESS -> this.to = Math.min(this.to, (value == Long.MIN_VALUE) ? value : value - 1);
			case LESS_OR_EQUAL -> this.to = Math.min(this.to, value);
			case GREATER -> this.from = Math.max(this.from, (value == Long.MAX_VALUE) ? value : value + 1);
			case GREATER_OR_EQUAL -> this.from = Math.max(this.from, value);
			default -> throw new IllegalStateException(operator.name());
		}
	}

}
