package io.github.taosspring.embedded.internal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.github.taosspring.embedded.internal.engine.Engine;
import io.github.taosspring.embedded.internal.engine.EngineSession;
import io.github.taosspring.embedded.internal.sql.SqlException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for when files come to the disk, and for disks that are full or fail.
 */
@Timeout(120)
class FailingDiskTests {

	private final FailingFiles files = new FailingFiles();

	@TempDir
	private Path temp;

	private Path directory;

	@BeforeEach
	void chooseDirectory() {
		this.directory = this.temp.resolve("data");
	}

	private Engine failing(long checkpointBytes) {
		return new Engine(Engine.SERVER_VERSION,
				ServerFiles.open(new FileOptions(this.directory, checkpointBytes, this.files, (step) -> {
				})));
	}

	private Engine open() {
		return new Engine(Engine.SERVER_VERSION, ServerFiles.open(this.directory));
	}

	private static void run(Engine engine, String... statements) {
		EngineSession session = engine.openSession("root", "taosdata");
		for (String statement : statements) {
			session.execute(statement, 0);
		}
	}

	@Test
	void walLevelAndFsyncPeriodSayWhenRowsAreOnTheDisk() {
		try (Engine engine = failing(Long.MAX_VALUE)) {
			run(engine, "create database d keep 36500", "create table d.t (ts timestamp, v int)");
			int before = this.files.syncs("database-");
			run(engine, "insert into d.t values (1, 1)", "insert into d.t values (2, 2)");
			assertThat(this.files.syncs("database-")).isEqualTo(before);
			run(engine, "alter database d wal_level 2 wal_fsync_period 0", "insert into d.t values (3, 3)",
					"insert into d.t values (4, 4)");
			assertThat(this.files.syncs("database-")).isEqualTo(before + 2);
			run(engine, "alter database d wal_fsync_period 20", "insert into d.t values (5, 5)");
			await().untilAsserted(() -> assertThat(this.files.syncs("database-")).isEqualTo(before + 3));
			run(engine, "insert into d.t values (6, 6)");
			await().untilAsserted(() -> assertThat(this.files.syncs("database-")).isEqualTo(before + 4));
		}
	}

	@Test
	void databasesAndUsersAreOnTheDiskAtOnce() {
		try (Engine engine = failing(Long.MAX_VALUE)) {
			int before = this.files.syncs("catalog");
			run(engine, "create database d", "create user u pass 'secret-123'", "drop user u");
			assertThat(this.files.syncs("catalog")).isEqualTo(before + 3);
			engine.catalog().records().put("offset", "g", new byte[1]);
			assertThat(this.files.syncs("catalog")).as("what comes often can wait").isEqualTo(before + 3);
		}
	}

	@Test
	void aSyncThatFailsStopsTheLog() {
		try (Engine engine = failing(Long.MAX_VALUE)) {
			run(engine, "create database d keep 36500 wal_level 2 wal_fsync_period 0",
					"create table d.t (ts timestamp, v int)");
			String state = EngineText.state(engine);
			this.files.failSyncs(true);
			assertThatExceptionOfType(SqlException.class).isThrownBy(() -> run(engine, "insert into d.t values (1, 1)"))
				.withMessageContaining("Input/output error");
			this.files.failSyncs(false);
			assertThatExceptionOfType(SqlException.class).isThrownBy(() -> run(engine, "insert into d.t values (2, 2)"))
				.withMessageContaining("takes nothing more until the next start");
			EngineText.assertSame(EngineText.state(engine), state);
		}
		try (Engine engine = open()) {
			assertThat(EngineText.state(engine)).as("what was refused does not come back").doesNotContain("1,1");
		}
	}

