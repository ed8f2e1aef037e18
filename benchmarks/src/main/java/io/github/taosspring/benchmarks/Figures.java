package io.github.taosspring.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import org.jspecify.annotations.Nullable;
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
	 * Return the median of the ratios of the rounds, {@code -} if there is nothing to
	 * compare with.
	 */
	static <M> String ratio(List<M> ours, @Nullable List<M> theirs, ToDoubleFunction<M> value) {
		if (theirs == null) {
			return "-";
		}
		List<Double> ratios = new ArrayList<>();
		for (int i = 0; i < ours.size(); i++) {
			ratios.add(value.applyAsDouble(ours.get(i)) / value.applyAsDouble(theirs.get(i)));
		}
		return String.format(Locale.ROOT, "%.2f", median(ratios));
	}

	/**
	 * Return the median of a figure over the rounds.
	 */
	static <M> double median(List<M> measurements, ToDoubleFunction<M> value) {
		return median(measurements.stream().mapToDouble(value).boxed().toList());
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
