package io.github.taosspring.embedded.internal.log;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.embedded.internal.catalog.Change;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.DatabaseLog;
import io.github.taosspring.embedded.internal.catalog.DatabaseOptions;
import org.jspecify.annotations.Nullable;

/**
 * The logs of a database's vgroups.
 */
public final class DatabaseWal implements DatabaseLog {

	private final ServerWal server;

	private final Database database;

	private final List<VgroupWal> vgroups = new ArrayList<>();

	DatabaseWal(ServerWal server, Database database, WalBudget budget) {
		this.server = server;
		this.database = database;
		WalRetention retention = WalRetention.of(database.options());
		for (int i = 0; i < database.options().vgroups(); i++) {
			this.vgroups.add(new VgroupWal(database.firstVgroupId() + i, retention, budget, 0));
		}
		budget.add(this.vgroups);
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
					own.add(new WalEntry(this.vgroups.get(i).next() + own.size(), now, ChangeSize.of(part), part));
				}
			}
		}
		return () -> show(entries);
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
	public void optionsChanged(DatabaseOptions options) {
		WalRetention retention = WalRetention.of(options);
		this.vgroups.forEach((vgroup) -> vgroup.retention(retention));
	}

	@Override
	public void drop() {
		this.server.forget(this);
		close();
	}

	void close() {
		this.vgroups.forEach(VgroupWal::close);
	}

}
