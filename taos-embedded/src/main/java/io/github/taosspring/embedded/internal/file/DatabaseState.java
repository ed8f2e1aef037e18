package io.github.taosspring.embedded.internal.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.github.taosspring.embedded.internal.catalog.Change;
import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.catalog.SuperTable;
import io.github.taosspring.embedded.internal.catalog.Table;
import io.github.taosspring.embedded.internal.catalog.TableSchema;
import io.github.taosspring.embedded.internal.store.RowBatch;
import io.github.taosspring.embedded.internal.store.Snapshot;
import io.github.taosspring.embedded.internal.store.SnapshotCursor;
import io.github.taosspring.embedded.internal.vector.Batch;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * What a database is at one moment, to be written as a checkpoint. Immutable, so that
 * writing it holds up nobody.
 */
final class DatabaseState {

	private static final int TABLES_PER_RECORD = 500;

	private static final int ROWS_PER_RECORD = 8192;

	/** After how many bytes of texts a record ends before that, not to fill the heap. */
	private static final long BYTES_PER_RECORD = 8L << 20;

	private final long sequence;

	private final long[] versions;

	private final long lastUid;

	private final List<Change> superTables = new ArrayList<>();

	private final List<Change.Creation> tables = new ArrayList<>();

	/** By the order of the tables. */
	private final List<Snapshot> snapshots = new ArrayList<>();

	/**
	 * Create the state as of now; the caller holds the database's lock for writing.
	 */
	DatabaseState(Database database, long sequence, long[] versions) {
		this.sequence = sequence;
		this.versions = versions;
		this.lastUid = database.lastUid();
		List<Table> sorted = new ArrayList<>(database.tables());
		sorted.sort(Comparator.comparingLong(Table::uid));
		for (Table table : sorted) {
			if (table instanceof SuperTable superTable) {
				this.superTables
					.add(new Change.CreateSuperTable(superTable, superTable.schema(), superTable.options()));
			}
			else if (table instanceof DataTable data) {
				this.tables.add(new Change.Creation(data, data.schema(), data.tags(), data.options()));
				this.snapshots.add(data.store().snapshot());
			}
		}
	}

	long sequence() {
		return this.sequence;
	}

	long[] versions() {
		return this.versions;
	}

	void writeHeader(RecordBuffer target) {
		target.putLong(this.lastUid);
		target.putInt(this.versions.length);
		for (long version : this.versions) {
			target.putLong(version);
		}
	}

	static long[] readVersions(RecordInput source) {
		long[] versions = new long[source.getCount()];
		for (int i = 0; i < versions.length; i++) {
			versions[i] = source.getLong();
		}
		return versions;
	}

	void write(CheckpointOutput output) throws IOException {
		for (Change create : this.superTables) {
			write(output, create);
		}
		for (int from = 0; from < this.tables.size(); from += TABLES_PER_RECORD) {
			int to = Math.min(this.tables.size(), from + TABLES_PER_RECORD);
			write(output, new Change.CreateTables(this.tables.subList(from, to)));
		}
		List<Change.TableRows> pending = new ArrayList<>();
		int count = 0;
		long bytes = 0;
		for (int i = 0; i < this.tables.size(); i++) {
			Change.Creation table = this.tables.get(i);
			List<SnapshotCursor.SlotColumn> columns = columns(table.schema());
			SnapshotCursor cursor = new SnapshotCursor(this.snapshots.get(i), columns, Long.MIN_VALUE, Long.MAX_VALUE,
					false);
			for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
				pending.add(new Change.TableRows(table.table(), rows(batch, columns, table.schema())));
				count += batch.size();
				bytes += bytes(batch);
				if (count >= ROWS_PER_RECORD || bytes >= BYTES_PER_RECORD) {
					write(output, new Change.Rows(pending));
					pending.clear();
					count = 0;
					bytes = 0;
				}
			}
		}
		if (!pending.isEmpty()) {
			write(output, new Change.Rows(pending));
		}
	}

	private static long bytes(Batch batch) {
		long bytes = 0;
		for (Vector column : batch.columns()) {
			for (int row = 0; row < Math.min(batch.size(), column.objects.length); row++) {
				bytes += (column.objects[row] instanceof byte[] text) ? text.length : 0;
			}
		}
		return bytes;
	}

	private static void write(CheckpointOutput output, Change change) throws IOException {
		ChangeWriter.write(output.begin(), List.of(change));
		output.end();
	}

	private static List<SnapshotCursor.SlotColumn> columns(TableSchema schema) {
		List<SnapshotCursor.SlotColumn> columns = new ArrayList<>();
		for (SchemaColumn column : schema.columns()) {
			columns.add(new SnapshotCursor.SlotColumn(column.slot(), column.type()));
		}
		return columns;
	}

	private static RowBatch rows(Batch batch, List<SnapshotCursor.SlotColumn> columns, TableSchema schema) {
		@Nullable Vector[] slots = new @Nullable Vector[schema.nextSlot()];
		for (int i = 0; i < columns.size(); i++) {
			slots[columns.get(i).slot()] = batch.columns()[i];
		}
		return new RowBatch(batch.size(), slots);
	}

}
