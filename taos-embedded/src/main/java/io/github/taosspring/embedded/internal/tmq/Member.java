package io.github.taosspring.embedded.internal.tmq;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * A consumer as its group knows it. Changed under the groups' lock.
 */
final class Member {

	private final long id;

	private final ConsumerOptions options;

	private final Instant joined = Instant.now();

	private Instant subscribed = this.joined;

	private @Nullable Instant rebalanced;

	private List<Topic> topics = List.of();

	private volatile int epoch;

	private volatile boolean gone;

	private volatile @Nullable Thread polling;

	private volatile long lastPoll = System.nanoTime();

	private volatile @Nullable Future<?> watch;

	Member(long id, ConsumerOptions options) {
		this.id = id;
		this.options = options;
	}

	long id() {
		return this.id;
	}

	String hexId() {
		return "0x" + Long.toHexString(this.id);
	}

	ConsumerOptions options() {
		return this.options;
	}

	Instant joined() {
		return this.joined;
	}

	Instant subscribed() {
		return this.subscribed;
	}

	@Nullable Instant rebalanced() {
		return this.rebalanced;
	}

	List<Topic> topics() {
		return this.topics;
	}

	void subscribe(List<Topic> wanted) {
		this.topics = List.copyOf(wanted);
		this.subscribed = Instant.now();
	}

	/**
	 * Return a number that changes with the assignment.
	 */
	int epoch() {
		return this.epoch;
	}

	void reassigned() {
		this.rebalanced = Instant.now();
		this.epoch++;
		wake();
	}

	/**
	 * Return whether the group has thrown this consumer out.
	 */
	boolean isGone() {
		return this.gone;
	}

	void leave() {
		this.gone = true;
		Future<?> current = this.watch;
		if (current != null) {
			current.cancel(false);
		}
		this.topics = List.of();
		this.epoch++;
		wake();
	}

	/**
	 * Keep what watches over this member, to be cancelled when it leaves.
	 */
	void watch(Future<?> task) {
		this.watch = task;
		if (this.gone) {
			task.cancel(false);
		}
	}

	void beginPoll() {
		this.polling = Thread.currentThread();
		this.lastPoll = System.nanoTime();
	}

	void endPoll() {
		this.lastPoll = System.nanoTime();
		this.polling = null;
	}

	/**
	 * Return how long it must not poll yet before it is thrown out.
	 * @return nanoseconds, 0 or less if it is too late
	 */
	long patience() {
		long most = this.options.maxPollInterval().toNanos();
		return (this.polling != null) ? most : most - (System.nanoTime() - this.lastPoll);
	}

	/**
	 * Make a poll that waits look again. Neither waits nor throws.
	 */
	void wake() {
		LockSupport.unpark(this.polling);
	}

}
