package io.github.taosspring.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

import io.github.taosspring.benchmarks.replay.DataSet;
import io.github.taosspring.benchmarks.topic.TopicClient;

/**
 * Runs {@link TmqBenchmark} in rounds and prints how the clients compare. Ratios are
 * taken within a round, what is printed are medians over the rounds. {@code /best}
 * compares with the fastest of the deserialisers that the vendor's driver has,
 * {@code /hand} with one written by hand.
 */
public final class TmqRatios {

	private static final List<TopicClient> VENDOR = List.of(TopicClient.VENDOR_BEANS, TopicClient.VENDOR_MAPS,
			TopicClient.VENDOR_ENHANCED_MAPS);

	private final RatioArguments<TopicClient> arguments;

	private final Map<DataSet, Map<TopicClient, List<Measured>>> measured = new EnumMap<>(DataSet.class);

	private TmqRatios(RatioArguments<TopicClient> arguments) {
		this.arguments = arguments;
	}

	/**
	 * Measure and print.
	 * @param arguments see {@link RatioArguments}
	 * @throws RunnerException if a client fails
	 */
	public static void main(String[] arguments) throws RunnerException {
		new TmqRatios(RatioArguments.parse(arguments, TopicClient.class)).run();
	}

	private void run() throws RunnerException {
		Rounds.run(this.arguments.rounds(), this::measure);
		for (DataSet dataSet : DataSet.values()) {
			print(dataSet);
		}
	}

	private void measure(int port) throws RunnerException {
		for (RunResult result : new Runner(
				this.arguments.options(TmqBenchmark.class.getName() + ".consume", port, "1g").build())
			.run()) {
			DataSet dataSet = DataSet.valueOf(result.getParams().getParam("dataSet"));
			TopicClient client = TopicClient.valueOf(result.getParams().getParam("client"));
			Measured one = new Measured(
					TmqBenchmark.ROWS * 1e3 / result.getPrimaryResult().getStatistics().getPercentile(50),
					Figures.secondary(result, "gc.alloc.rate.norm") / TmqBenchmark.ROWS,
					Figures.secondary(result, ProcessCpuProfiler.RESULT) / TmqBenchmark.ROWS);
			this.measured.computeIfAbsent(dataSet, (ignored) -> new EnumMap<>(TopicClient.class))
				.computeIfAbsent(client, (ignored) -> new ArrayList<>())
				.add(one);
			System.out.println(String.format(Locale.ROOT, "  %-8s %-20s %s", dataSet, client, one));
		}
	}

	private void print(DataSet dataSet) {
		Map<TopicClient, List<Measured>> all = this.measured.getOrDefault(dataSet, Map.of());
		TopicClient best = VENDOR.stream()
			.filter(all::containsKey)
			.max(Comparator.comparingDouble((client) -> Figures.median(all.get(client), Measured::rowsPerSecond)))
			.orElse(null);
		System.out.println();
		System.out.println(String.format(Locale.ROOT, "%-8s %-20s %9s %8s %8s %9s %9s %9s", dataSet, "client",
				"M rows/s", "/best", "/hand", "B/row", "CPU ns", "/best"));
		for (TopicClient client : this.arguments.clients()) {
			List<Measured> ours = all.get(client);
			System.out.println(String.format(Locale.ROOT, "%-8s %-20s %9.2f %8s %8s %9.1f %9.0f %9s", "", client,
					Figures.median(ours, Measured::rowsPerSecond) / 1e6,
					Figures.ratio(ours, (best != null) ? all.get(best) : null, Measured::rowsPerSecond),
					Figures.ratio(ours, all.get(TopicClient.VENDOR_HAND_WRITTEN), Measured::rowsPerSecond),
					Figures.median(ours, Measured::bytesPerRow), Figures.median(ours, Measured::cpuNanosPerRow),
					Figures.ratio(ours, (best != null) ? all.get(best) : null, Measured::cpuNanosPerRow)));
		}
	}

	/**
	 * What one process did.
	 *
	 * @param rowsPerSecond from the median time of half a million rows
	 * @param bytesPerRow allocated
	 * @param cpuNanosPerRow processor time of all threads of the process
	 */
	private record Measured(double rowsPerSecond, double bytesPerRow, double cpuNanosPerRow) {

		@Override
		public String toString() {
			return String.format(Locale.ROOT, "%7.3f M rows/s %8.1f B/row %7.0f ns CPU/row", this.rowsPerSecond / 1e6,
					this.bytesPerRow, this.cpuNanosPerRow);
		}

	}

}
