package io.github.taosspring.buffered;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.buffered.BufferOptions;
import io.github.taosspring.client.buffered.BufferedWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.BeanNameAware;
import org.springframework.context.SmartLifecycle;

/**
 * {@link BufferedWriter} as a bean. Thread-safe.
 * <p>
 * It takes items from the time it is made; its threads begin with the first one, so that
 * a writer that nobody uses costs nothing. At {@link #PHASE} it stops, after listeners
 * and the web server that may still write to it: it takes nothing more, writes what it
 * has within {@link BufferOptions#closeTimeout()}, and hands the rest to the failure
 * listener. A context that starts again takes items again.
 *
 * @param <T> the items
 */
public abstract class LifecycleBufferedWriter<T> implements BufferedWriter<T>, SmartLifecycle, BeanNameAware {

	/** The phase of buffered writers, below that of the web server. */
	public static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

	private static final Logger logger = LoggerFactory.getLogger(LifecycleBufferedWriter.class);

	private final BufferOptions options;

	/** Held while a writer is made, which may ask the server. */
	private final ReentrantLock making = new ReentrantLock();

	private final ReentrantLock lock = new ReentrantLock();

	private String name;

	/** What items go to; of a stopped writer it is closed. */
	private volatile @Nullable BufferedWriter<T> current;

	/** Counts of those that were closed before. */
	private Counts earlier = new Counts(0, 0);

	private boolean stopped;

	private boolean closed;

	private volatile boolean running;

	/**
	 * Create a writer.
	 * @param name the writer's name unless it is a bean
	 * @param options how much is buffered, for how long, and who is told
	 */
	protected LifecycleBufferedWriter(String name, BufferOptions options) {
		this.name = name;
		this.options = Objects.requireNonNull(options, "options");
	}

	/**
	 * Make the writer underneath. Called upon the first item, and again upon the first
	 * one after a restart.
	 * @param writerOptions the options
	 * @return the writer, which this one closes
	 */
	protected abstract BufferedWriter<T> make(BufferOptions writerOptions);

	@Override
	public void setBeanName(String name) {
		this.name = name;
	}

	/**
	 * Return this writer's name, for messages.
	 * @return the name of the bean, if it is one
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return how much is buffered, for how long, and who is told.
	 * @return the options
	 */
	public BufferOptions options() {
		return this.options;
	}

	@Override
	public void write(T item) {
		current().write(item);
	}

	@Override
	public CompletableFuture<Void> writeAndTell(T item) {
		return current().writeAndTell(item);
	}

	private BufferedWriter<T> current() {
		BufferedWriter<T> writer = this.current;
		return (writer != null) ? writer : begin();
	}

	private BufferedWriter<T> begin() {
		this.making.lock();
		try {
			BufferedWriter<T> writer = this.current;
			if (writer != null) {
				return writer;
			}
			checkNotStopped();
			return begin(make(this.options));
		}
		finally {
			this.making.unlock();
		}
	}

	private BufferedWriter<T> begin(BufferedWriter<T> made) {
		this.lock.lock();
		try {
			if (!this.stopped) {
				this.current = made;
				return made;
			}
		}
		finally {
			this.lock.unlock();
		}
		made.close();
		throw stoppedException();
	}

	private void checkNotStopped() {
		this.lock.lock();
		try {
			if (this.stopped) {
				throw stoppedException();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private TaosException stoppedException() {
		return TaosErrors.closed("The writer '" + this.name + "' is stopped");
	}

	@Override
	public boolean flush(Duration timeout) {
		BufferedWriter<T> writer = this.current;
		return writer == null || writer.flush(timeout);
	}

	@Override
	public long buffered() {
		BufferedWriter<T> writer = this.current;
		return (writer != null) ? writer.buffered() : 0;
	}

	@Override
	public long bufferedBytes() {
		BufferedWriter<T> writer = this.current;
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
			BufferedWriter<T> writer = this.current;
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
		BufferedWriter<T> writer = shut();
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
		BufferedWriter<T> writer = this.current;
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

	private @Nullable BufferedWriter<T> shut() {
		this.lock.lock();
		try {
			this.stopped = true;
			return this.current;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void drain(BufferedWriter<T> writer) {
		long buffered = writer.buffered();
		long failed = writer.failed();
		writer.close();
		long lost = writer.failed() - failed;
		if (lost > 0) {
			logger.warn("The writer '{}' stopped with {} items that it could not write within {}; "
					+ "they went to the failure listener", this.name, lost, this.options.closeTimeout());
		}
		else if (buffered > 0) {
			logger.debug("The writer '{}' wrote the {} items that it had", this.name, buffered);
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
		return getClass().getSimpleName() + "[" + this.name + ", " + buffered() + " items]";
	}

	/**
	 * What became of items.
	 */
	private record Counts(long written, long failed) {

		private Counts plus(BufferedWriter<?> writer) {
			return new Counts(this.written + writer.written(), this.failed + writer.failed());
		}

	}

}
