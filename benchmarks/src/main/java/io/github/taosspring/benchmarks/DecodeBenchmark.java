package io.github.taosspring.benchmarks;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import io.github.taosspring.benchmarks.replay.DataSet;
import io.github.taosspring.benchmarks.scan.BlockReader;
import io.github.taosspring.benchmarks.scan.Totals;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.wire.BlockEncoder;
import io.github.taosspring.client.wire.RawBlock;

/**
 * Reads every value of a full block that is in memory already: what decoding costs, per
 * row.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(DecodeBenchmark.ROWS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecodeBenchmark {

	static final int ROWS = 4096;

	private static final long FIRST = 123_456;

	/** The rows. */
	@Param
	public DataSet dataSet;

	private ByteBuffer bytes;

	private BlockReader reader;

	/**
	 * Encode the block.
	 */
	@Setup
	public void encode() {
		BlockEncoder encoder = new BlockEncoder(this.dataSet.columns());
		for (long row = FIRST; row < FIRST + ROWS; row++) {
			this.dataSet.append(encoder, row);
		}
		this.bytes = encoder.finish();
		this.reader = new BlockReader(this.dataSet);
	}

	/**
	 * Read a column after the other.
	 * @return what was read
	 */
	@Benchmark
	public Totals columns() {
		Totals totals = new Totals();
		this.reader.readColumns(block(), totals);
		return totals;
	}

	/**
	 * Read a row after the other.
	 * @return what was read
	 */
	@Benchmark
	public Totals rows() {
		Totals totals = new Totals();
		this.reader.readRows(block(), totals);
		return totals;
	}

	private RawBlock block() {
		return RawBlock.read(this.bytes, this.dataSet.columns(), TaosPrecision.MILLISECOND);
	}

}
