package io.github.taosspring.sample.measure;

import org.jspecify.annotations.Nullable;

import oshi.hardware.CentralProcessor.TickType;

/**
 * The shares of a processor's time between two readings of its tick counters.
 */
final class CpuTicks {

	private CpuTicks() {
	}

	/**
	 * Compute a processor's measurement.
	 * @param device the processor's name
	 * @param before the ticks by {@link TickType} at the last reading
	 * @param now the ticks at this one
	 * @return the shares in percent, without values if no tick has passed or the counters
	 * went backwards
	 */
	static Measurement between(String device, long[] before, long[] now) {
		long total = 0;
		for (int i = 0; i < now.length; i++) {
			total += Math.max(0, now[i] - before[i]);
		}
		double system = delta(before, now, TickType.SYSTEM) + delta(before, now, TickType.IRQ)
				+ delta(before, now, TickType.SOFTIRQ);
		double user = delta(before, now, TickType.USER) + delta(before, now, TickType.NICE);
		double iowait = delta(before, now, TickType.IOWAIT);
		double idle = delta(before, now, TickType.IDLE);
		return Measurement.of(Kind.CPU, device, percent(total - idle - iowait, total), percent(user, total),
				percent(system, total), percent(iowait, total));
	}

	private static double delta(long[] before, long[] now, TickType type) {
		return Math.max(0, now[type.getIndex()] - before[type.getIndex()]);
	}

	private static @Nullable Double percent(double part, double total) {
		return (total > 0) ? 100 * part / total : null;
	}

}
