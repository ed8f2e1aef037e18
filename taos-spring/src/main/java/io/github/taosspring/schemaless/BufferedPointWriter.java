package io.github.taosspring.schemaless;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.buffered.BufferOptions;
import io.github.taosspring.client.buffered.BufferedWriter;
import io.github.taosspring.client.schemaless.Point;
import io.github.taosspring.client.schemaless.PointBatch;
import io.github.taosspring.client.schemaless.SchemalessOptions;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.github.taosspring.client.schemaless.SchemalessWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.BeanNameAware;
import org.springframework.context.SmartLifecycle;

/**
 * {@link BufferedWriter} of points as a bean. Thread-safe.
 * <p>
 * It takes points from the time it is made; its threads begin with the first one, so that
 * a writer that nobody uses costs nothing. At {@link #PHASE} it stops, after listeners
 * and the web server that may still write to it: it takes nothing more, writes what it
 * has within {@link BufferOptions#closeTimeout()}, and hands the rest to the failure
 * listener. A context that starts again takes points again.
 */
public class BufferedPointWriter implements BufferedWriter<Point>, SmartLifecycle, BeanNameAware {

	/** The phase of buffered writers, below that of the web server. */
	public static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

	private static final Logger logger = LoggerFactory.getLogger(BufferedPointWriter.class);

	private final Supplier<SchemalessWriter> writer;

	private final PointBatch format;

	private final SchemalessOptions write;

	private final BufferOptions options;

	private final ReentrantLock lock = new ReentrantLock();

	private String name = "taosBufferedWriter";

	/** What points go to; of a stopped writer it is closed. */
	private volatile @Nullable BufferedWriter<Point> current;

	/** Counts of those that were closed before. */
	private Counts earlier = new Counts(0, 0);

	private boolean stopped;

	private boolean closed;

	private volatile boolean running;

	/**
	 * Create a writer.
	 * @param writer writes the batches; asked for upon the first point
	 * @param format an empty batch that says how points are written
	 * @param write how batches are written
	 * @param options how much is buffered, for how long, and who is told
	 */
	public BufferedPointWriter(Supplier<SchemalessWriter> writer, PointBatch format, SchemalessOptions write,
			BufferOptions options) {
		this.writer = Objects.requireNonNull(writer, "writer");
		this.format = Objects.requireNonNull(format, "format");
		this.write = Objects.requireNonNull(write, "write");
		this.options = Objects.requireNonNull(options, "options");
	}

	@Override
	public void setBeanName(String name) {
		this.name = name;
	}

	/**
	 * Return how points are written.
	 * @return the protocol
	 */
	public SchemalessProtocol protocol() {
		return this.format.protocol();
	}

	/**
	 * Return how much is buffered, for how long, and who is told.
	 * @return the options
	 */
	public BufferOptions options() {
		return this.options;
	}

	@Override
	public void write(Point point) {
		current().write(point);
	}

	@Override
	public CompletableFuture<Void> writeAndTell(Point point) {
		return current().writeAndTell(point);
	}

	private BufferedWriter<Point> current() {
		BufferedWriter<Point> writer = this.current;
		return (writer != null) ? writer : begin();
	}

	private BufferedWriter<Point> begin() {
		this.lock.lock();
		try {
			BufferedWriter<Point> writer = this.current;
			if (writer == null) {
				if (this.stopped) {
					throw TaosErrors.closed("The writer '" + this.name + "' is stopped");
				}
				writer = BufferedWriter.points(this.writer.get(), this.format, this.write, this.options);
				this.current = writer;
			}
			return writer;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public boolean flush(Duration timeout) {
		BufferedWriter<Point> writer = this.current;
		return writer == null || writer.flush(timeout);
	}

	@Override
	public long buffered() {
		BufferedWriter<Point> writer = this.current;
		return (writer != null) ? writer.buffered() : 0;
	}

	@Override
	public long bufferedBytes() {
		BufferedWriter<Point> writer = this.current;
		return (writer != null) ? writer.bufferedBytes() : 0;
	}

	@Override
	public long written() {
		return counts().written();
	}

	@Override
	public long failed() {
		return counts().failed();
	}

	private Counts counts() {
		this.lock.lock();
		try {
			BufferedWriter<Point> writer = this.current;
			return (writer != null) ? this.earlier.plus(writer) : this.earlier;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void start() {
		this.lock.lock();
		try {
			if (this.closed) {
				throw new IllegalStateException("The writer '" + this.name + "' is closed");
			}
			if (this.stopped) {
				this.earlier = counts();
				this.current = null;
				this.stopped = false;
			}
			this.running = true;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void stop() {
		BufferedWriter<Point> writer = shut();
		if (writer != null) {
			drain(writer);
		}
		this.running = false;
	}

	/**
	 * Stop on a thread of its own, because several writers drain at the same time.
	 */
	@Override
	public void stop(Runnable callback) {
		BufferedWriter<Point> writer = this.current;
		if (writer == null || writer.buffered() == 0) {
			stop();
			callback.run();
			return;
		}
		new Thread(() -> {
			try {
				stop();
			}
			finally {
				callback.run();
			}
		}, "taos-stop-" + this.name).start();
	}

	private @Nullable BufferedWriter<Point> shut() {
		this.lock.lock();
		try {
			this.stopped = true;
			return this.current;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void drain(BufferedWriter<Point> writer) {
		long buffered = writer.buffered();
		long failed = writer.failed();
		writer.close();
		long lost = writer.failed() - failed;
		if (lost > 0) {
			logger.warn("The writer '{}' stopped with {} lines that it could not write within {}; "
					+ "they went to the failure listener", this.name, lost, this.options.closeTimeout());
		}
		else if (buffered > 0) {
			logger.debug("The writer '{}' wrote the {} points that it had", this.name, buffered);
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	/**
	 * {@linkplain #stop() Stop} for good.
	 */
	@Override
	public void close() {
		this.lock.lock();
		try {
			this.closed = true;
		}
		finally {
			this.lock.unlock();
		}
		stop();
	}

	@Override
	public String toString() {
		return "BufferedPointWriter[" + this.name + ", " + protocol() + ", " + buffered() + " points]";
	}

	/**
	 * What became of lines.
	 */
	private record Counts(long written, long failed) {

		private Counts plus(BufferedWriter<?> writer) {
			return new Counts(this.written + writer.written(), this.failed + writer.failed());
		}

	}

}
