package io.github.taosspring.embedded.internal.file;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that makes checkpoints, brings files to the disk later, and deletes them.
 */
final class FileWorker implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(FileWorker.class);

	private static final long PATIENCE_SECONDS = 120;

	private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, (work) -> {
		Thread thread = new Thread(work, "taos-embedded-files");
		thread.setDaemon(true);
		return thread;
	});

	FileWorker() {
		this.executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
	}

	/**
	 * Do something soon, or never if the server is closed before. A failure is logged.
	 * @param what what is done, for the log
	 * @param delay milliseconds
	 */
	void later(String what, long delay, Work work) {
		try {
			this.executor.schedule(() -> {
				try {
					work.run();
				}
				catch (IOException | RuntimeException | Error ex) {
					logger.warn("Failed to {}: {}", what, ex.toString());
				}
			}, delay, TimeUnit.MILLISECONDS);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("Closed before it was time to {}", what);
		}
	}

	/**
	 * Do something and wait for its end.
	 * @throws IOException if it failed
	 */
	void run(String what, Work work) throws IOException {
		Future<Void> result;
		try {
			result = this.executor.submit(() -> {
				work.run();
				return null;
			});
		}
		catch (RejectedExecutionException ex) {
			throw new IOException("The server is closed", ex);
		}
		try {
			result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof IOException cause) {
				throw cause;
			}
			throw new IOException("Failed to " + what, ex.getCause());
		}
		catch (TimeoutException ex) {
			throw new IOException("Failed to " + what + " within " + PATIENCE_SECONDS + " s; it goes on", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted while about to " + what, ex);
		}
	}

	/**
	 * End the thread, once it is done with what it does.
	 */
	@Override
	public void close() {
		this.executor.shutdown();
		try {
			if (!this.executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				logger.warn("A checkpoint didn't end within {} s, leaving it unfinished", PATIENCE_SECONDS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Something to do with files.
	 */
	@FunctionalInterface
	interface Work {

		void run() throws IOException;

	}

}
