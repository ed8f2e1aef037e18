package io.github.taosspring.client.statement;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosDataException;
import io.github.taosspring.client.TaosErrors;

/**
 * A value that cannot be bound: of the wrong type, too long, out of range, missing, or
 * finer than the precision. Found before anything is sent; says row, table and column.
 */
public class TaosBindException extends TaosDataException {

	private static final long serialVersionUID = 1L;

	private final String problem;

	private final int row;

	private final @Nullable String table;

	private final @Nullable String column;

	TaosBindException(String problem, String sqlState, int row, @Nullable String table, @Nullable String column) {
		super(new TaosErrors.Details(text(problem, row, table, column), 0, sqlState, 0, false), null);
		this.problem = problem;
		this.row = row;
		this.table = table;
		this.column = column;
	}

	private static String text(String problem, int row, @Nullable String table, @Nullable String column) {
		StringBuilder text = new StringBuilder();
		if (row >= 0) {
			text.append("row ").append(row);
		}
		if (table != null) {
			text.append(text.isEmpty() ? "" : ", ").append("table '").append(table).append('\'');
		}
		if (column != null) {
			text.append(text.isEmpty() ? "" : ", ").append("column '").append(column).append('\'');
		}
		return text.isEmpty() ? problem : text.append(": ").append(problem).toString();
	}

	/**
	 * Return what is wrong, without saying where.
	 * @return the message less row, table and column
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * Return the row.
	 * @return the row of the batch from 0, -1 if none is concerned
	 */
	public int row() {
		return this.row;
	}

	/**
	 * Return the table.
	 * @return the name, {@code null} if rows do not name their table
	 */
	public @Nullable String table() {
		return this.table;
	}

	/**
	 * Return the column or tag.
	 * @return the name, {@code null} if none is concerned
	 */
	public @Nullable String column() {
		return this.column;
	}

}
