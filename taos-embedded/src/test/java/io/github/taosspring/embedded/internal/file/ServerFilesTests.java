package io.github.taosspring.embedded.internal.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.taosspring.embedded.internal.engine.Engine;
import io.github.taosspring.embedded.internal.engine.EngineSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what an engine with files has again after its end, of whatever kind.
 */
@Timeout(180)
class ServerFilesTests {

	private static final FileOptions.Steps NO_STEPS = (step) -> {
	};

	@TempDir
	private Path temp;

	private final AtomicInteger copies = new AtomicInteger();

	private static Engine open(Path directory) {
		return new Engine(Engine.SERVER_VERSION, ServerFiles.open(directory));
	}

	private static Engine open(Path directory, long checkpointBytes, FileOptions.Steps steps) {
		return new Engine(Engine.SERVER_VERSION,
				ServerFiles.open(new FileOptions(directory, checkpointBytes, RecordFile::new, steps)));
	}

	/** Return what a kill at this moment would leave. */
	private Path copy(Path directory) {
		Path target = this.temp.resolve("copy-" + this.copies.incrementAndGet());
		try (Stream<Path> files = Files.walk(directory)) {
			for (Path file : files.toList()) {
				Files.copy(file, target.resolve(directory.relativize(file).toString()),
						StandardCopyOption.COPY_ATTRIBUTES);
			}
			return target;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void run(Engine engine, String... statements) {
		EngineSession session = engine.openSession("root", "taosdata");
		for (String statement : statements) {
			session.execute(statement, 0);
		}
	}

	/** Return the last segment of the only database. */
	private static Path lastSegment(Path directory) throws IOException {
		return lastOf(directory, "database-", "log-");
	}

	private static Path lastOf(Path directory, String inside, String prefix) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter((file) -> file.getFileName().toString().startsWith(prefix))
				.filter((file) -> file.getParent().getFileName().toString().startsWith(inside))
				.max(Comparator.naturalOrder())
				.orElseThrow();
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6 })
	void allThatWasAcknowledgedIsThereAfterAKill(long seed) {
		Path directory = this.temp.resolve("data");
		// seeds make many small checkpoints, some, or none
		long checkpointBytes = 1L << (10 + 4 * (seed % 3));
		Random random = new Random(seed);
		try (Engine engine = open(directory, checkpointBytes, NO_STEPS)) {
			RandomStatements statements = new RandomStatements(engine, seed);
			statements.start();
			int next = 1;
			for (int i = 1; i <= 400; i++) {
				statements.next();
				if (i % 7 == 0) {
					engine.catalog().records().put("offset", "g" + i % 5, new byte[] { (byte) i });
				}
				if (i == next) {
					next += 1 + random.nextInt(60);
					check(engine, directory);
				}
			}
			assertThat(statements.applied()).isGreaterThan(100);
			assertThat(statements.refused()).isPositive();
		}
	}

	private void check(Engine engine, Path directory) {
		String state = EngineText.state(engine);
		String logs = EngineText.logs(engine);
		Path left = quietCopy(directory);
		try (Engine again = open(left)) {
			EngineText.assertSame(EngineText.state(again), state);
			EngineText.assertSame(EngineText.logs(again), logs);
		}
		// a second start finds the same, also what the first one tidied up
		try (Engine again = open(left)) {
			EngineText.assertSame(EngineText.state(again), state);
		}
	}

	/**
	 * Copy while checkpoints may be under way: files may vanish meanwhile, as they do
	 * before the eyes of nobody when a process is killed.
	 */
	private Path quietCopy(Path directory) {
		for (int attempt = 0;; attempt++) {
			try {
				return copy(directory);
			}
			catch (UncheckedIOException ex) {
				assertThat(attempt).as("copies that failed, the last by %s", ex).isLessThan(50);
			}
		}
	}

	@Test
	void whatIsWrittenAfterARestartIsKeptToo() {
		Path directory = this.temp.resolve("data");
		String state = null;
		for (int round = 0; round < 8; round++) {
			try (Engine engine = open(directory, 4096, NO_STEPS)) {
				if (state != null) {
					EngineText.assertSame(EngineText.state(engine), state);
				}
				RandomStatements statements = new RandomStatements(engine, 100 + round);
				statements.start();
				for (int i = 0; i < 60; i++) {
					statements.next();
				}
				state = EngineText.state(engine);
			}
		}
	}

