package io.github.taosspring.schemaless;

import java.util.Objects;
import java.util.function.Supplier;

import io.github.taosspring.buffered.LifecycleBufferedWriter;
import io.github.taosspring.client.buffered.BufferOptions;
import io.github.taosspring.client.buffered.BufferedWriter;
import io.github.taosspring.client.schemaless.Point;
import io.github.taosspring.client.schemaless.PointBatch;
import io.github.taosspring.client.schemaless.SchemalessOptions;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.github.taosspring.client.schemaless.SchemalessWriter;

/**
 * {@link BufferedWriter} of points as a bean. Thread-safe.
 */
public class BufferedPointWriter extends LifecycleBufferedWriter<Point> {

	private final Supplier<SchemalessWriter> writer;

	private final PointBatch format;

	private final SchemalessOptions write;

	/**
	 * Create a writer.
	 * @param writer writes the batches; asked for upon the first point
	 * @param format an empty batch that says how points are written
	 * @param write how batches are written
	 * @param options how much is buffered, for how long, and who is told
	 */
	public BufferedPointWriter(Supplier<SchemalessWriter> writer, PointBatch format, SchemalessOptions write,
			BufferOptions options) {
		super("taosBufferedWriter", options);
		this.writer = Objects.requireNonNull(writer, "writer");
		this.format = Objects.requireNonNull(format, "format");
		this.write = Objects.requireNonNull(write, "write");
	}

	@Override
	protected BufferedWriter<Point> make(BufferOptions writerOptions) {
		return BufferedWriter.points(this.writer.get(), this.format, this.write, writerOptions);
	}

	/**
	 * Return how points are written.
	 * @return the protocol
	 */
	public SchemalessProtocol protocol() {
		return this.format.protocol();
	}

}
