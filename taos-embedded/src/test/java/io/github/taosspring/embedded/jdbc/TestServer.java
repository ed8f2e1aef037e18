package io.github.taosspring.embedded.jdbc;

import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.jdbc.TaosDataSource;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.jspecify.annotations.Nullable;

/**
 * The server of a test: an embedded one, or the one that the system property
 * {@code taos.test.url} names, to see that a real TDengine answers alike.
 */
final class TestServer implements AutoCloseable {

	private final @Nullable EmbeddedTaosServer embedded;

	private final TaosClientOptions options;

	TestServer() {
		String url = System.getProperty("taos.test.url");
		this.embedded = (url == null) ? EmbeddedTaosServer.builder().start() : null;
		this.options = TaosClientOptions.fromUrl((this.embedded != null) ? this.embedded.url() : String.valueOf(url));
	}

	boolean isReal() {
		return this.embedded == null;
	}

	TaosClientOptions options() {
		return this.options;
	}

	String jdbcUrl(String pathAndParameters) {
		return "jdbc:taos:ws://" + this.options.endpoints().get(0) + "/" + pathAndParameters;
	}

	TaosDataSource dataSource(@Nullable String database) {
		return new TaosDataSource(this.options.toBuilder().database(database).build());
	}

	@Override
	public void close() {
		if (this.embedded != null) {
			this.embedded.close();
		}
	}

}