	@Test
	void manyWritersAmongCheckpointsLoseNothing() throws Exception {
		Path directory = this.temp.resolve("data");
		ExecutorService executor = Executors.newFixedThreadPool(5);
		String state;
		String logs;
		try (Engine engine = open(directory, 2048, NO_STEPS)) {
			run(engine, "create database d keep 36500 vgroups 3", "create table d.t (ts timestamp, v int)",
					"create stable d.s (ts timestamp, v int) tags (t int)");
			List<Future<?>> writers = new ArrayList<>();
			for (int writer = 0; writer < 4; writer++) {
				int own = writer;
				writers.add(executor.submit(() -> {
					for (int i = 0; i < 200; i++) {
						run(engine, "insert into d.t values (" + (i * 4 + own) + ", " + i + ") d.c" + own + "_" + i / 20
								+ " using d.s tags (" + own + ") values (" + i + ", " + own + ")");
						engine.catalog().records().put("offset", "writer " + own, new byte[] { (byte) i });
					}
				}));
			}
			writers.add(executor.submit(() -> {
				for (int i = 0; i < 5; i++) {
					run(engine, "flush database d");
				}
			}));
			for (Future<?> writer : writers) {
				writer.get(60, TimeUnit.SECONDS);
			}
			state = EngineText.state(engine);
			logs = EngineText.logs(engine);
			assertThat(lastOf(directory, "database-", "checkpoint-")).exists();
			assertThat(engine.catalog().require("d").tables()).hasSize(42);
		}
		finally {
			executor.shutdownNow();
		}
		try (Engine engine = open(directory)) {
			EngineText.assertSame(EngineText.state(engine), state);
			EngineText.assertSame(EngineText.logs(engine), logs);
		}
	}

	@Test
	void aTornTailIsCutWhereverItIs() throws IOException {
		Path directory = this.temp.resolve("data");
		List<Long> ends = new ArrayList<>();
		List<String> states = new ArrayList<>();
		try (Engine engine = open(directory)) {
			run(engine, "create database d keep 36500");
			Path log = lastSegment(directory);
			ends.add(Files.size(log));
			states.add(EngineText.state(engine));
			for (String sql : List.of("create stable d.s (ts timestamp, v int) tags (t varchar(8))",
					"insert into d.a using d.s tags ('x') values (1, 10)(2, null)",
					"alter stable d.s add column w nchar(4)",
					"insert into d.a values (3, 30, 'abc') d.b using d.s tags (null) (ts, w) values (4, 'd')",
					"delete from d.a where ts = 1", "drop table d.b")) {
				run(engine, sql);
				ends.add(Files.size(log));
				states.add(EngineText.state(engine));
			}
		}
		Path log = lastSegment(directory);
		byte[] whole = Files.readAllBytes(log);
		assertThat(whole).hasSize(ends.get(ends.size() - 1).intValue());
		for (int length = 0; length <= whole.length; length++) {
			Files.write(log, Arrays.copyOf(whole, length));
			int complete = 0;
			while (complete + 1 < ends.size() && ends.get(complete + 1) <= length) {
				complete++;
			}
			try (Engine engine = open(directory)) {
				EngineText.assertSame(EngineText.state(engine), states.get(complete), "%d bytes", length);
				// the log goes on behind the cut
				run(engine, "create table d.after (ts timestamp, v int)");
			}
			if (length % 20 != 0) {
				continue;
			}
			try (Engine engine = open(directory)) {
				assertThat(engine.catalog().require("d").table("after")).as("%d bytes", length).isNotNull();
			}
		}
	}

	@Test
	void zerosAfterALossOfPowerAreATornTail() throws IOException {
		Path directory = this.temp.resolve("data");
		String state;
		try (Engine engine = open(directory)) {
			run(engine, "create database d keep 36500", "create table d.t (ts timestamp, v int)",
					"insert into d.t values (1, 1)");
			state = EngineText.state(engine);
		}
		Files.write(lastSegment(directory), new byte[5000], StandardOpenOption.APPEND);
		try (Engine engine = open(directory)) {
			EngineText.assertSame(EngineText.state(engine), state);
		}
		try (Engine engine = open(directory)) {
			EngineText.assertSame(EngineText.state(engine), state);
		}
	}

