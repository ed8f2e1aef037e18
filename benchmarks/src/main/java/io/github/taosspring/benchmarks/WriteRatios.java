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

import io.github.taosspring.benchmarks.write.Shape;
import io.github.taosspring.benchmarks.write.WriteClient;

/**
 * Runs {@link WriteBenchmark} in rounds and prints how the clients compare. Ratios are
 * taken within a round, what is printed are medians over the rounds.
 */
public final class WriteRatios {

	private final RatioArguments<WriteClient> arguments;

	private final Map<Shape, Map<WriteClient, List<Measurement>>> measured = new EnumMap<>(Shape.class);

	private WriteRatios(RatioArguments<WriteClient> arguments) {
		this.arguments = arguments;
	}

	/**
	 * Measure and print.
	 * @param arguments see {@link RatioArguments}
	 * @throws RunnerException if a client fails
	 */
	public static void main(String[] arguments) throws RunnerException {
		new WriteRatios(RatioArguments.parse(arguments, WriteClient.class)).run();
	}

	private void run() throws RunnerException {
		Rounds.run(this.arguments.rounds(), this::measure);
		for (Shape shape : Shape.values()) {
			print(shape);
		}
	}

	private void measure(int port) throws RunnerException {
		for (RunResult result : new Runner(
				this.arguments.options(WriteBenchmark.class.getName() + ".write", port, "3g").build())
			.run()) {
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
		for (WriteClient client : this.arguments.clients()) {
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
		return Figures.median(this.measured.get(shape).get(client), value);
	}

	private String ratio(Shape shape, WriteClient client, WriteClient base, ToDoubleFunction<Measurement> value) {
		return Figures.ratio(this.measured.get(shape).get(client), this.measured.get(shape).get(base), value);
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
