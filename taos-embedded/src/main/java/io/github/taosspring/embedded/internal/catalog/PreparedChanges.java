package io.github.taosspring.embedded.internal.catalog;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.store.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one statement, checked against the tables, with the snapshots they make:
 * what is left to do can't fail.
 * <p>
 * Made and applied under the database's lock for writing.
 */
final class PreparedChanges {

	private final Map<String, Table> tables;

	private final List<Change> changes;

	/** The tables that the changes create, by name. */
	private final Map<String, Table> created = new HashMap<>();

	private final Map<DataTable, Snapshot> snapshots = new LinkedHashMap<>();

	PreparedChanges(Map<String, Table> tables, List<Change> changes) {
		this.tables = tables;
		this.changes = changes;
		for (Change change : changes) {
			if (change instanceof Change.CreateSuperTable create) {
				requireFree(create.table());
			}
			else if (change instanceof Change.CreateTables create) {
				create.creations().forEach(this::check);
			}
			else if (change instanceof Change.Rows rows) {
				rows.tables().forEach(this::upsert);
			}
			else if (change instanceof Change.Delete delete) {
				delete.tables()
					.forEach((table) -> this.snapshots.put(table, current(table).delete(delete.from(), delete.to())));
			}
		}
	}

	private void requireFree(Table table) {
		if (this.tables.containsKey(table.name()) || this.created.putIfAbsent(table.name(), table) != null) {
			throw new SqlException(0x0603, "Table already exists");
		}
	}

	private void check(Change.Creation creation) {
		requireFree(creation.table());
		if (creation.table().parent() != null) {
			requireThere(creation.table().parent());
		}
	}

	private void requireThere(Table table) {
		if (this.tables.get(table.name()) != table && this.created.get(table.name()) != table) {
			throw new SqlException(0x2603, "Table does not exist");
		}
	}

	private void upsert(Change.TableRows rows) {
		if (rows.creation() != null) {
			check(rows.creation());
		}
		DataTable table = rows.table();
		requireThere(table);
		this.snapshots.put(table, current(table).upsert(rows.rows(), rows.schema().keySlot()));
	}

	private Snapshot current(DataTable table) {
		Snapshot changed = this.snapshots.get(table);
		return (changed != null) ? changed : table.store().snapshot();
	}

	/**
	 * Return the rows as they shall be.
	 */
	Map<DataTable, Snapshot> snapshots() {
		return this.snapshots;
	}

	/**
	 * Change the tables; not their rows.
	 */
	void apply() {
		for (Change change : this.changes) {
			apply(change);
		}
	}

	private void apply(Change change) {
		if (change instanceof Change.CreateSuperTable create) {
			this.tables.put(create.table().name(), create.table());
		}
		else if (change instanceof Change.AlterSuperTable alter) {
			alter.table().schema(alter.after());
		}
		else if (change instanceof Change.DropSuperTable drop) {
			drop.table().children().forEach((child) -> this.tables.remove(child.name(), child));
			this.tables.remove(drop.table().name(), drop.table());
		}
		else if (change instanceof Change.CreateTables create) {
			create.creations().forEach(this::create);
		}
		else if (change instanceof Change.AlterTable alter) {
			alter.table().schema(alter.after());
		}
		else if (change instanceof Change.SetTags tags) {
			tags.table().tags(tags.after());
		}
		else if (change instanceof Change.SetOptions options) {
			options.table().options(options.options());
		}
		else if (change instanceof Change.DropTables drop) {
			drop.tables().forEach(this::drop);
		}
		else if (change instanceof Change.Rows rows) {
			rows.tables().forEach((table) -> create(table.creation()));
		}
	}

	private void create(Change.@Nullable Creation creation) {
		if (creation != null) {
			DataTable table = creation.table();
			this.tables.put(table.name(), table);
			if (table.parent() != null) {
				table.parent().add(table);
			}
		}
	}

	private void drop(DataTable table) {
		if (table.parent() != null) {
			table.parent().remove(table);
		}
		this.tables.remove(table.name(), table);
	}

}
