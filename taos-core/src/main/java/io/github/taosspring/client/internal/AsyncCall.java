package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.spi.StatementReply;
import io.github.taosspring.client.spi.TaosConnection;

/**
 * A statement whose caller does not wait: sent, met by its reply, its deadline or its
 * caller's change of mind, whichever comes first.
 * <p>
 * The caller's future is completed on the common pool, never on the connection's thread:
 * what depends on it may read the result, which that thread brings.
 *
 * @param <T> what it comes to
 */
final class AsyncCall<T> {

	private static final Duration PAUSE = Duration.ofMillis(2);

	private static final Executor EXECUTOR = new CompletableFuture<>().defaultExecutor();

	private final TaosConnection connection;

	private final ClientTimer timer;

	private final Call call;

	private final Function<StatementReply, T> use;

	private final Consumer<T> discard;

	private final Runnable kill;

	private final CompletableFuture<T> outcome = new CompletableFuture<>();

	private final CompletableFuture<StatementReply> reply = new CompletableFuture<>();

	/**
	 * Create a call.
	 * @param use makes a reply what the caller asked for
	 * @param discard frees it if the caller no longer wants it
	 * @param kill ends the statement on the server
	 */
	AsyncCall(TaosConnection connection, ClientTimer timer, Call call, Function<StatementReply, T> use,
			Consumer<T> discard, Runnable kill) {
		this.connection = connection;
		this.timer = timer;
		this.call = call;
		this.use = use;
		this.discard = discard;
		this.kill = kill;
	}

	/**
	 * Send it.
	 */
	CompletableFuture<T> start() {
		Future<?> deadline = this.timer.after(this.call.timeout(), this::expire);
		if (deadline == null) {
			this.outcome.completeExceptionally(TaosErrors.closed("This client is closed"));
			return this.outcome;
		}
		this.reply.whenComplete((value, failure) -> {
			deadline.cancel(false);
			finish(value, failure);
		});
		this.outcome.whenComplete((value, failure) -> {
			if (failure != null && this.reply.completeExceptionally(failure)) {
				this.kill.run();
			}
		});
		send();
		return this.outcome;
	}

	/**
	 * Send it as soon as there is room in what waits to be written.
	 */
	private void send() {
		if (this.reply.isDone()) {
			return;
		}
		if (!this.connection.hasRoom()) {
			if (!this.timer.afterOrAtClose(PAUSE, this::send)) {
				this.reply.completeExceptionally(TaosErrors.closed("This client is closed"));
			}
			return;
		}
		CompletableFuture<StatementReply> sent = this.connection.executeAsync(this.call.sql(), this.call.reqId());
		this.reply.whenComplete((value, failure) -> {
			if (failure != null) {
				// over REST it has a socket of its own, and may have a thread
				sent.completeExceptionally(failure);
			}
		});
		sent.whenComplete((value, failure) -> {
			if (failure != null) {
				this.reply.completeExceptionally(failure);
			}
			else if (!this.reply.complete(value) && value.rows() != null) {
				value.rows().free();
			}
		});
	}

	private void expire() {
		if (this.reply.completeExceptionally(TaosErrors.timeout(
				"No reply within " + this.call.timeout().toMillis() + " ms; the server may still be at it",
				this.call.reqId()))) {
			this.kill.run();
		}
	}

	private void finish(@Nullable StatementReply value, @Nullable Throwable failure) {
		if (value == null) {
			Throwable cause = (failure != null) ? failure : new IllegalStateException("no reply");
			EXECUTOR.execute(() -> this.outcome.completeExceptionally(cause));
			return;
		}
		T result;
		try {
			result = this.use.apply(value);
		}
		catch (RuntimeException ex) {
			EXECUTOR.execute(() -> this.outcome.completeExceptionally(ex));
			return;
		}
		EXECUTOR.execute(() -> {
			if (!this.outcome.complete(result)) {
				this.discard.accept(result);
			}
		});
	}

}
