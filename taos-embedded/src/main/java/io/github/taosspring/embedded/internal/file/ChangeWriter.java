package io.github.taosspring.embedded.internal.file;

import java.util.List;

import io.github.taosspring.embedded.internal.catalog.Change;
import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.SuperTable;
import io.github.taosspring.embedded.internal.catalog.Table;

/**
 * Changes of a database in records; tables are referred to by their uids.
 */
final class ChangeWriter {

	static final int CREATE_SUPER_TABLE = 1;

	static final int ALTER_TABLE = 2;

	static final int DROP_SUPER_TABLE = 3;

	static final int CREATE_TABLES = 4;

	static final int SET_TAGS = 5;

	static final int SET_OPTIONS = 6;

	static final int DROP_TABLES = 7;

	static final int ROWS = 8;

	static final int DELETE = 9;

	private ChangeWriter() {
	}

	static void write(RecordBuffer target, List<Change> changes) {
		target.putInt(changes.size());
		for (Change change : changes) {
			write(target, change);
		}
	}

	private static void write(RecordBuffer target, Change change) {
		if (change instanceof Change.Rows rows) {
			target.putByte(ROWS);
			target.putInt(rows.tables().size());
			rows.tables().forEach((table) -> write(target, table));
		}
		else if (change instanceof Change.CreateSuperTable create) {
			target.putByte(CREATE_SUPER_TABLE);
			writeIdentity(target, create.table());
			SchemaFormat.write(target, create.schema());
			SchemaFormat.write(target, create.options());
		}
		else if (change instanceof Change.AlterSuperTable alter) {
			target.putByte(ALTER_TABLE);
			target.putLong(alter.table().uid());
			SchemaFormat.write(target, alter.after());
		}
		else if (change instanceof Change.AlterTable alter) {
			target.putByte(ALTER_TABLE);
			target.putLong(alter.table().uid());
			SchemaFormat.write(target, alter.after());
		}
		else if (change instanceof Change.DropSuperTable drop) {
			target.putByte(DROP_SUPER_TABLE);
			target.putLong(drop.table().uid());
		}
		else if (change instanceof Change.CreateTables create) {
			target.putByte(CREATE_TABLES);
			target.putInt(create.creations().size());
			create.creations().forEach((creation) -> write(target, creation));
		}
		else if (change instanceof Change.SetTags tags) {
			target.putByte(SET_TAGS);
			target.putLong(tags.table().uid());
			ValueFormat.write(target, tags.after());
		}
		else if (change instanceof Change.SetOptions options) {
			target.putByte(SET_OPTIONS);
			target.putLong(options.table().uid());
			SchemaFormat.write(target, options.options());
		}
		else if (change instanceof Change.DropTables drop) {
			target.putByte(DROP_TABLES);
			writeTables(target, drop.tables());
		}
		else if (change instanceof Change.Delete delete) {
			target.putByte(DELETE);
			writeTables(target, delete.tables());
			target.putLong(delete.from());
			target.putLong(delete.to());
		}
	}

	private static void writeIdentity(RecordBuffer target, Table table) {
		target.putLong(table.uid());
		target.putText(table.name());
		ValueFormat.write(target, table.created());
	}

	private static void writeTables(RecordBuffer target, List<DataTable> tables) {
		target.putInt(tables.size());
		tables.forEach((table) -> target.putLong(table.uid()));
	}

	private static void write(RecordBuffer target, Change.Creation creation) {
		writeIdentity(target, creation.table());
		SchemaFormat.write(target, creation.options());
		SuperTable parent = creation.table().parent();
		target.putLong((parent != null) ? parent.uid() : 0);
		if (parent != null) {
			ValueFormat.write(target, creation.tags());
		}
		else {
			SchemaFormat.write(target, creation.schema());
		}
	}

	private static void write(RecordBuffer target, Change.TableRows rows) {
		Change.Creation creation = rows.creation();
		target.putByte((creation != null) ? 1 : 0);
		if (creation != null) {
			write(target, creation);
		}
		else {
			target.putLong(rows.table().uid());
		}
		RowsFormat.write(target, rows.rows());
	}

}
