package io.github.taosspring.embedded.internal.log;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.taosspring.embedded.internal.catalog.CatalogChange;
import io.github.taosspring.embedded.internal.catalog.CatalogLog;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.DatabaseLog;
import org.jspecify.annotations.Nullable;

/**
 * The logs of all databases of a server.
 * <p>
 * Thread-safe. In memory; an eighth of the heap at most is given to entries that
 * retention keeps.
 */
public final class ServerWal implements CatalogLog, AutoCloseable {

	private final Map<Database, DatabaseWal> databases = new ConcurrentHashMap<>();

	private final WalBudget budget;

	/**
	 * Create logs that may hold an eighth of the heap.
	 */
	public ServerWal() {
		this(Runtime.getRuntime().maxMemory() / 8);
	}

	ServerWal(long limit) {
		this.budget = new WalBudget(limit);
	}

	/**
	 * Return the logs of a database.
	 * @param database the database
	 * @return its logs, {@code null} if it was dropped
	 */
	public @Nullable DatabaseWal find(Database database) {
		return this.databases.get(database);
	}

	@Override
	public void append(CatalogChange change) {
		// who exists is in memory only
	}

	@Override
	public DatabaseLog open(Database database) {
		DatabaseWal opened = new DatabaseWal(this, database, this.budget);
		this.databases.put(database, opened);
		return opened;
	}

	void forget(DatabaseWal dropped) {
		this.databases.remove(dropped.database());
	}

	/**
	 * Close all logs: whoever waits for entries is told.
	 */
	@Override
	public void close() {
		this.databases.values().forEach(DatabaseWal::close);
		this.databases.clear();
	}

}
