package io.github.taosspring.client.jdbc;

import java.time.ZoneId;

import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.statement.BatchSchema;
import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.client.statement.StatementField;
import io.github.taosspring.client.statement.StatementField.Role;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a prepared INSERT, column by column: takes them from the parameters without
 * creating anything.
 */
final class BoundRows {

	private final ColumnBatch batch;

	private final BoundValue values;

	/** The parameter that names the table, -1 if none does. */
	private final int nameParameter;

	private final int[] tagParameters;

	private final int[] columnParameters;

	/** The table of the last row, whose name need not be looked up again. */
	private @Nullable String lastTable;

	BoundRows(BatchSchema schema, ZoneId zone) {
		this.batch = ColumnBatch.of(schema);
		this.values = new BoundValue(zone, schema.precision());
		this.tagParameters = parameters(schema, Role.TAG);
		this.columnParameters = parameters(schema, Role.COLUMN);
		int[] names = parameters(schema, Role.TABLE_NAME);
		this.nameParameter = (names.length > 0) ? names[0] : -1;
	}

	private static int[] parameters(BatchSchema schema, Role role) {
		return java.util.stream.IntStream.range(0, schema.fields().size())
			.filter((index) -> field(schema, index).role() == role)
			.toArray();
	}

	private static StatementField field(BatchSchema schema, int index) {
		return schema.fields().get(index);
	}

	ColumnBatch batch() {
		return this.batch;
	}

	int rows() {
		return this.batch.rows();
	}

	/**
	 * Append a row.
	 * @throws TaosException if a value cannot be had; then nothing is appended
	 */
	void append(ParameterValues parameters) {
		try {
			if (opens(parameters)) {
				for (int i = 0; i < this.tagParameters.length; i++) {
					this.values.append(this.batch.tag(i), parameters, this.tagParameters[i]);
				}
			}
			for (int i = 0; i < this.columnParameters.length; i++) {
				this.values.append(this.batch.column(i), parameters, this.columnParameters[i]);
			}
			this.batch.endRow();
		}
		catch (RuntimeException ex) {
			this.batch.cancelRow();
			this.lastTable = null;
			throw ex;
		}
	}

	/**
	 * Name the row's table.
	 * @return whether it is the first one of the table, so that its tags are needed
	 */
	private boolean opens(ParameterValues parameters) {
		if (this.nameParameter < 0) {
			return this.batch.isEmpty();
		}
		Object name = parameters.object(this.nameParameter);
		if (parameters.kind(this.nameParameter) != ParameterValues.Kind.OBJECT || !(name instanceof String table)) {
			throw this.batch.refusal("the table's name (parameter " + (this.nameParameter + 1)
					+ ") must be a text, was " + parameters.kind(this.nameParameter), "22018");
		}
		if (table.equals(this.lastTable)) {
			return false;
		}
		boolean first = this.batch.beginTable(table);
		this.lastTable = table;
		return first;
	}

	/**
	 * Return the values of the last row for literals. Only for rows of columns.
	 * @param parameters what the row was made from
	 */
	@Nullable Object[] lastLiterals(ParameterValues parameters) {
		@Nullable Object[] literals = parameters.boxed();
		for (int i = 0; i < this.columnParameters.length; i++) {
			int parameter = this.columnParameters[i];
			literals[parameter] = CheckedLiterals.last(this.batch.column(i), this.batch.data().column(i),
					literals[parameter]);
		}
		return literals;
	}

	void clear() {
		this.batch.clear();
		this.lastTable = null;
	}

}
