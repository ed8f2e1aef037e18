package io.github.taosspring.test;

import io.github.taosspring.boot.TaosConnectionDetails;
import org.jspecify.annotations.Nullable;

/**
 * How the application under test connects to its server.
 */
final class TestServerConnectionDetails implements TaosConnectionDetails {

	private final TestServer server;

	TestServerConnectionDetails(TestServer server) {
		this.server = server;
	}

	@Override
	public String getUrl() {
		return this.server.server().url();
	}

	@Override
	public @Nullable String getDatabase() {
		String database = this.server.settings().database();
		return database.isEmpty() ? null : database;
	}

	@Override
	public boolean isEmbedded() {
		return true;
	}

	@Override
	public String toString() {
		return "TaosConnectionDetails of the test's server at " + getUrl();
	}

}