	@Test
	void aCheckpointThatFailsIsTriedAgainLater() throws IOException {
		String state;
		try (Engine engine = failing(1000)) {
			run(engine, "create database d keep 36500", "create table d.t (ts timestamp, v int)");
			this.files.failCheckpoints(true);
			for (int i = 0; i < 50; i++) {
				run(engine, "insert into d.t values (" + i + ", " + i + ")");
			}
			assertThatExceptionOfType(SqlException.class).isThrownBy(() -> run(engine, "flush database d"))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(0x012B));
			this.files.failCheckpoints(false);
			run(engine, "insert into d.t values (100, 100)", "flush database d");
			state = EngineText.state(engine);
		}
		try (Stream<Path> found = Files.list(this.directory.resolve("database-2"))) {
			assertThat(found.map((file) -> file.getFileName().toString())).noneMatch((name) -> name.endsWith(".tmp"))
				.anyMatch((name) -> name.startsWith("checkpoint-"));
		}
		try (Engine engine = open()) {
			EngineText.assertSame(EngineText.state(engine), state);
		}
	}

	@Test
	void aFullDiskFailsTheStatementAndKeepsWhatWasThere() {
		String state;
		try (Engine engine = failing(Long.MAX_VALUE)) {
			run(engine, "create database d keep 36500", "create table d.t (ts timestamp, v int)",
					"insert into d.t values (1, 1)");
			state = EngineText.state(engine);
			String logs = EngineText.logs(engine);
			this.files.failAfter(10);
			for (String refused : List.of("insert into d.t values (2, 2)", "create table d.u (ts timestamp, v int)",
					"create user u pass 'secret-123'", "alter database d keep 1000", "drop database d",
					"create database e", "delete from d.t")) {
				assertThatExceptionOfType(SqlException.class).as(refused)
					.isThrownBy(() -> run(engine, refused))
					.satisfies((ex) -> assertThat(ex.code()).isEqualTo(0x012B))
					.withMessageContaining("Out of disk space");
			}
			assertThat(EngineText.state(engine).replaceAll("next vgroup \\d+", ""))
				.isEqualTo(state.replaceAll("next vgroup \\d+", ""));
			EngineText.assertSame(EngineText.logs(engine), logs);
			this.files.failAfter(Long.MAX_VALUE);
			run(engine, "insert into d.t values (3, 3)", "create database e");
			state = EngineText.state(engine);
		}
		try (Engine engine = open()) {
			EngineText.assertSame(EngineText.state(engine), state);
		}
	}

	@Test
	void aFailedWriteThatCannotBeUndoneStopsTheLog() {
		String state;
		try (Engine engine = failing(Long.MAX_VALUE)) {
			run(engine, "create database d keep 36500", "create table d.t (ts timestamp, v int)");
			state = EngineText.state(engine);
			this.files.failAfter(10);
			this.files.failCuts();
			assertThatExceptionOfType(SqlException.class)
				.isThrownBy(() -> run(engine, "insert into d.t values (2, 2)"));
			this.files.failAfter(Long.MAX_VALUE);
			assertThatExceptionOfType(SqlException.class).isThrownBy(() -> run(engine, "insert into d.t values (2, 2)"))
				.withMessageContaining("takes nothing more until the next start");
			EngineText.assertSame(EngineText.state(engine), state);
		}
		try (Engine engine = open()) {
			EngineText.assertSame(EngineText.state(engine), state);
		}
	}

	/**
	 * Opens files of a disk that is full or fails at times, and counts what is brought to
	 * it.
	 */
	private static final class FailingFiles implements FileOptions.Opener {

		private final List<Path> synced = new CopyOnWriteArrayList<>();

		private volatile long left = Long.MAX_VALUE;

		private volatile boolean cutsFail;

		private volatile boolean syncsFail;

		private volatile boolean checkpointsFail;

		void failAfter(long bytes) {
			this.left = bytes;
		}

		void failCuts() {
			this.cutsFail = true;
		}

		void failSyncs(boolean fail) {
			this.syncsFail = fail;
		}

		void failCheckpoints(boolean fail) {
			this.checkpointsFail = fail;
		}

		/** Return how often files in a directory were brought to the disk. */
		int syncs(String inside) {
			return (int) this.synced.stream()
				.filter((path) -> path.getParent().getFileName().toString().startsWith(inside))
				.count();
		}

		@Override
		public RecordFile open(Path path, long size) throws IOException {
			return new RecordFile(path, size) {

				@Override
				void write(byte[] bytes, int count) throws IOException {
					FailingFiles all = FailingFiles.this;
					boolean checkpoint = path.getFileName().toString().startsWith("checkpoint");
					if (count > all.left || all.checkpointsFail && checkpoint) {
						super.write(bytes, (int) Math.min(all.left, 3));
						throw new IOException("No space left on device");
					}
					super.write(bytes, count);
				}

				@Override
				void cut(long end) throws IOException {
					if (FailingFiles.this.cutsFail) {
						throw new IOException("Input/output error");
					}
					super.cut(end);
				}

				@Override
				void sync() throws IOException {
					if (FailingFiles.this.syncsFail) {
						throw new IOException("Input/output error");
					}
					FailingFiles.this.synced.add(path);
					super.sync();
				}

			};
		}

	}

}
