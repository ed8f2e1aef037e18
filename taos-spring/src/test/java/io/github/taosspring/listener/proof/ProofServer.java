package io.github.taosspring.listener.proof;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import io.github.taosspring.embedded.EmbeddedTaosServer;
import io.github.taosspring.embedded.Main;
import org.awaitility.Awaitility;

/**
 * A server that can be killed, behind a line that is cut meanwhile.
 */
final class ProofServer implements AutoCloseable {

	private final CuttableLine line;

	private final String url;

	private final Target target;

	private ProofServer(Target target) throws IOException {
		this.target = target;
		URI uri = target.uri();
		this.line = new CuttableLine(uri.getHost(), uri.getPort());
		String user = (uri.getUserInfo() != null) ? uri.getUserInfo() : "root:taosdata";
		this.url = "taos+ws://" + user + "@localhost:" + this.line.port();
	}

	/**
	 * Use the embedded server, which really ends and starts again, or the one at
	 * {@code -Dtaos.test.url=…}. That one is killed and started again by the command
	 * {@code -Dtaos.proof.kill=…}; without it only its clients believe so.
	 */
	static ProofServer here() throws IOException {
		String external = System.getProperty("taos.test.url");
		return new ProofServer((external != null) ? new External(URI.create(external)) : new InThisJvm());
	}

	/**
	 * Use the embedded server in a process of its own, which is killed as by
	 * {@code kill -9}.
	 * @param path where it keeps its files
	 */
	static ProofServer process(Path path) throws IOException {
		return new ProofServer(new InProcess(path));
	}

	/** Return where clients connect. */
	String url() {
		return this.url;
	}

	/** Kill the server and start it again. */
	void kill(Duration downTime) {
		this.line.refuse(true);
		try {
			this.line.cut();
			this.target.restart();
			LockSupport.parkNanos(downTime.toNanos());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			this.line.refuse(false);
		}
	}

	/** Cut all connections. */
	void cut() {
		this.line.cut();
	}

	@Override
	public void close() throws IOException {
		this.line.close();
		this.target.close();
	}

	private static void await(Process process) {
		try {
			process.waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The server behind the line.
	 */
	private interface Target {

		URI uri();

		void restart() throws IOException;

		void close();

	}

	/**
	 * The embedded server.
	 */
	private static final class InThisJvm implements Target {

		private final EmbeddedTaosServer server = EmbeddedTaosServer.builder().start();

		@Override
		public URI uri() {
			return URI.create(this.server.url());
		}

		@Override
		public void restart() {
			this.server.restart();
		}

		@Override
		public void close() {
			this.server.close();
		}

	}

	/**
	 * A server that somebody else has started.
	 */
	private record External(URI uri) implements Target {

		@Override
		public void restart() throws IOException {
			String command = System.getProperty("taos.proof.kill");
			if (command == null) {
				return;
			}
			Process process = new ProcessBuilder("sh", "-c", command).inheritIO().start();
			await(process);
			if (process.exitValue() != 0) {
				throw new IllegalStateException("'" + command + "' ended with " + process.exitValue());
			}
		}

		@Override
		public void close() {
			// others may need it
		}

	}

	/**
	 * The embedded server in a process.
	 */
	private static final class InProcess implements Target {

		private final Path path;

		private final int port;

		private Process process;

		private InProcess(Path path) throws IOException {
			this.path = path;
			try (ServerSocket free = new ServerSocket(0)) {
				this.port = free.getLocalPort();
			}
			this.process = start();
		}

		private Process start() throws IOException {
			String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
				.filter((entry) -> !entry.contains("logback"))
				.collect(Collectors.joining(File.pathSeparator));
			Process started = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", classPath, Main.class.getName(),
					"--port=" + this.port, "--path=" + this.path)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> isListening(started));
			return started;
		}

		private boolean isListening(Process started) {
			if (!started.isAlive()) {
				throw new IllegalStateException("The server ended with " + started.exitValue());
			}
			try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
				return socket.isConnected();
			}
			catch (IOException ex) {
				return false;
			}
		}

		@Override
		public URI uri() {
			return URI.create("taos+ws://localhost:" + this.port);
		}

		@Override
		public void restart() throws IOException {
			this.process.destroyForcibly();
			await(this.process);
			this.process = start();
		}

		@Override
		public void close() {
			this.process.destroyForcibly();
			await(this.process);
		}

	}

}
