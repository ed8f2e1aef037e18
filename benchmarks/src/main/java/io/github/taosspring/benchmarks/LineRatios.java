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

import io.github.taosspring.benchmarks.lines.LineClient;
import io.github.taosspring.benchmarks.lines.LineWriter;

/**
 * Runs {@link LineBenchmark} in rounds and prints how the clients compare. Ratios are
 * taken within a round, what is printed are medians over the rounds.
 */
public final class LineRatios {

	private final RatioArguments<LineClient> arguments;

	private final Map<LineClient, List<Measurement>> measured = new EnumMap<>(LineClient.class);

	private LineRatios(RatioArguments<LineClient> arguments) {
		this.arguments = arguments;
	}

	/**
	 * Measure and print.
	 * @param arguments see {@link RatioArguments}
	 * @throws RunnerException if a client fails
	 */
	public static void main(String[] arguments) throws RunnerException {
		new LineRatios(RatioArguments.parse(arguments, LineClient.class)).run();
	}

	private void run() throws RunnerException {
		Rounds.run(this.arguments.rounds(), this::measure);
		print();
	}

	private void measure(int port) throws RunnerException {
		for (RunResult result : new Runner(
				this.arguments.options(LineBenchmark.class.getName() + ".write", port, "1g").build())
			.run()) {
			LineClient client = LineClient.valueOf(result.getParams().getParam("client"));
			Measurement measurement = new Measurement(
					LineWriter.LINES * 1e3 / result.getPrimaryResult().getStatistics().getPercentile(50),
					Figures.secondary(result, "gc.alloc.rate.norm") / LineWriter.LINES,
					Figures.secondary(result, ProcessCpuProfiler.RESULT) / LineWriter.LINES);
			this.measured.computeIfAbsent(client, (ignored) -> new ArrayList<>()).add(measurement);
			System.out.println(String.format(Locale.ROOT, "  %-17s %s", client, measurement));
		}
	}

	private void print() {
		System.out.println();
		System.out.println(String.format(Locale.ROOT, "%-17s %9s %8s %8s %9s %9s", "client", "M lines/s", "/lines",
				"/raw", "B/line", "CPU ns"));
		for (LineClient client : this.arguments.clients()) {
			System.out.println(String.format(Locale.ROOT, "%-17s %9.3f %8s %8s %9.1f %9.0f", client,
					Figures.median(this.measured.get(client), Measurement::linesPerSecond) / 1e6,
					ratio(client, LineClient.VENDOR_LINES, Measurement::linesPerSecond),
					ratio(client, LineClient.VENDOR_RAW, Measurement::linesPerSecond),
					Figures.median(this.measured.get(client), Measurement::bytesPerLine),
					Figures.median(this.measured.get(client), Measurement::cpuNanosPerLine)));
		}
	}

	private String ratio(LineClient client, LineClient base, ToDoubleFunction<Measurement> value) {
		return Figures.ratio(this.measured.get(client), this.measured.get(base), value);
	}

	/**
	 * What one process did.
	 *
	 * @param linesPerSecond from the median time of ten thousand lines
	 * @param bytesPerLine allocated
	 * @param cpuNanosPerLine processor time of all threads of the process
	 */
	private record Measurement(double linesPerSecond, double bytesPerLine, double cpuNanosPerLine) {

		@Override
		public String toString() {
			return String.format(Locale.ROOT, "%7.3f M lines/s %8.1f B/line %7.0f ns CPU/line",
					this.linesPerSecond / 1e6, this.bytesPerLine, this.cpuNanosPerLine);
		}

	}

}
