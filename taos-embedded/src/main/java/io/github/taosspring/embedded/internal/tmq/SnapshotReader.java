package io.github.taosspring.embedded.internal.tmq;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

import io.github.taosspring.embedded.internal.catalog.Change;
import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.catalog.SuperTable;
import io.github.taosspring.embedded.internal.catalog.Table;
import io.github.taosspring.embedded.internal.catalog.TableSchema;
import io.github.taosspring.embedded.internal.log.VgroupWal;
import io.github.taosspring.embedded.internal.sql.TopicStatement.Meta;
import io.github.taosspring.embedded.internal.store.RowBatch;
import io.github.taosspring.embedded.internal.store.Snapshot;
import io.github.taosspring.embedded.internal.store.SnapshotCursor;
import io.github.taosspring.embedded.internal.tmq.LogReader.Place;
import io.github.taosspring.embedded.internal.tmq.LogReader.Reading;
import io.github.taosspring.embedded.internal.vector.Batch;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of what a vgroup holds by the time the reader is opened: its tables, if
 * the topic shows them, then their rows, table by table.
 */
final class SnapshotReader {

	private final Topic topic;

	private final VgroupWal wal;

	private final EntryView entries;

	private final RowsView rows;

	private final long leastRows;

	private final Deque<String> documents = new ArrayDeque<>();

	private final Deque<TableSnapshot> tables = new ArrayDeque<>();

	private long reached;

	private @Nullable SnapshotCursor cursor;

	/** The next rows, read already to know whether there are any. */
	private @Nullable RowsBlock ahead;

	private @Nullable Reading pending;

	SnapshotReader(Topic topic, VgroupWal wal, EntryView entries, RowsView rows, long leastRows) {
		this.topic = topic;
		this.wal = wal;
		this.entries = entries;
		this.rows = rows;
		this.leastRows = leastRows;
	}

	private record TableSnapshot(DataTable table, TableSchema schema, Snapshot rows) {
	}

	/**
	 * Take the snapshot.
	 * @return the version at which the log goes on
	 */
	long open() {
		Database database = this.topic.database();
		// nothing is written meanwhile: what is in the snapshot is not in the log behind
		database.lock().lock();
		try {
			this.reached = this.wal.next();
			List<Table> sorted = database.tables().stream().sorted(Comparator.comparingLong(Table::uid)).toList();
			for (Table table : sorted) {
				if (table instanceof DataTable data && isHere(data) && this.rows.shows(data)) {
					this.tables.add(new TableSnapshot(data, data.schema(), data.store().snapshot()));
				}
			}
			if (this.topic.meta() != Meta.NONE) {
				describe(sorted);
			}
		}
		finally {
			database.lock().unlock();
		}
		if (!this.documents.isEmpty()) {
			// one message, whether or not the consumer wants batches
			String all = MetaDocuments.batch(List.copyOf(this.documents));
			this.documents.clear();
			this.documents.add(all);
		}
		if (this.topic.meta() == Meta.ONLY) {
			this.tables.clear();
		}
		this.ahead = read();
		return this.reached;
	}

	private boolean isHere(DataTable table) {
		return table.database().firstVgroupId() + table.vgroup() == this.wal.id();
	}

	private void describe(List<Table> sorted) {
		for (Table table : sorted) {
			if (table instanceof SuperTable superTable) {
				this.documents.addAll(this.entries
					.of(new Change.CreateSuperTable(superTable, superTable.schema(), superTable.options()))
					.documents());
			}
		}
		for (TableSnapshot snapshot : this.tables) {
			DataTable table = snapshot.table();
			this.documents.addAll(this.entries
				.of(new Change.CreateTables(
						List.of(new Change.Creation(table, snapshot.schema(), table.tags(), table.options()))))
				.documents());
		}
	}

	/**
	 * Return whether there are more messages.
	 */
	boolean hasMore() {
		return !this.documents.isEmpty() || this.ahead != null;
	}

	private @Nullable RowsBlock read() {
		while (true) {
			TableSnapshot current = this.tables.peek();
			if (current == null) {
				return null;
			}
			if (this.cursor == null) {
				this.cursor = new SnapshotCursor(current.rows(),
						current.schema()
							.columns()
							.stream()
							.map((column) -> new SnapshotCursor.SlotColumn(column.slot(), column.type()))
							.toList(),
						Long.MIN_VALUE, Long.MAX_VALUE, false);
			}
			Batch batch = this.cursor.next();
			if (batch == null) {
				this.tables.remove();
				this.cursor = null;
				continue;
			}
			RowsBlock block = this.rows.block(current.table(), current.schema(), batch(current.schema(), batch));
			if (block != null) {
				return (this.topic.kind() == Topic.Kind.COLUMN) ? block
						: block.withSchemaVersion(current.schema().version());
			}
		}
	}

	private static RowBatch batch(TableSchema schema, Batch batch) {
		@Nullable Vector[] slots = new @Nullable Vector[schema.nextSlot()];
		for (int i = 0; i < schema.columns().size(); i++) {
			SchemaColumn column = schema.columns().get(i);
			slots[column.slot()] = batch.columns()[i];
		}
		return new RowBatch(batch.size(), slots);
	}

	/**
	 * Return the next message without moving.
	 */
	Reading next() {
		if (this.pending == null) {
			this.pending = make();
		}
		return this.pending;
	}

	private Reading make() {
		Place behind = new Place(this.reached, 0);
		String document = this.documents.poll();
		if (document != null) {
			return new Reading(message(TopicMessage.Kind.META, List.of(), document), behind);
		}
		List<RowsBlock> blocks = new ArrayList<>();
		long count = 0;
		for (RowsBlock block = this.ahead; block != null && count < this.leastRows; block = this.ahead) {
			blocks.add(block);
			count += block.rows();
			this.ahead = read();
		}
		return new Reading(blocks.isEmpty() ? null : message(TopicMessage.Kind.DATA, blocks, null), behind);
	}

	private TopicMessage message(TopicMessage.Kind kind, List<RowsBlock> blocks, @Nullable String document) {
		long next = hasMore() ? TopicMessage.SNAPSHOT : this.reached;
		return new TopicMessage(this.topic, this.wal.id(), kind, TopicMessage.SNAPSHOT, next, blocks, document,
				List.of());
	}

	/**
	 * Move behind the message.
	 * @return whether there are more
	 */
	boolean take() {
		this.pending = null;
		return hasMore();
	}

}
