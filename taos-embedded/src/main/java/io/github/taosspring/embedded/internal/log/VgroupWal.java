package io.github.taosspring.embedded.internal.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * The log of one vgroup, as far as it is retained.
 * <p>
 * Entries have versions, ascending by one from 0. Old ones go silently, as on a real
 * server: when a new entry finds them older than {@code wal_retention_period} or the log
 * larger than {@code wal_retention_size}, when the logs of all vgroups together hold more
 * than {@linkplain WalBudget the server allows}, or on {@link #trim(long)}. The newest
 * entry is only dropped by {@code trim}.
 * <p>
 * Thread-safe: one writer at a time, any number of readers.
 */
public final class VgroupWal {

	private final int id;

	private final WalBudget budget;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

	/** A ring: the entry of a version is at its remainder by the length. */
	private @Nullable WalEntry[] entries = new WalEntry[16];

	private long first;

	private long next;

	private long bytes;

	private volatile WalRetention retention;

	private boolean closed;

	VgroupWal(int id, WalRetention retention, WalBudget budget) {
		this.id = id;
		this.retention = retention;
		this.budget = budget;
	}

	/**
	 * Begin an empty log at a version.
	 */
	void begin(long version) {
		this.lock.lock();
		try {
			if (this.first != this.next) {
				throw new IllegalStateException("The log is not empty");
			}
			this.first = version;
			this.next = version;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return the vgroup.
	 * @return its id, as in {@code SHOW VGROUPS}
	 */
	public int id() {
		return this.id;
	}

	/**
	 * Return where the log begins.
	 * @return the version of the oldest entry that is retained, {@link #next()} if none
	 * is
	 */
	public long first() {
		this.lock.lock();
		try {
			return this.first;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return where the log ends.
	 * @return the version that the next entry will have
	 */
	public long next() {
		this.lock.lock();
		try {
			return this.next;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return the memory that the entries hold.
	 * @return bytes, estimated
	 */
	public long bytes() {
		this.lock.lock();
		try {
			return this.bytes;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return whether the database was dropped or the server closed: nothing more will
	 * come.
	 * @return whether it was
	 */
	public boolean isClosed() {
		this.lock.lock();
		try {
			return this.closed;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Read entries.
	 * @param from the first version to read; if it isn't retained any more, reading
	 * begins at {@link #first()}, which the first entry's version tells
	 * @param most the most entries to return
	 * @return the entries, empty if there are none yet
	 */
	public List<WalEntry> read(long from, int most) {
		this.lock.lock();
		try {
			List<WalEntry> result = new ArrayList<>();
			for (long version = Math.max(from, this.first); version < this.next && result.size() < most; version++) {
				result.add(entry(version));
			}
			return result;
		}
		finally {
			this.lock.unlock();
		}
	}

	private WalEntry entry(long version) {
		WalEntry entry = this.entries[index(version)];
		if (entry == null) {
			throw new IllegalStateException("No entry " + version + " from " + this.first + " to " + this.next);
		}
		return entry;
	}

	private int index(long version) {
		return (int) (version % this.entries.length);
	}

	/**
	 * Wait for an entry.
	 * @param version its version
	 * @param timeout how long to wait at most
	 * @return whether the log reaches that far
	 * @throws InterruptedException if the thread is interrupted
	 */
	public boolean await(long version, Duration timeout) throws InterruptedException {
		long left = timeout.toNanos();
		this.lock.lockInterruptibly();
		try {
			while (this.next <= version && !this.closed) {
				if (left <= 0) {
					return false;
				}
				left = this.changed.awaitNanos(left);
			}
			return this.next > version;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Let somebody know of new entries, and of the end of the log.
	 * @param listener called after each statement by the thread that writes, under the
	 * database's lock: it must neither wait nor throw
	 * @return ends that
	 */
	public WalSubscription subscribe(Runnable listener) {
		// a listener of its own for each subscription, so that one ends at a time
		Runnable own = listener::run;
		this.listeners.add(own);
		return () -> this.listeners.remove(own);
	}

	/**
	 * Drop entries, as retention does.
	 * @param before the version of the first entry to keep
	 */
	public void trim(long before) {
		this.lock.lock();
		try {
			while (this.first < before && this.first < this.next) {
				dropFirst();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Drop the first entry unless it is the newest one.
	 * @return whether there was one to drop
	 */
	boolean dropOldest() {
		this.lock.lock();
		try {
			if (this.first >= this.next - 1) {
				return false;
			}
			dropFirst();
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return when the first entry was written.
	 * @return milliseconds since 1970, the far future if there are fewer than two
	 */
	long oldest() {
		this.lock.lock();
		try {
			return (this.first < this.next - 1) ? entry(this.first).time() : Long.MAX_VALUE;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void dropFirst() {
		WalEntry entry = entry(this.first);
		this.entries[index(this.first)] = null;
		this.first++;
		this.bytes -= entry.bytes();
		this.budget.release(entry.bytes());
	}

	/**
	 * Add an entry, and drop what retention drops.
	 */
	void append(WalEntry entry) {
		this.lock.lock();
		try {
			if (entry.version() != this.next) {
				throw new IllegalStateException("Entry " + entry.version() + " instead of " + this.next);
			}
			if (this.next - this.first == this.entries.length) {
				grow();
			}
			this.entries[index(entry.version())] = entry;
			this.next++;
			this.bytes += entry.bytes();
			this.budget.take(entry.bytes());
			dropExpired(entry.time());
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
		this.budget.enforce();
	}

	private void dropExpired(long now) {
		WalRetention current = this.retention;
		while (this.first < this.next - 1 && current.drops(entry(this.first), this.bytes, now)) {
			dropFirst();
		}
	}

	private void grow() {
		@Nullable WalEntry[] larger = new @Nullable WalEntry[this.entries.length * 2];
		for (long version = this.first; version < this.next; version++) {
			larger[(int) (version % larger.length)] = entry(version);
		}
		this.entries = larger;
	}

	void tell() {
		this.listeners.forEach(Runnable::run);
	}

	void retention(WalRetention changedRetention) {
		this.retention = changedRetention;
	}

	void close() {
		this.lock.lock();
		try {
			if (this.closed) {
				return;
			}
			this.closed = true;
			trim(Long.MAX_VALUE);
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
		this.budget.remove(this);
		tell();
		this.listeners.clear();
	}

}
