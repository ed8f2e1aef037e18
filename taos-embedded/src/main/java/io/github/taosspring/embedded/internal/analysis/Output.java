package io.github.taosspring.embedded.internal.analysis;

import java.util.List;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.embedded.internal.plan.PlanNode;
import io.github.taosspring.embedded.internal.vector.ColumnType;

/**
 * A query that is ready to run.
 *
 * @param plan what it does
 * @param columns its columns
 * @param precision the unit of its timestamps
 */
public record Output(PlanNode plan, List<Column> columns, TaosPrecision precision) {

	/**
	 * Return the columns as a client sees them.
	 * @return the columns
	 */
	public List<TaosColumn> clientColumns() {
		return this.columns.stream().map((column) -> column.type().column(column.name())).toList();
	}

	/**
	 * A column.
	 *
	 * @param name its label
	 * @param type its type
	 */
	public record Column(String name, ColumnType type) {

	}

}
