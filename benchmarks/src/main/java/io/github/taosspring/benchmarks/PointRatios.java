package io.github.taosspring.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.util.Statistics;

import io.github.taosspring.benchmarks.point.PointClient;

/**
 * Runs {@link PointQueryBenchmark} in rounds and prints how the clients compare. Ratios
 * are taken within a round, what is printed are medians over the rounds.
 */
public final class PointRatios {

	private static final int THREADS = 200;

	private final RatioArguments<PointClient> arguments;

	private final Map<PointClient, List<Measurement>> measured = new EnumMap<>(PointClient.class);

	private PointRatios(RatioArguments<PointClient> arguments) {
		this.arguments = arguments;
	}

	/**
	 * Measure and print.
	 * @param arguments see {@link RatioArguments}
	 * @throws RunnerException if a client fails
	 */
	public static void main(String[] arguments) throws RunnerException {
		new PointRatios(RatioArguments.parse(arguments, PointClient.class)).run();
	}

	private void run() throws RunnerException {
		Rounds.run(this.arguments.rounds(), this::measure);
		print();
	}

	private void measure(int port) throws RunnerException {
		for (RunResult result : new Runner(
				this.arguments.options(PointQueryBenchmark.class.getName() + ".read", port, "1g")
					.threads(THREADS)
					.build())
			.run()) {
			PointClient client = PointClient.valueOf(result.getParams().getParam("client"));
			Statistics micros = result.getPrimaryResult().getStatistics();
			Measurement measurement = new Measurement(THREADS * 1e6 / micros.getMean(), micros.getPercentile(50),
					micros.getPercentile(99), Figures.secondary(result, "gc.alloc.rate.norm"),
					Figures.secondary(result, ProcessCpuProfiler.RESULT) / 1e3);
			this.measured.computeIfAbsent(client, (ignored) -> new ArrayList<>()).add(measurement);
			System.out.println(String.format(Locale.ROOT, "  %-17s %s", client, measurement));
		}
	}

	private void print() {
		System.out.println();
		System.out.println(String.format(Locale.ROOT, "%-17s %10s %8s %9s %9s %8s %9s %9s", "client", "queries/s",
				"/vendor", "p50 us", "p99 us", "/vendor", "B/query", "CPU us"));
		for (PointClient client : this.arguments.clients()) {
			System.out.println(String.format(Locale.ROOT, "%-17s %10.0f %8s %9.0f %9.0f %8s %9.0f %9.1f", client,
					median(client, Measurement::queriesPerSecond), ratio(client, Measurement::queriesPerSecond),
					median(client, Measurement::median), median(client, Measurement::percentile99),
					ratio(client, Measurement::percentile99), median(client, Measurement::bytes),
					median(client, Measurement::cpuMicros)));
		}
	}

	private double median(PointClient client, ToDoubleFunction<Measurement> value) {
		return Figures.median(this.measured.get(client), value);
	}

	private String ratio(PointClient client, ToDoubleFunction<Measurement> value) {
		return Figures.ratio(this.measured.get(client), this.measured.get(PointClient.VENDOR_POOL_20), value);
	}

	/**
	 * What one process did.
	 *
	 * @param queriesPerSecond of all threads together
	 * @param median microseconds a query
	 * @param percentile99 microseconds within which 99 of 100 queries were done
	 * @param bytes allocated a query
	 * @param cpuMicros processor time a query, all threads of the process
	 */
	private record Measurement(double queriesPerSecond, double median, double percentile99, double bytes,
			double cpuMicros) {

		@Override
		public String toString() {
			return String.format(Locale.ROOT, "%8.0f queries/s, p50 %6.0f us, p99 %6.0f us, %6.0f B, %5.1f us CPU",
					this.queriesPerSecond, this.median, this.percentile99, this.bytes, this.cpuMicros);
		}

	}

}
