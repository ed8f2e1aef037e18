package io.github.taosspring.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

import io.github.taosspring.benchmarks.point.PointClient;
import io.github.taosspring.benchmarks.replay.ReplayProcess;

/**
 * Runs {@link PointQueryBenchmark} in rounds and prints how the clients compare. Ratios
 * are taken within a round, what is printed are medians over the rounds.
 */
public final class PointRatios {

	private static final int THREADS = 200;

	private final int rounds;

	private final int seconds;

	private final List<PointClient> clients;

	private final Map<PointClient, List<Measurement>> measured = new EnumMap<>(PointClient.class);

	private PointRatios(int rounds, int seconds, List<PointClient> clients) {
		this.rounds = rounds;
		this.seconds = seconds;
		this.clients = clients;
	}

	/**
	 * Measure and print.
	 * @param arguments {@code --rounds=n}, {@code --seconds=n} (of an iteration; a
	 * process has three after two to warm up), {@code --clients=A,B}
	 * @throws RunnerException if a client fails
	 */
	public static void main(String[] arguments) throws RunnerException {
		int rounds = 3;
		int seconds = 3;
		List<PointClient> clients = List.of(PointClient.values());
		for (String argument : arguments) {
			String value = argument.substring(argument.indexOf('=') + 1);
			if (argument.startsWith("--rounds=")) {
				rounds = Integer.parseInt(value);
			}
			else if (argument.startsWith("--seconds=")) {
				seconds = Integer.parseInt(value);
			}
			else if (argument.startsWith("--clients=")) {
				clients = Arrays.stream(value.split(",")).map(PointClient::valueOf).toList();
			}
			else {
				throw new IllegalArgumentException("Unknown argument " + argument);
			}
		}
		new PointRatios(rounds, seconds, clients).run();
	}

	private void run() throws RunnerException {
		try (ReplayProcess server = ReplayProcess.start()) {
			for (int round = 1; round <= this.rounds; round++) {
				System.out.println("Round " + round + " of " + this.rounds);
				measure(server.port());
			}
		}
		print();
	}

	private void measure(int port) throws RunnerException {
		Options options = new OptionsBuilder().include(PointQueryBenchmark.class.getName() + ".read")
			.param("client", this.clients.stream().map(Enum::name).toArray(String[]::new))
			.threads(THREADS)
			.warmupIterations(2)
			.warmupTime(TimeValue.seconds(this.seconds))
			.measurementIterations(3)
			.measurementTime(TimeValue.seconds(this.seconds))
			.jvmArgsAppend("-Xmx1g", "-D" + ScanBenchmark.PORT + "=" + port)
			.addProfiler(GCProfiler.class)
			.addProfiler(ProcessCpuProfiler.class)
			.verbosity(VerboseMode.SILENT)
			.shouldFailOnError(true)
			.build();
		for (RunResult result : new Runner(options).run()) {
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
		for (PointClient client : this.clients) {
			System.out.println(String.format(Locale.ROOT, "%-17s %10.0f %8s %9.0f %9.0f %8s %9.0f %9.1f", client,
					median(client, Measurement::queriesPerSecond), ratio(client, Measurement::queriesPerSecond),
					median(client, Measurement::median), median(client, Measurement::percentile99),
					ratio(client, Measurement::percentile99), median(client, Measurement::bytes),
					median(client, Measurement::cpuMicros)));
		}
	}

	private double median(PointClient client, ToDoubleFunction<Measurement> value) {
		return Figures.median(this.measured.get(client).stream().mapToDouble(value).boxed().toList());
	}

	private String ratio(PointClient client, ToDoubleFunction<Measurement> value) {
		List<Measurement> theirs = this.measured.get(PointClient.VENDOR_POOL_20);
		if (theirs == null) {
			return "-";
		}
		List<Measurement> ours = this.measured.get(client);
		List<Double> ratios = new ArrayList<>();
		for (int i = 0; i < ours.size(); i++) {
			ratios.add(value.applyAsDouble(ours.get(i)) / value.applyAsDouble(theirs.get(i)));
		}
		return String.format(Locale.ROOT, "%.2f", Figures.median(ratios));
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
