package io.github.taosspring.test;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.jdbc.TaosDataSource;
import io.github.taosspring.embedded.EmbeddedTaosServer;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/**
 * A server with a database and scripts, and its way back to how it began.
 */
final class TestServer implements AutoCloseable {

	/** What TDengine has itself. */
	private static final List<String> SYSTEM = List.of("information_schema", "performance_schema");

	private final EmbeddedTaosServer server;

	private final EmbeddedTaosSettings settings;

	private TestServer(EmbeddedTaosServer server, EmbeddedTaosSettings settings) {
		this.server = server;
		this.settings = settings;
	}

	/**
	 * Start a server.
	 * @throws RuntimeException if a script is missing or one of its statements fails
	 */
	static TestServer start(EmbeddedTaosSettings settings) {
		EmbeddedTaosServer.Builder builder = EmbeddedTaosServer.builder();
		if (!settings.version().isEmpty()) {
			builder.version(settings.version());
		}
		EmbeddedTaosServer server = builder.start();
		TestServer started = new TestServer(server, settings);
		try {
			started.setUp();
			return started;
		}
		catch (RuntimeException ex) {
			server.close();
			throw ex;
		}
	}

	EmbeddedTaosServer server() {
		return this.server;
	}

	EmbeddedTaosSettings settings() {
		return this.settings;
	}

	/**
	 * Return how clients connect.
	 */
	TaosClientOptions clientOptions() {
		return TaosClientOptions.fromUrl(this.server.url()).toBuilder().database(this.settings.database()).build();
	}

	/**
	 * Drop all topics and databases and begin again; connections stay, but consumers of
	 * the topics are thrown out.
	 */
	void reset() {
		this.server.faults().clear();
		try (TaosClient client = TaosClient.create(TaosClientOptions.fromUrl(this.server.url()))) {
			for (List<?> row : client.query("show topics").toLists()) {
				client.execute("drop topic if exists force `" + row.get(0) + "`");
			}
			for (List<?> row : client.query("show databases").toLists()) {
				String name = (String) row.get(0);
				if (!SYSTEM.contains(name)) {
					client.execute("drop database if exists `" + name + "`");
				}
			}
		}
		setUp();
	}

	private void setUp() {
		if (!this.settings.database().isEmpty()) {
			try (TaosClient client = TaosClient.create(TaosClientOptions.fromUrl(this.server.url()))) {
				client.execute("create database if not exists `" + this.settings.database() + "` keep 36500");
			}
		}
		if (!this.settings.scripts().isEmpty()) {
			runScripts();
		}
		this.server.journal().clear();
	}

	private void runScripts() {
		try (TaosClient client = TaosClient.create(clientOptions());
				Connection connection = new TaosDataSource(client).getConnection()) {
			for (String script : this.settings.scripts()) {
				Resource resource = new DefaultResourceLoader().getResource(script);
				ScriptUtils.executeSqlScript(connection, new EncodedResource(resource, StandardCharsets.UTF_8));
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The scripts of @EmbeddedTaos could not be run", ex);
		}
	}

	@Override
	public void close() {
		this.server.close();
	}

}
