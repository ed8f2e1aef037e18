package io.github.taosspring.embedded.internal.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import io.github.taosspring.embedded.internal.sql.SqlException;
import org.jspecify.annotations.Nullable;

/**
 * Everything that exists on a server. Thread-safe.
 * <p>
 * Whoever changes databases, users or records holds one lock; each change is in the log
 * before it is applied.
 */
public final class Catalog {

	private final ConcurrentSkipListMap<String, Database> databases = new ConcurrentSkipListMap<>();

	private final ReentrantLock lock = new ReentrantLock();

	private final CatalogLog log;

	private final Users users;

	private final CatalogRecords records;

	private final AtomicLong uids = new AtomicLong();

	private final AtomicInteger vgroupIds = new AtomicInteger(2);

	/**
	 * Create a catalogue without a log.
	 */
	public Catalog() {
		this(CatalogLog.NONE);
	}

	/**
	 * Create a catalogue.
	 * @param log where changes go before they are applied
	 */
	public Catalog(CatalogLog log) {
		this.log = log;
		this.users = new Users(this.lock, log);
		this.records = new CatalogRecords(this.lock, log);
	}

	/**
	 * Return the users.
	 * @return the users
	 */
	public Users users() {
		return this.users;
	}

	/**
	 * Return what others keep in the catalogue.
	 * @return the records
	 */
	public CatalogRecords records() {
		return this.records;
	}

	/**
	 * Return the databases by name.
	 * @return a view that others may change while it is read
	 */
	public Collection<Database> databases() {
		return this.databases.values();
	}

	/**
	 * Find a database.
	 * @param name the name, case-sensitive
	 * @return the database, {@code null} if there is none
	 */
	public @Nullable Database find(String name) {
		return this.databases.get(name);
	}

	/**
	 * Find a database that must be there.
	 * @param name the name, case-sensitive
	 * @return the database
	 * @throws SqlException 0x0388
	 */
	public Database require(String name) {
		Database database = this.databases.get(name);
		if (database == null) {
			throw new SqlException(0x0388, "Database not exist");
		}
		return database;
	}

	/**
	 * Create a database.
	 * @param name the name
	 * @param options the options
	 * @throws SqlException 0x0381 if there is one of that name
	 */
	public void create(String name, DatabaseOptions options) {
		this.lock.lock();
		try {
			if (this.databases.containsKey(name)) {
				throw new SqlException(0x0381, "Database already exists");
			}
			Database database = newDatabase(name, options, this.vgroupIds.getAndAdd(options.vgroups()), Instant.now());
			DatabaseLog opened = this.log.open(database);
			try {
				change(new CatalogChange.CreateDatabase(database, options));
			}
			catch (SqlException ex) {
				opened.drop();
				throw ex;
			}
			database.log(opened);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Make a database, to be created by a {@link CatalogChange.CreateDatabase}.
	 * @param name the name
	 * @param options the options
	 * @param firstVgroupId the id of its first vgroup
	 * @param created when it was created
	 * @return the database
	 */
	public Database newDatabase(String name, DatabaseOptions options, int firstVgroupId, Instant created) {
		return new Database(name, options, firstVgroupId, created, this.uids);
	}

	/** Log a change and apply it, under the lock. */
	private void change(CatalogChange change) {
		this.log.append(change);
		apply(change);
	}

	/**
	 * Apply a change that the log tells of.
	 * @param change the change
	 */
	public void apply(CatalogChange change) {
		this.lock.lock();
		try {
			if (change instanceof CatalogChange.CreateDatabase create) {
				Database database = create.database();
				this.databases.put(database.name(), database);
				used(0, database.firstVgroupId() + create.options().vgroups());
			}
			else if (change instanceof CatalogChange.AlterDatabase alter) {
				alter.database().options(alter.options());
			}
			else if (change instanceof CatalogChange.DropDatabase drop) {
				this.databases.remove(drop.database().name());
				drop.database().dropAll();
			}
			else if (change instanceof CatalogChange.PutUser user) {
				this.users.apply(user);
			}
			else if (change instanceof CatalogChange.DropUser user) {
				this.users.apply(user);
			}
			else if (change instanceof CatalogChange.PutRecord record) {
				this.records.apply(record);
			}
			else if (change instanceof CatalogChange.RemoveRecord record) {
				this.records.apply(record);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take note of numbers that were used before: they are not used again.
	 * @param uid the highest number of a table
	 * @param vgroupId the id behind the highest of a vgroup
	 */
	public void used(long uid, int vgroupId) {
		this.uids.accumulateAndGet(uid, Math::max);
		this.vgroupIds.accumulateAndGet(vgroupId, Math::max);
	}

	/**
	 * Return the highest number of a table.
	 * @return the number
	 */
	public long lastUid() {
		return this.uids.get();
	}

	/**
	 * Return the id of the next vgroup.
	 * @return the id
	 */
	public int nextVgroupId() {
		return this.vgroupIds.get();
	}

	/**
	 * Open the logs of all databases that the catalogue's log told of.
	 * @throws java.io.UncheckedIOException if one of them can't be read
	 */
	public void openLogs() {
		for (Database database : this.databases.values()) {
			database.log(this.log.reopen(database));
		}
	}

	/**
	 * Return what brings an empty catalogue to this state, with the lock held meanwhile.
	 * @param consumer takes the changes
	 */
	public void state(Consumer<List<CatalogChange>> consumer) {
		this.lock.lock();
		try {
			List<CatalogChange> changes = new ArrayList<>();
			this.users.all().forEach((user) -> changes.add(new CatalogChange.PutUser(user)));
			for (Database database : this.databases.values()) {
				changes.add(new CatalogChange.CreateDatabase(database, database.options()));
			}
			this.records.all()
				.forEach((kind, records) -> records
					.forEach((key, value) -> changes.add(new CatalogChange.PutRecord(kind, key, value))));
			consumer.accept(changes);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Change the options of a database.
	 * @param database the database
	 * @param options the options
	 */
	public void alter(Database database, DatabaseOptions options) {
		this.lock.lock();
		try {
			if (this.databases.get(database.name()) != database) {
				throw new SqlException(0x0388, "Database not exist");
			}
			change(new CatalogChange.AlterDatabase(database, options));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Drop a database with all its tables.
	 * @param name the name
	 */
	public void drop(String name) {
		this.lock.lock();
		try {
			Database database = this.databases.get(name);
			if (database != null) {
				change(new CatalogChange.DropDatabase(database));
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Forget everything, and keep it in the log.
	 */
	public void clear() {
		this.lock.lock();
		try {
			for (Database database : this.databases.values()) {
				database.close();
			}
			this.databases.clear();
		}
		finally {
			this.lock.unlock();
		}
	}

}
