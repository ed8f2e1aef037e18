package io.github.taosspring.client.buffered;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.statement.BatchSchema;
import io.github.taosspring.client.statement.StatementField;
import io.github.taosspring.client.statement.StatementField.Role;

/**
 * Binds arrays of objects in the order of a schema's placeholders.
 */
final class ObjectRows implements RowBinder<@Nullable Object[]> {

	private final List<StatementField> fields;

	private int table = -1;

	ObjectRows(BatchSchema schema) {
		this.fields = schema.fields();
		for (int i = 0; i < this.fields.size(); i++) {
			if (this.fields.get(i).role() == Role.TABLE_NAME) {
				this.table = i;
			}
		}
	}

	/**
	 * Return the name of a row's table, which also checks the number of values.
	 */
	CharSequence table(@Nullable Object[] values) {
		if (values.length != this.fields.size()) {
			throw TaosErrors.misuse(values.length + " values for " + this.fields.size() + " placeholders");
		}
		if (this.table < 0) {
			return "";
		}
		if (values[this.table] instanceof CharSequence name) {
			return name;
		}
		throw TaosErrors.misuse("The table's name is no text: " + values[this.table]);
	}

	@Override
	public void bind(@Nullable Object[] values, BoundRow row) {
		int tag = 0;
		int column = 0;
		for (int i = 0; i < values.length; i++) {
			switch (this.fields.get(i).role()) {
				case TAG -> {
					if (row.isFirstOfTable()) {
						row.tag(tag).appendObject(values[i]);
					}
					tag++;
				}
				case COLUMN -> row.column(column++).appendObject(values[i]);
				case TABLE_NAME -> {
				}
			}
		}
	}

}
