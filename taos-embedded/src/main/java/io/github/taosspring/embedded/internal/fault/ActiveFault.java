package io.github.taosspring.embedded.internal.fault;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import io.github.taosspring.embedded.fault.Fault;
import io.github.taosspring.embedded.fault.InjectedFault;
import io.github.taosspring.embedded.journal.RecordedRequest;

/**
 * A fault in force, and the replies that it holds back.
 */
final class ActiveFault implements InjectedFault {

	private final Fault fault;

	private final Consumer<ActiveFault> onRemove;

	private final Set<CompletableFuture<Void>> delayed = ConcurrentHashMap.newKeySet();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition hit = this.lock.newCondition();

	private int seen;

	private int hits;

	private boolean removed;

	ActiveFault(Fault fault, Consumer<ActiveFault> onRemove) {
		this.fault = fault;
		this.onRemove = onRemove;
	}

	Fault fault() {
		return this.fault;
	}

	/**
	 * Count a request if it matches.
	 * @return whether it is hit
	 */
	boolean hits(RecordedRequest request) {
		if (!this.fault.matches(request)) {
			return false;
		}
		this.lock.lock();
		try {
			boolean match = !this.removed && this.seen++ >= this.fault.skip() && this.hits < this.fault.times();
			if (match) {
				this.hits++;
				this.hit.signalAll();
			}
			return match;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Hold a reply back.
	 * @return done when it may go out
	 */
	CompletableFuture<Void> hold(Duration duration) {
		CompletableFuture<Void> delay = new CompletableFuture<>();
		this.delayed.add(delay);
		delay.whenComplete((nothing, failure) -> this.delayed.remove(delay));
		this.lock.lock();
		try {
			if (this.removed) {
				delay.complete(null);
			}
		}
		finally {
			this.lock.unlock();
		}
		return delay.completeOnTimeout(null, duration.toNanos(), TimeUnit.NANOSECONDS);
	}

	@Override
	public int hits() {
		this.lock.lock();
		try {
			return this.hits;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void awaitHits(int count, Duration timeout) {
		long left = timeout.toNanos();
		this.lock.lock();
		try {
			while (this.hits < count) {
				if (left <= 0) {
					throw new AssertionError(
							this.fault + " hit " + this.hits + " requests within " + timeout + ", not " + count);
				}
				left = this.hit.awaitNanos(left);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError("Interrupted while waiting for " + this.fault, ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void remove() {
		this.lock.lock();
		try {
			this.removed = true;
		}
		finally {
			this.lock.unlock();
		}
		this.onRemove.accept(this);
		this.delayed.forEach((delay) -> delay.complete(null));
	}

	@Override
	public String toString() {
		return this.fault + " after " + hits() + " hits";
	}

}
