package io.github.taosspring.benchmarks;

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

import io.github.taosspring.benchmarks.lines.Lines;
import io.github.taosspring.client.schemaless.Point;
import io.github.taosspring.client.schemaless.PointBatch;
import io.github.taosspring.client.schemaless.SchemalessPrecision;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.github.taosspring.client.wire.BindFrame;
import io.github.taosspring.client.wire.InsertFrame;

/**
 * Encodes points of smart meters, and lays them out for the socket: what a field costs
 * before anything is sent. In OpenTSDB's protocols each field is a line of its own.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(EncodeBenchmark.POINTS * Lines.FIELDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EncodeBenchmark {

	static final int POINTS = 1000;

	/** How they are encoded. */
	@Param
	public SchemalessProtocol protocol;

	private PointBatch batch;

	private final Point point = Point.measurement("meters");

	private final BindFrame frame = new BindFrame();

	/**
	 * Make the batch.
	 */
	@Setup
	public void create() {
		this.batch = PointBatch.of(this.protocol, SchemalessPrecision.MILLISECONDS).splitFields(true);
		encode();
	}

	/**
	 * Encode points.
	 * @return the batch
	 */
	@Benchmark
	public PointBatch encode() {
		this.batch.clear();
		for (int row = 0; row < POINTS; row++) {
			Lines.add(this.batch, this.point, row);
		}
		return this.batch;
	}

	/**
	 * Make the frame of points that are encoded.
	 * @return the frame
	 */
	@Benchmark
	public Object frame() {
		InsertFrame.write(this.frame, 1, this.protocol.code(), "ms", 0, "", this.protocol == SchemalessProtocol.JSON,
				this.batch.data().bytes(), 0, this.batch.byteSize());
		return this.frame.toWebSocketFrame(0x1234_5678);
	}

}
