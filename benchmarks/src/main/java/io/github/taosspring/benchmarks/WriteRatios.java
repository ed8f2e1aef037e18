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

import io.github.taosspring.benchmarks.replay.ReplayProcess;
import io.github.taosspring.benchmarks.write.Shape;
import io.github.taosspring.benchmarks.write.WriteClient;

/**
 * Runs {@link WriteBenchmark} in rounds and prints how the clients compare. Ratios are
 * taken within a round, what is printed are medians over the rounds.
 */
public final class WriteRatios {

	private final int rounds;

	private final int seconds;

	private final List<WriteClient> clients;

	private final Map<Shape, Map<WriteClient, List<Measurement>>> measured = new EnumMap<>(Shape.class);

	private WriteRatios(int rounds, int seconds, List<WriteClient> clients) {
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
		List<WriteClient> clients = List.of(WriteClient.values());
		for (String argument : arguments) {
			String value = argument.substring(argument.indexOf('=') + 1);
			if (argument.startsWith("--rounds=")) {
				rounds = Integer.parseInt(value);
			}
			else if (argument.startsWith("--seconds=")) {
				seconds = Integer.parseInt(value);
			}
			else if (argument.startsWith("--clients=")) {
				clients = Arrays.stream(value.split(",")).map(WriteClient::valueOf).toList();
			}
			else {
				throw new IllegalArgumentException("Unknown argument " + argument);
			}
		}
		new WriteRatios(rounds, seconds, clients).run();
	}

	private void run() throws RunnerException {
		try (ReplayProcess server = ReplayProcess.start()) {
			for (int round = 1; round <= this.rounds; round++) {
				System.out.println("Round " + round + " of " + this.rounds);
				measure(server.port());
			}
		}
		for (Shape shape : Shape.values()) {
			print(shape);
		}
	}

	private void measure(int port) throws RunnerException {
		Options options = new OptionsBuilder().include(WriteBenchmark.class.getName() + ".write")
			.param("client", this.clients.stream().map(Enum::name).toArray(String[]::new))
			.warmupIterations(2)
			.warmupTime(TimeValue.seconds(this.seconds))
			.measurementIterations(3)
			.measurementTime(TimeValue.seconds(this.seconds))
			.jvmArgsAppend("-Xmx3g", "-D" + ScanBenchmark.PORT + "=" + port)
			.addProfiler(GCProfiler.class)
			.addProfiler(ProcessCpuProfiler.class)
			.verbosity(VerboseMode.SILENT)
			.shouldFailOnError(true)
			.build();
		for (RunResult result : new Runner(options).run()) {
			Shape shape = Shape.valueOf(result.getParams().getParam("shape"));
			WriteClient client = WriteClient.valueOf(result.getParams().getParam("client"));
			double rows = shape.rows();
			Measurement measurement = new Measurement(
					rows * 1e3 / result.getPrimaryResult().getStatistics().getPercentile(50),
					Figures.secondary(result, "gc.alloc.rate.norm") / rows,
					Figures.secondary(result, ProcessCpuProfiler.RESULT) / rows);
			this.measured.computeIfAbsent(shape, (ignored) -> new EnumMap<>(WriteClient.class))
				.computeIfAbsent(client, (ignored) -> new ArrayList<>())
				.add(measurement);
			System.out.println(String.format(Locale.ROOT, "  %-5s %-17s %s", shape, client, measurement));
		}
	}

	private void print(Shape shape) {
		System.out.println();
		System.out.println(String.format(Locale.ROOT, "%-5s %-11s %9s %8s %8s %8s %8s %9s %9s %8s", shape, "client",
				"M rows/s", "/default", "/columns", "/line", "/eff.", "B/row", "/default", "CPU ns"));
		for (WriteClient client : this.clients) {
			System.out.println(String.format(Locale.ROOT, "%-17s %9.2f %8s %8s %8s %8s %9.1f %9s %8.0f", client,
					median(shape, client, Measurement::rowsPerSecond) / 1e6,
					ratio(shape, client, WriteClient.VENDOR_DEFAULT, Measurement::rowsPerSecond),
					ratio(shape, client, WriteClient.VENDOR_COLUMNS, Measurement::rowsPerSecond),
					ratio(shape, client, WriteClient.VENDOR_LINE, Measurement::rowsPerSecond),
					ratio(shape, client, WriteClient.VENDOR_EFFICIENT, Measurement::rowsPerSecond),
					median(shape, client, Measurement::bytesPerRow),
					ratio(shape, client, WriteClient.VENDOR_DEFAULT, Measurement::bytesPerRow),
					median(shape, client, Measurement::cpuNanosPerRow)));
		}
	}

	private double median(Shape shape, WriteClient client, ToDoubleFunction<Measurement> value) {
		return Figures.median(this.measured.get(shape).get(client).stream().mapToDouble(value).boxed().toList());
	}

	private String ratio(Shape shape, WriteClient client, WriteClient base, ToDoubleFunction<Measurement> value) {
		List<Measurement> theirs = this.measured.get(shape).get(base);
		if (theirs == null) {
			return "-";
		}
		List<Measurement> ours = this.measured.get(shape).get(client);
		List<Double> ratios = new ArrayList<>();
		for (int i = 0; i < ours.size(); i++) {
			ratios.add(value.applyAsDouble(ours.get(i)) / value.applyAsDouble(theirs.get(i)));
		}
		return String.format(Locale.ROOT, "%.2f", Figures.median(ratios));
	}

	/**
	 * What one process did.
	 *
	 * @param rowsPerSecond from the median time of a batch
	 * @param bytesPerRow allocated
	 * @param cpuNanosPerRow processor time of all threads of the process
	 */
	private record Measurement(double rowsPerSecond, double bytesPerRow, double cpuNanosPerRow) {

		@Override
		public String toString() {
			return String.format(Locale.ROOT, "%6.2f M rows/s %8.1f B/row %7.0f ns CPU/row", this.rowsPerSecond / 1e6,
					this.bytesPerRow, this.cpuNanosPerRow);
		}

	}

}
