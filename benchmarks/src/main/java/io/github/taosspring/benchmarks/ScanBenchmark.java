package io.github.taosspring.benchmarks;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.AuxCounters;
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
import org.openjdk.jmh.annotations.Warmup;

import io.github.taosspring.benchmarks.replay.DataSet;
import io.github.taosspring.benchmarks.replay.ReplayProcess;
import io.github.taosspring.benchmarks.scan.Reader;
import io.github.taosspring.benchmarks.scan.Scanner;
import io.github.taosspring.benchmarks.scan.Totals;

/**
 * Scans a million rows of smart meters, an operation is such a scan. Each scan is timed
 * by itself: the median says how fast a client is even if some scans are hit by other
 * work of the machine, or hang.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class ScanBenchmark {

	/** The rows of a scan. */
	static final int ROWS = 1_000_000;

	/** The client. */
	@Param({ "BARE", "BLOCKS", "CURSOR", "JDBC", "JDBC_TIMESTAMP", "VENDOR_DEFAULT", "VENDOR_FAST" })
	public Reader reader;

	/** The rows. */
	@Param
	public DataSet dataSet;

	private ReplayProcess server;

	private Scanner scanner;

	/**
	 * Connect, to a server of this fork's own if none is there.
	 * @throws Exception if that fails
	 */
	@Setup
	public void connect() throws Exception {
		this.server = ReplayProcess.findOrStart();
		this.scanner = this.reader.open(this.server.port(), this.dataSet, ROWS);
	}

	/**
	 * Disconnect.
	 * @throws Exception if that fails
	 */
	@TearDown
	public void disconnect() throws Exception {
		this.scanner.close();
		this.server.close();
	}

	/**
	 * Scan the rows.
	 * @param hangs where it is counted if the client hangs
	 * @return what was read
	 * @throws Exception if the client fails
	 */
	@Benchmark
	public Totals scan(Hangs hangs) throws Exception {
		Totals totals = this.scanner.scan();
		hangs.rows += totals.rows();
		if (totals.gaveUp()) {
			hangs.hangs++;
		}
		else if (totals.rows() != ROWS) {
			throw new IllegalStateException("Rows are missing: " + totals);
		}
		return totals;
	}

	/**
	 * Counts scans that a client gave up.
	 */
	@State(Scope.Thread)
	@AuxCounters(AuxCounters.Type.EVENTS)
	public static class Hangs {

		/** The number of scans that were given up. */
		public long hangs;

		/** The rows that all scans read, also those that were given up. */
		public long rows;

	}

}
