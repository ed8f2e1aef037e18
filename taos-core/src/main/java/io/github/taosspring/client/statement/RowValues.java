package io.github.taosspring.client.statement;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Appends a row of objects in the order of the placeholders.
 */
final class RowValues {

	private RowValues() {
	}

	static void append(ColumnBatch batch, List<StatementField> fields, @Nullable Object[] values) {
		boolean opening = !batch.schema().isNamed() && batch.isEmpty();
		for (int i = 0; i < values.length; i++) {
			if (fields.get(i).role() == StatementField.Role.TABLE_NAME) {
				if (!(values[i] instanceof CharSequence name)) {
					throw new TaosBindException("the table's name is " + BatchColumn.kind(values[i]) + ", not text",
							"22018", batch.rows(), null, null);
				}
				opening = batch.beginTable(name);
			}
		}
		int tag = 0;
		int column = 0;
		for (int i = 0; i < values.length; i++) {
			switch (fields.get(i).role()) {
				case TAG -> {
					if (opening) {
						batch.tag(tag).appendObject(values[i]);
					}
					tag++;
				}
				case COLUMN -> batch.column(column++).appendObject(values[i]);
				case TABLE_NAME -> {
				}
			}
		}
	}

}
