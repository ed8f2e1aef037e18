package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The pauses between attempts to connect: each about twice the one before, up to a limit,
 * and between half and the whole of that by chance, so that many clients do not come back
 * at the same moment. Not thread-safe.
 */
final class BackOff {

	private static final long FIRST_NANOS = Duration.ofMillis(50).toNanos();

	private static final long LAST_NANOS = Duration.ofSeconds(2).toNanos();

	private final DoubleSupplier chance;

	private long next = FIRST_NANOS;

	/**
	 * Create the first pause.
	 * @param chance numbers from 0 to 1
	 */
	BackOff(DoubleSupplier chance) {
		this.chance = chance;
	}

	/**
	 * Return the next pause in nanoseconds.
	 */
	long nextNanos() {
		long nanos = this.next;
		this.next = Math.min(LAST_NANOS, 2 * nanos);
		return (long) (nanos * (0.5 + 0.5 * this.chance.getAsDouble()));
	}

	void reset() {
		this.next = FIRST_NANOS;
	}

}
