package io.github.taosspring.listener.proof;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.jspecify.annotations.Nullable;

/**
 * A server that can be killed: the embedded one, which really ends and starts again, or
 * the one at {@code -Dtaos.test.url=…}, which only the clients believe to be killed.
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
		this.line.cut();
		if (this.embedded != null) {
			this.embedded.restart();
		}
		LockSupport.parkNanos(downTime.toNanos());
		this.line.refuse(false);
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
