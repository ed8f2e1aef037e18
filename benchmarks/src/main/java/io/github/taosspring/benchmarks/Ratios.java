package io.github.taosspring.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
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

import io.github.taosspring.benchmarks.replay.DataSet;
import io.github.taosspring.benchmarks.replay.ReplayProcess;
import io.github.taosspring.benchmarks.scan.Reader;
import io.github.taosspring.benchmarks.scan.Scanner;

/**
 * Runs {@link ScanBenchmark} in rounds and prints how the clients compare.
 * <p>
 * Every round measures each client in a process of its own, one after the other, against
 * one server. Ratios are taken within a round, so that other work on the machine, which
 * comes and goes, spoils few of them; what is printed are medians over the rounds. A
 * round's rate is that of the median of the scans that did not hang.
 */
public final class Ratios {

	private static final long HEADROOM_ROWS = 1_000_000;

	private static final long HEADROOM_SCANS = 50;

	private final int rounds;

	private final int seconds;

	private final List<Reader> readers;

	private final Map<DataSet, Map<Reader, List<Measurement>>> measured = new EnumMap<>(DataSet.class);

	private final Map<DataSet, List<Double>> headroom = new EnumMap<>(DataSet.class);

	private Ratios(int rounds, int seconds, List<Reader> readers) {
		this.rounds = rounds;
		this.seconds = seconds;
		this.readers = readers;
	}

	/**
	 * Measure and print.
	 * @param arguments {@code --rounds=n}, {@code --seconds=n} (of an iteration; a
	 * process has three after two to warm up), {@code --readers=A,B}
	 * @throws Exception if a client fails
	 */
	public static void main(String[] arguments) throws Exception {
		int rounds = 3;
		int seconds = 3;
		List<Reader> readers = new ArrayList<>(List.of(Reader.values()));
		readers.remove(Reader.SOCKET);
		for (String argument : arguments) {
			String value = argument.substring(argument.indexOf('=') + 1);
			if (argument.startsWith("--rounds=")) {
				rounds = Integer.parseInt(value);
			}
			else if (argument.startsWith("--seconds=")) {
				seconds = Integer.parseInt(value);
			}
			else if (argument.startsWith("--readers=")) {
				readers = Arrays.stream(value.split(",")).map(Reader::valueOf).toList();
			}
			else {
				throw new IllegalArgumentException("Unknown argument " + argument);
			}
		}
		new Ratios(rounds, seconds, readers).run();
	}

	private void run() throws Exception {
		Rounds.<Exception>run(this.rounds, (port) -> {
			for (DataSet dataSet : DataSet.values()) {
				measureHeadroom(port, dataSet);
			}
			measure(port);
		});
		for (DataSet dataSet : DataSet.values()) {
			print(dataSet);
		}
	}

	private void measureHeadroom(int port, DataSet dataSet) throws Exception {
		try (Scanner scanner = Reader.SOCKET.open(port, dataSet, HEADROOM_ROWS)) {
			for (int i = 0; i < HEADROOM_SCANS; i++) {
				scanner.scan();
			}
			List<Double> rates = new ArrayList<>();
			for (int i = 0; i < HEADROOM_SCANS; i++) {
				long start = System.nanoTime();
				scanner.scan();
				rates.add(HEADROOM_ROWS * 1e9 / (System.nanoTime() - start));
			}
			this.headroom.computeIfAbsent(dataSet, (ignored) -> new ArrayList<>()).add(Figures.median(rates));
		}
	}

