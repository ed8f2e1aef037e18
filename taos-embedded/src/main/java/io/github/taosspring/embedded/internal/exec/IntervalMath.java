package io.github.taosspring.embedded.internal.exec;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.embedded.internal.function.Timestamps;
import io.github.taosspring.embedded.internal.plan.WindowSpec;

/**
 * Starts and ends of interval windows. Days, months and years are those of UTC: that is
 * what a server in UTC does, whatever the session's zone.
 */
public final class IntervalMath {

	private final WindowSpec.Interval spec;

	private final TaosPrecision precision;

	/**
	 * Create the arithmetic of some windows.
	 * @param spec the windows
	 * @param precision the unit
	 */
	public IntervalMath(WindowSpec.Interval spec, TaosPrecision precision) {
		this.spec = spec;
		this.precision = precision;
	}

	/**
	 * Return the start of the last window that starts at or before a time.
	 * @param time the time
	 * @return the start
	 */
	public long lastStart(long time) {
		long shifted = time - this.spec.offset();
		if (!this.spec.calendarSliding()) {
			return Math.floorDiv(shifted, this.spec.sliding()) * this.spec.sliding() + this.spec.offset();
		}
		LocalDateTime local = LocalDateTime.ofInstant(this.precision.toInstant(shifted), ZoneOffset.UTC);
		long month = (local.getYear() - 1970L) * 12 + local.getMonthValue() - 1;
		long start = Math.floorDiv(month, this.spec.sliding()) * this.spec.sliding();
		LocalDateTime first = LocalDateTime.of(1970, 1, 1, 0, 0).plusMonths(start);
		return Timestamps.units(first, this.precision, ZoneOffset.UTC) + this.spec.offset();
	}

	/**
	 * Return the start of a window some windows on.
	 * @param start the start of a window
	 * @param count how many windows, may be negative
	 * @return the start of the other
	 */
	public long step(long start, int count) {
		if (!this.spec.calendarSliding()) {
			return start + count * this.spec.sliding();
		}
		return Timestamps.plusMonths(start - this.spec.offset(), count * this.spec.sliding(), this.precision,
				ZoneOffset.UTC) + this.spec.offset();
	}

	/**
	 * Return the end of a window.
	 * @param start its start
	 * @return the first time after it
	 */
	public long end(long start) {
		if (!this.spec.calendarLength()) {
			return start + this.spec.length();
		}
		return Timestamps.plusMonths(start - this.spec.offset(), this.spec.length(), this.precision, ZoneOffset.UTC)
				+ this.spec.offset();
	}

	/**
	 * Return the start of the first window that has a time in it.
	 * @param time the time
	 * @return the start
	 */
	public long firstStart(long time) {
		long start = lastStart(time);
		for (long before = step(start, -1); end(before) > time; before = step(start, -1)) {
			start = before;
		}
		return start;
	}

}
