package io.github.taosspring.client.internal;

import java.util.List;
import java.util.regex.Pattern;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.statement.StatementField;
import io.github.taosspring.client.statement.StatementField.Role;

/**
 * Finds the primary timestamp among the placeholders of an INSERT, which the server does
 * not mark.
 */
final class KeyColumn {

	private static final Pattern COLUMN_LIST = Pattern.compile("\\)\\s*values\\b", Pattern.CASE_INSENSITIVE);

	private KeyColumn() {
	}

	/**
	 * Return the index of the primary timestamp among the columns.
	 * @return the index, -1 if several columns could be it
	 */
	static int of(String sql, List<StatementField> fields) {
		List<TaosColumn> columns = fields.stream()
			.filter((field) -> field.role() == Role.COLUMN)
			.map(StatementField::column)
			.toList();
		int found = -1;
		for (int i = 0; i < columns.size(); i++) {
			if (columns.get(i).type() == TaosType.TIMESTAMP) {
				if (found >= 0) {
					// without a list of columns they come as in the table: the key first
					return COLUMN_LIST.matcher(sql).find() ? -1 : found;
				}
				found = i;
			}
		}
		return found;
	}

}
