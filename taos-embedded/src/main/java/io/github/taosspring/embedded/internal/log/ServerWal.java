package io.github.taosspring.embedded.internal.log;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.taosspring.embedded.internal.catalog.Catalog;
import io.github.taosspring.embedded.internal.catalog.CatalogChange;
import io.github.taosspring.embedded.internal.catalog.CatalogLog;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.DatabaseLog;
import io.github.taosspring.embedded.internal.file.FileErrors;
import io.github.taosspring.embedded.internal.file.ServerFiles;
import org.jspecify.annotations.Nullable;

/**
 * The logs of all databases of a server.
 * <p>
 * Thread-safe. An eighth of the heap at most is given to entries that retention keeps.
 * With files, what was acknowledged is there again after the next start.
 */
public final class ServerWal implements CatalogLog, AutoCloseable {

	private final Map<Database, DatabaseWal> databases = new ConcurrentHashMap<>();

	private final WalBudget budget;

	private final @Nullable ServerFiles files;

	/**
	 * Create logs in memory.
	 */
	public ServerWal() {
		this(null);
	}

	/**
	 * Create logs.
	 * @param files what keeps them, {@code null} for nothing; closed with the logs
	 */
	public ServerWal(@Nullable ServerFiles files) {
		this(files, Runtime.getRuntime().maxMemory() / 8);
	}

	ServerWal(@Nullable ServerFiles files, long limit) {
		this.files = files;
		this.budget = new WalBudget(limit);
	}

	/**
	 * Read what there is in files into a catalogue and its databases.
	 * @param catalog the catalogue, empty
	 * @throws java.io.UncheckedIOException if that can't be read
	 */
	public void restore(Catalog catalog) {
		if (this.files != null) {
			this.files.restore(catalog);
			catalog.openLogs();
		}
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
		if (this.files != null) {
			this.files.append(change);
		}
	}

	@Override
	public DatabaseLog open(Database database) {
		try {
			return reopen(database);
		}
		catch (UncheckedIOException ex) {
			throw FileErrors.sql("database " + database.name(), ex.getCause());
		}
	}

	@Override
	public DatabaseLog reopen(Database database) {
		DatabaseWal opened = new DatabaseWal(this, database, this.budget);
		if (this.files != null) {
			opened.open(this.files);
		}
		this.databases.put(database, opened);
		return opened;
	}

	void forget(DatabaseWal dropped) {
		this.databases.remove(dropped.database());
	}

	/**
	 * Close all logs: whoever waits for entries is told, files are brought to the disk.
	 */
	@Override
	public void close() {
		if (this.files != null) {
			// first, as files that the logs need must not be deleted for their end
			this.files.close();
		}
		this.databases.values().forEach(DatabaseWal::close);
		this.databases.clear();
	}

}
