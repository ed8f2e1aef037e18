package io.github.taosspring.client.internal;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.statement.BatchSchema;

/**
 * The text of an INSERT into a schema's table. A super table is written through its
 * {@code tbname} column, because that keeps the case of the child table's name.
 */
final class InsertText {

	private InsertText() {
	}

	/**
	 * Return the statement for a schema.
	 * @throws io.github.taosspring.client.TaosInterfaceException if it has no target
	 */
	static String of(BatchSchema schema) {
		String target = schema.target();
		if (target == null) {
			throw TaosErrors.misuse("The schema of this batch names no table to write into: " + schema);
		}
		StringBuilder sql = new StringBuilder("insert into ").append(QualifiedName.quoted(target)).append(" (");
		StringBuilder marks = new StringBuilder();
		schema.fields().forEach((field) -> {
			sql.append(marks.isEmpty() ? "" : ", ");
			switch (field.role()) {
				// a pseudo column, which must not be quoted
				case TABLE_NAME -> sql.append("tbname");
				case TAG, COLUMN -> sql.append('`').append(field.column().name()).append('`');
			}
			marks.append(marks.isEmpty() ? "?" : ", ?");
		});
		return sql.append(") values (").append(marks).append(')').toString();
	}

}
