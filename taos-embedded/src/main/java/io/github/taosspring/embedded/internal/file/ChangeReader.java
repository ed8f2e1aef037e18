package io.github.taosspring.embedded.internal.file;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.taosspring.embedded.internal.catalog.Change;
import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.SuperTable;
import io.github.taosspring.embedded.internal.catalog.Table;
import io.github.taosspring.embedded.internal.catalog.TableOptions;
import io.github.taosspring.embedded.internal.catalog.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link ChangeWriter} wrote, for a database to which each record's changes
 * are applied before the next one is read.
 */
final class ChangeReader {

	private final Database database;

	/** All tables there ever were, by uid. */
	private final Map<Long, Table> tables = new HashMap<>();

	/** Schemas that the changes of this record make, by table. */
	private final Map<Table, TableSchema> changed = new HashMap<>();

	ChangeReader(Database database) {
		this.database = database;
	}

	List<Change> read(RecordInput source) {
		this.changed.clear();
		List<Change> changes = list(source, this::readChange);
		if (source.remaining() > 0) {
			throw new IllegalArgumentException(source.remaining() + " bytes too many");
		}
		return changes;
	}

	private static <T> List<T> list(RecordInput source, Function<RecordInput, T> reader) {
		int count = source.getCount();
		List<T> result = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			result.add(reader.apply(source));
		}
		return result;
	}

	private Change readChange(RecordInput source) {
		int kind = source.getByte();
		return switch (kind) {
			case ChangeWriter.CREATE_SUPER_TABLE -> createSuperTable(source);
			case ChangeWriter.ALTER_TABLE -> alter(source);
			case ChangeWriter.DROP_SUPER_TABLE -> new Change.DropSuperTable(superTable(source.getLong()));
			case ChangeWriter.CREATE_TABLES -> new Change.CreateTables(list(source, this::creation));
			case ChangeWriter.SET_TAGS -> setTags(source);
			case ChangeWriter.SET_OPTIONS ->
				new Change.SetOptions(table(source.getLong()), SchemaFormat.readOptions(source));
			case ChangeWriter.DROP_TABLES -> new Change.DropTables(list(source, this::dataTable));
			case ChangeWriter.ROWS -> new Change.Rows(list(source, this::rows));
			case ChangeWriter.DELETE -> delete(source);
			default -> throw new IllegalArgumentException("Unknown kind of change " + kind);
		};
	}

	private Table table(long uid) {
		Table table = this.tables.get(uid);
		if (table == null) {
			throw new IllegalArgumentException("There is no table " + uid);
		}
		return table;
	}

	private SuperTable superTable(long uid) {
		return (SuperTable) table(uid);
	}

	private DataTable dataTable(RecordInput source) {
		return (DataTable) table(source.getLong());
	}

	private TableSchema schema(Table table) {
		Table owner = (table instanceof DataTable data && data.parent() != null) ? data.parent() : table;
		TableSchema schema = this.changed.get(owner);
		return (schema != null) ? schema : owner.schema();
	}

	private static Table.Identity identity(RecordInput source) {
		long uid = source.getLong();
		String name = source.getText();
		Instant created = ValueFormat.readMoment(source);
		return new Table.Identity(name, uid, created);
	}

	private Change createSuperTable(RecordInput source) {
		Table.Identity identity = identity(source);
		TableSchema schema = SchemaFormat.read(source);
		TableOptions options = SchemaFormat.readOptions(source);
		SuperTable table = this.database.newSuperTable(identity, schema, options);
		this.tables.put(table.uid(), table);
		return new Change.CreateSuperTable(table, schema, options);
	}

	private Change alter(RecordInput source) {
		Table table = table(source.getLong());
		TableSchema before = schema(table);
		TableSchema after = SchemaFormat.read(source);
		this.changed.put(table, after);
		return (table instanceof SuperTable superTable) ? new Change.AlterSuperTable(superTable, before, after)
				: new Change.AlterTable((DataTable) table, before, after);
	}

	private Change.Creation creation(RecordInput source) {
		Table.Identity identity = identity(source);
		TableOptions options = SchemaFormat.readOptions(source);
		long parent = source.getLong();
		Change.Creation creation;
		if (parent != 0) {
			SuperTable superTable = superTable(parent);
			@Nullable Object[] tags = ValueFormat.read(source);
			creation = this.database.newChild(identity, superTable, schema(superTable), tags, options);
		}
		else {
			creation = this.database.newTable(identity, SchemaFormat.read(source), options);
		}
		this.tables.put(identity.uid(), creation.table());
		return creation;
	}

	private Change setTags(RecordInput source) {
		DataTable table = dataTable(source);
		return new Change.SetTags(table, schema(table), table.tags(), ValueFormat.read(source));
	}

	private Change.TableRows rows(RecordInput source) {
		if (source.getByte() != 0) {
			Change.Creation creation = creation(source);
			return new Change.TableRows(creation, creation.table(), creation.schema(), RowsFormat.read(source));
		}
		DataTable table = dataTable(source);
		return new Change.TableRows(null, table, schema(table), RowsFormat.read(source));
	}

	private Change delete(RecordInput source) {
		List<DataTable> tables = list(source, this::dataTable);
		long from = source.getLong();
		return new Change.Delete(tables, from, source.getLong());
	}

}
