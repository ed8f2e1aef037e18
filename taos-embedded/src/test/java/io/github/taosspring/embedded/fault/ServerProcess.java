package io.github.taosspring.embedded.fault;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.embedded.Main;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server as a process of its own, to be killed.
 */
final class ServerProcess implements AutoCloseable {

	private final Process process;

	private final int port;

	private ServerProcess(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/**
	 * Start a server and wait until it is ready.
	 * @param port the port, 0 for a free one
	 * @param options more options
	 */
	static ServerProcess start(int port, String... options) throws IOException {
		return start("256m", port, options);
	}

	/**
	 * Start a server and wait until it is ready.
	 * @param heap its memory, as {@code -Xmx} takes it
	 * @param port the port, 0 for a free one
	 * @param options more options
	 */
	static ServerProcess start(String heap, int port, String... options) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + heap,
						"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
						Main.class.getName(), "--port=" + port));
		command.addAll(List.of(options));
		Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
		BufferedReader out = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
		String ready = out.readLine();
		if (ready == null) {
			process.destroyForcibly();
			throw new IllegalStateException("The server on port " + port + " did not start");
		}
		return new ServerProcess(process, Integer.parseInt(ready.substring(ready.lastIndexOf(':') + 1)));
	}

	int port() {
		return this.port;
	}

	TaosClientOptions.Builder options() {
		return TaosClientOptions.fromUrl("taos+ws://127.0.0.1:" + this.port).toBuilder();
	}

	/**
	 * Kill the process and wait for its end.
	 */
	void kill() throws InterruptedException {
		this.process.destroyForcibly();
		assertThat(this.process.waitFor(30, TimeUnit.SECONDS)).isTrue();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
