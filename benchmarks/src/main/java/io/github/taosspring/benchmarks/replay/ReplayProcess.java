package io.github.taosspring.benchmarks.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A {@link ReplayServer} in a process of its own, so that its work does not count as the
 * client's.
 */
public final class ReplayProcess implements AutoCloseable {

	/** Property with the port of a server that runs already. */
	public static final String PORT = "replay.port";

	private final @Nullable Process process;

	private final int port;

	private ReplayProcess(@Nullable Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/**
	 * Return the server that {@value #PORT} tells of, or start one if it tells of none.
	 * @return the server; closing it ends one that was started here only
	 */
	public static ReplayProcess findOrStart() {
		Integer port = Integer.getInteger(PORT);
		return (port != null) ? new ReplayProcess(null, port) : start();
	}

	/**
	 * Start a server and wait until it is ready.
	 * @return the process, to be closed
	 */
	public static ReplayProcess start() {
		try {
			Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-Xmx256m", "-cp", System.getProperty("java.class.path"), ReplayServer.class.getName())
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start();
			BufferedReader output = new BufferedReader(
					new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
			String line = output.readLine();
			if (line == null || !line.startsWith("PORT ")) {
				process.destroyForcibly();
				throw new IllegalStateException("The replay server did not start: " + line);
			}
			return new ReplayProcess(process, Integer.parseInt(line.substring(5)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return where to connect.
	 * @return the TCP port
	 */
	public int port() {
		return this.port;
	}

	@Override
	public void close() {
		Process own = this.process;
		if (own == null) {
			return;
		}
		own.destroy();
		try {
			if (!own.waitFor(5, TimeUnit.SECONDS)) {
				own.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			own.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
