package io.github.taosspring.embedded.internal.exec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.function.Comparisons;
import io.github.taosspring.embedded.internal.function.EvaluationContext;
import io.github.taosspring.embedded.internal.plan.Expr;
import io.github.taosspring.embedded.internal.plan.ScanColumn;
import io.github.taosspring.embedded.internal.vector.Batch;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Tables as rows of their names and tags.
 */
public final class TagRows {

	private TagRows() {
	}

	/**
	 * Return the name or a tag of a table.
	 * @param table the table
	 * @param column what to read
	 * @return the value as {@code Vector.get} gives it
	 */
	public static @Nullable Object value(DataTable table, ScanColumn column) {
		return switch (column.kind()) {
			case TABLE_NAME -> table.name().getBytes(StandardCharsets.UTF_8);
			case TAG -> table.tag(column.slot());
			case DATA -> null;
		};
	}

	/**
	 * Return tables as rows.
	 * @param tables the tables
	 * @param columns what to read; columns of the rows are NULL
	 * @return a row a table
	 */
	public static Batch read(List<DataTable> tables, List<ScanColumn> columns) {
		Vector[] vectors = new Vector[columns.size()];
		for (int i = 0; i < vectors.length; i++) {
			vectors[i] = new Vector(columns.get(i).type(), tables.size());
			for (int row = 0; row < tables.size(); row++) {
				vectors[i].set(row, value(tables.get(row), columns.get(i)));
			}
		}
		return new Batch(tables.size(), vectors);
	}

	/**
	 * Return the tables for which a condition on their names and tags holds.
	 * @param tables the tables
	 * @param columns the columns of the condition
	 * @param condition the condition
	 * @param context the statement's circumstances
	 * @return the tables
	 */
	public static List<DataTable> select(List<DataTable> tables, List<ScanColumn> columns, Expr condition,
			EvaluationContext context) {
		Vector holds = condition.evaluate(context, read(tables, columns));
		List<DataTable> result = new ArrayList<>();
		for (int row = 0; row < tables.size(); row++) {
			if (Comparisons.isTrue(holds, row)) {
				result.add(tables.get(row));
			}
		}
		return result;
	}

	/**
	 * Return the values of expressions on names and tags.
	 * @param tables the tables
	 * @param columns the columns of the expressions
	 * @param expressions the expressions
	 * @param context the statement's circumstances
	 * @return a row a table
	 */
	public static List<@Nullable Object[]> evaluate(List<DataTable> tables, List<ScanColumn> columns,
			List<Expr> expressions, EvaluationContext context) {
		Batch batch = read(tables, columns);
		List<Vector> vectors = expressions.stream().map((expression) -> expression.evaluate(context, batch)).toList();
		List<@Nullable Object[]> rows = new ArrayList<>();
		for (int row = 0; row < tables.size(); row++) {
			int at = row;
			rows.add(vectors.stream().map((vector) -> vector.get(at)).toArray());
		}
		return rows;
	}

	static ColumnType nameType() {
		return ColumnType.varchar(270);
	}

}
