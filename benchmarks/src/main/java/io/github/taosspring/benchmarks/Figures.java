package io.github.taosspring.benchmarks;

import java.util.List;

import org.openjdk.jmh.results.RunResult;

/**
 * Arithmetic on what JMH measured.
 */
final class Figures {

	private Figures() {
	}

	/**
	 * Return the median.
	 */
	static double median(List<Double> values) {
		double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

	/**
	 * Return a secondary result by the end of its name.
	 */
	static double secondary(RunResult result, String name) {
		return result.getSecondaryResults()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().endsWith(name))
			.findFirst()
			.orElseThrow(
					() -> new IllegalStateException("No " + name + " among " + result.getSecondaryResults().keySet()))
			.getValue()
			.getScore();
	}

}
