package io.github.taosspring.listener.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.jspecify.annotations.Nullable;

/**
 * A server that can be killed: the embedded one, which really ends and starts again, or
 * the one at {@code -Dtaos.test.url=…}. That one is killed and started again by the
 * command {@code -Dtaos.proof.kill=…}; without it only its clients believe so.
 */
final class ProofServer implements AutoCloseable {

	private final @Nullable EmbeddedTaosServer embedded;

	private final CuttableLine line;

	private final String url;

	ProofServer() throws IOException {
		String external = System.getProperty("taos.test.url");
		this.embedded = (external == null) ? EmbeddedTaosServer.builder().start() : null;
		String target = (external != null) ? external
				: String.valueOf((this.embedded != null) ? this.embedded.url() : null);
		URI uri = URI.create(target);
		this.line = new CuttableLine(uri.getHost(), uri.getPort());
		String user = (uri.getUserInfo() != null) ? uri.getUserInfo() : "root:taosdata";
		this.url = "taos+ws://" + user + "@localhost:" + this.line.port();
	}

	boolean isEmbedded() {
		return this.embedded != null;
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
			String command = System.getProperty("taos.proof.kill");
			if (this.embedded != null) {
				this.embedded.restart();
			}
			else if (command != null) {
				run(command);
			}
			LockSupport.parkNanos(downTime.toNanos());
		}
		finally {
			this.line.refuse(false);
		}
	}

	private static void run(String command) {
		try {
			int exit = new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor();
			if (exit != 0) {
				throw new IllegalStateException("'" + command + "' ended with " + exit);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** Cut all connections. */
	void cut() {
		this.line.cut();
	}

	@Override
	public void close() throws IOException {
		this.line.close();
		if (this.embedded != null) {
			this.embedded.close();
		}
	}

}
