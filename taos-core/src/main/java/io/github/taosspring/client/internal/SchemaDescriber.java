package io.github.taosspring.client.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosExecutor;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.statement.BatchSchema;

/**
 * Asks what a table's rows consist of. A query without rows tells types, lengths, decimal
 * scales and the precision; {@code DESCRIBE} tells which columns are tags.
 */
final class SchemaDescriber {

	private final TaosExecutor executor;

	SchemaDescriber(TaosExecutor executor) {
		this.executor = executor;
	}

	/**
	 * Return the schema of a table.
	 * @param wanted the tags and columns in order, all if empty
	 */
	BatchSchema describe(String table, List<String> wanted) {
		String quoted = QualifiedName.quoted(table);
		List<TaosColumn> all;
		TaosPrecision precision;
		// all values of no row
		try (TaosResult result = this.executor.query("select * from " + quoted + " limit 0")) {
			all = result.columns();
			precision = result.precision();
		}
		Set<String> tags = tags(quoted, all);
		BatchSchema.Builder builder = tags.isEmpty() ? BatchSchema.table(table, precision)
				: BatchSchema.superTable(table, precision);
		for (TaosColumn column : wanted.isEmpty() ? all : select(table, all, wanted)) {
			TaosColumn checked = checked(column);
			if (tags.contains(column.name())) {
				builder.tag(checked);
			}
			else {
				builder.column(checked);
			}
		}
		return builder.build();
	}

	/**
	 * Return the names of a super table's tags; a child table's are none of its columns.
	 */
	private Set<String> tags(String quoted, List<TaosColumn> columns) {
		Set<String> names = new HashSet<>();
		columns.forEach((column) -> names.add(column.name()));
		Set<String> tags = new HashSet<>();
		try (TaosResult result = this.executor.query("describe " + quoted)) {
			while (result.next()) {
				String name = String.valueOf(result.getString(0));
				if ("TAG".equals(result.getString(3)) && names.contains(name)) {
					tags.add(name);
				}
			}
		}
		return tags;
	}

	private static List<TaosColumn> select(String table, List<TaosColumn> all, List<String> wanted) {
		List<TaosColumn> selected = new ArrayList<>();
		for (String name : wanted) {
			selected.add(all.stream()
				.filter((column) -> column.name().equals(name))
				.findFirst()
				.orElseThrow(() -> TaosErrors.misuse("Table '" + table + "' has no column or tag '" + name
						+ "'; it has " + all.stream().map(TaosColumn::name).toList())));
		}
		return selected;
	}

	/**
	 * A JSON tag has no declared length, and that of a BLOB is none.
	 */
	private static TaosColumn checked(TaosColumn column) {
		return (column.type() == TaosType.JSON || column.type() == TaosType.BLOB)
				? new TaosColumn(column.name(), column.type(), 0, 0, 0) : column;
	}

}
