package io.github.taosspring.client.fuzz;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosException;

/**
 * Feeds damaged inputs to a target and watches what comes of it: only
 * {@link TaosException}, no more memory than the input's size allows, and an end.
 * <p>
 * {@code -Dtaos.fuzz.seed} (a number, or {@code random}) and {@code -Dtaos.fuzz.count}
 * (inputs of all targets together) set what is tried; the profile {@code fuzz} tries more
 * than a build does. Each input has random numbers of its own, so that seed and number
 * give it again. A failing one is written in hex to {@code target/fuzz};
 * {@code -Dtaos.fuzz.replay=FILE} feeds it alone to its target.
 */
public final class Fuzzer {

	private static final long SEED = seed(System.getProperty("taos.fuzz.seed", "20240101"));

	private static final long COUNT = Long.getLong("taos.fuzz.count", 1_000_000);

	private static final @Nullable String REPLAY = System.getProperty("taos.fuzz.replay");

	/** Long enough for a machine that does other things. */
	private static final Duration MAX_TIME = Duration.ofSeconds(20);

	/** What reading one value may allocate beside some multiples of the input. */
	private static final long VALUE = 8 * 1024;

	private static final com.sun.management.ThreadMXBean THREADS = (com.sun.management.ThreadMXBean) ManagementFactory
		.getThreadMXBean();

	private final FuzzTarget target;

	private final List<Sample> samples;

	private final Mutator mutator;

	/** What the worker is at, for the one that watches it. */
	private volatile @Nullable Input current;

	private volatile @Nullable AssertionError failure;

	private long accepted;

	private Fuzzer(FuzzTarget target) {
		this.target = target;
		this.samples = target.samples();
		this.mutator = new Mutator(target.isText(), this.samples);
	}

	private static long seed(String given) {
		return given.equals("random") ? System.currentTimeMillis() : Long.parseLong(given);
	}

	/**
	 * Feed a target its share of the inputs.
	 * @param percent the share of all inputs
	 * @throws AssertionError if an input failed
	 */
	public static void run(FuzzTarget target, int percent) {
		Fuzzer fuzzer = new Fuzzer(target);
		if (REPLAY != null) {
			fuzzer.replay(Path.of(REPLAY));
			return;
		}
		long count = Math.max(1, COUNT * percent / 100);
		long start = System.nanoTime();
		fuzzer.watch(() -> fuzzer.feed(count));
		System.out.printf(
				"[fuzz] %s: %d inputs of %d samples, %d accepted, %.1f s; seed %d (-Dtaos.fuzz.seed), "
						+ "count %d (-Dtaos.fuzz.count)%n",
				target.name(), count, fuzzer.samples.size(), fuzzer.accepted, (System.nanoTime() - start) / 1e9, SEED,
				COUNT);
	}

	private void watch(Runnable work) {
		Thread worker = new Thread(work, "fuzz-" + this.target.name());
		worker.setDaemon(true);
		worker.start();
		while (worker.isAlive()) {
			try {
				worker.join(200);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new AssertionError("Interrupted", ex);
			}
			Input input = this.current;
			if (input != null && System.nanoTime() - input.start > MAX_TIME.toNanos()) {
				AssertionError hanging = new AssertionError(
						write(input, "it takes more than " + MAX_TIME.toSeconds() + " s"));
				hanging.setStackTrace(worker.getStackTrace());
				throw hanging;
			}
		}
		if (this.failure != null) {
			throw this.failure;
		}
	}

	private void feed(long count) {
		for (Sample sample : this.samples) {
			if (!feed(new Input(-1, sample, sample.bytes(), System.nanoTime()))) {
				return;
			}
		}
		for (long number = 0; number < count; number++) {
			SplittableRandom random = new SplittableRandom(SEED * 1_000_003 + number);
			Sample sample = this.samples.get(random.nextInt(this.samples.size()));
			byte[] bytes = this.mutator.mutate(sample.bytes(), random);
			if (!feed(new Input(number, sample, bytes, System.nanoTime()))) {
				return;
			}
		}
		this.current = null;
	}

	private boolean feed(Input input) {
		this.current = input;
		String excess = null;
		// what is loaded or grown once does not count against an input
		for (int attempt = 0; attempt < 3; attempt++) {
			try {
				excess = attempt(input);
			}
			catch (Throwable ex) {
				return fail(input, "it gives " + ex, ex);
			}
			if (excess == null) {
				return true;
			}
		}
		return fail(input, excess, null);
	}

	/**
	 * Read an input and the values of one that is accepted.
	 * @return what took too much memory, {@code null} if nothing did
	 */
	private @Nullable String attempt(Input input) {
		byte[] given = input.bytes.clone();
		long before = THREADS.getCurrentThreadAllocatedBytes();
		FuzzTarget.Values values = null;
		try {
			values = this.target.read(input.sample, given);
		}
		catch (TaosException ex) {
			// refused by name
		}
		long read = THREADS.getCurrentThreadAllocatedBytes();
		if (read - before > this.target.allowed(given.length)) {
			return "it takes " + (read - before) + " bytes of memory, more than the "
					+ this.target.allowed(given.length) + " that are allowed";
		}
		if (values == null) {
			return null;
		}
		this.accepted++;
		int count = values.readAll(new SplittableRandom(input.number));
		long allocated = THREADS.getCurrentThreadAllocatedBytes() - read;
		long allowed = count * (VALUE + 16L * given.length);
		return (allocated > allowed)
				? "its " + count + " values take " + allocated + " bytes of memory, more than " + allowed : null;
	}

	private boolean fail(Input input, @Nullable String what, @Nullable Throwable cause) {
		this.failure = new AssertionError(write(input, String.valueOf(what)), cause);
		return false;
	}

	private String write(Input input, String what) {
		Path file = Path.of("target", "fuzz", this.target.name() + "-" + SEED + "-" + input.number + ".hex");
		StringWriter text = new StringWriter();
		PrintWriter out = new PrintWriter(text);
		out.println("# " + what.lines().findFirst().orElse(""));
		out.println("# target " + this.target.name() + ", seed " + SEED + ", input " + input.number);
		out.println(input.sample.name());
		out.println(HexFormat.of().formatHex(input.bytes));
		try {
			Files.createDirectories(file.getParent());
			Files.writeString(file, text.toString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return "Input " + input.number + " of seed " + SEED + ", made of " + input.sample + ": " + what
				+ ". Again: -Dtaos.fuzz.replay=" + file.toAbsolutePath();
	}

	private void replay(Path file) {
		if (!file.getFileName().toString().startsWith(this.target.name() + "-")) {
			System.out.println("[fuzz] " + this.target.name() + ": nothing to replay");
			return;
		}
		List<String> lines;
		try {
			lines = Files.readAllLines(file).stream().filter((line) -> !line.startsWith("#")).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Sample sample = this.samples.stream()
			.filter((each) -> each.name().equals(lines.get(0)))
			.findFirst()
			.orElseThrow(() -> new AssertionError("No sample " + lines.get(0)));
		byte[] bytes = HexFormat.of().parseHex(lines.get(1));
		watch(() -> {
			if (feed(new Input(-2, sample, bytes, System.nanoTime()))) {
				System.out.println("[fuzz] " + file + " does not fail");
			}
			this.current = null;
		});
	}

	private record Input(long number, Sample sample, byte[] bytes, long start) {

	}

}
