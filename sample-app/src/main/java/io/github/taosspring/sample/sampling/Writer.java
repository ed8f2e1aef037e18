package io.github.taosspring.sample.sampling;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;

import io.github.taosspring.sample.measure.Sample;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.PermissionDeniedDataAccessException;

/**
 * Writes samples in a thread of its own. While the server is away samples wait in a
 * bounded backlog, the oldest making room for the newest, and the oldest that is left is
 * tried again and again; rows have explicit timestamps, so a sample that did arrive
 * though its answer did not is only overwritten with itself. A sample that the server
 * refuses for what it is gets a second chance (the tables may have to be made again) and
 * is then given up. An outage is logged once at its begin and once at its end.
 */
public class Writer implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(Writer.class);

	private static final int REFUSALS = 2;

	private final ToLongFunction<Sample> store;

	private final Clock clock;

	private final SamplingProperties properties;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition arrived = this.lock.newCondition();

	private final Deque<Sample> backlog = new ArrayDeque<>();

	private volatile @Nullable Worker worker;

	private long samplesWritten;

	private long rowsWritten;

	private long samplesLost;

	private long failedWrites;

	private long failuresOfOutage;

	private int refusals;

	private @Nullable Instant lastWrite;

	private @Nullable Instant lastFailure;

	private @Nullable String lastError;

	Writer(ToLongFunction<Sample> store, Clock clock, SamplingProperties properties) {
		this.store = store;
		this.clock = clock;
		this.properties = properties;
	}

	/**
	 * Queue a sample. Never waits for the server.
	 * @param sample the sample
	 */
	void accept(Sample sample) {
		this.lock.lock();
		try {
			if (this.backlog.size() >= this.properties.backlog()) {
				this.backlog.removeFirst();
				this.samplesLost++;
			}
			this.backlog.addLast(sample);
			this.arrived.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return what became of the samples so far.
	 * @return the status
	 */
	public WriterStatus status() {
		this.lock.lock();
		try {
			return new WriterStatus(this.samplesWritten, this.rowsWritten, this.backlog.size(), this.samplesLost,
					this.failedWrites, this.failuresOfOutage > 0, this.lastWrite, this.lastFailure, this.lastError);
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void start() {
		if (!isRunning()) {
			this.worker = new Worker("sample-writer", this::run);
		}
	}

	@Override
	public void stop() {
		Worker worker = this.worker;
		if (worker != null) {
			worker.requestStop();
			this.lock.lock();
			try {
				this.arrived.signal();
			}
			finally {
				this.lock.unlock();
			}
			worker.stop(this.properties.stopTimeout());
		}
	}

	@Override
	public boolean isRunning() {
		Worker worker = this.worker;
		return worker != null && worker.isAlive();
	}

	/** After the sampler, so that its last sample is still written. */
	@Override
	public int getPhase() {
		return SmartLifecycle.DEFAULT_PHASE - 1;
	}

	private void run(Worker worker) throws InterruptedException {
		Sample sample = oldest(worker);
		while (sample != null) {
			boolean written = write(sample, worker);
			if (!written && !worker.sleep(this.properties.retryInterval().toMillis())) {
				return;
			}
			sample = oldest(worker);
		}
	}

	/** Returns null when the backlog is empty and the worker is to end. */
	private @Nullable Sample oldest(Worker worker) throws InterruptedException {
		this.lock.lock();
		try {
			while (this.backlog.isEmpty()) {
				if (worker.isStopping()) {
					return null;
				}
				this.arrived.await(1, TimeUnit.SECONDS);
			}
			return this.backlog.getFirst();
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean write(Sample sample, Worker worker) {
		try {
			long rows = this.store.applyAsLong(sample);
			succeeded(sample, rows);
			return true;
		}
		catch (RuntimeException ex) {
			failed(sample, ex, worker.isStopping());
			return false;
		}
	}

	private void succeeded(Sample sample, long rows) {
		long failures;
		long lost;
		this.lock.lock();
		try {
			remove(sample);
			this.samplesWritten++;
			this.rowsWritten += rows;
			this.lastWrite = this.clock.instant();
			this.refusals = 0;
			failures = this.failuresOfOutage;
			this.failuresOfOutage = 0;
			lost = this.samplesLost;
		}
		finally {
			this.lock.unlock();
		}
		if (failures > 0) {
			logger.info("Measurements are stored again after {} failed attempts; {} samples are lost so far", failures,
					lost);
		}
	}

	private void failed(Sample sample, RuntimeException failure, boolean stopping) {
		String error = message(failure);
		boolean first;
		this.lock.lock();
		try {
			this.failedWrites++;
			this.lastFailure = this.clock.instant();
			this.lastError = error;
			first = this.failuresOfOutage++ == 0;
			if (isRefusal(failure) && ++this.refusals >= REFUSALS) {
				this.refusals = 0;
				if (remove(sample)) {
					this.samplesLost++;
				}
			}
		}
		finally {
			this.lock.unlock();
		}
		if (first && !stopping) {
			logger.warn("Measurements can't be stored: {} Sampling goes on and the newest {} samples wait; "
					+ "further failures are only counted", error, this.properties.backlog());
			logger.debug("The failure", failure);
		}
	}

	/** The sample may have been given up for a newer one meanwhile. */
	private boolean remove(Sample sample) {
		if (this.backlog.peekFirst() == sample) {
			this.backlog.removeFirst();
			return true;
		}
		return false;
	}

	/** Whether the server said no to this sample, rather than to everything. */
	private static boolean isRefusal(RuntimeException failure) {
		if (failure instanceof DataAccessException) {
			return failure instanceof NonTransientDataAccessException
					&& !(failure instanceof NonTransientDataAccessResourceException)
					&& !(failure instanceof PermissionDeniedDataAccessException);
		}
		return true;
	}

	private static String message(RuntimeException failure) {
		Throwable root = (failure instanceof DataAccessException && failure.getCause() != null) ? failure.getCause()
				: failure;
		String text = String.valueOf((root.getMessage() != null) ? root.getMessage() : root);
		return text.endsWith(".") ? text : text + ".";
	}

}
