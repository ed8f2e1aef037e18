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
import io.github.taosspring.benchmarks.write.RowWriter;
import io.github.taosspring.benchmarks.write.Shape;
import io.github.taosspring.benchmarks.write.WriteClient;

/**
 * Writes batches of smart meters' rows; an operation is a batch, made from primitive
 * values, sent and answered.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class WriteBenchmark {

	/** The client. */
	@Param
	public WriteClient client;

	/** The batch. */
	@Param
	public Shape shape;

	private ReplayProcess server;

	private RowWriter writer;

	/**
	 * Connect, to a server of this fork's own if none is there.
	 * @throws Exception if that fails
	 */
	@Setup
	public void connect() throws Exception {
		this.server = ReplayProcess.findOrStart();
		this.writer = this.client.open(this.server.port(), this.shape);
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
	 * Write a batch.
	 * @return the rows
	 * @throws Exception if the client fails
	 */
	@Benchmark
	public long write() throws Exception {
		long rows = this.writer.write();
		if (rows != this.shape.rows()) {
			throw new IllegalStateException("Rows are missing: " + rows);
		}
		return rows;
	}

}
