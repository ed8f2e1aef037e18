package io.github.taosspring.client.schemaless;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

import io.github.taosspring.client.TaosPrecision;

/**
 * The time of points that have none, such that no two of one series get the same: the
 * server would make one row of them.
 * <p>
 * The last stamp is kept for each of many classes of series, by their hash, so that
 * nothing grows with their number. A class that gets points faster than the unit passes
 * runs ahead of the clock; two series in one class do no harm but that. Thread-safe.
 */
final class Stamps {

	private static final int CLASSES = 4096;

	/** Those of this process: batches of several threads share series. */
	static final Stamps SHARED = new Stamps(() -> {
		Instant now = Instant.now();
		return now.getEpochSecond() * 1_000_000_000L + now.getNano();
	});

	private final LongSupplier clock;

	/** Nanoseconds since 1970 began. */
	private final AtomicLongArray last = new AtomicLongArray(CLASSES);

	/**
	 * Create stamps.
	 * @param clock gives nanoseconds since 1970 began
	 */
	Stamps(LongSupplier clock) {
		this.clock = clock;
	}

	/**
	 * Return the time of a point.
	 * @param series the hash of its series
	 * @param unit the unit in which stamps must differ
	 * @return the time in that unit
	 */
	long next(int series, TaosPrecision unit) {
		int index = (series ^ series >>> 16) & CLASSES - 1;
		long step = 1_000_000_000L / unit.unitsPerSecond();
		long now = this.clock.getAsLong() / step;
		while (true) {
			long before = this.last.get(index);
			long stamp = Math.max(now, before / step + 1);
			if (this.last.compareAndSet(index, before, stamp * step)) {
				return stamp;
			}
		}
	}

}
