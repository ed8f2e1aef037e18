package io.github.taosspring.embedded.internal.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.store.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * A database: its options and tables.
 * <p>
 * Thread-safe. One lock is held by whoever changes tables or rows; a second, short one
 * while the snapshots of a statement are published or collected, so that a reader sees
 * all rows of a statement or none. All changes pass through {@link #apply}, which writes
 * them to the log before it applies them.
 */
public final class Database {

	private final String name;

	private final int firstVgroupId;

	private final Instant created;

	private final Map<String, Table> tables = new ConcurrentHashMap<>();

	private final AtomicLong uids;

	private final ReentrantLock writing = new ReentrantLock();

	private final ReentrantLock publishing = new ReentrantLock();

	private volatile DatabaseOptions options;

	private volatile DatabaseLog log = DatabaseLog.NONE;

	private volatile boolean dropped;

	Database(String name, DatabaseOptions options, int firstVgroupId, Instant created, AtomicLong uids) {
		this.name = name;
		this.options = options;
		this.firstVgroupId = firstVgroupId;
		this.created = created;
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

	void options(DatabaseOptions changed) {
		this.options = changed;
		this.log.optionsChanged(changed);
	}

	void log(DatabaseLog opened) {
		this.log = opened;
	}

	/**
	 * Bring what was acknowledged to the disk, and shorten the next start.
	 * @throws SqlException if that fails
	 */
	public void flush() {
		this.log.flush();
	}

	/**
	 * Take note of a number that was used before: it is not used again.
	 * @param uid the highest number of a table
	 */
	public void used(long uid) {
		this.uids.accumulateAndGet(uid, Math::max);
	}

	/**
	 * Return the highest number of a table on this server.
	 * @return the number
	 */
	public long lastUid() {
		return this.uids.get();
	}

	/**
	 * Return whether the database was dropped.
	 * @return whether it was
	 */
	public boolean isDropped() {
		return this.dropped;
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
	 * Make a super table, to be {@linkplain #apply(List) created}.
	 * @param tableName the name
	 * @param schema the schema
	 * @param tableOptions the options
	 * @return the table
	 */
	public SuperTable newSuperTable(String tableName, TableSchema schema, TableOptions tableOptions) {
		return newSuperTable(identity(tableName), schema, tableOptions);
	}

	/**
	 * Make a super table again that a log tells of.
	 * @param identity the identity that it had
	 * @param schema the schema
	 * @param tableOptions the options
	 * @return the table
	 */
	public SuperTable newSuperTable(Table.Identity identity, TableSchema schema, TableOptions tableOptions) {
		return new SuperTable(this, known(identity), schema, tableOptions);
	}

	/**
	 * Make a normal table, to be {@linkplain #apply(List) created}.
	 * @param tableName the name
	 * @param schema the schema
	 * @param tableOptions the options
	 * @return what creates the table
	 */
	public Change.Creation newTable(String tableName, TableSchema schema, TableOptions tableOptions) {
		return newTable(identity(tableName), schema, tableOptions);
	}

	/**
	 * Make a normal table again that a log tells of.
	 * @param identity the identity that it had
	 * @param schema the schema
	 * @param tableOptions the options
	 * @return what creates the table
	 */
	public Change.Creation newTable(Table.Identity identity, TableSchema schema, TableOptions tableOptions) {
		DataTable table = new DataTable(this, known(identity), schema, tableOptions);
		return new Change.Creation(table, schema, table.tags(), tableOptions);
	}

	/**
	 * Make a child table, to be {@linkplain #apply(List) created}.
	 * @param tableName the name
	 * @param parent the super table
	 * @param schema the super table's schema by the time the child is created
	 * @param tags the tag values by slot
	 * @param tableOptions the options
	 * @return what creates the table
	 */
	public Change.Creation newChild(String tableName, SuperTable parent, TableSchema schema, @Nullable Object[] tags,
			TableOptions tableOptions) {
		return newChild(identity(tableName), parent, schema, tags, tableOptions);
	}

	/**
	 * Make a child table again that a log tells of.
	 * @param identity the identity that it had
	 * @param parent the super table
	 * @param schema the super table's schema by the time the child is created
	 * @param tags the tag values by slot
	 * @param tableOptions the options
	 * @return what creates the table
	 */
	public Change.Creation newChild(Table.Identity identity, SuperTable parent, TableSchema schema,
			@Nullable Object[] tags, TableOptions tableOptions) {
		DataTable table = new DataTable(parent, known(identity), tags, tableOptions);
		return new Change.Creation(table, schema, tags, tableOptions);
	}

	private Table.Identity known(Table.Identity identity) {
		used(identity.uid());
		return identity;
	}

	private Table.Identity identity(String tableName) {
		return new Table.Identity(tableName, this.uids.incrementAndGet(), Instant.now());
	}

	/**
	 * Apply the changes of one statement, all of them or none: check them, write them to
	 * the log, change the tables, publish the rows.
	 * @param changes the changes in their order
	 * @throws SqlException 0x0388 if the database was dropped, 0x0603 if the name of a
	 * new table is taken, 0x2603 if a table was dropped, or why the log can't take them
	 */
	public void apply(List<Change> changes) {
		this.writing.lock();
		try {
			if (this.dropped) {
				throw new SqlException(0x0388, "Database not exist");
			}
			PreparedChanges prepared = new PreparedChanges(this.tables, changes);
			Runnable logged = this.log.append(changes);
			prepared.apply();
			publish(prepared.snapshots());
			logged.run();
		}
		finally {
			this.writing.unlock();
		}
	}

	/**
	 * Drop a table, a super table with all its children; nothing happens if it was
	 * dropped before.
	 * @param table the table
	 */
	public void drop(Table table) {
		this.writing.lock();
		try {
			if (this.tables.get(table.name()) == table) {
				apply(List.of((table instanceof SuperTable superTable) ? new Change.DropSuperTable(superTable)
						: new Change.DropTables(List.of((DataTable) table))));
			}
		}
		finally {
			this.writing.unlock();
		}
	}

	/**
	 * Drop child and normal tables; those that were dropped before are passed over.
	 * @param targets the tables
	 */
	public void drop(List<DataTable> targets) {
		this.writing.lock();
		try {
			List<DataTable> present = targets.stream()
				.distinct()
				.filter((table) -> this.tables.get(table.name()) == table)
				.toList();
			if (!present.isEmpty()) {
				apply(List.of(new Change.DropTables(present)));
			}
		}
		finally {
			this.writing.unlock();
		}
	}

	void dropAll() {
		this.writing.lock();
		try {
			close();
			this.log.drop();
		}
		finally {
			this.writing.unlock();
		}
	}

	/**
	 * Forget all tables, and keep them in the log.
	 */
	void close() {
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
	 * Delete rows of some tables.
	 * @param targets the tables
	 * @param from the first timestamp
	 * @param to the last timestamp
	 * @return how many rows there were
	 */
	public long delete(List<DataTable> targets, long from, long to) {
		this.writing.lock();
		try {
			List<DataTable> present = targets.stream()
				.filter((table) -> this.tables.get(table.name()) == table)
				.toList();
			long before = rows(present);
			if (!present.isEmpty()) {
				apply(List.of(new Change.Delete(present, from, to)));
			}
			return before - rows(present);
		}
		finally {
			this.writing.unlock();
		}
	}

	private static long rows(List<DataTable> targets) {
		return targets.stream().mapToLong((table) -> table.store().snapshot().rows()).sum();
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

}
