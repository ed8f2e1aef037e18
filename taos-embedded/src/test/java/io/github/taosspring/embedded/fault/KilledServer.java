package io.github.taosspring.embedded.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server of {@link BufferedWriterKillTests}, which can be killed and comes back with
 * what it acknowledged: a process of its own with {@code --path}, or the server at
 * {@code -Dtaos.test.url=…}, killed and started again by the command
 * {@code -Dtaos.test.restart-command=…} if that is set.
 */
interface KilledServer extends AutoCloseable {

	/**
	 * Return where it is.
	 */
	String url();

	/**
	 * Return whether it can be killed.
	 */
	boolean isMortal();

	/**
	 * Kill it without a warning, start it again and wait until it is ready.
	 */
	void killAndRestart() throws IOException, InterruptedException;

	@Override
	void close();

	/**
	 * Start or find the server.
	 * @param directory where it may keep its data
	 */
	static KilledServer start(Path directory) throws IOException {
		String url = System.getProperty("taos.test.url");
		return (url != null) ? new External(url, System.getProperty("taos.test.restart-command"))
				: new Child(directory);
	}

	/**
	 * A process of this test's own.
	 */
	final class Child implements KilledServer {

		private final Path directory;

		private ServerProcess process;

		Child(Path directory) throws IOException {
			this.directory = directory;
			this.process = start(0);
		}

		private ServerProcess start(int port) throws IOException {
			return ServerProcess.start("512m", port, "--path=" + this.directory);
		}

		@Override
		public String url() {
			return "taos+ws://127.0.0.1:" + this.process.port();
		}

		@Override
		public boolean isMortal() {
			return true;
		}

		@Override
		public void killAndRestart() throws IOException, InterruptedException {
			this.process.kill();
			this.process = start(this.process.port());
		}

		@Override
		public void close() {
			this.process.close();
		}

	}

	/**
	 * A server that someone else has started.
	 *
	 * @param url where it is
	 * @param restartCommand kills it, starts it again and waits until it is ready,
	 * {@code null} if it is not to be killed
	 */
	record External(String url, @Nullable String restartCommand) implements KilledServer {

		@Override
		public boolean isMortal() {
			return this.restartCommand != null;
		}

		@Override
		public void killAndRestart() throws IOException, InterruptedException {
			Process command = new ProcessBuilder("sh", "-c", String.valueOf(this.restartCommand))
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start();
			assertThat(command.waitFor(120, TimeUnit.SECONDS)).as("the restart command ended").isTrue();
			assertThat(command.exitValue()).as("status of the restart command").isZero();
		}

		@Override
		public void close() {
		}

	}

}