	@Test
	void damageInTheMiddleIsRefusedByName() throws IOException {
		Path directory = this.temp.resolve("data");
		long beforeLast;
		try (Engine engine = open(directory)) {
			run(engine, "create database d keep 36500", "create table d.t (ts timestamp, v int, s varchar(20))",
					"insert into d.t values (1, 1, 'some text')(2, 2, 'more of it')");
			beforeLast = Files.size(lastSegment(directory));
			run(engine, "insert into d.t values (3, 3, 'the last record')");
		}
		Path log = lastSegment(directory);
		byte[] whole = Files.readAllBytes(log);
		for (int at = 0; at < beforeLast; at++) {
			byte[] damaged = whole.clone();
			damaged[at] ^= (byte) (1 << (at % 8));
			Files.write(log, damaged);
			assertThatExceptionOfType(UncheckedIOException.class).as("byte %d", at)
				.isThrownBy(() -> open(directory))
				.withMessageContaining(log.toString())
				.withMessageContaining("is damaged at byte");
			assertThat(Files.readAllBytes(log)).as("left as it is").isEqualTo(damaged);
		}
		Files.write(log, whole);
		try (Engine engine = open(directory)) {
			assertThat(EngineText.state(engine)).contains("3,3,");
		}
	}

	@Test
	void aMissingFileIsRefusedByName() throws IOException {
		Path directory = this.temp.resolve("data");
		try (Engine engine = open(directory)) {
			run(engine, "create database d keep 36500", "create table d.t (ts timestamp, v int)",
					"insert into d.t values (1, 1)", "flush database d", "insert into d.t values (2, 2)");
		}
		Path log = lastSegment(directory);
		Path first = log.resolveSibling("log-000001");
		assertThat(log).isNotEqualTo(first);
		byte[] content = Files.readAllBytes(log);
		Files.delete(log);
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> open(directory))
			.withMessageContaining(log.toString())
			.withMessageContaining("missing");
		Files.write(log, content);
		Files.delete(log.resolveSibling("checkpoint-000002"));
		try (Engine engine = open(directory)) {
			assertThat(EngineText.state(engine)).as("the older segment is still there").contains("1,1").contains("2,2");
		}
		Files.delete(first);
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> open(directory))
			.withMessageContaining(first.toString());
	}

	@Test
	void aCheckpointMayEndBeforeEachOfItsSteps() {
		Path directory = this.temp.resolve("data");
		List<String> steps = new ArrayList<>();
		List<Path> left = new ArrayList<>();
		String state;
		try (Engine engine = open(directory, Long.MAX_VALUE, (step) -> {
			steps.add(step);
			left.add(copy(directory));
		})) {
			RandomStatements statements = new RandomStatements(engine, 42);
			statements.start();
			for (int i = 0; i < 60; i++) {
				statements.next();
			}
			run(engine, "flush database d0");
			// so that there is something to delete before the next checkpoint
			engine.wal()
				.find(engine.catalog().require("d0"))
				.vgroups()
				.forEach((vgroup) -> vgroup.trim(Long.MAX_VALUE));
			run(engine, "insert into d0.n0 (ts, v) values (1, 1)");
			engine.wal()
				.find(engine.catalog().require("d0"))
				.vgroups()
				.forEach((vgroup) -> vgroup.trim(Long.MAX_VALUE));
			steps.clear();
			left.clear();
			run(engine, "flush database d0");
			state = EngineText.state(engine);
			left.add(copy(directory));
		}
		assertThat(steps).containsExactly("rotate", "write", "body", "sync", "rename", "prune");
		for (int i = 0; i < left.size(); i++) {
			try (Engine engine = open(left.get(i))) {
				EngineText.assertSame(EngineText.state(engine), state, "before step %d", i);
			}
		}
		assertThat(left.get(left.size() - 1).resolve("database-2")).satisfies((files) -> {
			try (Stream<Path> names = Files.list(files)) {
				assertThat(names.map((name) -> name.getFileName().toString()))
					.containsExactlyInAnyOrder("checkpoint-000003", "log-000003");
			}
		});
	}

	@Test
	void anUnfinishedDeletionIsFinishedAtTheNextStart() throws IOException {
		Path directory = this.temp.resolve("data");
		String state;
		try (Engine engine = open(directory)) {
			run(engine, "create database d keep 36500", "create table d.t (ts timestamp, v int)",
					"insert into d.t values (1, 1)", "flush database d", "insert into d.t values (2, 2)",
					"flush database d", "insert into d.t values (3, 3)");
			state = EngineText.state(engine);
		}
		Path files = lastSegment(directory).getParent();
		// as prune does it: what makes the base one first
		Files.delete(files.resolve("log-000001"));
		try (Engine engine = open(directory)) {
			EngineText.assertSame(EngineText.state(engine), state);
		}
		Files.delete(files.resolve("checkpoint-000002"));
		Files.write(files.resolve("checkpoint-000004.tmp"), new byte[10]);
		try (Engine engine = open(directory)) {
			EngineText.assertSame(EngineText.state(engine), state);
		}
		try (Stream<Path> names = Files.list(files)) {
			assertThat(names.map((name) -> name.getFileName().toString()))
				.containsExactlyInAnyOrder("checkpoint-000003", "log-000003");
		}
	}

	@Test
	void aDamagedCheckpointIsRefusedByName() throws IOException {
		Path directory = this.temp.resolve("data");
		try (Engine engine = open(directory)) {
			run(engine, "create database d keep 36500", "create table d.t (ts timestamp, v int)",
					"insert into d.t values (1, 1)", "flush database d");
		}
		Path checkpoint = lastOf(directory, "database-", "checkpoint-");
		Files.delete(checkpoint.resolveSibling("log-000001"));
		byte[] whole = Files.readAllBytes(checkpoint);
		for (int length = 0; length < whole.length; length++) {
			Files.write(checkpoint, Arrays.copyOf(whole, length));
			assertThatExceptionOfType(UncheckedIOException.class).as("%d bytes", length)
				.isThrownBy(() -> open(directory))
				.withMessageContaining(checkpoint.toString());
		}
	}

	@Test
	void filesOfDroppedDatabasesGo() throws IOException {
		Path directory = this.temp.resolve("data");
		try (Engine engine = open(directory)) {
			run(engine, "create database d", "create table d.t (ts timestamp, v int)", "drop database d",
					"create database d", "create table d.u (ts timestamp, v int)");
		}
		Files.createDirectories(directory.resolve("database-77"));
		Files.write(directory.resolve("database-77").resolve("log-000001"), new byte[3]);
		try (Engine engine = open(directory)) {
			assertThat(engine.catalog().require("d").table("u")).isNotNull();
			assertThat(engine.catalog().require("d").table("t")).isNull();
			run(engine, "create database e");
			assertThat(engine.catalog().require("e").firstVgroupId()).isEqualTo(6);
		}
		try (Stream<Path> names = Files.list(directory)) {
			assertThat(names.map((name) -> name.getFileName().toString())).containsExactlyInAnyOrder("lock", "catalog",
					"database-4", "database-6");
		}
	}

	@Test
	void directoriesOfOthersStay() throws IOException {
		Path directory = this.temp.resolve("data");
		Path others = Files.createDirectories(directory.resolve("database-backup")).resolve("file");
		Files.write(others, new byte[3]);
		try (Engine engine = open(directory)) {
			run(engine, "create database d");
		}
		open(directory).close();
		ServerFiles.clear(directory);
		assertThat(others).exists();
		assertThat(directory.resolve("database-2")).doesNotExist();
	}

	@Test
	void databasesOfAMissingCatalogueAreNotTakenForDroppedOnes() throws IOException {
		Path directory = this.temp.resolve("data");
		try (Engine engine = open(directory)) {
			run(engine, "create database d", "create table d.t (ts timestamp, v int)");
		}
		Path catalog = directory.resolve("catalog");
		Path elsewhere = this.temp.resolve("elsewhere");
		Files.move(catalog, elsewhere);
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(DamagedFileException.class).isThrownBy(() -> open(directory))
				.withMessageContaining("database-2 is missing");
		}
		ServerFiles.delete(catalog);
		Files.move(elsewhere, catalog);
		try (Engine engine = open(directory)) {
			assertThat(engine.catalog().require("d").table("t")).isNotNull();
		}
	}

	@Test
	void anOffsetBehindTheEndOfTheLogBecomesItsEnd() {
		Path directory = this.temp.resolve("data");
		// what a loss of power may leave: the commit, but not what was consumed
		try (Engine engine = open(directory)) {
			run(engine, "create database d vgroups 1 keep 36500", "create table d.t (ts timestamp, v int)",
					"create topic t as database d");
			engine.catalog().records().put("topic-group", "g:t", new byte[0]);
			engine.catalog().records().put("topic-offset", "g:2:t", new byte[] { 0, 0, 0, 0, 0, 0, 0, 9 });
		}
		try (Engine engine = open(directory)) {
			run(engine, "insert into d.t values (1, 1)");
		}
		try (Engine engine = open(directory)) {
			assertThat(engine.catalog().records().all("topic-offset").get("g:2:t")).containsExactly(0, 0, 0, 0, 0, 0, 0,
					1);
		}
	}

	@Test
	void aCheckpointThatFailsForWhateverReasonIsNotTriedForEachStatement() {
		Path directory = this.temp.resolve("data");
		AtomicInteger tries = new AtomicInteger();
		try (Engine engine = open(directory, 8000, (step) -> {
			if (step.equals("body")) {
				tries.incrementAndGet();
				throw new IllegalStateException("too large");
			}
		})) {
			run(engine, "create database d keep 36500", "create table d.t (ts timestamp, v int)");
			for (int i = 0; i < 1000 && tries.get() == 0; i++) {
				run(engine, "insert into d.t values (" + i + ", 1)");
			}
			awaitIdleFiles(engine, directory);
			int before = tries.get();
			assertThat(before).isPositive();
			for (int i = 0; i < 5; i++) {
				run(engine, "insert into d.t values (" + i + ", 2)");
			}
			awaitIdleFiles(engine, directory);
			assertThat(tries).hasValue(before);
		}
	}

	/** Wait until all is done that the thread for files has to do. */
	private static void awaitIdleFiles(Engine engine, Path directory) {
		run(engine, "create database idle");
		Path files = directory.resolve("database-" + engine.catalog().require("idle").firstVgroupId());
		run(engine, "drop database idle");
		Awaitility.await().untilAsserted(() -> assertThat(files).doesNotExist());
	}

	@Test
	void checkpointsOfLongTextsAreMadeOfShortRecords() throws IOException {
		Path directory = this.temp.resolve("data");
		String text = "x".repeat(60_000);
		String state;
		try (Engine engine = open(directory)) {
			run(engine, "create database d keep 36500", "create table d.t (ts timestamp, v varchar(60000))",
					"create table d.u (ts timestamp, v varchar(60000))");
			for (int i = 0; i < 300; i++) {
				run(engine,
						"insert into d.t values (" + i + ", '" + text + "') d.u values (" + i + ", '" + text + "')");
			}
			run(engine, "flush database d");
			state = EngineText.state(engine);
		}
		int longest = 0;
		try (RecordReader reader = new RecordReader(lastOf(directory, "database-", "checkpoint-"))) {
			for (RecordInput record = reader.next(); record != null; record = reader.next()) {
				longest = Math.max(longest, record.remaining());
			}
		}
		assertThat(longest).isBetween(300 * 60_000, 301 * 60_000);
		try (Engine engine = open(directory)) {
			EngineText.assertSame(EngineText.state(engine), state);
		}
	}

	@Test
	void numbersOfTablesAreNotUsedAgain() {
		Path directory = this.temp.resolve("data");
		long dropped;
		try (Engine engine = open(directory)) {
			run(engine, "create database d", "create table d.t (ts timestamp, v int)");
			dropped = engine.catalog().require("d").table("t").uid();
			run(engine, "drop database d", "create database d");
		}
		try (Engine engine = open(directory)) {
			run(engine, "create table d.t (ts timestamp, v int)");
			assertThat(engine.catalog().require("d").table("t").uid()).isGreaterThan(dropped);
		}
	}

	@Test
	void twoServersCannotShareADirectory() {
		Path directory = this.temp.resolve("data");
		try (Engine engine = open(directory)) {
			assertThat(engine.catalog().databases()).isEmpty();
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> open(directory))
				.withMessageContaining(directory + " is in use by another server");
		}
		open(directory).close();
	}

	@Test
	void aPathThatIsAFileIsRefused() throws IOException {
		Path file = Files.createFile(this.temp.resolve("file"));
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> open(file))
			.withMessageContaining(file + " is not a directory");
	}

	@Test
	void filesOfAnotherFormatAreRefused() throws IOException {
		Path directory = this.temp.resolve("data");
		open(directory).close();
		Path log = directory.resolve("catalog").resolve("log-000001");
		RecordBuffer header = new RecordBuffer();
		header.begin(RecordKind.HEADER, 0, 0);
		header.putText("taos-embedded");
		header.putInt(2);
		header.putText("the catalogue");
		header.end();
		Files.write(log, header.toByteArray());
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> open(directory))
			.withMessageContaining("its format is 2, this server knows 1");
	}

	@Test
	void theLogOfTheCatalogueStaysShort() {
		Path directory = this.temp.resolve("data");
		String state;
		try (Engine engine = open(directory, 2000, NO_STEPS)) {
			run(engine, "create user u pass 'secret-123'", "create database d");
			for (int i = 0; i < 1000; i++) {
				engine.catalog().records().put("offset", "group " + i % 3, ("offset " + i).getBytes());
			}
			engine.catalog().records().remove("offset", "group 1");
			Awaitility.await().untilAsserted(() -> {
				try (Stream<Path> files = Files.list(directory.resolve("catalog"))) {
					assertThat(files.mapToLong((file) -> file.toFile().length()).sum()).isLessThan(20_000);
				}
			});
			state = EngineText.state(engine);
		}
		assertThat(state).contains("record offset group 0").doesNotContain("group 1");
		try (Engine engine = open(directory)) {
			EngineText.assertSame(EngineText.state(engine), state);
		}
	}

}
