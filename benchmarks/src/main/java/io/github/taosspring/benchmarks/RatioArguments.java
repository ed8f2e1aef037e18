package io.github.taosspring.benchmarks;

import java.util.Arrays;
import java.util.List;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import io.github.taosspring.benchmarks.replay.ReplayProcess;

/**
 * What the command line says about a run of ratios: {@code --rounds=n},
 * {@code --seconds=n} (of an iteration; a process has three after two to warm up),
 * {@code --clients=A,B}.
 *
 * @param <E> the clients
 * @param rounds how often each client is measured
 * @param seconds the time of an iteration
 * @param clients whom to measure
 */
record RatioArguments<E extends Enum<E>>(int rounds, int seconds, List<E> clients) {

	static <E extends Enum<E>> RatioArguments<E> parse(String[] arguments, Class<E> type) {
		int rounds = 3;
		int seconds = 3;
		List<E> clients = List.of(type.getEnumConstants());
		for (String argument : arguments) {
			String value = argument.substring(argument.indexOf('=') + 1);
			if (argument.startsWith("--rounds=")) {
				rounds = Integer.parseInt(value);
			}
			else if (argument.startsWith("--seconds=")) {
				seconds = Integer.parseInt(value);
			}
			else if (argument.startsWith("--clients=")) {
				clients = Arrays.stream(value.split(",")).map((name) -> Enum.valueOf(type, name)).toList();
			}
			else {
				throw new IllegalArgumentException("Unknown argument " + argument);
			}
		}
		return new RatioArguments<>(rounds, seconds, clients);
	}

	/**
	 * Begin JMH's options for a round.
	 * @param benchmark the class and the method
	 * @param port the replay server's
	 * @param heap the most heap of a process, such as {@code 1g}
	 */
	ChainedOptionsBuilder options(String benchmark, int port, String heap) {
		return new OptionsBuilder().include(benchmark)
			.param("client", this.clients.stream().map(Enum::name).toArray(String[]::new))
			.warmupIterations(2)
			.warmupTime(TimeValue.seconds(this.seconds))
			.measurementIterations(3)
			.measurementTime(TimeValue.seconds(this.seconds))
			.jvmArgsAppend("-Xmx" + heap, "-D" + ReplayProcess.PORT + "=" + port)
			.addProfiler(GCProfiler.class)
			.addProfiler(ProcessCpuProfiler.class)
			.verbosity(VerboseMode.SILENT)
			.shouldFailOnError(true);
	}

}
