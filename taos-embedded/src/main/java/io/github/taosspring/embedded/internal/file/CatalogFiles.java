package io.github.taosspring.embedded.internal.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.taosspring.embedded.internal.catalog.Catalog;
import io.github.taosspring.embedded.internal.catalog.CatalogChange;
import org.jspecify.annotations.Nullable;

/**
 * The files of the catalogue: databases, users, and what others keep in it.
 * <p>
 * Changes of databases and users are on the disk before they are acknowledged, records of
 * others with the operating system.
 */
final class CatalogFiles {

	/** After how many bytes of log a checkpoint is made. */
	private static final long CHECKPOINT_BYTES = 1 << 20;

	private static final String CATALOG = "the catalogue";

	private final Catalog catalog;

	private final LogDirectory log;

	private final FileWorker worker;

	private final AtomicBoolean checkpointPlanned = new AtomicBoolean();

	CatalogFiles(Path directory, Catalog catalog, FileWorker worker, FileOptions options) {
		this.catalog = catalog;
		this.worker = worker;
		this.log = new LogDirectory(directory, CATALOG, new FileOptions(options.directory(),
				Math.min(CHECKPOINT_BYTES, options.checkpointBytes()), options.files(), options.steps()));
	}

	/**
	 * Read what there is into the catalogue.
	 * @throws UncheckedIOException if that can't be read
	 */
	void open() {
		CatalogFormat format = new CatalogFormat(this.catalog);
		try {
			this.log.open(new LogReplay() {

				@Override
				public void begin(RecordInput header) {
					long lastUid = header.getLong();
					CatalogFiles.this.catalog.used(lastUid, header.getInt());
				}

				@Override
				public void checkpoint(RecordInput record) {
					log(record);
				}

				@Override
				public void log(RecordInput record) {
					CatalogFiles.this.catalog.apply(format.read(record));
				}

				@Override
				public void passed(int number) {
					// it was not yet time to delete what is older
				}

			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	boolean isNew() {
		return this.log.sequence() == 0;
	}

	/**
	 * Keep a change; the caller holds the catalogue's lock.
	 * @throws io.github.taosspring.embedded.internal.sql.SqlException if it can't be
	 * written
	 */
	void append(CatalogChange change) {
		boolean record = change instanceof CatalogChange.PutRecord || change instanceof CatalogChange.RemoveRecord;
		try {
			CatalogFormat.write(this.log.begin(System.currentTimeMillis()), change);
			this.log.append(!record);
		}
		catch (IOException ex) {
			throw FileErrors.sql(CATALOG, ex);
		}
		if (this.log.wantsCheckpoint() && this.checkpointPlanned.compareAndSet(false, true)) {
			this.worker.later("make a checkpoint of " + CATALOG, 0, this::checkpoint);
		}
	}

	private void checkpoint() throws IOException {
		this.checkpointPlanned.set(false);
		try {
			State state = new State();
			this.catalog.state(state::take);
			if (state.failure != null) {
				throw state.failure;
			}
			this.log.checkpoint(state.number, state.sequence, state::writeHeader, state::write);
			this.log.prune(state.number);
		}
		catch (IOException | RuntimeException | Error ex) {
			this.log.postponeCheckpoint();
			throw ex;
		}
	}

	void close() throws IOException {
		this.log.close();
	}

	/**
	 * What the catalogue is at one moment.
	 */
	private final class State {

		private final List<CatalogChange> changes = new ArrayList<>();

		private int number;

		private long sequence;

		private long lastUid;

		private int nextVgroupId;

		private @Nullable IOException failure;

		void take(List<CatalogChange> current) {
			this.changes.addAll(current);
			this.sequence = CatalogFiles.this.log.sequence();
			this.lastUid = CatalogFiles.this.catalog.lastUid();
			this.nextVgroupId = CatalogFiles.this.catalog.nextVgroupId();
			try {
				this.number = CatalogFiles.this.log.rotate();
			}
			catch (IOException ex) {
				this.failure = ex;
			}
		}

		void writeHeader(RecordBuffer target) {
			target.putLong(this.lastUid);
			target.putInt(this.nextVgroupId);
		}

		void write(CheckpointOutput output) throws IOException {
			for (CatalogChange change : this.changes) {
				CatalogFormat.write(output.begin(), change);
				output.end();
			}
		}

	}

}
