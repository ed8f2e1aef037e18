package io.github.taosspring.sample.sampling;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A named thread that is asked to end and waited for. Its body looks at
 * {@link #isStopping()} or sleeps with {@link #sleep}; only if it is not done within the
 * deadline is it interrupted.
 */
class Worker {

	private static final Logger logger = LoggerFactory.getLogger(Worker.class);

	private final CountDownLatch stopping = new CountDownLatch(1);

	private final Thread thread;

	Worker(String name, Body body) {
		this.thread = new Thread(() -> run(body), name);
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private void run(Body body) {
		try {
			body.run(this);
		}
		catch (InterruptedException ex) {
			logger.debug("Interrupted while stopping", ex);
		}
		catch (RuntimeException | Error ex) {
			logger.error("Thread {} ended", Thread.currentThread().getName(), ex);
		}
	}

	boolean isStopping() {
		return this.stopping.getCount() == 0;
	}

	boolean isAlive() {
		return this.thread.isAlive();
	}

	/**
	 * Wait, but not longer than this worker may run.
	 * @param millis the time in milliseconds
	 * @return whether the worker may go on
	 * @throws InterruptedException if the worker was interrupted
	 */
	boolean sleep(long millis) throws InterruptedException {
		return !this.stopping.await(millis, TimeUnit.MILLISECONDS);
	}

	/**
	 * Ask the thread to end.
	 */
	void requestStop() {
		this.stopping.countDown();
	}

	/**
	 * Ask the thread to end and wait for it.
	 * @param timeout the time it has; it is interrupted then and has the same time again
	 */
	void stop(Duration timeout) {
		requestStop();
		try {
			this.thread.join(timeout.toMillis());
			if (this.thread.isAlive()) {
				this.thread.interrupt();
				this.thread.join(timeout.toMillis());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		if (this.thread.isAlive()) {
			logger.warn("Thread {} has not ended within {}", this.thread.getName(), timeout.multipliedBy(2));
		}
	}

	/**
	 * What a worker does.
	 */
	@FunctionalInterface
	interface Body {

		void run(Worker worker) throws InterruptedException;

	}

}
