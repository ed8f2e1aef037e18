package io.github.taosspring.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.github.taosspring.embedded.internal.engine.Engine;
import io.github.taosspring.embedded.internal.engine.EngineSession;
import io.github.taosspring.embedded.internal.file.ServerFiles;

/**
 * What it costs the embedded server to keep a statement: the same INSERT with the data in
 * memory only, written to files, and brought to the disk as well. An operation is a
 * statement, reading its text included, without a network.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class CommitBenchmark {

	/** How a statement is kept. */
	@Param
	public Kept kept;

	/** The rows of a statement. */
	@Param({ "1", "10000" })
	public int rows;

	private Path directory;

	private Engine engine;

	private EngineSession session;

	private long timestamp;

	/**
	 * Start an engine with an empty table.
	 * @throws IOException if there can't be a directory
	 */
	@Setup(Level.Iteration)
	public void start() throws IOException {
		this.directory = Files.createTempDirectory("commit");
		this.engine = new Engine(Engine.SERVER_VERSION,
				(this.kept != Kept.IN_MEMORY) ? ServerFiles.open(this.directory) : null);
		this.session = this.engine.openSession("root", "taosdata");
		this.session.execute(
				"create database d keep 36500" + ((this.kept == Kept.SYNCED) ? " wal_level 2 wal_fsync_period 0" : ""),
				0);
		this.session.use("d");
		this.session.execute("create table t (ts timestamp, current float, voltage int, phase float)", 0);
	}

	/**
	 * End the engine, and delete its files.
	 * @throws IOException if that fails
	 */
	@TearDown(Level.Iteration)
	public void end() throws IOException {
		this.engine.close();
		try (Stream<Path> files = Files.walk(this.directory)) {
			files.sorted(Comparator.reverseOrder()).forEach((file) -> {
				try {
					Files.delete(file);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
		}
	}

	/**
	 * Insert rows.
	 * @return the result
	 */
	@Benchmark
	public Object insert() {
		StringBuilder sql = new StringBuilder("insert into t values");
		for (int row = 0; row < this.rows; row++) {
			sql.append(" (").append(this.timestamp++).append(", 10.25, 219, 0.31)");
		}
		return this.session.execute(sql.toString(), 0);
	}

	/** How a statement is kept. */
	public enum Kept {

		/** In memory only. */
		IN_MEMORY,

		/** With the operating system before it is acknowledged. */
		WRITTEN,

		/** On the disk before it is acknowledged. */
		SYNCED

	}

}
