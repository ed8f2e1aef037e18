package io.github.taosspring.client.buffered;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.spi.Deadline;

/**
 * A part of a writer's items, sent batch after batch by one thread: one batch is filled,
 * full ones wait in order, one is on its way. All state is guarded by one lock, which the
 * thread does not hold while it sends.
 */
final class Lane<T> implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(Lane.class);

	private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	private static final long LAST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(2);

	private final BufferOptions options;

	private final int maxRows;

	private final long maxBytes;

	private final Supplier<Chunk<T>> chunks;

	private final SafeListener listener;

	private final Thread thread;

	private final ReentrantLock lock = new ReentrantLock();

	/** There may be something to send. */
	private final Condition work = this.lock.newCondition();

	/** A batch is done. */
	private final Condition done = this.lock.newCondition();

	private final Deque<Chunk<T>> full = new ArrayDeque<>();

	private Chunk<T> open;

	/** When the oldest item of the open batch came, by the monotonic clock. */
	private long opened;

	private @Nullable Chunk<T> spare;

	private long rows;

	/** Of all batches, the open one included. */
	private long bytes;

	/** The part of them that the open batch has. */
	private long openBytes;

	private long lastSequence;

	/** What is on its way. */
	private @Nullable Chunk<T> sent;

	private long written;

	private boolean closed;

	private volatile boolean abandoned;

	Lane(String name, BufferOptions options, Supplier<Chunk<T>> chunks) {
		this.options = options;
		this.maxRows = options.maxRows() / options.lanes();
		this.maxBytes = options.maxBytes() / options.lanes();
		this.chunks = chunks;
		this.listener = new SafeListener(options.failureListener());
		this.open = chunks.get();
		this.thread = new Thread(this, name);
		this.thread.setDaemon(true);
	}

	void start() {
		this.thread.start();
	}

	/**
	 * Take an item.
	 * @param ask whether to return what tells of its batch
	 */
	@Nullable CompletableFuture<Void> add(T item, boolean ask) {
		checkOutside();
		List<Chunk<T>> dropped = null;
		this.lock.lock();
		try {
			if (isFull()) {
				dropped = new ArrayList<>();
				makeRoom(dropped);
			}
			checkOpen();
			this.open.add(item);
			this.rows++;
			long size = this.open.bytes();
			this.bytes += size - this.openBytes;
			this.openBytes = size;
			CompletableFuture<Void> told = ask ? this.open.told() : null;
			if (this.open.rows() == 1) {
				this.opened = System.nanoTime();
				this.work.signal();
			}
			if (this.open.rows() >= this.options.batchRows() || size >= this.options.batchBytes()) {
				seal();
			}
			return told;
		}
		finally {
			this.lock.unlock();
			if (dropped != null) {
				dropped.forEach(this::drop);
			}
		}
	}

	/**
	 * Check that the caller is not about to add an item, which is when items call code of
	 * others.
	 */
	private void checkOutside() {
		if (this.lock.isHeldByCurrentThread()) {
			throw TaosErrors.misuse("A writer must not be called while it takes an item");
		}
	}

	private void checkOpen() {
		if (this.closed) {
			throw TaosErrors.closed("This writer is closed");
		}
	}

	private boolean isFull() {
		return this.rows >= this.maxRows || this.bytes >= this.maxBytes;
	}

	/**
	 * Wait for room, or make some.
	 * @param dropped takes the batches that were dropped
	 */
	private void makeRoom(List<Chunk<T>> dropped) {
		Deadline deadline = Deadline.after(this.options.blockTimeout());
		while (isFull() && !this.closed) {
			Chunk<T> oldest = (this.options.overflow() == OverflowPolicy.DROP_OLDEST) ? this.full.poll() : null;
			if (oldest != null) {
				left(oldest);
				dropped.add(oldest);
				continue;
			}
			if (this.options.overflow() == OverflowPolicy.FAIL || deadline.isOver()) {
				throw TaosErrors.timeout("The buffer is full: " + this.rows + " items of " + this.bytes
						+ " bytes wait, as many as a lane of it may hold", 0);
			}
			await(this.done, deadline);
		}
	}

	private void drop(Chunk<T> chunk) {
		giveUp(chunk, TaosErrors.misuse("Dropped: there was no room for newer ones"));
	}

	/**
	 * Take note that a batch is not in the buffer any more.
	 */
	private void left(Chunk<T> chunk) {
		this.rows -= chunk.rows();
		this.bytes -= chunk.sealedBytes();
		this.done.signalAll();
	}

	private static void await(Condition condition, Deadline deadline) {
		try {
			condition.awaitNanos(deadline.remainingNanos());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw TaosErrors.interrupted("Interrupted while waiting for the buffer", 0);
		}
	}

	private void seal() {
		if (this.open.rows() == 0) {
			return;
		}
		this.open.seal(++this.lastSequence, this.openBytes);
		this.openBytes = 0;
		this.full.add(this.open);
		this.open = (this.spare != null) ? this.spare : this.chunks.get();
		this.spare = null;
		this.work.signal();
	}

	/**
	 * Wait until what was taken until now is done.
	 * @return whether it was in time
	 */
	boolean flush(Deadline deadline) {
		checkOutside();
		this.lock.lock();
		try {
			seal();
			long wanted = this.lastSequence;
			while (!isDone(wanted)) {
				if (deadline.isOver()) {
					return false;
				}
				await(this.done, deadline);
			}
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isDone(long sequence) {
		boolean arrived = this.sent == null || this.sent.sequence() > sequence;
		Chunk<T> oldest = this.full.peek();
		return arrived && (oldest == null || oldest.sequence() > sequence);
	}

	long rows() {
		this.lock.lock();
		try {
			return this.rows;
		}
		finally {
			this.lock.unlock();
		}
	}

	long bytes() {
		this.lock.lock();
		try {
			return this.bytes;
		}
		finally {
			this.lock.unlock();
		}
	}

	long written() {
		this.lock.lock();
		try {
			return this.written;
		}
		finally {
			this.lock.unlock();
		}
	}

	long failed() {
		return this.listener.failed();
	}

	@Override
	public void run() {
		for (Chunk<T> chunk = next(); chunk != null; chunk = next()) {
			try {
				deliver(chunk);
			}
			catch (RuntimeException | Error ex) {
				logger.error("A batch could not be sent", ex);
				giveUp(chunk, TaosErrors.malformed("A batch could not be sent: " + ex, ex));
			}
			this.lock.lock();
			try {
				this.written += chunk.written();
				this.sent = null;
				left(chunk);
			}
			finally {
				this.lock.unlock();
			}
			chunk.tell();
			chunk.clear();
			this.lock.lock();
			try {
				this.spare = chunk;
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	/**
	 * Wait for the next batch.
	 * @return the batch, {@code null} if the lane is closed and empty
	 */
	private @Nullable Chunk<T> next() {
		this.lock.lock();
		try {
			while (true) {
				Chunk<T> chunk = this.full.poll();
				if (chunk != null) {
					this.sent = chunk;
					return chunk;
				}
				long wait = Long.MAX_VALUE;
				if (this.open.rows() > 0) {
					wait = this.options.linger().toNanos() - (System.nanoTime() - this.opened);
					if (wait <= 0 || this.closed) {
						seal();
						continue;
					}
				}
				else if (this.closed) {
					return null;
				}
				this.work.awaitNanos(wait);
			}
		}
		catch (InterruptedException ex) {
			// only close() interrupts, and says so first
			return next();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Send a batch until it is done, or there is no more time for it.
	 */
	private void deliver(Chunk<T> chunk) {
		Deadline deadline = Deadline.after(this.options.retryFor());
		long pause = FIRST_PAUSE_NANOS;
		TaosException last = null;
		while (true) {
			if (this.abandoned) {
				giveUp(chunk,
						(last == null) ? TaosErrors.closed("The writer was closed before these were sent") : TaosErrors
							.outcomeUnknown("The writer was closed while these were being sent", last.reqId(), last));
				return;
			}
			try {
				chunk.send(this.listener);
				return;
			}
			catch (TaosException ex) {
				last = ex;
				if (this.abandoned) {
					continue;
				}
				long nanos = (long) (pause * (0.5 + 0.5 * ThreadLocalRandom.current().nextDouble()));
				if (!ex.isRetryable() || deadline.remainingNanos() <= nanos) {
					giveUp(chunk, ex);
					return;
				}
				logger.debug("A batch is tried again in {} ms", TimeUnit.NANOSECONDS.toMillis(nanos), ex);
				sleep(nanos);
				pause = Math.min(LAST_PAUSE_NANOS, 2 * pause);
			}
		}
	}

	private void sleep(long nanos) {
		try {
			TimeUnit.NANOSECONDS.sleep(nanos);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void giveUp(Chunk<T> chunk, TaosException error) {
		chunk.giveUp(error, this.listener);
		if (Thread.currentThread() != this.thread) {
			chunk.tell();
		}
	}

	/**
	 * Take nothing more.
	 */
	void shut() {
		checkOutside();
		this.lock.lock();
		try {
			this.closed = true;
			this.work.signalAll();
			this.done.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Wait for the thread, which writes the rest until the deadline and gives it up then.
	 */
	void end(Deadline deadline) {
		boolean interrupted = Thread.interrupted();
		try {
			this.thread.join(deadline.remainingMillis());
		}
		catch (InterruptedException ex) {
			interrupted = true;
		}
		if (this.thread.isAlive()) {
			this.abandoned = true;
			this.thread.interrupt();
			try {
				this.thread.join(TimeUnit.SECONDS.toMillis(5));
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
