package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.spi.Deadline;

/**
 * An asynchronous call that waits for its connection, and is sent with what is left of
 * its time.
 *
 * @param <T> what it comes to
 */
class AsyncSending<T> {

	private final QueryOptions queryOptions;

	private final BiFunction<DefaultSession, QueryOptions, CompletableFuture<T>> action;

	private final Consumer<T> discard;

	private final Deadline deadline;

	private final CompletableFuture<T> outcome = new CompletableFuture<>();

	/**
	 * Create a call.
	 * @param timeout the time for connection and reply together
	 * @param action sends it
	 * @param discard frees what it came to if the caller no longer wants it
	 */
	AsyncSending(QueryOptions queryOptions, Duration timeout,
			BiFunction<DefaultSession, QueryOptions, CompletableFuture<T>> action, Consumer<T> discard) {
		this.queryOptions = queryOptions;
		this.action = action;
		this.discard = discard;
		this.deadline = Deadline.after(timeout);
	}

	/**
	 * Send it as soon as the session is there.
	 */
	final CompletableFuture<T> start(CompletableFuture<DefaultSession> connected) {
		connected.whenComplete((session, failure) -> {
			if (failure != null) {
				fail(cause(failure));
			}
			else if (!this.outcome.isDone()) {
				send(session);
			}
		});
		return this.outcome;
	}

	private void send(DefaultSession session) {
		if (isOver()) {
			fail(TaosErrors.timeout("No connection within " + this.deadline + "; the statement was not sent",
					this.queryOptions.reqId()));
			return;
		}
		CompletableFuture<T> sent;
		try {
			Duration left = Duration.ofNanos(Math.max(1, this.deadline.remainingNanos()));
			sent = this.action.apply(session, this.queryOptions.timeout(left));
		}
		catch (TaosException ex) {
			fail(ex);
			return;
		}
		this.outcome.whenComplete((value, failure) -> {
			if (failure != null) {
				sent.completeExceptionally(failure);
			}
		});
		sent.whenComplete((value, failure) -> {
			if (failure != null) {
				failed(cause(failure));
			}
			else if (!this.outcome.complete(value)) {
				this.discard.accept(value);
			}
		});
	}

	/**
	 * Called when it failed after it was sent: ends it, unless it is to be sent again.
	 */
	void failed(Throwable failure) {
		fail(failure);
	}

	final void fail(Throwable failure) {
		this.outcome.completeExceptionally(failure);
	}

	final boolean isOver() {
		return this.deadline.isOver();
	}

	/**
	 * Return what a future failed with.
	 */
	static Throwable cause(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

}