	private void measure(int port) throws RunnerException {
		Options options = new OptionsBuilder().include(ScanBenchmark.class.getName() + ".scan")
			.param("reader", this.readers.stream().map(Enum::name).toArray(String[]::new))
			.warmupIterations(2)
			.warmupTime(TimeValue.seconds(this.seconds))
			.measurementIterations(3)
			.measurementTime(TimeValue.seconds(this.seconds))
			.jvmArgsAppend("-Xmx1g", "-D" + ReplayProcess.PORT + "=" + port)
			.addProfiler(GCProfiler.class)
			.addProfiler(ProcessCpuProfiler.class)
			.verbosity(VerboseMode.SILENT)
			.shouldFailOnError(true)
			.build();
		Collection<RunResult> results = new Runner(options).run();
		for (RunResult result : results) {
			DataSet dataSet = DataSet.valueOf(result.getParams().getParam("dataSet"));
			Reader reader = Reader.valueOf(result.getParams().getParam("reader"));
			Statistics millis = result.getPrimaryResult().getStatistics();
			long scans = millis.getN();
			double hung = Figures.secondary(result, "hangs");
			if (hung >= scans) {
				throw new IllegalStateException(reader + " hung in every scan of " + dataSet);
			}
			// those that hung are the longest ones
			double median = millis.getPercentile(50 * (scans - hung) / scans);
			double rowsPerScan = Figures.secondary(result, "rows") / scans;
			Measurement measurement = new Measurement(ScanBenchmark.ROWS * 1e3 / median,
					Figures.secondary(result, "gc.alloc.rate.norm") / rowsPerScan,
					Figures.secondary(result, ProcessCpuProfiler.RESULT) / rowsPerScan, scans, (long) hung);
			this.measured.computeIfAbsent(dataSet, (ignored) -> new EnumMap<>(Reader.class))
				.computeIfAbsent(reader, (ignored) -> new ArrayList<>())
				.add(measurement);
			System.out.println(String.format(Locale.ROOT, "  %-8s %-15s %s", dataSet, reader, measurement));
		}
	}

	private void print(DataSet dataSet) {
		System.out.println();
		System.out.println(String.format(Locale.ROOT, "%s: server's headroom %.1f M rows/s", dataSet,
				Figures.median(this.headroom.get(dataSet)) / 1e6));
		System.out.println(String.format(Locale.ROOT, "%-15s %9s %8s %8s %8s %9s %9s %9s %9s %9s", "client", "M rows/s",
				"/default", "/fast", "/bare", "B/row", "-bare", "CPU ns", "/fast", "hung"));
		for (Reader reader : this.readers) {
			System.out.println(String.format(Locale.ROOT, "%-15s %9.2f %8s %8s %8s %9.2f %9s %9.1f %9s %9s", reader,
					median(dataSet, reader, Measurement::rowsPerSecond) / 1e6,
					ratio(dataSet, reader, Reader.VENDOR_DEFAULT, Measurement::rowsPerSecond),
					ratio(dataSet, reader, Reader.VENDOR_FAST, Measurement::rowsPerSecond),
					ratio(dataSet, reader, Reader.BARE, Measurement::rowsPerSecond),
					median(dataSet, reader, Measurement::bytesPerRow), aboveBare(dataSet, reader),
					median(dataSet, reader, Measurement::cpuNanosPerRow),
					ratio(dataSet, reader, Reader.VENDOR_FAST, Measurement::cpuNanosPerRow), hung(dataSet, reader)));
		}
	}

	private String aboveBare(DataSet dataSet, Reader reader) {
		if (!this.readers.contains(Reader.BARE)) {
			return "-";
		}
		return String.format(Locale.ROOT, "%.2f", median(dataSet, reader, Measurement::bytesPerRow)
				- median(dataSet, Reader.BARE, Measurement::bytesPerRow));
	}

	private String ratio(DataSet dataSet, Reader reader, Reader base, ToDoubleFunction<Measurement> value) {
		if (!this.readers.contains(base)) {
			return "-";
		}
		List<Measurement> ours = this.measured.get(dataSet).get(reader);
		List<Measurement> theirs = this.measured.get(dataSet).get(base);
		List<Double> ratios = new ArrayList<>();
		for (int i = 0; i < ours.size(); i++) {
			ratios.add(value.applyAsDouble(ours.get(i)) / value.applyAsDouble(theirs.get(i)));
		}
		return String.format(Locale.ROOT, "%.2f", Figures.median(ratios));
	}

	private String hung(DataSet dataSet, Reader reader) {
		List<Measurement> all = this.measured.get(dataSet).get(reader);
		return all.stream().mapToLong(Measurement::hangs).sum() + "/"
				+ all.stream().mapToLong(Measurement::scans).sum();
	}

	private double median(DataSet dataSet, Reader reader, ToDoubleFunction<Measurement> value) {
		return Figures.median(this.measured.get(dataSet).get(reader).stream().mapToDouble(value).boxed().toList());
	}

	private record Measurement(double rowsPerSecond, double bytesPerRow, double cpuNanosPerRow, long scans,
			long hangs) {

		@Override
		public String toString() {
			return String.format(Locale.ROOT, "%6.2f M rows/s %8.2f B/row %8.1f ns CPU/row, %d scans, %d hung",
					this.rowsPerSecond / 1e6, this.bytesPerRow, this.cpuNanosPerRow, this.scans, this.hangs);
		}

	}

}
