package io.github.taosspring.benchmarks;

import java.util.concurrent.TimeUnit;

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
import io.github.taosspring.benchmarks.scan.Totals;
import io.github.taosspring.benchmarks.topic.TopicClient;
import io.github.taosspring.benchmarks.topic.TopicReader;

/**
 * Consumes rows of smart meters from an endless topic; an operation is half a million
 * rows.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class TmqBenchmark {

	/** The rows of an operation. */
	static final int ROWS = 500_000;

	/** The client. */
	@Param
	public TopicClient client;

	/** The rows. */
	@Param
	public DataSet dataSet;

	private ReplayProcess server;

	private TopicReader reader;

	/**
	 * Connect, to a server of this fork's own if none is there.
	 * @throws Exception if that fails
	 */
	@Setup
	public void connect() throws Exception {
		this.server = ReplayProcess.findOrStart();
		this.reader = this.client.open(this.server.port(), this.dataSet);
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
	 * Consume half a million rows.
	 * @return what was made of them
	 * @throws Exception if the client fails
	 */
	@Benchmark
	public Totals consume() throws Exception {
		return this.reader.read(ROWS);
	}

}
