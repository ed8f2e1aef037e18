package io.github.taosspring.testing;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.jspecify.annotations.Nullable;

/**
 * A server for a test class with a database of its own: the embedded one, or the one at
 * {@code -Dtaos.test.url=…}.
 */
public final class TestServer implements AutoCloseable {

	private final @Nullable EmbeddedTaosServer embedded;

	private final String url;

	private final String database;

	public TestServer(String database) {
		String external = System.getProperty("taos.test.url");
		this.embedded = (external != null) ? null : EmbeddedTaosServer.builder().start();
		this.url = (this.embedded != null) ? this.embedded.url() : String.valueOf(external);
		this.database = database;
		execute("drop database if exists " + database);
		execute("create database " + database + " precision 'ns' vgroups 1 buffer 3");
	}

	public String url() {
		return this.url;
	}

	public String databaseUrl() {
		return this.url + "/" + this.database;
	}

	private void execute(String sql) {
		try (TaosClient client = TaosClient.connect(this.url)) {
			client.execute(sql);
		}
	}

	@Override
	public void close() {
		execute("drop database if exists " + this.database);
		if (this.embedded != null) {
			this.embedded.close();
		}
	}

}
