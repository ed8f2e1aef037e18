package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of a client for all that happens after some time: keep-alive, deadlines
 * of asynchronous calls, back-off. Its tasks do not block. The thread starts with the
 * first task and ends with the client.
 */
final class ClientTimer {

	private static final Logger logger = LoggerFactory.getLogger(ClientTimer.class);

	private static final AtomicInteger COUNT = new AtomicInteger();

	private final ScheduledThreadPoolExecutor executor;

	/** What is to be run at the latest when this timer is closed. */
	private final Set<Runnable> owed = ConcurrentHashMap.newKeySet();

	ClientTimer() {
		this.executor = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, "taos-timer-" + COUNT.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		});
		this.executor.setRemoveOnCancelPolicy(true);
		this.executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
	}

	/**
	 * Run a task after some time.
	 * @return the task, {@code null} if this timer is closed, when it does not run
	 */
	@Nullable Future<?> after(Duration delay, Runnable task) {
		try {
			return this.executor.schedule(logged(task), delay.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			return null;
		}
	}

	/**
	 * Run a task after some time, or when this timer is closed if that is sooner: one
	 * that somebody waits for, and that comes to an end when the connections have ended.
	 * @return whether it will run; not if this timer is closed already
	 */
	boolean afterOrAtClose(Duration delay, Runnable task) {
		Runnable once = new Runnable() {

			@Override
			public void run() {
				if (ClientTimer.this.owed.remove(this)) {
					task.run();
				}
			}

		};
		this.owed.add(once);
		return after(delay, once) != null || !this.owed.remove(once);
	}

	/**
	 * Run a task again and again.
	 */
	@Nullable Future<?> every(Duration pause, Runnable task) {
		try {
			return this.executor.scheduleWithFixedDelay(logged(task), pause.toNanos(), pause.toNanos(),
					TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			return null;
		}
	}

	private static Runnable logged(Runnable task) {
		return () -> {
			try {
				task.run();
			}
			catch (RuntimeException ex) {
				logger.error("A task of the client's timer failed", ex);
			}
		};
	}

	/**
	 * End the thread, after the connections have ended.
	 */
	void close() {
		this.executor.shutdownNow();
		new ArrayList<>(this.owed).forEach((task) -> logged(task).run());
	}

}
