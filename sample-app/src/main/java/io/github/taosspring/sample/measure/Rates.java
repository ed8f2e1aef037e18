package io.github.taosspring.sample.measure;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Turns counters that only grow into rates. A counter that went backwards (a device that
 * was plugged in again, a counter that wrapped) gives no rate once, never a negative one.
 * Counters that a round did not mention are forgotten at its end, so that devices that
 * come and go don't pile up. Used by one thread at a time.
 */
class Rates {

	private static final double NANOS_PER_SECOND = 1e9;

	private final Map<String, Reading> last = new HashMap<>();

	private final Set<String> mentioned = new HashSet<>();

	/**
	 * Return how fast a counter grew since its last reading.
	 * @param counter the counter's name
	 * @param value its value now
	 * @param nanoTime the moment of the reading, from {@link System#nanoTime()}
	 * @return the growth in a second, {@code null} if there is nothing to compare with
	 */
	@Nullable Double perSecond(String counter, long value, long nanoTime) {
		this.mentioned.add(counter);
		Reading before = this.last.get(counter);
		if (before != null && nanoTime - before.nanoTime() <= 0) {
			return null;
		}
		this.last.put(counter, new Reading(value, nanoTime));
		if (before == null || value < before.value()) {
			return null;
		}
		return (value - before.value()) * NANOS_PER_SECOND / (nanoTime - before.nanoTime());
	}

	/**
	 * End a round of readings.
	 */
	void endRound() {
		this.last.keySet().retainAll(this.mentioned);
		this.mentioned.clear();
	}

	private record Reading(long value, long nanoTime) {
	}

}
