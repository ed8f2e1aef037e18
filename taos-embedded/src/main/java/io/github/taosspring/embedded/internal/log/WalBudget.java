package io.github.taosspring.embedded.internal.log;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory that the logs of all vgroups of a server may hold together.
 * <p>
 * Beyond the limit, the oldest entries of all logs go, down to a sixteenth below it,
 * though retention would keep them; the newest entry of each log stays. A topic that is
 * created later begins where the log begins then. Thread-safe.
 */
final class WalBudget {

	private static final Logger logger = LoggerFactory.getLogger(WalBudget.class);

	private final long limit;

	private final AtomicLong used = new AtomicLong();

	private final List<VgroupWal> logs = new CopyOnWriteArrayList<>();

	private final AtomicBoolean told = new AtomicBoolean();

	WalBudget(long limit) {
		this.limit = limit;
	}

	void add(List<VgroupWal> opened) {
		this.logs.addAll(opened);
	}

	void remove(VgroupWal closed) {
		this.logs.remove(closed);
	}

	void take(long bytes) {
		this.used.addAndGet(bytes);
	}

	void release(long bytes) {
		this.used.addAndGet(-bytes);
	}

	/**
	 * Drop what is beyond the limit; the caller holds the lock of no log.
	 */
	void enforce() {
		if (this.used.get() <= this.limit) {
			return;
		}
		if (this.told.compareAndSet(false, true)) {
			logger.info("The logs of all vgroups hold more than {} MB: from now on the oldest entries go, "
					+ "whatever wal_retention_period says", this.limit >> 20);
		}
		long target = this.limit - this.limit / 16;
		while (this.used.get() > target) {
			VgroupWal oldest = this.logs.stream().min(Comparator.comparingLong(VgroupWal::oldest)).orElse(null);
			if (oldest == null || !oldest.dropOldest()) {
				return;
			}
		}
	}

}
