package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.spi.RemoteConsumer;
import io.github.taosspring.client.tmq.TmqTopicPartition;

/**
 * A vgroup from its assignment to its loss, and the commits of its messages. After a loss
 * the same vgroup may be assigned again; that is another object, so that a message from
 * before is told by its own.
 * <p>
 * Offsets go up only. One commit is under way at a time; while it is, the greatest offset
 * asked for waits, so that many commits cost few requests. Thread-safe.
 */
final class AssignedPartition {

	/** Vgroup or topic not of this consumer, consumer given up. */
	static final Set<Integer> NOT_OURS = Set.of(0x4008, 0x4009, 0x03E6);

	private final TmqTopicPartition id;

	private final RemoteConsumer remote;

	private final CommitCounts counts;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile boolean lost;

	private long committed = -1;

	/** The greatest offset returned by a poll; used by the consumer's thread. */
	private long delivered = -1;

	/** Whether the listener was told of it; used by the consumer's thread. */
	private boolean told;

	private long sent;

	private @Nullable CompletableFuture<Boolean> underWay;

	private long wanted;

	private @Nullable CompletableFuture<Boolean> next;

	AssignedPartition(TmqTopicPartition id, RemoteConsumer remote, CommitCounts counts) {
		this.id = id;
		this.remote = remote;
		this.counts = counts;
	}

	TmqTopicPartition id() {
		return this.id;
	}

	void lose() {
		this.lost = true;
	}

	/**
	 * Return whether the vgroup has been assigned all the time, as far as is known.
	 */
	boolean isCurrent() {
		return !this.lost && this.remote.isOpen();
	}

	void told() {
		this.told = true;
	}

	boolean isTold() {
		return this.told;
	}

	void delivered(long end) {
		this.delivered = end;
	}

	long delivered() {
		return this.delivered;
	}

	/**
	 * Set what the group had committed at the assignment.
	 */
	void committed(long offset) {
		this.lock.lock();
		try {
			this.committed = Math.max(this.committed, offset);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Commit an offset.
	 * @param within until when the reply to the request must be there
	 * @return whether the group's offset is that or a greater one; {@code false} if the
	 * vgroup was lost
	 */
	CompletableFuture<Boolean> commit(long offset, Duration within) {
		if (!isCurrent()) {
			this.counts.drop();
			return CompletableFuture.completedFuture(false);
		}
		CompletableFuture<Boolean> mine;
		this.lock.lock();
		try {
			if (offset <= this.committed) {
				return CompletableFuture.completedFuture(true);
			}
			if (this.underWay != null) {
				return (offset <= this.sent) ? this.underWay.copy() : waitFor(offset);
			}
			mine = new CompletableFuture<>();
			this.underWay = mine;
			this.sent = offset;
			this.counts.sent();
		}
		finally {
			this.lock.unlock();
		}
		send(offset, within, mine);
		return mine.copy();
	}

	/**
	 * Commit all that was polled.
	 * @param check throws if that is not what is meant
	 * @return whether it is committed; {@code false} if the vgroup was lost
	 */
	CompletableFuture<Boolean> commitPolled(Runnable check) {
		if (!isCurrent()) {
			this.counts.drop();
			return CompletableFuture.completedFuture(false);
		}
		check.run();
		return this.remote.commitPolled().thenApply((nothing) -> true);
	}

	/**
	 * Return whether this is a vgroup of the consumer with these counts.
	 */
	boolean belongsTo(CommitCounts consumer) {
		return this.counts == consumer;
	}

	private CompletableFuture<Boolean> waitFor(long offset) {
		this.wanted = Math.max(this.wanted, offset);
		if (this.next == null) {
			this.next = new CompletableFuture<>();
		}
		return this.next.copy();
	}

	private void send(long offset, Duration within, CompletableFuture<Boolean> mine) {
		this.remote.commit(this.id, offset)
			.orTimeout(within.toNanos(), TimeUnit.NANOSECONDS)
			.whenComplete((nothing, failure) -> ended(offset, within, mine, failure));
	}

	private void ended(long offset, Duration within, CompletableFuture<Boolean> mine, @Nullable Throwable failure) {
		CompletableFuture<Boolean> following;
		long followingOffset;
		this.lock.lock();
		try {
			if (failure == null) {
				this.committed = Math.max(this.committed, offset);
			}
			following = this.next;
			followingOffset = this.wanted;
			this.underWay = following;
			this.sent = followingOffset;
			this.next = null;
			this.wanted = 0;
			if (following == null) {
				this.counts.replied();
			}
		}
		finally {
			this.lock.unlock();
		}
		if (following != null) {
			send(followingOffset, within, following);
		}
		if (failure == null) {
			mine.complete(true);
		}
		else if (unwrap(failure) instanceof TaosException ex && NOT_OURS.contains(ex.code())) {
			lose();
			this.counts.drop();
			mine.complete(false);
		}
		else {
			mine.completeExceptionally((unwrap(failure) instanceof TimeoutException) ? late(within) : unwrap(failure));
		}
	}

	private TaosException late(Duration within) {
		return TaosErrors.timeout("No reply to the commit of " + this.id + " within " + within.toMillis()
				+ " ms; the server may still be at it", 0);
	}

	private static Throwable unwrap(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

	@Override
	public String toString() {
		return this.id + (this.lost ? " (lost)" : "");
	}

}
