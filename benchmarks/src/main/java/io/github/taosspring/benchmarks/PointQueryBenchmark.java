package io.github.taosspring.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

import io.github.taosspring.benchmarks.point.PointClient;
import io.github.taosspring.benchmarks.point.PointReader;
import io.github.taosspring.benchmarks.replay.DataSet;
import io.github.taosspring.benchmarks.replay.ReplayProcess;

/**
 * Two hundred threads that read the last row of one table after the other. Each query is
 * timed: with so many threads the rate is that of the process, and the 99th percentile
 * says what a thread may have to wait.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Threads(200)
public class PointQueryBenchmark {

	private static final int TABLES = 1000;

	/** The client. */
	@Param
	public PointClient client;

	private ReplayProcess server;

	private PointReader reader;

	/**
	 * Connect, to a server of this fork's own if none is there.
	 */
	@Setup
	public void connect() {
		this.server = ReplayProcess.findOrStart();
		this.reader = this.client.open(this.server.port());
	}

	/**
	 * Disconnect.
	 * @throws Exception if that fails
	 */
	@TearDown
	public void disconnect() throws Exception {
		this.reader.close();
		this.server.close();
	}

	/**
	 * Read one row.
	 * @param position where the thread is
	 * @return the row's value
	 * @throws Exception if the client fails
	 */
	@Benchmark
	public int read(Position position) throws Exception {
		position.table = (position.table + 1) % TABLES;
		int voltage = this.reader.voltage(position.table);
		if (voltage != DataSet.voltage(position.table)) {
			throw new IllegalStateException("Wrong row of table " + position.table + ": " + voltage);
		}
		return voltage;
	}

	/**
	 * A thread's place among the tables.
	 */
	@State(Scope.Thread)
	public static class Position {

		private static final AtomicInteger threads = new AtomicInteger();

		private int table = 37 * threads.incrementAndGet() % TABLES;

	}

}
