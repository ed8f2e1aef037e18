package io.github.taosspring.client.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosProbeReport;
import org.jspecify.annotations.Nullable;

/**
 * Probes servers from the command line.
 * <p>
 * The status is 0 if all endpoints can be used, 1 if one cannot and 2 if the arguments
 * are wrong.
 */
public final class Main {

	private static final String HELP = """
			usage: java -jar taos-core-standalone.jar probe [--verbose] URL

			Tries step by step whether each server of a URL can be used, such as
			taos+ws://root:taosdata@td1:6041,td2:6041/power, and says what is in the way.
			In place of the password in the URL, the environment may have TAOS_PASSWORD.

			  --verbose     show what each step found, and how long it took
			""";

	private static final int FAILED = 1;

	private static final int USAGE = 2;

	private final PrintStream out;

	private final PrintStream err;

	Main(PrintStream out, PrintStream err) {
		this.out = out;
		this.err = err;
	}

	/**
	 * Run the program.
	 * @param args {@code probe} and a URL
	 */
	public static void main(String[] args) {
		// without a binding the logging library warns on standard error
		System.setProperty("slf4j.internal.verbosity", "ERROR");
		PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
		System.exit(new Main(out, System.err).run(args, System.getenv("TAOS_PASSWORD")));
	}

	int run(String[] args, @Nullable String password) {
		boolean verbose = args.length == 3 && args[1].equals("--verbose");
		if (args.length == 1 && (args[0].equals("--help") || args[0].equals("-h"))) {
			this.out.print(HELP);
			return 0;
		}
		if (args.length < 2 || !args[0].equals("probe") || args.length != (verbose ? 3 : 2)) {
			this.err.print(HELP);
			return USAGE;
		}
		TaosProbeReport report;
		try {
			TaosClientOptions options = TaosClientOptions.fromUrl(args[args.length - 1]);
			report = TaosClient.probe((password != null) ? options.toBuilder().password(password).build() : options);
		}
		catch (TaosException ex) {
			this.err.println(ex.getMessage());
			return USAGE;
		}
		report.endpoints().forEach((endpoint) -> print(endpoint, verbose));
		return report.isOk() ? 0 : FAILED;
	}

	private void print(TaosProbeReport.Endpoint endpoint, boolean verbose) {
		if (!verbose) {
			this.out.println(endpoint);
		}
		else {
			this.out.println(endpoint.endpoint());
		}
		for (TaosProbeReport.Step step : endpoint.steps()) {
			if (verbose) {
				this.out.printf("  %-8s %-8s %6d ms  %s%n", step.kind(), step.status(), step.elapsed().toMillis(),
						step.detail());
			}
			if (step.action() != null) {
				this.out.println("  Action: " + step.action() + ".");
			}
		}
	}

}
