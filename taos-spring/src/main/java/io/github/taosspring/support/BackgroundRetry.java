package io.github.taosspring.support;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries something again with growing pauses, in a daemon thread of its own, until it is
 * done: what an application does at start with a server that does not answer yet. For one
 * start and one close.
 */
public final class BackgroundRetry implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(BackgroundRetry.class);

	private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private final String name;

	private final BooleanSupplier attempt;

	private final CountDownLatch closed = new CountDownLatch(1);

	private volatile boolean pending;

	private volatile @Nullable Thread thread;

	/**
	 * Create an instance.
	 * @param name the name of the thread
	 * @param attempt tries, and returns whether there is nothing left to do; one that
	 * throws is logged and the last
	 */
	public BackgroundRetry(String name, BooleanSupplier attempt) {
		this.name = name;
		this.attempt = attempt;
	}

	/**
	 * Start to try, after the first pause of half a second.
	 */
	public void start() {
		this.pending = true;
		Thread thread = new Thread(this::run, this.name);
		thread.setDaemon(true);
		this.thread = thread;
		thread.start();
	}

	/**
	 * Return whether it is still tried.
	 * @return {@code false} before the start and when it is done
	 */
	public boolean isPending() {
		return this.pending;
	}

	/**
	 * Return whether it is to end without having done it.
	 * @return whether {@link #close()} was called
	 */
	public boolean isClosed() {
		return this.closed.getCount() == 0;
	}

	private void run() {
		Duration pause = FIRST_PAUSE;
		try {
			while (!this.closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
				if (attempt()) {
					this.pending = false;
					return;
				}
				pause = (pause.compareTo(LONGEST_PAUSE) < 0) ? pause.multipliedBy(2) : LONGEST_PAUSE;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean attempt() {
		try {
			return this.attempt.getAsBoolean();
		}
		catch (RuntimeException ex) {
			logger.error("Thread {} ends", this.name, ex);
			return true;
		}
	}

	/**
	 * Interrupt an attempt that is under way and wait up to 5 seconds for the thread.
	 */
	@Override
	public void close() {
		this.closed.countDown();
		Thread thread = this.thread;
		if (thread != null) {
			thread.interrupt();
			try {
				thread.join(STOP_TIMEOUT.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
