package io.github.taosspring.embedded.internal.fault;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import io.github.taosspring.embedded.journal.Journal;
import io.github.taosspring.embedded.journal.RecordedRequest;

/**
 * The journal in memory.
 */
final class RequestJournal implements Journal {

	private final int capacity;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition added = this.lock.newCondition();

	private final Deque<RecordedRequest> requests = new ArrayDeque<>();

	RequestJournal(int capacity) {
		this.capacity = capacity;
	}

	boolean isOff() {
		return this.capacity == 0;
	}

	void add(RecordedRequest request) {
		if (this.capacity == 0) {
			return;
		}
		this.lock.lock();
		try {
			if (this.requests.size() == this.capacity) {
				this.requests.removeFirst();
			}
			this.requests.addLast(request);
			this.added.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public List<RecordedRequest> requests() {
		this.lock.lock();
		try {
			return List.copyOf(this.requests);
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public List<RecordedRequest> await(int count, Predicate<RecordedRequest> filter, Duration timeout) {
		long left = timeout.toNanos();
		this.lock.lock();
		try {
			while (true) {
				List<RecordedRequest> found = requests(filter);
				if (found.size() >= count) {
					return found;
				}
				if (left <= 0) {
					throw new AssertionError("Only " + found.size() + " of " + count + " requests came within "
							+ timeout + ", among " + new ArrayList<>(this.requests));
				}
				left = this.added.awaitNanos(left);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError("Interrupted while waiting for requests", ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void clear() {
		this.lock.lock();
		try {
			this.requests.clear();
		}
		finally {
			this.lock.unlock();
		}
	}

}
