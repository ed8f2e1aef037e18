package io.github.taosspring.embedded.internal.catalog;

import java.util.Collection;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.taosspring.embedded.internal.sql.SqlException;
import org.jspecify.annotations.Nullable;

/**
 * Everything that exists on a server. Thread-safe.
 */
public final class Catalog {

	private final ConcurrentSkipListMap<String, Database> databases = new ConcurrentSkipListMap<>();

	private final Users users = new Users();

	private final AtomicLong uids = new AtomicLong();

	private final AtomicInteger vgroupIds = new AtomicInteger(2);

	/**
	 * Return the users.
	 * @return the users
	 */
	public Users users() {
		return this.users;
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
		Database database = new Database(name, options, this.vgroupIds.getAndAdd(options.vgroups()), this.uids);
		if (this.databases.putIfAbsent(name, database) != null) {
			throw new SqlException(0x0381, "Database already exists");
		}
	}

	/**
	 * Drop a database with all its tables.
	 * @param name the name
	 */
	public void drop(String name) {
		Database database = this.databases.remove(name);
		if (database != null) {
			database.dropAll();
		}
	}

	/**
	 * Drop everything.
	 */
	public void clear() {
		for (String name : this.databases.keySet()) {
			drop(name);
		}
	}

}
