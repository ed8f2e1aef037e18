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

import io.github.taosspring.benchmarks.replay.ReplayProcess;
import io.github.taosspring.benchmarks.lines.LineWriter;
import io.github.taosspring.benchmarks.lines.LineClient;

/**
 * Writes lines of smart meters without a schema; an operation is ten thousand lines.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class LineBenchmark {

	/** The client. */
	@Param
	public LineClient client;

	private ReplayProcess server;

	private LineWriter writer;

	/**
	 * Connect, to a server of this fork's own if none is there.
	 * @throws Exception if that fails
	 */
	@Setup
	public void connect() throws Exception {
		this.server = ReplayProcess.findOrStart();
		this.writer = this.client.open(this.server.port());
	}

	/**
	 * Disconnect.
	 * @throws Exception if that fails
	 */
	@TearDown
	public void disconnect() throws Exception {
		this.writer.close();
		this.server.close();
	}

	/**
	 * Write ten thousand lines.
	 * @throws Exception if the client fails
	 */
	@Benchmark
	public void write() throws Exception {
		this.writer.write();
	}

}
