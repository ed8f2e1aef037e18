package io.github.taosspring.client.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.spi.Deadline;

/**
 * Waits for replies that come as futures.
 */
final class Waits {

	private Waits() {
	}

	/**
	 * Wait for a reply.
	 * @param what what was asked for, for messages
	 * @throws TaosException if the reply is a refusal, the deadline passes or the thread
	 * is interrupted
	 */
	static <T> T forReply(CompletableFuture<T> reply, String what, Deadline deadline) {
		try {
			return reply.get(Math.max(0, deadline.remainingNanos()), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			throw TaosErrors
				.timeout("No reply to '" + what + "' within " + deadline + "; the server may still be at it", 0);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw TaosErrors.interrupted("Interrupted while waiting for the reply to '" + what + "'", 0);
		}
		catch (ExecutionException ex) {
			throw failure(ex.getCause());
		}
	}

	/**
	 * Return the exception of a future that failed.
	 */
	static RuntimeException failure(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		return (cause instanceof RuntimeException ex) ? ex : new IllegalStateException(cause);
	}

}
