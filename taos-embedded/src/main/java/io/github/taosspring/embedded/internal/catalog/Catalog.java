package io.github.taosspring.embedded.internal.catalog;

import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

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
			Database database = new Database(name, options, this.vgroupIds.getAndAdd(options.vgroups()), Instant.now(),
					this.uids);
			DatabaseLog opened = this.log.open(database);
			try {
				this.log.append(new CatalogChange.CreateDatabase(database, options));
			}
			catch (SqlException ex) {
				opened.drop();
				throw ex;
			}
			database.log(opened);
			this.databases.put(name, database);
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
			this.log.append(new CatalogChange.AlterDatabase(database, options));
			database.options(options);
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
				this.log.append(new CatalogChange.DropDatabase(database));
				this.databases.remove(name);
				database.dropAll();
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
				database.log(DatabaseLog.NONE);
				database.dropAll();
			}
			this.databases.clear();
		}
		finally {
			this.lock.unlock();
		}
	}

}
