package io.github.taosspring.embedded.internal.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.taosspring.embedded.internal.catalog.Change;
import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.SuperTable;
import io.github.taosspring.embedded.internal.catalog.Table;
import io.github.taosspring.embedded.internal.catalog.TableOptions;
import io.github.taosspring.embedded.internal.catalog.TableSchema;
import io.github.taosspring.embedded.internal.insert.NewChild;
import io.github.taosspring.embedded.internal.store.RowBatch;
import org.jspecify.annotations.Nullable;

/**
 * The child tables that one statement creates with their rows; used under the database's
 * lock for writing.
 */
final class NewChildren {

	private final Database database;

	private final Map<String, Change.Creation> creations = new HashMap<>();

	/** Those whose rows are still to come. */
	private final Map<DataTable, Change.Creation> waiting = new HashMap<>();

	NewChildren(Database database) {
		this.database = database;
	}

	DataTable table(@Nullable NewChild child) {
		if (child == null) {
			throw new IllegalArgumentException("Neither a table nor one to create");
		}
		return table(child.name(), child.superTable(), child.superTable().schema(), child.tags(),
				new TableOptions(child.comment(), child.ttl()));
	}

	/**
	 * Return the table of a name, one to be created if there is none.
	 */
	DataTable table(String name, SuperTable parent, TableSchema schema, @Nullable Object[] tags, TableOptions options) {
		Table present = this.database.table(name);
		if (present instanceof DataTable table) {
			return table;
		}
		Change.Creation creation = this.creations.get(name);
		if (creation == null) {
			creation = this.database.newChild(name, parent, schema, tags, options);
			this.creations.put(name, creation);
			this.waiting.put(creation.table(), creation);
		}
		return creation.table();
	}

	/**
	 * Return rows of a table, with its creation if they are its first.
	 */
	Change.TableRows rows(DataTable table, TableSchema schema, RowBatch rows) {
		return new Change.TableRows(this.waiting.remove(table), table, schema, rows);
	}

	/**
	 * Return the changes that write rows, and create the tables that got none.
	 */
	List<Change> changes(List<Change.TableRows> writes) {
		List<Change> changes = new ArrayList<>();
		if (!this.waiting.isEmpty()) {
			changes.add(new Change.CreateTables(List.copyOf(this.waiting.values())));
		}
		if (!writes.isEmpty()) {
			changes.add(new Change.Rows(List.copyOf(writes)));
		}
		return changes;
	}

}
