package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.RemoteConsumer;
import io.github.taosspring.client.spi.RemoteMessage;

/**
 * The one request for a message that is under way, and what came of it until that is
 * delivered.
 * <p>
 * The server answers the requests of a consumer one after the other, so that a commit
 * waits behind a poll for as long as the server blocks. So the server is asked in turns:
 * short ones while a commit waits and to fetch ahead, long ones otherwise. Used by the
 * consumer's thread.
 */
final class MessageRequest {

	/** How long the server blocks for a message when nothing else waits for it. */
	private static final long LONG_TURN_MILLIS = 500;

	/** How long it blocks while commits wait, or may be about to. */
	private static final long SHORT_TURN_MILLIS = 20;

	private final Duration timeout;

	private final Operations operations;

	private final CommitCounts counts;

	private final PollWait wait;

	private @Nullable CompletableFuture<@Nullable RemoteMessage> reply;

	/** Until when the reply must be there. */
	private Deadline deadline = Deadline.after(Duration.ZERO);

	MessageRequest(Duration timeout, Operations operations, CommitCounts counts, PollWait wait) {
		this.timeout = timeout;
		this.operations = operations;
		this.counts = counts;
		this.wait = wait;
	}

	/**
	 * Return whether there is a request, or a message that was not delivered.
	 */
	boolean isThere() {
		return this.reply != null;
	}

	/**
	 * Ask ahead of the next poll.
	 */
	void askAhead(RemoteConsumer remote) {
		ask(remote, SHORT_TURN_MILLIS);
	}

	/**
	 * Ask for a message that is waited for.
	 * @param wanted until when
	 */
	void ask(RemoteConsumer remote, Deadline wanted) {
		long left = TimeUnit.NANOSECONDS.toMillis(wanted.remainingNanos());
		ask(remote, this.counts.anyWaiting() ? SHORT_TURN_MILLIS
				: Math.max(SHORT_TURN_MILLIS, Math.min(LONG_TURN_MILLIS, left)));
	}

	private void ask(RemoteConsumer remote, long blockingMillis) {
		Call call = new Call("poll", "", ReqId.next(), this.timeout);
		this.deadline = Deadline.after(this.timeout.plusMillis(blockingMillis));
		CompletableFuture<@Nullable RemoteMessage> sent = remote.poll(blockingMillis);
		this.reply = sent;
		sent.whenComplete((message, failure) -> {
			if (message != null) {
				this.operations.started(call);
				this.operations.ended(call, message.blocks().stream().mapToLong((block) -> block.block().rows()).sum());
			}
			this.wait.signal();
		});
	}

	/**
	 * Return the message, which stays until {@link #clear()}, so that it is not lost if
	 * it cannot be delivered now.
	 * @param wanted until when to wait
	 * @return the message, {@code null} if there is none, or none in time
	 * @throws io.github.taosspring.client.TaosException what the request failed for, or
	 * if it has no reply for longer than is allowed
	 */
	@Nullable RemoteMessage await(RemoteConsumer remote, Deadline wanted) {
		CompletableFuture<@Nullable RemoteMessage> asked = this.reply;
		if (asked == null) {
			return null;
		}
		if (!this.wait.until(asked, wanted.isBefore(this.deadline) ? wanted : this.deadline)) {
			if (this.deadline.isOver()) {
				throw TaosErrors.connectionBroken(
						"The server at " + remote.endpoint() + " does not answer a poll within " + this.deadline, 0,
						null);
			}
			return null;
		}
		RemoteMessage message = null;
		try {
			message = asked.join();
			return message;
		}
		catch (CompletionException ex) {
			throw Waits.failure(ex);
		}
		finally {
			if (message == null) {
				clear();
			}
		}
	}

	/**
	 * Forget the request and what came of it.
	 */
	void clear() {
		this.reply = null;
	}

	/**
	 * Wait for the reply if there is a request.
	 * @return the message, which the next poll delivers, {@code null} if there is none
	 */
	@Nullable RemoteMessage settle(Deadline until) {
		CompletableFuture<@Nullable RemoteMessage> asked = this.reply;
		if (asked == null) {
			return null;
		}
		RemoteMessage message = Waits.forReply(asked, "poll", until);
		if (message == null) {
			clear();
		}
		return message;
	}

}
