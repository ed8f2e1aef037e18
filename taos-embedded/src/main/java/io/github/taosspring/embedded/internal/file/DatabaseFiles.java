package io.github.taosspring.embedded.internal.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.github.taosspring.embedded.internal.catalog.Change;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.DatabaseOptions;

/**
 * The files of a database.
 * <p>
 * A statement is one record, so that all of it is kept or nothing. The record is with the
 * operating system before the statement is applied. {@code wal_level} and
 * {@code wal_fsync_period} say when it is on the disk, as they do in TDengine: on level 1
 * when a segment ends, on level 2 after the period, at once if that is 0.
 * <p>
 * A checkpoint doesn't free files as long as the logs in memory retain entries from them:
 * a replay fills those logs again, so that subscriptions go on where they were.
 */
public final class DatabaseFiles {

	private final Database database;

	private final Path directory;

	private final LogDirectory log;

	private final FileWorker worker;

	private final VersionedLog memory;

	/** The next versions at each checkpoint; used by the worker only, once open. */
	private final NavigableMap<Integer, long[]> checkpoints = new TreeMap<>();

	private final AtomicBoolean checkpointPlanned = new AtomicBoolean();

	private final AtomicBoolean syncPlanned = new AtomicBoolean();

	private volatile Durability durability;

	private volatile boolean dropped;

	/** The last record of the newest checkpoint; used by the worker only. */
	private long checkpointed;

	private final Consumer<DatabaseFiles> whenDropped;

	DatabaseFiles(Path directory, Database database, VersionedLog memory, FileWorker worker, FileOptions options,
			Consumer<DatabaseFiles> whenDropped) {
		this.whenDropped = whenDropped;
		this.directory = directory;
		this.database = database;
		this.memory = memory;
		this.worker = worker;
		this.log = new LogDirectory(directory, "database " + database.name(), options);
		this.durability = Durability.of(database.options());
	}

	/**
	 * Read what there is into the database and the logs in memory.
	 * @throws UncheckedIOException if that can't be read
	 */
	void open() {
		ChangeReader reader = new ChangeReader(this.database);
		try {
			this.log.open(new LogReplay() {

				@Override
				public void begin(RecordInput header) {
					DatabaseFiles.this.database.used(header.getLong());
					DatabaseFiles.this.memory.begin(DatabaseState.readVersions(header));
				}

				@Override
				public void checkpoint(RecordInput record) {
					DatabaseFiles.this.database.apply(reader.read(record));
				}

				@Override
				public void log(RecordInput record) {
					List<Change> changes = reader.read(record);
					DatabaseFiles.this.database.apply(changes);
					DatabaseFiles.this.memory.replayed(record.time(), changes);
				}

				@Override
				public void passed(int number) {
					DatabaseFiles.this.checkpoints.put(number, DatabaseFiles.this.memory.next());
				}

			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.worker.later("delete old files of " + this.database.name(), 0, this::prune);
	}

	/**
	 * Keep the changes of a statement; the caller holds the database's lock for writing.
	 * @param time the time in milliseconds since 1970
	 * @param changes the changes
	 * @throws io.github.taosspring.embedded.internal.sql.SqlException 0x012B if the disk
	 * is full, 0x0138 if there is another reason why they can't be written
	 */
	public void append(long time, List<Change> changes) {
		Durability wanted = this.durability;
		try {
			ChangeWriter.write(this.log.begin(time), changes);
			this.log.append(wanted.atOnce());
		}
		catch (IOException ex) {
			throw FileErrors.sql("database " + this.database.name(), ex);
		}
		if (wanted.isLater() && this.syncPlanned.compareAndSet(false, true)) {
			this.worker.later("sync the log of " + this.database.name(), wanted.period(), this::sync);
		}
		if (this.log.wantsCheckpoint() && this.checkpointPlanned.compareAndSet(false, true)) {
			this.worker.later("make a checkpoint of " + this.database.name(), 0, this::checkpoint);
		}
	}

	private void sync() throws IOException {
		this.syncPlanned.set(false);
		this.log.sync();
	}

	private void checkpoint() throws IOException {
		try {
			DatabaseState state;
			int number;
			this.database.lock().lock();
			try {
				if (this.dropped || this.log.sequence() == this.checkpointed) {
					return;
				}
				state = new DatabaseState(this.database, this.log.sequence(), this.memory.next());
				number = this.log.rotate();
			}
			finally {
				this.database.lock().unlock();
			}
			this.log.checkpoint(number, state.sequence(), state::writeHeader, state::write);
			this.checkpointed = state.sequence();
			this.checkpoints.put(number, state.versions());
			prune();
		}
		catch (IOException | RuntimeException | Error ex) {
			this.log.postponeCheckpoint();
			throw ex;
		}
		finally {
			this.checkpointPlanned.set(false);
		}
	}

	/**
	 * Delete what neither the database nor the logs in memory need.
	 */
	private void prune() throws IOException {
		long[] first = this.memory.first();
		for (int number : this.checkpoints.descendingKeySet()) {
			if (isBefore(this.checkpoints.get(number), first)) {
				this.log.prune(number);
				this.checkpoints.headMap(number, true).clear();
				return;
			}
		}
	}

	private static boolean isBefore(long[] versions, long[] first) {
		for (int i = 0; i < versions.length; i++) {
			if (versions[i] > first[i]) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Bring everything to the disk and make a checkpoint.
	 * @throws io.github.taosspring.embedded.internal.sql.SqlException if that fails
	 */
	public void flush() {
		try {
			this.worker.run("make a checkpoint", this::checkpoint);
		}
		catch (IOException ex) {
			throw FileErrors.sql("database " + this.database.name(), ex);
		}
	}

	/**
	 * Take note of changed options.
	 * @param options the options now
	 */
	public void optionsChanged(DatabaseOptions options) {
		this.durability = Durability.of(options);
	}

	/**
	 * Delete the files, soon: the catalogue's log says that the database was dropped. The
	 * caller holds the database's lock for writing.
	 */
	public void drop() {
		this.dropped = true;
		this.worker.later("delete the files of " + this.database.name(), 0, () -> {
			close();
			this.whenDropped.accept(this);
			ServerFiles.delete(this.directory);
		});
	}

	/**
	 * Bring everything to the disk and close the files.
	 */
	void close() throws IOException {
		this.log.close();
	}

	/**
	 * When records have to be on the disk.
	 *
	 * @param level {@code wal_level}
	 * @param period {@code wal_fsync_period} in milliseconds
	 */
	private record Durability(int level, long period) {

		static Durability of(DatabaseOptions options) {
			return new Durability(Integer.parseInt(options.get("wal_level")),
					Long.parseLong(options.get("wal_fsync_period")));
		}

		boolean atOnce() {
			return this.level == 2 && this.period == 0;
		}

		boolean isLater() {
			return this.level == 2 && this.period > 0;
		}

	}

}
