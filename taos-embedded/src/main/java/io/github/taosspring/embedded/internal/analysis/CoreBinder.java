package io.github.taosspring.embedded.internal.analysis;

import io.github.taosspring.embedded.internal.plan.Expr;
import io.github.taosspring.embedded.internal.plan.PlanNode;

/**
 * Binds the expressions of a select list, HAVING and ORDER BY over what a query
 * calculates from its rows, and then makes the step that calculates it.
 */
abstract class CoreBinder extends ExpressionBinder {

	CoreBinder(ExpressionBinder rows) {
		super(rows.scope(), rows.context());
	}

	/**
	 * Make the step, after all expressions were bound.
	 * @param input the rows
	 * @return the step
	 */
	abstract PlanNode plan(PlanNode input);

	/**
	 * Return whether an expression is the same for all rows of a group.
	 */
	boolean isGroupConstant(Expr expression) {
		return false;
	}

	/**
	 * A query that calculates nothing: its rows are those of its sources.
	 */
	static final class Plain extends CoreBinder {

		Plain(ExpressionBinder rows) {
			super(rows);
		}

		@Override
		PlanNode plan(PlanNode input) {
			return input;
		}

	}

}
