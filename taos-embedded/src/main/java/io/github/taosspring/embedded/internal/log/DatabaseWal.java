package io.github.taosspring.embedded.internal.log;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.embedded.internal.catalog.Change;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.DatabaseLog;
import io.github.taosspring.embedded.internal.catalog.DatabaseOptions;
import io.github.taosspring.embedded.internal.file.DatabaseFiles;
import io.github.taosspring.embedded.internal.file.ServerFiles;
import io.github.taosspring.embedded.internal.file.VersionedLog;
import org.jspecify.annotations.Nullable;

/**
 * The logs of a database's vgroups.
 */
public final class DatabaseWal implements DatabaseLog, VersionedLog {

	private final ServerWal server;

	private final Database database;

	private final List<VgroupWal> vgroups = new ArrayList<>();

	private @Nullable DatabaseFiles files;

	DatabaseWal(ServerWal server, Database database, WalBudget budget) {
		this.server = server;
		this.database = database;
		WalRetention retention = WalRetention.of(database.options());
		for (int i = 0; i < database.options().vgroups(); i++) {
			this.vgroups.add(new VgroupWal(database.firstVgroupId() + i, retention, budget));
		}
		budget.add(this.vgroups);
	}

	/**
	 * Fill the database and the logs from files, and keep what comes in them.
	 */
	void open(ServerFiles serverFiles) {
		this.files = serverFiles.open(this.database, this);
	}

	/**
	 * Return the database.
	 * @return the database
	 */
	public Database database() {
		return this.database;
	}

	/**
	 * Return the logs of the vgroups.
	 * @return the logs by
	 * {@link io.github.taosspring.embedded.internal.catalog.DataTable#vgroup() index}
	 */
	public List<VgroupWal> vgroups() {
		return this.vgroups;
	}

	@Override
	public Runnable append(List<Change> changes) {
		long now = System.currentTimeMillis();
		if (this.files != null) {
			this.files.append(now, changes);
		}
		List<List<WalEntry>> entries = entries(now, changes);
		return () -> show(entries);
	}

	private List<List<WalEntry>> entries(long time, List<Change> changes) {
		List<List<WalEntry>> entries = new ArrayList<>();
		for (VgroupWal vgroup : this.vgroups) {
			entries.add(new ArrayList<>());
		}
		for (Change change : changes) {
			@Nullable Change[] parts = ChangeParts.divide(change, this.vgroups.size());
			for (int i = 0; i < parts.length; i++) {
				Change part = parts[i];
				if (part != null) {
					List<WalEntry> own = entries.get(i);
					own.add(new WalEntry(this.vgroups.get(i).next() + own.size(), time, ChangeSize.of(part), part));
				}
			}
		}
		return entries;
	}

	private void show(List<List<WalEntry>> entries) {
		for (int i = 0; i < entries.size(); i++) {
			VgroupWal vgroup = this.vgroups.get(i);
			entries.get(i).forEach(vgroup::append);
			if (!entries.get(i).isEmpty()) {
				vgroup.tell();
			}
		}
	}

	@Override
	public void begin(long[] versions) {
		if (versions.length != this.vgroups.size()) {
			throw new IllegalArgumentException(versions.length + " vgroups instead of " + this.vgroups.size());
		}
		for (int i = 0; i < versions.length; i++) {
			this.vgroups.get(i).begin(versions[i]);
		}
	}

	@Override
	public void replayed(long time, List<Change> changes) {
		show(entries(time, changes));
	}

	@Override
	public long[] next() {
		return this.vgroups.stream().mapToLong(VgroupWal::next).toArray();
	}

	@Override
	public long[] first() {
		return this.vgroups.stream().mapToLong(VgroupWal::first).toArray();
	}

	@Override
	public void optionsChanged(DatabaseOptions options) {
		WalRetention retention = WalRetention.of(options);
		this.vgroups.forEach((vgroup) -> vgroup.retention(retention));
		if (this.files != null) {
			this.files.optionsChanged(options);
		}
	}

	@Override
	public void flush() {
		if (this.files != null) {
			this.files.flush();
		}
	}

	@Override
	public void drop() {
		this.server.forget(this);
		close();
		if (this.files != null) {
			this.files.drop();
		}
	}

	void close() {
		this.vgroups.forEach(VgroupWal::close);
	}

}
