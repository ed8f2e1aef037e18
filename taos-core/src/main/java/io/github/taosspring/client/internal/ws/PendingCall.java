package io.github.taosspring.client.internal.ws;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.spi.Deadline;

/**
 * A request that waits for its reply in JSON.
 * <p>
 * Exactly one of three ends it: the reply, the end of the connection, or its waiter, who
 * gives up at the deadline. A reply that comes after that stays with the connection,
 * which frees the result.
 */
final class PendingCall {

	private static final GivenUpException GIVEN_UP = new GivenUpException();

	private final String action;

	private final long reqId;

	private final long mark;

	private final CompletableFuture<JsonReply> reply = new CompletableFuture<>();

	/**
	 * Create a call.
	 * @param mark how much was sent before
	 */
	PendingCall(String action, long reqId, long mark) {
		this.action = action;
		this.reqId = reqId;
		this.mark = mark;
	}

	long mark() {
		return this.mark;
	}

	/**
	 * Give the reply.
	 * @return whether someone takes it; if not, it came too late
	 */
	boolean complete(JsonReply value) {
		return this.reply.complete(value);
	}

	/**
	 * Fail the call because its connection ended.
	 */
	void fail(ConnectionEnd end) {
		this.reply.completeExceptionally(new EndedException(end));
	}

	/**
	 * Wait for the reply.
	 * @throws TaosException if the deadline passes, the connection ends, or the thread is
	 * interrupted; each time the call is given up
	 */
	JsonReply await(Deadline deadline) {
		try {
			return this.reply.get(Math.max(0, deadline.remainingNanos()), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			if (!this.reply.completeExceptionally(GIVEN_UP)) {
				return last();
			}
			throw TaosErrors.timeout("No reply to '" + this.action + "' within " + text(deadline.allowed())
					+ "; the server may still be at it", this.reqId);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			if (!this.reply.completeExceptionally(GIVEN_UP)) {
				// it may name a result, which nobody else would free
				return last();
			}
			throw TaosErrors.interrupted(
					"Interrupted while waiting for the reply to '" + this.action + "'; the server may still be at it",
					this.reqId);
		}
		catch (ExecutionException ex) {
			throw failure(ex);
		}
	}

	/**
	 * Return what won the race against giving up.
	 */
	private JsonReply last() {
		try {
			return this.reply.join();
		}
		catch (java.util.concurrent.CompletionException ex) {
			throw failure(ex);
		}
	}

	/**
	 * Tell someone of the end instead of waiting for it: either the reply, or why there
	 * is none.
	 */
	void onEnd(BiConsumer<@Nullable JsonReply, @Nullable TaosException> listener) {
		this.reply.whenComplete((value, failure) -> {
			if (failure instanceof EndedException ended) {
				listener.accept(null, ended.end.outcomeUnknown(this.reqId));
			}
			else {
				listener.accept(value, null);
			}
		});
	}

	private TaosException failure(Exception ex) {
		if (ex.getCause() instanceof EndedException ended) {
			return ended.end.outcomeUnknown(this.reqId);
		}
		throw new IllegalStateException("Unexpected end of '" + this.action + "'", ex);
	}

	private static String text(Duration duration) {
		return duration.toMillis() + " ms";
	}

	private static final class GivenUpException extends Exception {

		private static final long serialVersionUID = 1L;

		private GivenUpException() {
			super("given up", null, false, false);
		}

	}

	/**
	 * Carries the end to the waiter, who makes an exception with a stack trace of its
	 * own.
	 */
	private static final class EndedException extends Exception {

		private static final long serialVersionUID = 1L;

		private final transient ConnectionEnd end;

		private EndedException(ConnectionEnd end) {
			super("ended", null, false, false);
			this.end = end;
		}

	}

}
