package io.github.taosspring.embedded.internal.insert;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.catalog.TableSchema;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.sql.SqlScanner;
import org.jspecify.annotations.Nullable;

/**
 * The columns or tags that values are given for, in the order of the values.
 *
 * @param columns the columns; null stands for {@code tbname}
 * @param tags which of them are tags
 */
record BoundColumns(@Nullable SchemaColumn[] columns, boolean[] tags) {

	private static final int INVALID_COLUMN = 0x2602;

	private static final int INVALID_OPERATION = 0x0200;

	/** All columns of a table. */
	static BoundColumns allColumns(TableSchema schema) {
		return of(schema.columns(), false);
	}

	/** All tags of a super table. */
	static BoundColumns allTags(TableSchema schema) {
		return of(schema.tags(), true);
	}

	private static BoundColumns of(List<SchemaColumn> columns, boolean tags) {
		boolean[] areTags = new boolean[columns.size()];
		Arrays.fill(areTags, tags);
		return new BoundColumns(columns.toArray(new SchemaColumn[0]), areTags);
	}

	/** Read the columns of a normal or child table; the scanner is at the bracket. */
	static BoundColumns readColumns(InsertScanner scanner, TableSchema schema) {
		BoundColumns bound = read(scanner, schema, true, false);
		bound.requireKeys(schema, false);
		return bound;
	}

	/** Read tags; the scanner is at the bracket. */
	static BoundColumns readTags(InsertScanner scanner, TableSchema schema) {
		return read(scanner, schema, false, false);
	}

	/** Read columns, tags and tbname of a super table; the scanner is at the bracket. */
	static BoundColumns readAll(InsertScanner scanner, TableSchema schema) {
		BoundColumns bound = read(scanner, schema, true, true);
		bound.requireKeys(schema, true);
		return bound;
	}

	private static BoundColumns read(InsertScanner scanner, TableSchema schema, boolean columnsAllowed,
			boolean superTable) {
		List<@Nullable SchemaColumn> found = new ArrayList<>();
		List<Boolean> tags = new ArrayList<>();
		boolean tbname = false;
		while (scanner.next() != SqlScanner.Kind.END && !scanner.is(')')) {
			if (scanner.is(',')) {
				continue;
			}
			String name = scanner.name();
			boolean isTbname = superTable && scanner.isWord("tbname");
			SchemaColumn column = null;
			boolean tag = false;
			if (!isTbname) {
				column = columnsAllowed ? schema.column(name) : null;
				if (column == null && (superTable || !columnsAllowed)) {
					column = schema.tag(name);
					tag = true;
				}
				if (column == null) {
					throw new SqlException(INVALID_COLUMN, "Invalid column name: " + name);
				}
			}
			if (isTbname ? tbname : found.contains(column)) {
				throw ValueToken.error(name, "duplicated column name");
			}
			tbname |= isTbname;
			found.add(column);
			tags.add(tag);
		}
		if (scanner.atEnd()) {
			throw ValueToken.incomplete(") expected");
		}
		boolean[] areTags = new boolean[tags.size()];
		for (int i = 0; i < areTags.length; i++) {
			areTags[i] = tags.get(i);
		}
		return new BoundColumns(found.toArray(new SchemaColumn[0]), areTags);
	}

	private void requireKeys(TableSchema schema, boolean superTable) {
		boolean timestamp = false;
		boolean key = schema.keySlot() < 0;
		boolean tbname = !superTable;
		for (int i = 0; i < this.columns.length; i++) {
			SchemaColumn column = this.columns[i];
			if (column == null) {
				tbname = true;
			}
			else if (!this.tags[i]) {
				timestamp |= column.slot() == 0;
				key |= column.key();
			}
		}
		if (!timestamp) {
			throw new SqlException(INVALID_OPERATION, "Primary timestamp column should not be null");
		}
		if (!key) {
			throw new SqlException(INVALID_OPERATION, "Primary key column should not be none");
		}
		if (!tbname) {
			throw new SqlException(INVALID_OPERATION, "tbname column should not be null");
		}
	}

	int size() {
		return this.columns.length;
	}

}
