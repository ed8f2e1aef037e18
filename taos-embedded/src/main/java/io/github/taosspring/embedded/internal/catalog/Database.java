package io.github.taosspring.embedded.internal.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.store.RowBatch;
import io.github.taosspring.embedded.internal.store.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * A database: its options and tables.
 * <p>
 * Thread-safe. One lock is held by whoever changes tables or rows; a second, short one
 * while the snapshots of a statement are published or collected, so that a reader sees
 * all rows of a statement or none. All changes of rows pass through {@link #write} and
 * {@link #delete}: a log belongs there, before the snapshots are published.
 */
public final class Database {

	private final String name;

	private final int firstVgroupId;

	private final Instant created = Instant.now();

	private final Map<String, Table> tables = new ConcurrentHashMap<>();

	private final AtomicLong uids;

	private final ReentrantLock writing = new ReentrantLock();

	private final ReentrantLock publishing = new ReentrantLock();

	private volatile DatabaseOptions options;

	private volatile boolean dropped;

	Database(String name, DatabaseOptions options, int firstVgroupId, AtomicLong uids) {
		this.name = name;
		this.options = options;
		this.firstVgroupId = firstVgroupId;
		this.uids = uids;
	}

	public String name() {
		return this.name;
	}

	public Instant created() {
		return this.created;
	}

	public int firstVgroupId() {
		return this.firstVgroupId;
	}

	public DatabaseOptions options() {
		return this.options;
	}

	public void options(DatabaseOptions changed) {
		this.options = changed;
	}

	/**
	 * Find a table of any kind.
	 * @param tableName the name, case-sensitive
	 * @return the table, {@code null} if there is none
	 */
	public @Nullable Table table(String tableName) {
		return this.tables.get(tableName);
	}

	/**
	 * Return the tables of all kinds.
	 * @return a view that others may change while it is read
	 */
	public Collection<Table> tables() {
		return this.tables.values();
	}

	/**
	 * Return the lock that whoever changes tables holds.
	 * @return the lock
	 */
	public ReentrantLock lock() {
		return this.writing;
	}

	/**
	 * Create a super table.
	 * @param tableName the name; free
	 * @param schema the schema
	 * @return the table
	 */
	public SuperTable createSuperTable(String tableName, TableSchema schema) {
		return add(new SuperTable(this, tableName, this.uids.incrementAndGet(), schema));
	}

	/**
	 * Create a normal table.
	 * @param tableName the name; free
	 * @param schema the schema
	 * @return the table
	 */
	public DataTable createTable(String tableName, TableSchema schema) {
		return add(new DataTable(this, tableName, this.uids.incrementAndGet(), schema));
	}

	/**
	 * Create a child table.
	 * @param tableName the name; free
	 * @param parent the super table
	 * @param tags the tag values by slot
	 * @return the table
	 */
	public DataTable createChild(String tableName, SuperTable parent, @Nullable Object[] tags) {
		DataTable child = add(new DataTable(parent, tableName, this.uids.incrementAndGet(), tags));
		parent.add(child);
		return child;
	}

	private <T extends Table> T add(T table) {
		if (!this.writing.isHeldByCurrentThread()) {
			throw new IllegalStateException("The lock for writing is needed");
		}
		if (this.dropped) {
			throw new SqlException(0x0388, "Database not exist");
		}
		if (this.tables.putIfAbsent(table.name(), table) != null) {
			throw new SqlException(0x0603, "Table already exists");
		}
		return table;
	}

	/**
	 * Drop a table, a super table with all its children.
	 * @param table the table
	 */
	public void drop(Table table) {
		this.writing.lock();
		try {
			if (table instanceof SuperTable superTable) {
				for (DataTable child : superTable.children()) {
					this.tables.remove(child.name(), child);
				}
			}
			else if (table instanceof DataTable data && data.parent() != null) {
				data.parent().remove(data);
			}
			this.tables.remove(table.name(), table);
		}
		finally {
			this.writing.unlock();
		}
	}

	void dropAll() {
		this.writing.lock();
		try {
			this.dropped = true;
			this.tables.clear();
		}
		finally {
			this.writing.unlock();
		}
	}

	/**
	 * Write the rows of one statement: all of them or none.
	 * @param writes the rows by table, their keys ascending strictly
	 */
	public void write(List<TableWrite> writes) {
		this.writing.lock();
		try {
			Map<DataTable, Snapshot> next = new LinkedHashMap<>();
			for (TableWrite write : writes) {
				DataTable table = write.table();
				if (this.tables.get(table.name()) != table) {
					throw new SqlException(0x2603, "Table does not exist");
				}
				Snapshot current = next.getOrDefault(table, table.store().snapshot());
				next.put(table, current.upsert(write.rows(), table.schema().keySlot()));
			}
			publish(next);
		}
		finally {
			this.writing.unlock();
		}
	}

	/**
	 * Delete rows of some tables.
	 * @param targets the tables
	 * @param from the first timestamp
	 * @param to the last timestamp
	 * @return how many rows there were
	 */
	public long delete(List<DataTable> targets, long from, long to) {
		this.writing.lock();
		try {
			long count = 0;
			Map<DataTable, Snapshot> next = new LinkedHashMap<>();
			for (DataTable table : targets) {
				Snapshot current = table.store().snapshot();
				Snapshot changed = current.delete(from, to);
				count += current.rows() - changed.rows();
				next.put(table, changed);
			}
			publish(next);
			return count;
		}
		finally {
			this.writing.unlock();
		}
	}

	private void publish(Map<DataTable, Snapshot> next) {
		this.publishing.lock();
		try {
			next.forEach((table, snapshot) -> table.store().publish(snapshot));
		}
		finally {
			this.publishing.unlock();
		}
	}

	/**
	 * Return the rows of some tables at one moment.
	 * @param targets the tables
	 * @return their snapshots in the same order
	 */
	public List<Snapshot> snapshots(List<DataTable> targets) {
		List<Snapshot> result = new ArrayList<>(targets.size());
		this.publishing.lock();
		try {
			for (DataTable table : targets) {
				result.add(table.store().snapshot());
			}
		}
		finally {
			this.publishing.unlock();
		}
		return result;
	}

	/**
	 * The rows for one table.
	 *
	 * @param table the table
	 * @param rows the rows, their keys ascending strictly
	 */
	public record TableWrite(DataTable table, RowBatch rows) {

	}

}
